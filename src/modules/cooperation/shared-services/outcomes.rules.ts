import { type Outcome, outcomeOf } from './results.rules.ts'
import type { PartyResult, Review } from './reviews.queries.ts'
import type { StoredBaseline } from './shared-services.rules.ts'
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

/** Sum of the gaps of the parties whose gap is known. */
export function wholeGap(measured: Measured, partyIds: readonly string[]): number | null {
  const gaps = partyIds
    .flatMap((partyId) => partyOutcomes(measured, partyId))
    .flatMap(({ gapCents }) => gapCents ?? [])
  return gaps.length === 0 ? null : gaps.reduce((sum: number, gap) => sum + gap, 0)
}
