import { formatNumber, formatShare } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { budgetsPaths } from '../budgets.paths.ts'
import { type BudgetsWords, budgetsWords } from '../budgets.words.ts'
import { type Area, envelopeOf, familyOf, type Offer, type Project } from '../editions.rules.ts'
import type { CountedArea, ProjectResult } from '../results.queries.ts'
import { stateOfResult } from '../results.rules.ts'
import { amountText } from './amount.ts'
import { RulesTable } from './rules-table.tsx'
import { type WhyContext, whySentences } from './why-text.ts'

export interface ResultsPageProps {
  readonly offer: Offer
  readonly counts: readonly CountedArea[]
  readonly results: readonly ProjectResult[]
  /** What a person types to count again, by area. */
  readonly commands: ReadonlyMap<number, string>
}

export function ResultsPage(props: ResultsPageProps & { readonly shell: Shell }) {
  const { shell, offer, counts, results } = props
  const { edition, areas } = offer
  const t = budgetsWords(shell.locale)
  const ballots = counts.reduce((sum, count) => sum + count.ballots, 0)
  const spent = counts.reduce((sum, count) => sum + count.spentCents, 0)
  const satisfied = counts.reduce((sum, count) => sum + count.outcome.withProject, 0)
  const money = (amount: number) => amountText(amount, edition.currency, shell.locale)
  const family = familyOf(edition.countingRule)
  return (
    <Page shell={shell} title={t('results.title')} width="wide">
      <p class="crumb">
        <a href={budgetsPaths.show(edition.code)}>{edition.title}</a>
      </p>
      <h1>{t('results.title')}</h1>
      <p class="lead">
        {t('results.lead', {
          winners: results.filter((result) => result.rank !== null).length,
          projects: results.length,
          ballots: formatNumber(ballots, shell.locale),
        })}
      </p>
      <ul class="budget-figures">
        <li>
          <strong>{money(spent)}</strong> {t('results.of_envelope', { envelope: money(envelopeOf(areas)) })}
        </li>
        <li>
          <strong>{ballots === 0 ? '–' : formatShare(satisfied / ballots, shell.locale)}</strong>{' '}
          {t('results.satisfied', { people: formatNumber(satisfied, shell.locale) })}
        </li>
      </ul>
      <p class="notice">{t('rules.binding_text')}</p>
      {family ? (
        <section aria-labelledby="comment">
          <h2 id="comment">{t('results.how')}</h2>
          <p>{t(`family.${family}_how`)}</p>
        </section>
      ) : null}
      {areas.map((area) => (
        <AreaResults {...props} area={area} t={t} />
      ))}
      {areas.length > 1 ? <MoneyByArea {...props} t={t} /> : null}
    </Page>
  )
}

interface AreaProps extends ResultsPageProps {
  readonly shell: Shell
  readonly area: Area
  readonly t: BudgetsWords
}

