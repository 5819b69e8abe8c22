import type { CalendarDate } from '#kernel/calendar-date.ts'
import { type Analysis, analyse, type Swing, tornado } from './analysis.rules.ts'
import { type ConditionNow, conditionsNow, type IndicatorReading } from './conditions.rules.ts'
import { type MeasureSheet, severityOf } from './measures.rules.ts'
import { type RadarAxis, radarOf } from './radar.rules.ts'
import { type Chance, chanceOfGain } from './uncertainty.rules.ts'
import { firstYearOf, type Prices } from './yearly-effect.rules.ts'

/** Everything that the program works out of a measure, on a day, for its page and for the note. */
export interface MeasureAssessment {
  /** Null when the measure has no line yet. */
  readonly analysis: Analysis | null
  readonly chance: Chance | null
  readonly tornado: readonly Swing[]
  readonly radar: readonly RadarAxis[]
  readonly conditions: readonly ConditionNow[]
}

export function assess(
  file: MeasureSheet & { readonly readings: ReadonlyMap<string, IndicatorReading>; readonly prices: Prices },
  on: CalendarDate,
): MeasureAssessment {
  const { measure, lines, risks, prices } = file
  const { rates, discountBasisPoints } = prices
  const analysis =
    lines.length === 0 ? null : analyse(firstYearOf(measure), lines, rates, discountBasisPoints)
  const chance = analysis && chanceOfGain(analysis, measure.code)
  const conditions = conditionsNow(file, on)
  const payback = analysis?.cash.payback.year ?? null
  return {
    analysis,
    chance,
    tornado: tornado(lines, rates, discountBasisPoints).slice(0, 8),
    conditions,
    radar: radarOf(measure.ratings, {
      chanceOfGain: chance?.probability ?? null,
      benefitCostRatio: analysis?.benefitCostRatio ?? null,
      paybackYears: payback === null ? null : payback - firstYearOf(measure) + 1,
      hasLines: lines.length > 0,
      severities: risks.map(severityOf),
      mitigatedShare: share(
        risks.filter((risk) => risk.mitigation !== '' && risk.owner !== '').length,
        risks.length,
      ),
      conditionsOnTrack:
        conditions.length === 0
          ? null
          : share(
              conditions.filter(({ state }) => state === 'met' || state === 'pending').length,
              conditions.length,
            ),
    }),
  }
}

function share(count: number, of: number): number {
  return of === 0 ? 0 : count / of
}
