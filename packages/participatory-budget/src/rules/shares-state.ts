import type { Profile } from '../compile-profile.ts'
import { type CloseBallots, isAble } from './close-ballots.ts'

/** A ballot whose voters still have money. */
export const NEVER = 0x7fff_ffff

/** Twice the rounding of one operation on doubles. */
export const ROUNDING = 2 ** -52

/** Two numbers closer than this, relatively, are compared exactly. */
export const CLOSE = 1e-9

/** What every voter starts with: `total / voters` whole money units, exactly. */
export interface Endowment {
  readonly total: bigint
  readonly voters: number
}

/** A count under way in which nobody is exhausted yet. */
export interface KeptState {
  readonly endowment: Endowment
  readonly order: readonly number[]
  readonly prices: Float64Array
  /** What each voter of a ballot has spent, and the most it may differ from the exact amount. */
  readonly spent: Float64Array
  readonly errors: Float64Array
  readonly leftIn: Int32Array
  /** The largest of the errors, and the largest error of a price. */
  readonly drift: number
  readonly priceDrift: number
}

/**
 * The money of the voters during a count by equal shares, in doubles whose error is known. A price is what a supporter pays for
 * each point given (for approval: what each pays), unless all the money left is less.
 */
export class SharesState {
  readonly profile: Profile
  endowment: Endowment = { total: 0n, voters: 1 }
  /** Money left to each voter of a ballot: 0 exactly where they are exhausted. */
  readonly budgets: Float64Array
  /** Round (from 0) of the last purchase that left something to the voters of a ballot; -1 before. */
  readonly #leftIn: Int32Array
  /** 1 for an exhausted ballot whose last payment was exactly its share. */
  readonly paidShare: Uint8Array
  /** Projects bought, without the free ones. */
  readonly order: number[] = []
  /** Round in which a project was bought; -1 before. */
  readonly roundOf: Int32Array
  /** Price of each round. */
  readonly prices: Float64Array
  /** Most that the money left to a voter of a ballot may differ from the exact one. */
  readonly errors: Float64Array
  /** The largest of these. */
  drift = 0
  /** The largest error of a price. */
  priceDrift = 0
  /** What every voter started with. */
  each = 0
  /** First purchases of this count that are the same in every count with more money; null where none are known. */
  kept: KeptState | null = null
  /** By group: the entries before it are exhausted. */
  readonly #live: Int32Array

  constructor(profile: Profile) {
    this.profile = profile
    this.#live = profile.entryOf.slice()
    this.budgets = new Float64Array(profile.voters.length)
    this.errors = new Float64Array(profile.voters.length)
    this.#leftIn = new Int32Array(profile.voters.length)
    this.paidShare = new Uint8Array(profile.voters.length)
    this.roundOf = new Int32Array(profile.cost.length)
    this.prices = new Float64Array(profile.cost.length)
  }

  /** @param kept purchases that are the same with this much money or more; where it is less than theirs, nothing is bought yet. */
  reset(endowment: Endowment, kept: KeptState | null): void {
    const isEnough = kept !== null && kept.endowment.total <= endowment.total
    this.endowment = endowment
    this.each = Number(endowment.total) / endowment.voters
    this.kept = isEnough && kept.endowment.voters === endowment.voters ? kept : null
    this.paidShare.fill(0)
    this.#live.set(this.profile.entryOf)
    this.order.length = 0
    this.roundOf.fill(-1)
    if (this.kept !== null) this.#resume(this.kept)
    else this.#begin()
  }

