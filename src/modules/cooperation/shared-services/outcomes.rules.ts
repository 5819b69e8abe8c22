import { type Outcome, outcomeOf } from './results.rules.ts'
import type { PartyResult, Review } from './reviews.queries.ts'
import { type ForecastYear, forecastGap, type StoredBaseline } from './shared-services.rules.ts'
import type { Statement } from './statements.queries.ts'

export interface Measured {
  readonly baselines: readonly StoredBaseline[]
  readonly statements: readonly Statement[]
  readonly results: readonly PartyResult[]
  readonly reviews: readonly Review[]
}

/** Each reviewed year of a party against its baseline, the oldest first. */
export function partyOutcomes(measured: Measured, partyId: string): Outcome[] {
  const baseline = measured.baselines.find((each) => each.partyId === partyId)
  if (!baseline) return []
  return measured.reviews.flatMap(({ year, wageIndex }) => {
    const share = measured.statements
      .find((statement) => statement.year === year)
      ?.shares.find((each) => each.partyId === partyId)
    const result = measured.results.find((each) => each.partyId === partyId && each.year === year)
    if (!share || !result) return []
    const outcome = outcomeOf(
      baseline,
      {
        partyId,
        year,
        shareCents: share.cents,
        ownCostCents: result.ownCostCents,
        units: Number(share.units),
        quality: result.quality,
        delayDays: result.delayDays,
      },
      wageIndex,
    )
    return outcome ? [outcome] : []
  })
}

/** A year of the forecast beside what was measured; whole cents, above zero where sharing costs less. */
export interface GapYear {
  /** `2025`, or `1` before the service has a first year. */
  readonly label: string
  readonly promised: number
  /** Sum over the parties; null where the year is not reviewed. */
  readonly measured: number | null
}

export function gapYears(
  forecast: readonly ForecastYear[],
  firstYear: number | null,
  outcomes: readonly Outcome[],
): GapYear[] {
  return forecast.map((each) => {
    const year = firstYear === null ? null : firstYear + each.number - 1
    const gaps = outcomes.flatMap((outcome) => (outcome.year === year ? (outcome.gapCents ?? []) : []))
    return {
      label: String(year ?? each.number),
      promised: forecastGap(each),
      measured: gaps.length === 0 ? null : gaps.reduce((sum: number, gap) => sum + gap, 0),
    }
  })
}
