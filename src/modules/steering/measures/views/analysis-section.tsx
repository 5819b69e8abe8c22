import { assertDefined } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEurosShort } from '#kernel/cents.ts'
import { formatDay, formatNumber, formatShare } from '#web/formats.ts'
import type { InLanguage } from '#web/shell.ts'
import type { Analysis } from '../analysis.rules.ts'
import type { MeasureAssessment } from '../measure-page.rules.ts'
import { measuresPaths } from '../measures.paths.ts'
import type { Measure } from '../measures.rules.ts'
import { type MeasuresWords, measuresWords } from '../measures.words.ts'
import type { Chance } from '../uncertainty.rules.ts'
import { ChanceChart, CurveChart, RadarChart, TornadoChart } from './analysis-charts.tsx'

export interface AnalysisSectionProps {
  readonly measure: Measure
  readonly assessment: MeasureAssessment
  readonly today: CalendarDate
  readonly canRate: boolean
  readonly shell: InLanguage
}

/** What the figures say, recomputed at each reading, with the computing behind each. */
export function AnalysisSection({ measure, assessment, today, canRate, shell }: AnalysisSectionProps) {
  const t = measuresWords(shell.locale)
  const { analysis, chance } = assessment
  return (
    <section aria-labelledby="analyse">
      <h2 id="analyse">{t('analysis.title')}</h2>
      {analysis && chance ? (
        <>
          <KeyFigures analysis={analysis} chance={chance} today={today} shell={shell} t={t} />
          <Shares analysis={analysis} shell={shell} t={t} />
        </>
      ) : null}
      <div class="charts">
        {analysis && chance ? (
          <div>
            <CurveChart analysis={analysis} shell={shell} t={t} />
            <TornadoChart swings={assessment.tornado} analysis={analysis} shell={shell} t={t} />
          </div>
        ) : null}
        <div>
          {chance ? <ChanceChart chance={chance} shell={shell} t={t} /> : null}
          <RadarChart radar={assessment.radar} shell={shell} t={t} />
        </div>
      </div>
      {canRate ? (
        <p>
          <a class="button-quiet" href={measuresPaths.ratings(measure.code)}>
            {t('analysis.rate')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

interface KeyFiguresProps {
  readonly analysis: Analysis
  readonly chance: Chance
  readonly today: CalendarDate
  readonly shell: InLanguage
  readonly t: MeasuresWords
}

/** Four figures, none alone: each has its band or its reading, and where it comes from. */
function KeyFigures({ analysis, chance, today, shell, t }: KeyFiguresProps) {
  const euros = (amount: number) => formatEurosShort(amount, shell.locale)
  const { netPresentValue, benefitCostRatio, years, discountBasisPoints } = analysis
  const source = t('analysis.source', { date: formatDay(today, shell.locale) })
  return (
    <>
      <dl class="figures">
        <Figure
          term={t('analysis.npv')}
          value={euros(netPresentValue.likely)}
          band={t('analysis.band', { low: euros(netPresentValue.low), high: euros(netPresentValue.high) })}
          note={t('analysis.npv_note', {
            years: years.length,
            rate: formatNumber(discountBasisPoints / 100, shell.locale),
          })}
        />
        <Figure
          term={t('analysis.payback')}
          value={paybackText(analysis, t)}
          band=""
          note={dipText(analysis, shell, t)}
        />
        <Figure
          term={t('analysis.ratio')}
          value={benefitCostRatio === null ? '–' : formatNumber(benefitCostRatio, shell.locale, 2)}
          band=""
          note={t('analysis.ratio_note')}
        />
        <Figure
          term={t('analysis.chance')}
          value={formatShare(chance.probability, shell.locale)}
          band=""
          note={t('analysis.chance_note', {
            draws: formatNumber(chance.draws, shell.locale),
            seed: chance.seed,
            low: euros(chance.tenth),
            high: euros(chance.ninetieth),
          })}
        />
      </dl>
      <p class="muted">{source}</p>
    </>
  )
}

function Figure({ term, value, band, note }: { term: string; value: string; band: string; note: string }) {
  return (
    <div class="figure figure-promised">
      <dt>{term}</dt>
      <dd>
        <span class="figure-value">{value}</span>
        {band ? <span class="figure-band">{band}</span> : null}
        <span class="figure-note">{note}</span>
      </dd>
    </div>
  )
}

function paybackText({ cash, years }: Analysis, t: MeasuresWords): string {
  const last = assertDefined(years.at(-1), 'an analysis has at least one year')
  return cash.payback.year === null
    ? t('analysis.payback_never', { year: last.year + 1 })
    : t('analysis.payback_year', { year: cash.payback.year })
}

function dipText({ cash }: Analysis, shell: InLanguage, t: MeasuresWords): string {
  const { trough } = cash.payback
  if (!trough) return t('analysis.payback_no_dip')
  return t('analysis.payback_dip', {
    amount: formatEurosShort(trough.cents, shell.locale),
    year: trough.year,
  })
}

function Shares({ analysis, shell, t }: { analysis: Analysis; shell: InLanguage; t: MeasuresWords }) {
  const { cash, time, other } = analysis.gainShares
  if (cash + time + other === 0) return null
  return (
    <p>
      <strong>{t('analysis.shares')}</strong>
      {'\u00a0: '}
      {formatShare(cash, shell.locale)} {t('analysis.gains_cash')}, {formatShare(time, shell.locale)}{' '}
      {t('analysis.gains_time')}, {formatShare(other, shell.locale)} {t('analysis.gains_avoided')}
    </p>
  )
}
