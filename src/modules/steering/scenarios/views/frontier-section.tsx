import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import { ChartFigure } from '#web/chart/chart-figure.tsx'
import { LineChart } from '#web/chart/line-chart.tsx'
import { formatShare } from '#web/formats.ts'
import { HiddenCaption } from '#web/table.tsx'
import type { ScenarioReport } from '../scenario-report.ts'
import type { ScenariosWords } from '../scenarios.words.ts'
import { valueText } from './figures.ts'

interface SectionProps {
  readonly report: ScenarioReport
  readonly t: ScenariosWords
  readonly locale: Locale
}

/** Value of the best choice by budget: where one more euro stops bringing much. */
export function FrontierSection({ report, t, locale }: SectionProps) {
  const frontier = report.solution?.insight?.frontier ?? []
  const points = frontier.flatMap(({ factor, budget_cents, value }) =>
    value === null ? [] : [{ factor, budget_cents, value }],
  )
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 2) return null
  const tick = (value: number) => valueText(value, locale)
  return (
    <section aria-labelledby="frontiere">
      <h2 id="frontiere">{t('frontier.title')}</h2>
      <ChartFigure
        title={t(first.value === last.value ? 'frontier.flat' : 'frontier.finding', {
          smallest: formatShare(first.factor, locale),
          factor: formatShare(last.factor, locale),
          from: valueText(first.value, locale),
          to: valueText(last.value, locale),
        })}
        note={t('frontier.caption')}
        locale={locale}
        table={
          <table class="table">
            <HiddenCaption>{t('frontier.caption')}</HiddenCaption>
            <thead>
              <tr>
                <th scope="col">{t('frontier.column_factor')}</th>
                <th scope="col" class="number">
                  {t('frontier.column_budget')}
                </th>
                <th scope="col" class="number">
                  {t('frontier.column_value')}
                </th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ factor, budget_cents, value }) => (
                <tr>
                  <th scope="row">{formatShare(factor, locale)}</th>
                  <td class="number">{formatEuros(budget_cents, locale, { whole: true })}</td>
                  <td class="number">{tick(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        }
      >
        <LineChart
          moments={points.map(({ factor, value }) => ({
            label: formatShare(factor, locale),
            low: value,
            likely: value,
            high: value,
          }))}
          tick={tick}
          label={t('frontier.caption')}
        />
      </ChartFigure>
    </section>
  )
}
