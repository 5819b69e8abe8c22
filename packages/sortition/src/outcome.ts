import type { Lottery } from './lottery.ts'
import type { QuotaRelaxation } from './relax-quotas.ts'

/** How good the lottery is, and how far that is proven. */
export interface Quality {
  /** What the method cares for: the lowest chance, or its own measure. */
  readonly reached: number
  /** What no lottery can beat, proven. */
  readonly bound: number
  /** Distance that may be missing, 0 up to rounding where `exact`: each method says of what. */
  readonly gap: number
  /** Whether the lottery is proven best, to a tenth of a millionth on every chance. */
  readonly exact: boolean
}

/**
 * `ok`: a lottery and its quality. `infeasible`: proven that no panel meets the limits, and the cheapest change of the
 * quotas, null where none helps. `undecided`: time ran out before a first panel was found.
 */
export type SortitionOutcome =
  | {
      readonly status: 'ok'
      readonly lottery: Lottery
      readonly quality: Quality
      /** Ids of those who fit in no panel: to be named before the draw. */
      readonly notSelectable: readonly string[]
    }
  | { readonly status: 'infeasible'; readonly relaxation: QuotaRelaxation | null }
  | { readonly status: 'undecided' }