  #begin(): void {
    this.budgets.fill(this.each)
    this.#leftIn.fill(-1)
    this.drift = 2 * ROUNDING * this.each
    this.priceDrift = 0
    this.errors.fill(this.drift)
  }

  #resume({ order, prices, spent, errors, leftIn, drift, priceDrift }: KeptState): void {
    const { each, budgets } = this
    const rounding = 4 * ROUNDING * each
    for (let index = 0; index < spent.length; index++) {
      budgets[index] = each - spent[index]!
      this.errors[index] = errors[index]! + rounding
    }
    this.drift = drift + rounding
    this.#leftIn.set(leftIn)
    this.prices.set(prices)
    this.priceDrift = priceDrift
    for (const project of order) {
      this.roundOf[project] = this.order.length
      this.order.push(project)
    }
  }

  /** Keeps the purchases so far, which are the same in every count with more money. Nobody may be exhausted. */
  keep(): KeptState {
    this.kept = {
      endowment: this.endowment,
      order: [...this.order],
      prices: this.prices.slice(0, this.order.length),
      spent: this.budgets.map((budget) => this.each - budget),
      errors: this.errors.map((error) => error + ROUNDING * this.each),
      leftIn: this.#leftIn.slice(),
      drift: this.drift + ROUNDING * this.each,
      priceDrift: this.priceDrift,
    }
    return this.kept
  }

  /** Of a group that ends before `end`: its first entry that may have money. */
  firstLive(group: number, end: number): number {
    let entry = this.#live[group]!
    while (entry < end && this.budgets[this.profile.ballot[entry]!] === 0) entry++
    this.#live[group] = entry
    return entry
  }

  /** Round (from 0) in which the voters of a ballot paid all they had left; `NEVER` where they did not. */
  exhaustedIn(ballot: number): number {
    if (this.budgets[ballot] !== 0) return NEVER
    const { start, project, points } = this.profile.election.ballots
    let first = NEVER
    for (let at = start[ballot]!; at < start[ballot + 1]!; at++) {
      const round = this.roundOf[project[at]!]!
      if (points[at] !== 0 && round > this.#leftIn[ballot]! && round < first) first = round
    }
    return first
  }

  /**
   * Every supporter pays for the project. `close` says of the ballots that `SharesLook.closeBallots` found what doubles cannot; null where
   * none is close.
   *
   * @param doubt most that the price may differ from the exact one.
   */
  buy(project: number, price: number, doubt: number, close: CloseBallots | null): void {
    if (close === null) this.#payAll(project, price, doubt)
    else this.#payCarefully(project, price, doubt, close)
    this.priceDrift = Math.max(this.priceDrift, doubt)
    this.roundOf[project] = this.order.length
    this.prices[this.order.length] = price
    this.order.push(project)
  }

  #payAll(project: number, price: number, doubt: number): void {
    const { groupOf, groupPoints, entryOf } = this.profile
    const { budgets } = this
    const ballot = this.profile.ballot
    const errors = this.errors
    const leftIn = this.#leftIn
    const round = this.order.length
    let drift = this.drift
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++) {
      const points = groupPoints[group]!
      const share = price * points
      const more = doubt * points + 2 * ROUNDING * this.each
      const end = entryOf[group + 1]!
      // Without a branch, as in `SharesLook`.
      for (let entry = this.firstLive(group, end); entry < end; entry++) {
        const index = ballot[entry]!
        const left = budgets[index]! - share
        const isAble = Number(left > 0)
        const error = errors[index]! + more
        const before = leftIn[index]!
        budgets[index] = left * isAble
        errors[index] = error * isAble
        leftIn[index] = before + isAble * (round - before)
        drift = Math.max(drift, error)
      }
    }
    this.drift = drift
  }

  #payCarefully(project: number, price: number, doubt: number, close: CloseBallots): void {
    const { groupOf, groupPoints, entryOf } = this.profile
    const { budgets } = this
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++) {
      const points = groupPoints[group]!
      const end = entryOf[group + 1]!
      for (let entry = this.firstLive(group, end); entry < end; entry++) {
        const index = this.profile.ballot[entry]!
        if (budgets[index] === 0) continue
        const left = budgets[index]! - price * points
        if (isAble(close, index, left)) {
          budgets[index] = Math.max(left, Number.MIN_VALUE)
          this.errors[index]! += doubt * points + 2 * ROUNDING * this.each
          this.#leftIn[index] = this.order.length
          this.drift = Math.max(this.drift, this.errors[index]!)
        } else {
          budgets[index] = 0
          this.errors[index] = 0
          if (close.even.has(index)) this.paidShare[index] = 1
        }
      }
    }
  }

  /** Works all budgets out again from prices without the errors of the past. */
  anchor(prices: Float64Array): void {
    const { start, project, points } = this.profile.election.ballots
    this.prices.set(prices)
    for (let index = 0; index < this.budgets.length; index++) {
      if (this.budgets[index] === 0) continue
      let left = this.each
      for (let at = start[index]!; at < start[index + 1]!; at++) {
        const round = this.roundOf[project[at]!]!
        if (round >= 0) left -= prices[round]! * points[at]!
      }
      this.budgets[index] = Math.max(left, Number.MIN_VALUE)
    }
    this.drift = 4 * (this.order.length + 1) * ROUNDING * this.each
    for (let index = 0; index < this.budgets.length; index++)
      if (this.budgets[index] !== 0) this.errors[index] = this.drift
  }
}
