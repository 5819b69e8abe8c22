import { formatEuros } from '#kernel/cents.ts'
import { ChartFigure } from '#web/chart/chart-figure.tsx'
import { type ChartRow, RowChart } from '#web/chart/row-chart.tsx'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { standing, type TownFigures } from '../home.rules.ts'
import type { HomeWords } from '../home.words.ts'

interface CashChartProps {
  readonly figures: TownFigures
  readonly shell: Shell
  readonly t: HomeWords
}

/** What was announced to date beside what was recorded, for spending and for income. */
export function CashChart({ figures, shell, t }: CashChartProps) {
  const { decided, followed, on } = figures
  const { where, beyond } = standing(figures.cost)
  const euros = (amount: number) => formatEuros(amount, shell.locale, { whole: true })
  return (
    <ChartFigure
      title={t(`chart.${where}`, { amount: euros(beyond) })}
      note={t('chart.note', {
        followed,
        decided: decided.I + decided.II + decided.III,
        date: formatDay(on, shell.locale),
      })}
      legend={[
        { look: 'promised', label: t('chart.promised') },
        { look: 'measured', label: t('chart.measured') },
      ]}
      locale={shell.locale}
      table={<CashTable figures={figures} shell={shell} t={t} />}
    >
      <RowChart rows={rowsOf(figures, euros, t)} />
    </ChartFigure>
  )
}

function rowsOf(figures: TownFigures, euros: (amount: number) => string, t: HomeWords): ChartRow[] {
  return (['cost', 'gain'] as const).flatMap((direction) => {
    const { toDate, measured } = figures[direction]
    const band = { low: euros(toDate.low), likely: euros(toDate.likely), high: euros(toDate.high) }
    return [
      {
        label: t(`chart.${direction}_promised`),
        value: t('chart.row_band', band),
        pieces: [{ from: 0, to: toDate.likely, look: 'promised' as const }],
        band: toDate,
      },
      {
        label: t(`chart.${direction}_measured`),
        value: euros(measured),
        pieces: [{ from: 0, to: measured, look: 'measured' as const }],
      },
    ]
  })
}

function CashTable({ figures, shell, t }: CashChartProps) {
  const euros = (amount: number) => formatEuros(amount, shell.locale, { whole: true })
  const caption = t('chart.table', { date: formatDay(figures.on, shell.locale) })
  return (
    <TableScroll label={caption}>
      <table class="table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('chart.column_nature')}</th>
            {(['low', 'likely', 'high', 'measured'] as const).map((column) => (
              <th scope="col" class="number">
                {t(`chart.column_${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['cost', 'gain'] as const).map((direction) => {
            const { toDate, measured } = figures[direction]
            return (
              <tr>
                <th scope="row">{t(`chart.${direction}`)}</th>
                {[toDate.low, toDate.likely, toDate.high, measured].map((amount) => (
                  <td class="number">{euros(amount)}</td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableScroll>
  )
}
