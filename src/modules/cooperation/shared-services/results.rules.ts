import { type Cents, roundToCents } from '#kernel/cents.ts'
import type { Baseline } from './shared-services.rules.ts'

/** A year of a party after sharing began. */
export interface PartyYear {
  readonly partyId: string
  readonly year: number
  readonly shareCents: number
  /** What it still spends by itself, coordination included; null until it has said. */
  readonly ownCostCents: number | null
  /** Weighted units used. */
  readonly units: number
  readonly quality: number | null
  readonly delayDays: number | null
}

export interface Outcome {
  readonly year: number
  /** Share and own costs. */
  readonly costCents: Cents
  /** What the party would have spent alone: its cost before, moved with its volumes and with wages. */
  readonly withoutCents: Cents | null
  /** Above zero: sharing cost less. */
  readonly gapCents: Cents | null
  readonly quality: Change
  readonly delayDays: Change
}

export interface Change {
  readonly before: number | null
  readonly after: number | null
}

/**
 * What would have happened without sharing: the cost of the baseline year, as much more as volumes and wages (100 in the
 * baseline year) have grown since. Null where the party had no activity to start from.
 */
export function costWithout(
  baseline: Pick<Baseline, 'costCents' | 'volume'>,
  units: number,
  wageIndex: number,
): Cents | null {
  if (baseline.volume === 0) return null
  return roundToCents((baseline.costCents * (units / baseline.volume) * wageIndex) / 100)
}

/** A year of a party measured against its baseline; null until the party has said what it still spends. */
export function outcomeOf(
  baseline: Pick<Baseline, 'costCents' | 'volume' | 'quality' | 'delayDays'>,
  year: PartyYear,
  wageIndex: number,
): Outcome | null {
  if (year.ownCostCents === null) return null
  const costCents = roundToCents(year.shareCents + year.ownCostCents)
  const withoutCents = costWithout(baseline, year.units, wageIndex)
  return {
    year: year.year,
    costCents,
    withoutCents,
    gapCents: withoutCents === null ? null : roundToCents(withoutCents - costCents),
    quality: { before: baseline.quality, after: year.quality },
    delayDays: { before: baseline.delayDays, after: year.delayDays },
  }
}

/** Two yearly statements make the first year's dip and one year after it: before, nobody may speak of a saving. */
export const statementsBeforeSaving = 2

export function maySpeakOfSaving(statements: number): boolean {
  return statements >= statementsBeforeSaving
}

/** How the gap is called: `difference` until two yearly statements, then what it is. */
export function gapName(statements: number, gapCents: number): 'difference' | 'saving' | 'extra_cost' {
  if (!maySpeakOfSaving(statements)) return 'difference'
  return gapCents >= 0 ? 'saving' : 'extra_cost'
}
