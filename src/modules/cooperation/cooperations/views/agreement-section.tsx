import type { ComponentChildren } from 'preact'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import type { Access } from '../cooperations.permissions.ts'
import { type Cooperation, needsCouncils, type Round, roundInForce } from '../cooperations.rules.ts'
import { type CooperationsWords, cooperationsWords } from '../cooperations.words.ts'
import type { Deadline } from '../deadlines.rules.ts'
import { durationText } from '../duration-text.ts'
import type { WrittenDocument } from '../preparation.queries.ts'

interface AgreementSectionProps {
  readonly cooperation: Cooperation
  readonly round: Round
  readonly access: Access
  readonly deadlines: readonly Deadline[]
  readonly documents: readonly WrittenDocument[]
  readonly today: CalendarDate
  readonly can: { readonly prepare: boolean; readonly writeTerms: boolean }
  readonly shell: Shell
}

/** The form that was chosen, its terms, its text, and the days that it holds in store. */
export function AgreementSection(props: AgreementSectionProps) {
  const { cooperation, round, access, can, shell } = props
  const t = cooperationsWords(shell.locale)
  const inForce = roundInForce(cooperation)
  return (
    <section aria-labelledby="accord">
      <h2 id="accord">{t('terms.title')}</h2>
      {inForce && inForce.number !== round.number ? (
        <p class="notice">
          {t('terms.still_in_force', {
            kind: t(`kind.${inForce.legalKind}`),
            day: formatDay(inForce.signedOn ?? inForce.chosenOn, shell.locale),
          })}
        </p>
      ) : null}
      <dl class="told">
        <Told term={t('terms.form')}>
          <strong>{t(`kind.${round.legalKind}`)}</strong> · {t(`depth.${round.depth}`)}
          {access === 'public' ? null : (
            <span class="muted typed">{typeset(round.reason, shell.locale)}</span>
          )}
        </Told>
        <Told term={t('terms.duration')}>{durationText(round, shell.locale)}</Told>
        <Told term={t('terms.cost')}>{formatEuros(round.yearlyCents, shell.locale, { whole: true })}</Told>
        <Told term={t('terms.exit')}>
          {round.exitClause ? typeset(round.exitClause, shell.locale) : t('terms.no_exit')}
          {round.exitCostCents > 0 ? (
            <span class="muted">
              {t('terms.exit_costs', {
                amount: formatEuros(round.exitCostCents, shell.locale, { whole: true }),
              })}
            </span>
          ) : null}
        </Told>
        {round.signedOn ? (
          <Told term={t('terms.signed')}>{formatDay(round.signedOn, shell.locale)}</Told>
        ) : null}
      </dl>
      {can.prepare && can.writeTerms ? (
        <p>
          <a class="button-quiet" href={cooperationsPaths.terms(cooperation.slug)}>
            {t('terms.edit')}
          </a>
        </p>
      ) : null}
      {access === 'public' ? null : <Deadlines {...props} t={t} />}
      {access === 'public' || !needsCouncils(round) ? null : <Documents {...props} t={t} />}
    </section>
  )
}

function Told({ term, children }: { readonly term: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

type Inner = AgreementSectionProps & { readonly t: CooperationsWords }

function Deadlines({ deadlines, today, cooperation, shell, t }: Inner) {
  if (deadlines.length === 0) return null
  return (
    <>
      <h3>{t('deadlines.title')}</h3>
      <ul class="owed">
        {deadlines.map(({ kind, on, partyId }) => (
          <li>
            <p>
              <span class="badge" data-state={on < today ? 'late' : 'pending'}>
                <time datetime={on}>{formatDay(on, shell.locale)}</time>
              </span>{' '}
              {t(`deadline.${kind}`, {
                party: cooperation.parties.find(({ id }) => id === partyId)?.name ?? '',
              })}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

function Documents({ documents, cooperation, can, shell, t }: Inner) {
  return (
    <>
      <h3>{t('documents.title')}</h3>
      {documents.length === 0 ? (
        <p class="empty">{t('documents.none')}</p>
      ) : (
        <ul class="owed">
          {documents.map((document) => (
            <li>
              <p>
                <a href={cooperationsPaths.document(cooperation.slug, document.round, document.number)}>
                  {t('documents.version', { round: document.round, number: document.number })}
                </a>{' '}
                <span class="muted">
                  {formatDay(document.writtenOn, shell.locale)} · {document.writtenByName}
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
      {can.prepare && can.writeTerms ? (
        <p>
          <a class="button-quiet" href={cooperationsPaths.documents(cooperation.slug)}>
            {t('documents.write')}
          </a>
        </p>
      ) : null}
    </>
  )
}
