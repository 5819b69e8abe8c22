/** What a computation may spend: its chance and its time, both given by the caller. */
export interface Effort {
  /** Numbers in [0, 1) that stir the searches; the same numbers, the same answer. */
  readonly random: () => number
  /** Seconds left; ≤ 0 when the best so far must be told. */
  readonly timeLeft: () => number
}
