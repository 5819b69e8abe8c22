import type { LimitName } from '@faire-commune/portfolio'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import type { ScenarioReport } from '../scenario-report.ts'
import { scenariosPaths } from '../scenarios.paths.ts'
import { type ScenariosWords, scenariosWords } from '../scenarios.words.ts'
import { amountText, statusText, valueText } from './figures.ts'

export interface ComparePageProps {
  /** Two to four; empty when another number was asked for. */
  readonly reports: readonly ScenarioReport[]
}

export function ComparePage({ shell, reports }: ComparePageProps & { readonly shell: Shell }) {
  const t = scenariosWords(shell.locale)
  return (
    <Page shell={shell} title={t('compare.title')} width="wide">
      <p class="crumb">
        <a href={scenariosPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('compare.title')}</h1>
      {reports.length === 0 ? (
        <p class="alert">{t('compare.needs_two')}</p>
      ) : (
        <>
          <p class="lead">{t('compare.lead')}</p>
          <FigureTable reports={reports} t={t} shell={shell} />
          <MeasureTable reports={reports} t={t} />
        </>
      )}
    </Page>
  )
}

interface TableProps {
  readonly reports: readonly ScenarioReport[]
  readonly t: ScenariosWords
}

function Head({ reports }: Pick<TableProps, 'reports'>) {
  return (
    <thead>
      <tr>
        <td />
        {reports.map(({ scenario }) => (
          <th scope="col" class="number">
            <a href={scenariosPaths.show(scenario.code)}>{scenario.title}</a>
          </th>
        ))}
      </tr>
    </thead>
  )
}

function FigureTable({ reports, t, shell }: TableProps & { readonly shell: Shell }) {
  const used = (report: ScenarioReport, limit: LimitName) =>
    report.check
      ? amountText(
          limit,
          report.check.balance
            .filter((line) => line.limit === limit)
            .reduce((sum, line) => sum + line.used, 0),
          shell.locale,
        )
      : '–'
  const rows: readonly (readonly [string, (report: ScenarioReport) => string])[] = [
    [t('compare.row_status'), (report) => statusText(t, report)],
    [
      t('compare.row_value'),
      ({ solution }) =>
        solution?.answer.value == null ? '–' : valueText(solution.answer.value, shell.locale),
    ],
    [t('compare.row_operating'), (report) => used(report, 'operating_cents')],
    [t('compare.row_investment'), (report) => used(report, 'investment_cents')],
    [t('compare.row_hours'), (report) => used(report, 'staff_hours')],
    [
      t('compare.row_weights'),
      ({ scenario: { weights } }) => `${weights.cash} / ${weights.time} / ${weights.other}`,
    ],
  ]
  return (
    <TableScroll label={t('compare.title')}>
      <table class="table table-words">
        <HiddenCaption>{t('compare.title')}</HiddenCaption>
        <Head reports={reports} />
        <tbody>
          {rows.map(([name, read]) => (
            <tr>
              <th scope="row">{name}</th>
              {reports.map((report) => (
                <td class="number">{read(report)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function MeasureTable({ reports, t }: TableProps) {
  const measures = new Map(
    reports.flatMap(({ candidates }) =>
      candidates.map(({ file: { measure } }) => [measure.code, measure] as const),
    ),
  )
  return (
    <TableScroll label={t('compare.measures')}>
      <table class="table">
        <caption>{t('compare.measures')}</caption>
        <Head reports={reports} />
        <tbody>
          {[...measures.values()].map((measure) => (
            <tr>
              <th scope="row">
                <span class="badge" data-part={measure.part}>
                  {measure.part}
                </span>{' '}
                {measure.title}
              </th>
              {reports.map(({ solution }) => (
                <td class="number">{solution?.answer.starts?.[measure.code] ?? t('compare.not_chosen')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
