import type { PortfolioCheck, Starts } from '@faire-commune/portfolio'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import type { ScenarioReport } from '../scenario-report.ts'
import { scenariosPaths } from '../scenarios.paths.ts'
import { type ScenariosWords, scenariosWords } from '../scenarios.words.ts'
import { BalanceTable } from './balance-table.tsx'
import { valueText } from './figures.ts'
import { conflictText } from './scenario-page.tsx'

export interface HandPageProps {
  readonly report: ScenarioReport
  readonly starts: Starts
  readonly check: PortfolioCheck
}

export function HandPage({ shell, report, starts, check }: HandPageProps & { readonly shell: Shell }) {
  const t = scenariosWords(shell.locale)
  const { scenario, solution } = report
  const computed = solution?.answer.value ?? null
  const value = valueText(check.value, shell.locale)
  return (
    <Page shell={shell} title={t('hand.title')} width="wide">
      <p class="crumb">
        <a href={scenariosPaths.list()}>{t('list.title')}</a> ·{' '}
        <a href={scenariosPaths.show(scenario.code)}>{scenario.title}</a>
      </p>
      <h1>{t('hand.title')}</h1>
      <p class="lead">{t('hand.lead')}</p>
      <p class="verdict">
        {computed === null
          ? t('hand.value_only', { value })
          : t('hand.value', { value, computed: valueText(computed, shell.locale) })}
      </p>
      <Broken report={report} check={check} t={t} />
      <BalanceTable balance={check.balance} overruns={null} t={t} locale={shell.locale} />
      <form method="post" action={scenariosPaths.hand(scenario.code)}>
        <StartTable report={report} starts={starts} t={t} />
        <p class="button-row">
          <button class="button" type="submit">
            {t('hand.submit')}
          </button>
          <button class="button-quiet" type="submit" name="remise" value="oui">
            {t('hand.reset')}
          </button>
          <a href={scenariosPaths.show(scenario.code)}>{t('form.back')}</a>
        </p>
      </form>
    </Page>
  )
}

function Broken({ report, check, t }: { report: ScenarioReport; check: PortfolioCheck; t: ScenariosWords }) {
  if (check.broken.length === 0) return <p>{t('hand.respected')}</p>
  return (
    <div class="alert">
      <p>{t('hand.broken', { count: check.broken.length })}</p>
      <ul>
        {check.broken.map((item) => (
          <li>{conflictText(t, report, item)}</li>
        ))}
      </ul>
    </div>
  )
}

function StartTable({ report, starts, t }: { report: ScenarioReport; starts: Starts; t: ScenariosWords }) {
  return (
    <TableScroll label={t('hand.title')} stack>
      <table class="table table-form">
        <HiddenCaption>{t('hand.title')}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{t('choices.column_measure')}</th>
            <th scope="col">{t('chosen.column_start')}</th>
          </tr>
        </thead>
        <tbody>
          {report.candidates.map(({ file: { measure } }) => {
            const allowed = report.problem.measures.find(({ id }) => id === measure.code)?.starts ?? []
            return (
              <tr>
                <th scope="row">
                  <span class="badge" data-part={measure.part}>
                    {measure.part}
                  </span>{' '}
                  {measure.title}
                </th>
                <td data-label={t('chosen.column_start')}>
                  <select
                    name={`debut-${measure.code}`}
                    aria-label={t('hand.start_for', { title: measure.title })}
                  >
                    <option value="">{t('hand.none')}</option>
                    {allowed.map((year) => (
                      <option value={year} selected={starts[measure.code] === year}>
                        {year}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableScroll>
  )
}
