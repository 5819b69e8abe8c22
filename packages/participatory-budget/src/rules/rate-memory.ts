import type { Profile } from '../compile-profile.ts'
import type { SharesLook } from './shares-look.ts'
import { CLOSE, type SharesState } from './shares-state.ts'

/** A count as it stood: what every voter started with, and the prices paid, by round. */
interface Past {
  readonly each: number
  /** Rounds at its beginning that are the same in every count after it. */
  readonly alike: number
  readonly order: number[]
  readonly prices: number[]
}

/** What the supporters of a project would have paid at a price, after the first `rounds` purchases of a count. */
interface Look {
  readonly past: Past
  readonly rounds: number
  readonly paid: number
  /** Points of those who had their share, and how many people had less. */
  readonly freePoints: number
  readonly short: number
  /** Most that `paid` and the prices of that count may differ from the exact ones. */
  readonly error: number
  readonly priceDrift: number
  /** Round of the last count in which the look was of use. */
  usedIn: number
}

/**
 * Carries looks at projects from one count to the next, which starts with a little more money: most of them show, without a new look, that
 * the project is still too dear.
 *
 * The money left to a voter is `max(0, e − Σ price × points)` over the projects of theirs that were bought, in whatever
 * order. So it is larger than it was in another count by at most the rise of e and the fall of those prices, and the supporters of a
 * project together can pay more by at most `short people × rise of e + Σ fall of the price of w × points they gave w`.
 * Those who had their share pay it as before. A line through the old payments, raised by this, lies above the new payments.
 *
 * Cost: O(Σ length² of the distinct ballots) once, then O(rounds) a look that is spared.
 */
export class RateMemory {
  readonly #profile: Profile
  readonly #state: SharesState
  /** Points that the supporters of project p gave to project w, at `p × projects + w`. */
  readonly #shared: Float64Array
  /** Most points that anybody gives to a project. */
  readonly #mostPoints: number
  /** Price of a project in this count; 0 as long as it is not bought. */
  readonly #priceNow: Float64Array
  #past: Past = { each: 0, alike: 0, order: [], prices: [] }
  /** Looks of the last count, and of this one, by project. */
  #old: Look[][]
  #new: Look[][]
  /** How many old looks of a project were tried. */
  readonly #tried: Int32Array

  constructor(state: SharesState) {
    const { profile } = state
    const projects = profile.cost.length
    this.#profile = profile
    this.#state = state
    this.#shared = sharedPoints(profile)
    this.#mostPoints = profile.groupPoints.reduce((most, points) => Math.max(most, points), 0)
    this.#priceNow = new Float64Array(projects)
    this.#old = Array.from({ length: projects }, () => [])
    this.#new = Array.from({ length: projects }, () => [])
    this.#tried = new Int32Array(projects)
  }

  /**
   * At the beginning of a count: what was learnt in the last one is old now. The purchases that the state holds already are the first of
   * every later count too.
   */
  begin(): void {
    this.#old = this.#new
    this.#new = this.#old.map(() => [])
    this.#tried.fill(0)
    this.#priceNow.fill(0)
    const { each, order, prices } = this.#state
    this.#past = { each, alike: order.length, order: [], prices: [] }
    order.forEach((project, round) => {
      this.noteBought(project, prices[round]!)
    })
  }

  /** After a purchase. */
  noteBought(project: number, price: number): void {
    this.#past.order.push(project)
    this.#past.prices.push(price)
    this.#priceNow[project] = price
  }

  /** After `SharesLook.raise`, which looked at the project. */
  noteLook(project: number, { paid, freePoints, freePeople, error }: SharesLook): void {
    const { priceDrift, order } = this.#state
    this.#new[project]?.push({
      past: this.#past,
      rounds: order.length,
      paid,
      freePoints,
      short: this.#profile.votes[project]! - freePeople,
      error,
      priceDrift,
      usedIn: order.length,
    })
  }

  /** A price below which the project surely does not fall now, as far as a look of the last count tells; 0 where it tells less than `wanted`. */
  priceBound(project: number, wanted: number): number {
    const looks = this.#old[project] ?? []
    const round = this.#state.order.length
    const tried = this.#tried[project]!
    let next = tried
    while (next < looks.length && looks[next]!.usedIn <= round) next++
    this.#tried[project] = next
    const look = next === tried ? undefined : looks[next - 1]
    const bound = look === undefined ? 0 : this.#boundBy(project, look)
    if (look === undefined || bound < wanted) return 0
    look.usedIn = round
    this.#new[project]?.push(look)
    return bound
  }

  #boundBy(project: number, look: Look): number {
    const { cost, votes } = this.#profile
    const { order, prices, each, alike } = look.past
    const shared = this.#shared
    const priceNow = this.#priceNow
    const row = project * cost.length
    const most = look.short * this.#mostPoints
    let rise = look.short * Math.max(0, this.#state.each - each)
    for (let round = alike; round < look.rounds; round++) {
      const other = order[round]!
      rise += Math.min(shared[row + other]!, most) * Math.max(0, prices[round]! - priceNow[other]!)
    }
    const error =
      look.error +
      most * look.rounds * (look.priceDrift + this.#state.priceDrift) +
      CLOSE * (cost[project]! + votes[project]!)
    const missing = cost[project]! - look.paid - rise - error
    if (missing <= 0) return 0
    return look.freePoints === 0 ? Number.POSITIVE_INFINITY : missing / look.freePoints
  }
}

function sharedPoints({ election: { ballots }, voters, cost }: Profile): Float64Array {
  const projects = cost.length
  const { start, project, points } = ballots
  const shared = new Float64Array(projects * projects)
  for (let ballot = 0; ballot < voters.length; ballot++)
    for (let at = start[ballot]!; at < start[ballot + 1]!; at++) {
      if (points[at] === 0) continue
      const row = project[at]! * projects
      for (let other = start[ballot]!; other < start[ballot + 1]!; other++)
        shared[row + project[other]!]! += voters[ballot]! * points[other]!
    }
  return shared
}
