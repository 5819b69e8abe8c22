import type { ComponentChildren } from 'preact'
import { ErrorSummary, type FormState } from '#web/form.tsx'
import { formatDay, formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { budgetsPaths } from '../budgets.paths.ts'
import { type BudgetsWords, budgetsWords } from '../budgets.words.ts'
import { envelopeOf, familyOf, type Offer, type Stage } from '../editions.rules.ts'
import { amountText } from './amount.ts'
import { ProjectCards } from './project-cards.tsx'
import { StaffPanel, type StaffPanelProps } from './staff-panel.tsx'

export interface EditionPageProps {
  readonly offer: Offer
  readonly stage: Stage
  /** Days that are over, and people who voted in each. */
  readonly turnout: readonly { readonly day: string; readonly people: number }[]
  readonly process: { readonly title: string; readonly path: string } | null
  readonly measure: { readonly title: string; readonly path: string } | null
  readonly rulesDeliberation: string | null
  readonly staff: Omit<StaffPanelProps, 'offer' | 'shell' | 'stage'>
  readonly state: FormState
}

export function EditionPage(props: EditionPageProps & { readonly shell: Shell }) {
  const { shell, offer, stage, turnout, state } = props
  const { edition, projects } = offer
  const t = budgetsWords(shell.locale)
  return (
    <Page shell={shell} title={edition.title} width="wide">
      <p class="crumb">
        <a href={budgetsPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{edition.title}</h1>
      <ErrorSummary state={state} locale={shell.locale} />
      <p>
        <span class="badge" data-stage={stage}>
          {t(`stage.${stage}`)}
        </span>
      </p>
      {edition.summary === '' ? null : <p class="lead budget-text">{edition.summary}</p>}
      <Actions code={edition.code} stage={stage} isImported={edition.importedFrom !== ''} t={t} />
      <StaffPanel offer={offer} stage={stage} shell={shell} {...props.staff} />
      <RulesInWords {...props} t={t} />
      {turnout.length > 0 ? <Turnout turnout={turnout} t={t} shell={shell} /> : null}
      <section aria-labelledby="projets">
        <h2 id="projets">{t('page.projects', { count: projects.length })}</h2>
        {projects.length === 0 ? (
          <p class="empty">{t('page.no_project')}</p>
        ) : (
          <ProjectCards offer={offer} shell={shell} />
        )}
      </section>
    </Page>
  )
}

function Actions({
  code,
  stage,
  isImported,
  t,
}: {
  code: string
  stage: Stage
  isImported: boolean
  t: BudgetsWords
}) {
  if (stage === 'counted')
    return (
      <p class="actions">
        <a class="button" href={budgetsPaths.results(code)}>
          {t('page.see_results')}
        </a>{' '}
        {isImported ? null : <a href={budgetsPaths.receipt(code)}>{t('page.check_receipt')}</a>}
      </p>
    )
  if (stage === 'voting')
    return (
      <p class="actions">
        <a class="button" href={budgetsPaths.identity(code)}>
          {t('page.vote')}
        </a>{' '}
        <a href={budgetsPaths.receipt(code)}>{t('page.replace')}</a>
      </p>
    )
  return stage === 'draft' ? null : <p class="notice">{t(`page.waiting_${stage}`)}</p>
}

function RulesInWords({
  offer,
  process,
  measure,
  rulesDeliberation,
  shell,
  t,
}: EditionPageProps & { readonly shell: Shell; readonly t: BudgetsWords }) {
  const { edition, areas } = offer
  const euros = (amount: number) => amountText(amount, edition.currency, shell.locale)
  const family = familyOf(edition.countingRule)
  return (
    <section aria-labelledby="regles">
      <h2 id="regles">{t('rules.title')}</h2>
      <dl class="facts">
        <Fact term={t('rules.envelope')}>{euros(envelopeOf(areas))}</Fact>
        {edition.perimeter === 'districts' ? (
          <Fact term={t('rules.areas')}>
            <ul>
              {areas.map((area) => (
                <li>
                  {area.name}
                  {t('colon')} {euros(area.envelopeCents)}
                </li>
              ))}
            </ul>
          </Fact>
        ) : null}
        <Fact term={t('rules.dates')}>
          {t('list.dates', {
            from: formatDay(edition.opensOn, shell.locale),
            to: formatDay(edition.closesOn, shell.locale),
          })}
        </Fact>
        <Fact term={t('rules.who')}>
          {edition.electorate}. {t('rules.age', { age: edition.minimumAge })}
        </Fact>
        <Fact term={t('rules.how_known')}>{t(`roll_kind.${edition.rollKind}`)}</Fact>
        <Fact term={t('rules.ballot')}>
          {t(`ballot_rule.${edition.ballotType}`, {
            count: edition.mostProjects ?? 0,
            points: edition.points ?? 0,
          })}
          {edition.ballotType === 'approval'
            ? ` ${edition.mostProjects === null ? t('ballot_rule.no_maximum') : t('ballot_rule.maximum', { count: edition.mostProjects })}`
            : ''}
        </Fact>
        <Fact term={t('rules.count')}>{family ? t(`family.${family}_how`) : edition.countingRule}</Fact>
        <Fact term={t('rules.ties')}>
          {t(`ties.${edition.ties}`)}.{' '}
          {edition.seedCommitment === null ? null : (
            <>
              {t('ties.commitment')} <code class="wrap">{edition.seedCommitment}</code>
            </>
          )}
        </Fact>
        <Fact term={t('rules.binding')}>{t('rules.binding_text')}</Fact>
        {rulesDeliberation === null ? null : <Fact term={t('rules.deliberation')}>{rulesDeliberation}</Fact>}
        {process === null ? null : (
          <Fact term={t('rules.process')}>
            <a href={process.path}>{process.title}</a>
          </Fact>
        )}
        {measure === null ? null : (
          <Fact term={t('rules.measure')}>
            <a href={measure.path}>{measure.title}</a>
          </Fact>
        )}
        <Fact term={t('rules.secrecy')}>
          <a href={budgetsPaths.secrecy()}>{t('secrecy.title')}</a>
        </Fact>
      </dl>
    </section>
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

function Turnout({
  turnout,
  t,
  shell,
}: Pick<EditionPageProps, 'turnout'> & { readonly t: BudgetsWords; readonly shell: Shell }) {
  const most = Math.max(...turnout.map((day) => day.people))
  const total = turnout.reduce((sum, day) => sum + day.people, 0)
  return (
    <section aria-labelledby="participation">
      <h2 id="participation">{t('turnout.title', { people: formatNumber(total, shell.locale) })}</h2>
      <p class="muted">{t('turnout.note')}</p>
      <TableScroll label={t('turnout.label')}>
        <table class="table budget-turnout">
          <thead>
            <tr>
              <th scope="col">{t('turnout.day')}</th>
              <th scope="col" class="number">
                {t('turnout.people')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {turnout.map(({ day, people }) => (
              <tr>
                <th scope="row">{day}</th>
                <td class="number">{formatNumber(people, shell.locale)}</td>
                <td>
                  <meter min={0} max={most} value={people} aria-hidden="true" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}
