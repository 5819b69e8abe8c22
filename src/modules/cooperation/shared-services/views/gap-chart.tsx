import { formatEurosShort } from '#kernel/cents.ts'
import { ChartFigure } from '#web/chart/chart-figure.tsx'
import { LineChart } from '#web/chart/line-chart.tsx'
import { HiddenCaption } from '#web/table.tsx'
import type { GapYear } from '../outcomes.rules.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import { type InShell, signedEuros } from './pieces.tsx'

/** The gap of each year, as it was promised and as it was measured: the dip of the first year, and what came after. */
export function GapChart({ shell, years }: InShell & { readonly years: readonly GapYear[] }) {
  const t = sharedServicesWords(shell.locale)
  const { locale } = shell
  if (years.length < 2) return null
  const title = findingOf(years, t, locale)
  const hasMeasure = years.some(({ measured }) => measured !== null)
  return (
    <ChartFigure
      title={title}
      note={t('chart.note')}
      legend={[
        { look: 'promised', label: t('chart.promised') },
        ...(hasMeasure ? [{ look: 'measured' as const, label: t('chart.measured') }] : []),
      ]}
      locale={locale}
      table={
        <table class="table">
          <HiddenCaption>{title}</HiddenCaption>
          <thead>
            <tr>
              <th scope="col">{t('years.year')}</th>
              <th scope="col" class="number">
                {t('chart.promised')}
              </th>
              <th scope="col" class="number">
                {t('chart.measured')}
              </th>
            </tr>
          </thead>
          <tbody>
            {years.map((year) => (
              <tr>
                <th scope="row">{year.label}</th>
                <td class="number">{signedEuros(year.promised, locale)}</td>
                <td class="number">{year.measured === null ? '–' : signedEuros(year.measured, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    >
      <LineChart
        moments={years.map(({ label, promised, measured }) => ({
          label,
          low: promised,
          likely: promised,
          high: promised,
          measured,
        }))}
        tick={(value) => formatEurosShort(value, locale)}
        label={title}
      />
    </ChartFigure>
  )
}

/** Says what was found, without calling it a saving: the table does, when it may. */
function findingOf(
  years: readonly GapYear[],
  t: SharedServicesWords,
  locale: InShell['shell']['locale'],
): string {
  const last = years.findLast(({ measured }) => measured !== null)
  const first = years[0]
  const short = (amount: number) => `${amount > 0 ? '+' : ''}${formatEurosShort(amount, locale)}`
  if (last === undefined || last.measured === null)
    return t('chart.finding_promised', { amount: short(first?.promised ?? 0) })
  return t('chart.finding_measured', {
    year: last.label,
    amount: short(last.measured),
    promised: short(last.promised),
  })
}
