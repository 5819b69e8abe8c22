import type { ComponentChildren } from 'preact'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { ActSubject } from '#modules/people/journal/journal.public.ts'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { deliberationsPaths } from '../deliberations.paths.ts'
import { type Deliberation, type FoundedAct, hasQuorum, outcomeOf, votersOf } from '../deliberations.rules.ts'
import { type DeliberationsWords, deliberationsWords } from '../deliberations.words.ts'
import { findMatter } from '../matters.rules.ts'

export interface DeliberationPageProps {
  readonly deliberation: Deliberation
  readonly acts: readonly (FoundedAct & { readonly subject: ActSubject })[]
  /** What was mended in the record since, oldest first. */
  readonly corrections: readonly Correction[]
  readonly canCorrect: boolean
}

interface Correction {
  readonly actedOn: CalendarDate
  readonly reason: string
}

export function DeliberationPage({
  shell,
  deliberation,
  acts,
  corrections,
  canCorrect,
}: DeliberationPageProps & { readonly shell: Shell }) {
  const t = deliberationsWords(shell.locale)
  const matter = findMatter(deliberation.matterCode)
  const title = t('page.title', { number: deliberation.number })
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={deliberationsPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{deliberation.subject}</p>
      <dl class="facts">
        <Fact term={t('page.body')}>{deliberation.body}</Fact>
        <Fact term={t('page.date')}>
          <time datetime={deliberation.adoptedOn}>{formatDay(deliberation.adoptedOn, shell.locale)}</time>
        </Fact>
        <Fact term={t('page.matter')}>
          {deliberation.matterCode}{' '}
          {matter ? (
            <span lang="fr">
              {matter.family}, {matter.name}
            </span>
          ) : null}
        </Fact>
        <Fact term={t('page.document')}>
          {deliberation.documentUrl ? (
            <a href={deliberation.documentUrl}>{t('page.read_document')}</a>
          ) : (
            <span class="muted">{t('page.no_document')}</span>
          )}
        </Fact>
      </dl>
      <Vote deliberation={deliberation} t={t} />
      <Recusals deliberation={deliberation} t={t} />
      <Acts acts={acts} shell={shell} t={t} />
      <Corrections corrections={corrections} shell={shell} t={t} />
      {canCorrect ? (
        <p>
          <a class="button-quiet" href={deliberationsPaths.correction(deliberation.id)}>
            {t('page.correct')}
          </a>
        </p>
      ) : null}
      <p class="muted">
        <a href={deliberationsPaths.apiOne(deliberation.id)}>JSON</a>
      </p>
    </Page>
  )
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Vote({ deliberation, t }: { deliberation: Deliberation; t: DeliberationsWords }) {
  const { votesFor, votesAgainst, abstentions, membersInOffice, membersPresent } = deliberation
  const rows = [
    { label: t('votes.for'), count: votesFor },
    { label: t('votes.against'), count: votesAgainst },
    { label: t('votes.abstentions'), count: abstentions },
  ]
  return (
    <section aria-labelledby="vote">
      <h2 id="vote">{t('page.vote')}</h2>
      <p>
        <strong>{t(`outcome_long.${outcomeOf(deliberation)}`)}</strong>{' '}
        {t('page.attendance', { present: membersPresent, members: membersInOffice })}{' '}
        {hasQuorum(deliberation) ? '' : t('page.no_quorum')}
      </p>
      <TableScroll label={t('page.vote_caption', { count: votersOf(deliberation) })}>
        <table class="table">
          <caption>{t('page.vote_caption', { count: votersOf(deliberation) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('votes.column_vote')}</th>
              <th scope="col" class="number">
                {t('votes.column_members')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, count }) => (
              <tr>
                <th scope="row">{label}</th>
                <td class="number">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}

function Recusals({ deliberation, t }: { deliberation: Deliberation; t: DeliberationsWords }) {
  return (
    <section aria-labelledby="deports">
      <h2 id="deports">{t('page.recusals')}</h2>
      {deliberation.recusals.length === 0 ? (
        <p class="muted">{t('page.no_recusals')}</p>
      ) : (
        <ul>
          {deliberation.recusals.map(({ memberName, reason }) => (
            <li>
              <strong>{memberName}</strong> <span class="sub">{reason}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Acts({
  acts,
  shell,
  t,
}: Pick<DeliberationPageProps, 'acts'> & { shell: Shell; t: DeliberationsWords }) {
  return (
    <section aria-labelledby="suites">
      <h2 id="suites">{t('page.acts')}</h2>
      {acts.length === 0 ? (
        <p class="muted">{t('page.no_acts')}</p>
      ) : (
        <ol class="timeline">
          {acts.map((act) => (
            <li>
              <strong>{act.subject.nameAct(act.act)}</strong>{' '}
              <a href={act.subject.href}>{act.subject.label}</a>{' '}
              <time datetime={act.actedOn}>{formatDay(act.actedOn, shell.locale)}</time>{' '}
              <span class="muted">{act.actorName}</span>
              {act.reason ? <p>{act.reason}</p> : null}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Corrections({
  corrections,
  shell,
  t,
}: Pick<DeliberationPageProps, 'corrections'> & { shell: Shell; t: DeliberationsWords }) {
  if (corrections.length === 0) return null
  return (
    <section aria-labelledby="rectifications">
      <h2 id="rectifications">{t('page.corrections')}</h2>
      <ol class="timeline">
        {corrections.map(({ actedOn, reason }) => (
          <li>
            <time datetime={actedOn}>{formatDay(actedOn, shell.locale)}</time>
            <p>{reason}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