function AreaResults(props: AreaProps) {
  const { shell, offer, counts, results, area, t } = props
  const counted = counts.find((count) => count.area === area.number)
  if (!counted) return null
  const projects = new Map(offer.projects.map((project) => [project.id, project]))
  const own = results.filter((result) => projects.get(result.projectId)?.area === area.number)
  const context = { ...contextOf(offer, t, shell), code: offer.edition.code }
  const id = `secteur-${area.number}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{offer.areas.length > 1 ? area.name : t('results.projects')}</h2>
      {counted.outcome.endowment === null ? null : (
        <p>
          {t('results.endowment', {
            each: endowmentText(counted.outcome.endowment, offer.edition.currency, shell),
            ballots: formatNumber(counted.ballots, shell.locale),
          })}
        </p>
      )}
      <h3>{t('results.winners')}</h3>
      <ResultTable
        rows={own.filter((result) => result.rank !== null)}
        projects={projects}
        context={context}
        caption={t('results.winners')}
      />
      <h3>{t('results.losers')}</h3>
      <ResultTable
        rows={own.filter((result) => result.rank === null)}
        projects={projects}
        context={context}
        caption={t('results.losers')}
      />
      <Voters counted={counted} t={t} shell={shell} />
      <Ties counted={counted} context={context} />
      <RulesTable counted={counted} edition={offer.edition} t={t} shell={shell} />
      <Recount {...props} counted={counted} />
    </section>
  )
}

function contextOf(offer: Offer, t: BudgetsWords, shell: Shell): WhyContext {
  return {
    t,
    locale: shell.locale,
    edition: offer.edition,
    byReference: new Map(offer.projects.map((project) => [project.reference, project])),
  }
}

/** A fraction of the currency, `1250/17`, as money. */
function endowmentText(fraction: string, currency: string, shell: Shell): string {
  const [numerator = 0, denominator = 1] = fraction.split('/').map(Number)
  return amountText((numerator / denominator) * 100, currency, shell.locale)
}

function ResultTable({
  rows,
  projects,
  context,
  caption,
}: {
  readonly rows: readonly ProjectResult[]
  readonly projects: ReadonlyMap<string, Project>
  readonly context: WhyContext & { readonly code: string }
  readonly caption: string
}) {
  const { t } = context
  if (rows.length === 0) return <p class="empty">{t('results.none')}</p>
  return (
    <TableScroll label={caption} stack>
      <table class="table budget-results">
        <thead>
          <tr>
            <th scope="col">{t('results.project')}</th>
            <th scope="col" class="number">
              {t('results.supporters')}
            </th>
            <th scope="col" class="number">
              {t('results.cost')}
            </th>
            <th scope="col">{t('results.why')}</th>
            <th scope="col">{t('results.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((result) => (
            <ResultRow result={result} project={projects.get(result.projectId)} context={context} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function ResultRow({
  result,
  project,
  context,
}: {
  readonly result: ProjectResult
  readonly project: Project | undefined
  readonly context: WhyContext & { readonly code: string }
}) {
  const { t, locale, edition } = context
  if (!project) return null
  const state = stateOfResult(result)
  return (
    <tr>
      <th scope="row">
        <a href={budgetsPaths.project(context.code, project.number)}>
          <span class="budget-number">{project.number}</span> {project.title}
        </a>
      </th>
      <td data-label={t('results.supporters')} class="number">
        {formatNumber(result.supporters, locale)}
      </td>
      <td data-label={t('results.cost')} class="number">
        {amountText(project.costCents, edition.currency, locale)}
      </td>
      <td data-label={t('results.why')}>{whySentences(result.why, project.costCents, context).join(' ')}</td>
      <td data-label={t('results.state')}>
        <span class="badge" data-state={state === 'accepted' ? 'met' : undefined}>
          {t(`state.${state}`)}
        </span>
      </td>
    </tr>
  )
}

function Voters({
  counted,
  t,
  shell,
}: {
  readonly counted: CountedArea
  readonly t: BudgetsWords
  readonly shell: Shell
}) {
  const { histogram, withProject, meanProjects } = counted.outcome
  return (
    <>
      <h3>{t('results.voters')}</h3>
      <p>
        {t('results.voters_text', {
          people: formatNumber(withProject, shell.locale),
          ballots: formatNumber(counted.ballots, shell.locale),
          mean: formatNumber(meanProjects, shell.locale, 1),
        })}
      </p>
      <TableScroll label={t('results.voters')}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('results.projects_won')}</th>
              <th scope="col" class="number">
                {t('results.voters')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {histogram.map((people, projects) => (
              <tr>
                <th scope="row">{projects}</th>
                <td class="number">{formatNumber(people, shell.locale)}</td>
                <td>
                  <meter min={0} max={Math.max(1, ...histogram)} value={people} aria-hidden="true" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  )
}

function Ties({ counted, context }: { readonly counted: CountedArea; readonly context: WhyContext }) {
  const { t, byReference } = context
  const { ties, seed } = counted.outcome
  const nameOf = (reference: string) => {
    const project = byReference.get(reference)
    return project ? `${project.number} ${project.title}` : reference
  }
  return (
    <>
      {seed === null ? null : (
        <p>
          {t('ties.revealed')} <code class="wrap">{seed}</code>
        </p>
      )}
      {ties.length === 0 ? null : (
        <ul>
          {ties.map(({ candidates, chosen, by }) => (
            <li>
              {t('ties.met', {
                projects: candidates.map(nameOf).join(', '),
                chosen: nameOf(chosen),
                by: tieWords(by, t),
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function tieWords(by: string, t: BudgetsWords): string {
  if (by === 'seed') return t('ties.by_seed')
  if (by === 'votes') return t('ties.by_votes')
  return by === 'cost' ? t('ties.by_cost') : t('ties.by_name')
}

function Recount({ offer, area, counted, commands, t }: AreaProps & { readonly counted: CountedArea }) {
  return (
    <>
      <h3>{t('results.recount')}</h3>
      <p>{t('results.recount_text')}</p>
      <p>
        <a href={budgetsPaths.file(offer.edition.code, area.number)}>{t('results.file')}</a>
      </p>
      <pre class="budget-command">{commands.get(area.number)}</pre>
      <p class="muted">
        {t('results.hash')} <code class="wrap">{counted.fileSha256}</code>
      </p>
    </>
  )
}

function MoneyByArea({
  offer,
  counts,
  shell,
  t,
}: ResultsPageProps & { readonly shell: Shell; readonly t: BudgetsWords }) {
  const money = (amount: number) => amountText(amount, offer.edition.currency, shell.locale)
  return (
    <section aria-labelledby="par-secteur">
      <h2 id="par-secteur">{t('results.by_area')}</h2>
      <TableScroll label={t('results.by_area')}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('results.area')}</th>
              <th scope="col" class="number">
                {t('results.ballots')}
              </th>
              <th scope="col" class="number">
                {t('results.spent')}
              </th>
              <th scope="col" class="number">
                {t('results.envelope')}
              </th>
            </tr>
          </thead>
          <tbody>
            {offer.areas.map((area) => {
              const counted = counts.find((count) => count.area === area.number)
              return (
                <tr>
                  <th scope="row">{area.name}</th>
                  <td class="number">{formatNumber(counted?.ballots ?? 0, shell.locale)}</td>
                  <td class="number">{money(counted?.spentCents ?? 0)}</td>
                  <td class="number">{money(area.envelopeCents)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}
