import type { Profile } from '../compile-profile.ts'
import { CLOSE, type SharesState } from './shares-state.ts'

/**
 * Proves for how much more money a voter a count by equal shares buys the same projects in the same order.
 *
 * When every voter has δ more, the money left to a ballot and the price of a round move along broken lines, whose kinks are where a ballot
 * becomes able to pay. They are not followed one by one: each is enclosed between two straight lines from its present
 * value, valid for all δ up to `horizon`. Payments `Σ min(money, price)` are concave in δ once money and price are
 * replaced by such lines, so
 * - a price that suffices at both ends suffices in between: one search at the far end gives the upper line of a price;
 * - a tangent from δ = 0 lies above: it gives the lower line of a price, and the δ from which on the supporters
 *   of another project could pay its cost at the price of the round: the next event.
 *
 * Purchases that are the same in every count with more money need no proof: it begins behind them, where everybody has δ more.
 *
 * Cost: about two counts.
 */
export class StepCertificate {
  readonly #profile: Profile
  readonly #state: SharesState
  readonly #money: Float64Array
  /** Slopes of the two lines that enclose the money of a ballot. */
  readonly #low: Float64Array
  readonly #high: Float64Array
  /** No δ gives a project a rate below this, in this round and in all later ones. */
  readonly #safe: Float64Array
  #horizon = 0
  /** Most δ for which nothing changes, as far as was looked. */
  #limit = 0

  constructor(state: SharesState) {
    this.#profile = state.profile
    this.#state = state
    this.#money = new Float64Array(state.budgets.length)
    this.#low = new Float64Array(state.budgets.length)
    this.#high = new Float64Array(state.budgets.length)
    this.#safe = new Float64Array(state.profile.cost.length)
  }

  /** Money units, at most `horizon`, that every voter may have more without a change; 0 where fewer than `least` are proven. */
  limit(horizon: number, least: number): number {
    this.#reset(horizon)
    const { order, prices, kept } = this.#state
    for (let round = kept?.order.length ?? 0; round < order.length; round++) {
      const project = order[round]!
      const lines = this.#priceLines(project, prices[round]!)
      if (lines === null) return 0
      this.#checkOthers(round, project, lines, least)
      if (this.#limit < least) return 0
      this.#pay(project, lines)
    }
    this.#checkLeftOver()
    return Math.max(0, this.#limit * (1 - CLOSE))
  }

  #reset(horizon: number): void {
    const { cost, score, worth } = this.#profile
    this.#horizon = horizon
    this.#limit = horizon
    const { each, kept } = this.#state
    this.#money.fill(each)
    kept?.spent.forEach((spent, index) => {
      this.#money[index] = each - spent
    })
    this.#low.fill(1)
    this.#high.fill(1)
    for (let project = 0; project < cost.length; project++)
      this.#safe[project] =
        score[project] === 0 || cost[project] === 0
          ? Infinity
          : cost[project]! / score[project]! / worth[project]!
  }

  #priceLines(project: number, price: number): PriceLines | null {
    const far = this.#priceAt(project, Infinity, this.#low)
    if (far === Infinity) return null
    const { groupOf, groupPoints, entryOf, ballot, people } = this.#profile
    let rise = 0
    let free = 0
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++)
      for (let entry = entryOf[group]!; entry < entryOf[group + 1]!; entry++) {
        const index = ballot[entry]!
        if (this.#money[index]! < price * groupPoints[group]!) rise += people[entry]! * this.#high[index]!
        else free += people[entry]! * groupPoints[group]!
      }
    return free === 0 ? null : { price, low: -rise / free, high: (far - price) / this.#horizon }
  }

  /** The price at the far end of the horizon for money along the given lines, searched as `SharesState.raise` does. */
  #priceAt(project: number, ceiling: number, slopes: Float64Array): number {
    const { groupOf, groupPoints, entryOf, ballot, people, cost, score } = this.#profile
    let price = cost[project]! / score[project]!
    for (;;) {
      let paid = 0
      let free = 0
      for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++) {
        const points = groupPoints[group]!
        const share = price * points
        for (let entry = entryOf[group]!; entry < entryOf[group + 1]!; entry++) {
          const index = ballot[entry]!
          const money = this.#money[index]! + slopes[index]! * this.#horizon
          if (money < share) paid += money * people[entry]!
          else free += points * people[entry]!
        }
      }
      if (free === 0) return Infinity
      const next = (cost[project]! - paid) / free
      if (next <= price * (1 + 2 ** -50)) return Math.max(next, price)
      price = next
      if (price > ceiling) return price
    }
  }

  #checkOthers(round: number, bought: number, { price, high }: PriceLines, least: number): void {
    const { worth } = this.#profile
    const rate = price / worth[bought]!
    const slope = high / worth[bought]!
    const most = (rate + Math.max(0, slope) * this.#horizon) * (1 + CLOSE)
    for (let project = 0; project < worth.length && this.#limit >= least; project++) {
      const boughtIn = this.#state.roundOf[project]!
      if (this.#safe[project]! > most || (boughtIn >= 0 && boughtIn <= round) || project === bought) continue
      const near = rate * worth[project]!
      this.#narrow(project, near, slope * worth[project]!)
      if (this.#limit < least) return
      this.#safe[project] = this.#priceAt(project, most * worth[project]! * 1.5, this.#high) / worth[project]!
    }
  }

  /** Lowers the limit to where the supporters of a project could pay its cost at the price of the round. */
  #narrow(project: number, price: number, slope: number): void {
    const { groupOf, groupPoints, entryOf, ballot, people, cost, votes } = this.#profile
    let paid = 0
    let rise = 0
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++) {
      const points = groupPoints[group]!
      for (let entry = entryOf[group]!; entry < entryOf[group + 1]!; entry++) {
        const index = ballot[entry]!
        const isShort = this.#money[index]! < price * points
        paid += people[entry]! * (isShort ? this.#money[index]! : price * points)
        rise += people[entry]! * (isShort ? this.#high[index]! : slope * points)
      }
    }
    const margin = 4 * CLOSE * cost[project]! + 4 * votes[project]! * this.#state.drift
    const gap = cost[project]! - paid - margin
    if (gap <= 0) this.#limit = 0
    else if (rise > 0) this.#limit = Math.min(this.#limit, gap / rise)
  }

  #pay(project: number, { price, low, high }: PriceLines): void {
    const { groupOf, groupPoints, entryOf, ballot } = this.#profile
    const horizon = this.#horizon
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++) {
      const points = groupPoints[group]!
      for (let entry = entryOf[group]!; entry < entryOf[group + 1]!; entry++) {
        const index = ballot[entry]!
        const left = this.#money[index]! - price * points
        const rise = this.#high[index]! - low * points
        if (left > 0) {
          this.#money[index] = left
          this.#high[index] = Math.max(rise, -left / horizon)
          this.#low[index] = this.#low[index]! - high * points
        } else {
          this.#money[index] = 0
          this.#high[index] = Math.max(0, left / horizon + rise)
          this.#low[index] = 0
        }
      }
    }
  }

  /** Those never bought must stay out of reach. */
  #checkLeftOver(): void {
    for (let project = 0; project < this.#safe.length; project++)
      if (this.#safe[project]! < Infinity && this.#state.roundOf[project]! < 0)
        this.#narrow(project, Infinity, 0)
  }
}

/** The price of a round and the slopes of the two lines that enclose it. */
interface PriceLines {
  readonly price: number
  readonly low: number
  readonly high: number
}
