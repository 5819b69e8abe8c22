import { formatEurosShort } from '#kernel/cents.ts'
import { ChartFigure } from '#web/chart/chart-figure.tsx'
import { Histogram } from '#web/chart/histogram.tsx'
import { LineChart } from '#web/chart/line-chart.tsx'
import { Radar } from '#web/chart/radar.tsx'
import { RowChart } from '#web/chart/row-chart.tsx'
import { formatNumber, formatShare } from '#web/formats.ts'
import type { InLanguage } from '#web/shell.ts'
import type { Analysis, Swing } from '../analysis.rules.ts'
import type { MeasuresWords } from '../measures.words.ts'
import type { RadarAxis } from '../radar.rules.ts'
import type { Chance } from '../uncertainty.rules.ts'
import { ChanceTable, RadarTable, TornadoTable, YearTable } from './analysis-tables.tsx'
import { wholeEuros } from './figures.ts'

interface ChartProps {
  readonly shell: InLanguage
  readonly t: MeasuresWords
}

/** The cumulated budget, its dip and the year when it is back in balance. */
export function CurveChart({ analysis, shell, t }: ChartProps & { readonly analysis: Analysis }) {
  const { curve, payback } = analysis.cash
  const { title, marks } = readCurve(analysis, shell, t)
  return (
    <ChartFigure
      title={title}
      note={t('chart.curve_note')}
      legend={[
        { look: 'promised', label: t('chart.likely') },
        { look: 'band', label: t('chart.band') },
      ]}
      locale={shell.locale}
      table={<YearTable analysis={analysis} shell={shell} t={t} />}
    >
      <LineChart
        moments={curve.map(({ year, cumulated }) => ({ label: String(year), ...cumulated }))}
        marks={marks.flatMap(({ year, label, place }) => {
          const at = curve.findIndex((point) => point.year === year)
          return payback.trough && at >= 0 ? [{ at, label, place }] : []
        })}
        tick={(value) => formatEurosShort(value, shell.locale)}
        label={t('chart.curve_label', {
          from: curve[0]?.year ?? '',
          to: curve.at(-1)?.year ?? '',
          finding: title,
        })}
      />
    </ChartFigure>
  )
}

function readCurve({ cash, years }: Analysis, shell: InLanguage, t: MeasuresWords) {
  const { year, trough } = cash.payback
  if (!trough) return { title: t('chart.curve_no_dip'), marks: [] }
  const amount = formatEurosShort(Math.abs(trough.cents), shell.locale)
  const deepest = {
    year: trough.year,
    label: t('chart.mark_trough', {
      amount: formatEurosShort(trough.cents, shell.locale),
      year: trough.year,
    }),
    place: 'below' as const,
  }
  if (year === null) {
    const after = (years.at(-1)?.year ?? trough.year) + 1
    return { title: t('chart.curve_never', { amount, year: after }), marks: [deepest] }
  }
  return {
    title: t('chart.curve_dip', { amount, year }),
    marks: [deepest, { year, label: t('chart.mark_payback', { year }), place: 'above' as const }],
  }
}

/** The results of the draws, with the range of eight out of ten. */
export function ChanceChart({ chance, shell, t }: ChartProps & { readonly chance: Chance }) {
  const { histogram, tenth, ninetieth } = chance
  return (
    <ChartFigure
      title={chanceTitle(chance, shell, t)}
      note={t('chart.chance_note', { draws: formatNumber(chance.draws, shell.locale) })}
      legend={[
        { look: 'within', label: t('chart.within') },
        { look: 'outside', label: t('chart.outside') },
      ]}
      locale={shell.locale}
      table={<ChanceTable chance={chance} shell={shell} t={t} />}
    >
      <Histogram
        {...histogram}
        within={{ low: tenth, high: ninetieth }}
        tick={(value) => formatEurosShort(value, shell.locale)}
        label={t('chart.chance_label', {
          low: wholeEuros(tenth, shell.locale),
          high: wholeEuros(ninetieth, shell.locale),
        })}
      />
    </ChartFigure>
  )
}

function chanceTitle({ probability }: Chance, shell: InLanguage, t: MeasuresWords): string {
  if (probability === 0) return t('chart.chance_none')
  if (probability === 1) return t('chart.chance_all')
  return t('chart.chance', { share: formatShare(probability, shell.locale) })
}

interface TornadoProps extends ChartProps {
  readonly swings: readonly Swing[]
  readonly analysis: Analysis
}

/** What moves the result most, around the likely one. */
export function TornadoChart({ swings, analysis, shell, t }: TornadoProps) {
  const [widest] = swings
  if (!widest) return null
  const base = analysis.netPresentValue.likely
  const euros = (amount: number) => wholeEuros(amount, shell.locale)
  return (
    <ChartFigure
      title={t('chart.tornado', { line: widest.label })}
      note={t('chart.tornado_note')}
      legend={[
        { look: 'unfavourable', label: t('chart.unfavourable') },
        { look: 'favourable', label: t('chart.favourable') },
      ]}
      locale={shell.locale}
      table={<TornadoTable swings={swings} shell={shell} t={t} />}
    >
      <RowChart
        base={base}
        baseLabel={t('chart.tornado_base', { amount: euros(base) })}
        rows={swings.map(({ label, low, high }) => ({
          label,
          value: t('chart.tornado_value', { low: euros(low), high: euros(high) }),
          pieces: [
            { from: low, to: base, look: 'unfavourable' },
            { from: base, to: high, look: 'favourable' },
          ],
        }))}
      />
    </ChartFigure>
  )
}

/** The five axes, with the questions behind them. */
export function RadarChart({ radar, shell, t }: ChartProps & { readonly radar: readonly RadarAxis[] }) {
  const scores = radar.map(
    ({ axis, score }) =>
      `${t(`axis.${axis}`)} ${score === null ? t('analysis.not_rated') : formatNumber(score, shell.locale, 1)}`,
  )
  return (
    <ChartFigure
      title={radarTitle(radar, t)}
      note={t('analysis.radar_note')}
      locale={shell.locale}
      table={<RadarTable radar={radar} shell={shell} t={t} />}
    >
      <Radar
        axes={radar.map(({ axis, score }) => ({ label: t(`axis.${axis}`), value: score }))}
        max={4}
        label={t('chart.radar_label', { scores: scores.join(', ') })}
      />
    </ChartFigure>
  )
}

function radarTitle(radar: readonly RadarAxis[], t: MeasuresWords): string {
  const known = radar.flatMap(({ axis, score }) => (score === null ? [] : [{ axis, score }]))
  const [worst, best] = [
    known.toSorted((a, b) => a.score - b.score)[0],
    known.toSorted((a, b) => b.score - a.score)[0],
  ]
  if (!worst || !best) return t('chart.radar_unknown')
  if (best.score - worst.score < 0.05) return t('chart.radar_even')
  const name = (axis: RadarAxis['axis']) => t(`axis.${axis}`).toLocaleLowerCase('fr')
  return t('chart.radar_finding', { best: name(best.axis), worst: name(worst.axis) })
}
