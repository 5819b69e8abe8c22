import { StepCertificate } from './certify-steps.ts'
import type { SharesState } from './shares-state.ts'

/** Counts until the next try, at most. */
const LONGEST_PAUSE = 128

/** A certificate costs several counts, now that most counts are quick: fewer steps than this are no gain. */
const WORTH_STEPS = 8

/** Steps looked ahead at most. */
const FARTHEST = 2 ** 30

/**
 * Decides when a certificate is worth its price, and how far it looks: only after two counts alike, farther after each success, and not at
 * all for a while after failures. It changes how many counts are made, never their outcome.
 */
export class StepJumps {
  readonly #state: SharesState
  readonly #certificate: StepCertificate
  #before: readonly number[] = []
  #horizon = 2 * WORTH_STEPS
  #pause = 0
  #nextPause = 4

  constructor(state: SharesState) {
    this.#state = state
    this.#certificate = new StepCertificate(state)
  }

  /** How many more steps of `unit` money units a voter are proven to buy the same in the same order as the last count. */
  stepsAlike(unit: number): number {
    const { order } = this.#state
    const isAlike =
      order.length === this.#before.length && order.every((project, round) => project === this.#before[round])
    this.#before = [...order]
    if (!isAlike || this.#pause-- > 0) return 0
    const steps = Math.floor(this.#certificate.limit(this.#horizon * unit, WORTH_STEPS * unit) / unit)
    if (steps < WORTH_STEPS) {
      this.#pause = this.#nextPause
      this.#nextPause = Math.min(2 * this.#nextPause, LONGEST_PAUSE)
      this.#horizon = Math.max(2 * WORTH_STEPS, this.#horizon >> 2)
    } else {
      this.#pause = 0
      this.#nextPause = 1
      this.#horizon = Math.min(
        steps > 0.9 * this.#horizon ? 4 * this.#horizon : Math.max(2 * WORTH_STEPS, 2 * steps),
        FARTHEST,
      )
    }
    return steps
  }
}
