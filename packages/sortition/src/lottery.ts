/** Weights are whole numbers that add up to this, so that a ticket is the last twelve digits of a number. */
export const TOTAL_WEIGHT = 1_000_000_000_000

/** A panel, and how many of the tickets draw it. */
export interface LotteryPanel {
  readonly weight: number
  /** Ids, in the order of the pool. */
  readonly members: readonly string[]
}

/** What is published before the draw: every panel that can be drawn, with its exact weight. */
export interface Lottery {
  /** Seats that are drawn: everybody in a panel but those who sit already. */
  readonly seats: number
  /** The weights add up to it. */
  readonly totalWeight: number
  /** Distinct panels. */
  readonly panels: readonly LotteryPanel[]
}
