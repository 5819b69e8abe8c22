import { CLOSE, type KeptState, type SharesState } from './shares-state.ts'

/**
 * The first purchases of a count, as far as they are the same in every count with more money: each project is bought when all its
 * supporters can pay the whole share, and no other one could ever be had at a lower rate. Its price is then its cost over its points
 * whatever the voters start with, and with more money nobody falls short either.
 *
 * So a later count with at least as much money begins where these end. A purchase with a tie, or close to one, ends them.
 *
 * Cost: O(supporters) for each purchase that comes to them, O(ballots) for a count that begins there.
 */
export class FullShareStart {
  readonly #state: SharesState
  /** Rates at which all supporters pay the whole share; Infinity for what is not for sale. */
  readonly #leastRates: Float64Array
  #kept: KeptState | null = null
  /** True as long as the count under way has bought nothing else. */
  #isOpen = true

  constructor(state: SharesState) {
    const { cost, score, worth } = state.profile
    this.#state = state
    this.#leastRates = cost.map((amount, project) =>
      amount === 0 || score[project] === 0
        ? Number.POSITIVE_INFINITY
        : amount / score[project]! / worth[project]!,
    )
  }

  /** The project is not for sale any more: what was learnt is forgotten. */
  leaveOut(project: number): void {
    this.#leastRates[project] = Number.POSITIVE_INFINITY
    this.#kept = null
  }

  /** At the beginning of a count: what it need not buy again, null where nothing is known. */
  begin(): KeptState | null {
    this.#isOpen = true
    return this.#kept
  }

  /** Before each purchase. @param isClear nobody's money is close to the share, and no other rate to this one. */
  watch(project: number, price: number, isClear: boolean): void {
    if (!this.#isOpen || (isClear && this.#isTheLeast(project) && this.#allCanPay(project, price))) return
    this.#isOpen = false
    if (this.#state.order.length > (this.#kept?.order.length ?? 0)) this.#kept = this.#state.keep()
  }

  #isTheLeast(project: number): boolean {
    const { roundOf } = this.#state
    const most = this.#leastRates[project]! * (1 + 4 * CLOSE)
    return this.#leastRates.every((rate, other) => other === project || rate > most || roundOf[other]! >= 0)
  }

  #allCanPay(project: number, price: number): boolean {
    const { budgets, profile } = this.#state
    const { groupOf, groupPoints, entryOf, ballot } = profile
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++) {
      const share = price * groupPoints[group]!
      for (let entry = entryOf[group]!; entry < entryOf[group + 1]!; entry++)
        if (budgets[ballot[entry]!]! <= share) return false
    }
    return true
  }
}
