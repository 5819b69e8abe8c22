import type { ExactPrice } from './shares-ledger.ts'

/** A project whose price is known exactly. */
export interface Contender {
  readonly project: number
  /** Ballots that doubles could not tell apart from the price. */
  readonly close: ReadonlySet<number>
  readonly exact: ExactPrice
}

/**
 * Of at least one, those with the least rate: several where they are exactly level. A rate is a price over what a point is worth; all prices
 * have the same denominator but for their points.
 */
export function leastRates(contenders: readonly Contender[], worth: Float64Array): readonly Contender[] {
  const compare = (a: Contender, b: Contender) => {
    const left = a.exact.numerator * b.exact.points * BigInt(worth[b.project]!)
    const right = b.exact.numerator * a.exact.points * BigInt(worth[a.project]!)
    return left < right ? -1 : left > right ? 1 : 0
  }
  const best = contenders.reduce((least, contender) => (compare(contender, least) < 0 ? contender : least))
  return contenders.filter((contender) => compare(contender, best) === 0)
}
