import type { PortfolioCheck } from '@faire-commune/portfolio'
import { formatNumber, formatShare } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { ScenarioReport } from '../scenario-report.ts'
import { scenariosPaths } from '../scenarios.paths.ts'
import { yearsOf } from '../scenarios.rules.ts'
import { type ScenariosWords, scenariosWords } from '../scenarios.words.ts'
import { BalanceTable } from './balance-table.tsx'
import { ChosenSection } from './chosen-section.tsx'
import { limitText, valueText } from './figures.ts'
import { FrontierSection } from './frontier-section.tsx'
import { OutSection } from './out-section.tsx'

export interface ScenarioPageProps {
  readonly report: ScenarioReport
  readonly canPrepare: boolean
}

export function ScenarioPage({ shell, report, canPrepare }: ScenarioPageProps & { readonly shell: Shell }) {
  const t = scenariosWords(shell.locale)
  const { scenario, status, check, solution } = report
  const years = yearsOf(scenario)
  const isWorking = status === 'solving' || report.isExplaining
  return (
    <Page shell={shell} title={scenario.title} width="wide">
      <p class="crumb">
        <a href={scenariosPaths.list()}>{t('list.title')}</a> ·{' '}
        {t('years', { from: years[0] ?? 0, to: years.at(-1) ?? 0 })}
      </p>
      <h1>{scenario.title}</h1>
      {scenario.summary ? <p class="lead">{scenario.summary}</p> : null}
      <Actions report={report} canPrepare={canPrepare} t={t} />
      {isWorking ? <Working code={scenario.code} isChoosing={status === 'solving'} t={t} /> : null}
      <Verdict report={report} t={t} shell={shell} />
      {check && solution?.answer.starts ? (
        <>
          <ChosenSection report={report} t={t} locale={shell.locale} />
          <section aria-labelledby="budget">
            <h2 id="budget">{t('balance.title')}</h2>
            <BalanceTable
              balance={check.balance}
              overruns={solution.insight?.overruns ?? null}
              t={t}
              locale={shell.locale}
            />
            {solution.insight ? (
              <p class="muted">
                {t('balance.risk_caption', {
                  draws: formatNumber(solution.insight.overrunDraws, shell.locale),
                })}
              </p>
            ) : null}
          </section>
          <OutSection report={report} t={t} locale={shell.locale} />
          <FrontierSection report={report} t={t} locale={shell.locale} />
        </>
      ) : null}
      <p class="files">
        <a href={scenariosPaths.file(scenario.code)}>{t('problem_file')}</a>
      </p>
    </Page>
  )
}

/** Says that more is coming. The script looks again by itself; the link does without it. */
function Working({ code, isChoosing, t }: { code: string; isChoosing: boolean; t: ScenariosWords }) {
  return (
    <p class="notice" role="status" data-look-again>
      {t(isChoosing ? 'show.solving' : 'insight.pending')}{' '}
      <a href={scenariosPaths.show(code)}>{t('show.look_again')}</a>
    </p>
  )
}

function Actions({
  report,
  canPrepare,
  t,
}: {
  report: ScenarioReport
  canPrepare: boolean
  t: ScenariosWords
}) {
  const { code } = report.scenario
  return (
    <div class="button-row">
      {canPrepare ? (
        <>
          <form method="post" action={scenariosPaths.solve(code)}>
            <button class="button" type="submit">
              {t(report.solution ? 'show.solve_again' : 'show.solve')}
            </button>
          </form>
          <a class="button-quiet" href={scenariosPaths.frame(code)}>
            {t('frame.edit')}
          </a>
          <a class="button-quiet" href={scenariosPaths.choices(code)}>
            {t('choices.edit')}
          </a>
          <a class="button-quiet" href={scenariosPaths.links(code)}>
            {t('links.edit')}
          </a>
          <a class="button-quiet" href={scenariosPaths.hand(code)}>
            {t('hand.edit')}
          </a>
        </>
      ) : null}
      <a class="button-quiet" href={scenariosPaths.note(code)}>
        {t('note.link')}
      </a>
    </div>
  )
}

function Verdict({ report, t, shell }: { report: ScenarioReport; t: ScenariosWords; shell: Shell }) {
  const { status, solution, isStale } = report
  if (status === 'none') return <p class="empty">{t('show.not_solved')}</p>
  if (status === 'failed') return <p class="alert">{t('show.failed')}</p>
  const { value = null, bound = null, gap = null, conflict = null } = solution?.answer ?? {}
  const band = solution?.insight?.value ?? null
  return (
    <>
      {isStale ? <p class="alert">{t('show.stale')}</p> : null}
      <p class="verdict">
        <strong>{t(`status.${status}`)}</strong>
        {value === null ? null : <> · {valueText(value, shell.locale)}</>}
      </p>
      {band ? (
        <p>
          {t('show.value_band', {
            low: valueText(band.tenth, shell.locale),
            high: valueText(band.ninetieth, shell.locale),
          })}
        </p>
      ) : null}
      {bound !== null && gap !== null && status !== 'optimal' ? (
        <p>{t('show.gap', { bound: valueText(bound, shell.locale), gap: formatShare(gap, shell.locale) })}</p>
      ) : null}
      {conflict ? (
        <>
          <p>{t('show.conflict')}</p>
          <ul>
            {conflict.map((constraint) => (
              <li>{conflictText(t, report, constraint)}</li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

/** A demand of the scenario, in words; also what a portfolio moved by hand breaks. */
export function conflictText(
  t: ScenariosWords,
  report: ScenarioReport,
  constraint: PortfolioCheck['broken'][number],
): string {
  const titleOf = (code: string) =>
    report.candidates.find(({ file }) => file.measure.code === code)?.file.measure.title ?? code
  switch (constraint.kind) {
    case 'limit':
      return t('conflict.limit', { limit: limitText(t, constraint) })
    case 'mandatory':
    case 'forbidden':
      return t(`conflict.${constraint.kind}`, { measure: titleOf(constraint.measure) })
    case 'unknown':
    case 'start':
      return t('conflict.start', { measure: titleOf(constraint.measure) })
    default:
      return t(`conflict.${constraint.kind}`, {
        measure: titleOf(constraint.measure),
        other: titleOf(constraint.other),
      })
  }
}
