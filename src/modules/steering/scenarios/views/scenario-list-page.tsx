import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import type { ScenarioReport } from '../scenario-report.ts'
import { scenariosPaths } from '../scenarios.paths.ts'
import { yearsOf } from '../scenarios.rules.ts'
import { scenariosWords } from '../scenarios.words.ts'
import { statusText, valueText } from './figures.ts'

export interface ScenarioListProps {
  readonly reports: readonly ScenarioReport[]
  readonly canPrepare: boolean
}

export function ScenarioListPage({
  shell,
  reports,
  canPrepare,
}: ScenarioListProps & { readonly shell: Shell }) {
  const t = scenariosWords(shell.locale)
  return (
    <Page shell={shell} title={t('list.title')} width="wide">
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      {canPrepare ? (
        <p>
          <a class="button" href={scenariosPaths.new()}>
            {t('list.new')}
          </a>
        </p>
      ) : null}
      {reports.length === 0 ? (
        <p class="empty">{t('list.empty')}</p>
      ) : (
        <form method="get" action={scenariosPaths.compare()}>
          <ScenarioTable reports={reports} shell={shell} />
          {reports.length > 1 ? (
            <p class="button-row">
              <button class="button" type="submit">
                {t('list.compare')}
              </button>
              <span class="field-hint">{t('list.compare_hint')}</span>
            </p>
          ) : null}
        </form>
      )}
    </Page>
  )
}

function ScenarioTable({ reports, shell }: { reports: readonly ScenarioReport[]; shell: Shell }) {
  const t = scenariosWords(shell.locale)
  return (
    <TableScroll label={t('list.title')} stack>
      <table class="table">
        <HiddenCaption>{t('list.title')}</HiddenCaption>
        <thead>
          <tr>
            {reports.length > 1 ? (
              <th scope="col">
                <span class="hidden-text">{t('list.column_pick')}</span>
              </th>
            ) : null}
            <th scope="col">{t('list.column_title')}</th>
            <th scope="col">{t('list.column_years')}</th>
            <th scope="col">{t('list.column_state')}</th>
            <th scope="col" class="number">
              {t('list.column_chosen')}
            </th>
            <th scope="col" class="number">
              {t('list.column_value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {reports.map((report) => {
            const { scenario, solution } = report
            const years = yearsOf(scenario)
            const value = solution?.answer.value ?? null
            return (
              <tr>
                {reports.length > 1 ? (
                  <td>
                    <input
                      type="checkbox"
                      name="s"
                      value={scenario.code}
                      aria-label={t('list.pick', { title: scenario.title })}
                    />
                  </td>
                ) : null}
                <th scope="row">
                  <a href={scenariosPaths.show(scenario.code)}>{scenario.title}</a>
                </th>
                <td data-label={t('list.column_years')}>
                  {t('years', { from: years[0] ?? 0, to: years.at(-1) ?? 0 })}
                </td>
                <td data-label={t('list.column_state')}>{statusText(t, report)}</td>
                <td data-label={t('list.column_chosen')} class="number">
                  {solution?.answer.selected?.length ?? '–'}
                </td>
                <td data-label={t('list.column_value')} class="number">
                  {value === null ? '–' : valueText(value, shell.locale)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableScroll>
  )
}
