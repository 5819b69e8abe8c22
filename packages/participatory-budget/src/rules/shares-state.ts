import type { Profile } from '../compile-profile.ts'
import { type CloseBallots, isAble } from './close-ballots.ts'

/** A ballot whose voters still have money. */
export const NEVER = 0x7fff_ffff

/** Twice the rounding of one operation on doubles. */
const ROUNDING = 2 ** -52

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
  readonly #errors: Float64Array
  /** The largest of these. */
  drift = 0
  /** The largest error of a price. */
  priceDrift = 0
  /** What every voter started with. */
  each = 0
  /** Most that the payments summed by the last `raise` may differ from the exact ones, in money units. */
  error = 0
  /** Payments, in the last `raise`, of those who have less than their share. */
  paid = 0
  /** Points of the others, and how many people they are. */
  freePoints = 0
  freePeople = 0
  /** True where nobody's money lies near the price that the last `raise` answered: `doubt` says how wrong it may be. */
  isSure = false
  /** Most that this price, or the one given to the last `closeBallots`, may differ from the exact one. */
  doubt = 0
  /** Most that the payments of those who have less than their share may differ from the exact ones. */
  #payingError = 0
  /** How far the price may move before anybody's money meets it. */
  #gap = 0

  /** By group: the entries before it are exhausted. */
  readonly #live: Int32Array

  constructor(profile: Profile) {
    this.profile = profile
    this.#live = profile.entryOf.slice()
    this.budgets = new Float64Array(profile.voters.length)
    this.#errors = new Float64Array(profile.voters.length)
    this.#leftIn = new Int32Array(profile.voters.length)
    this.paidShare = new Uint8Array(profile.voters.length)
    this.roundOf = new Int32Array(profile.cost.length)
    this.prices = new Float64Array(profile.cost.length)
  }

  reset(endowment: Endowment): void {
    this.endowment = endowment
    this.each = Number(endowment.total) / endowment.voters
    this.budgets.fill(this.each)
    this.#leftIn.fill(-1)
    this.paidShare.fill(0)
    this.#live.set(this.profile.entryOf)
    this.order.length = 0
    this.roundOf.fill(-1)
    this.drift = 2 * ROUNDING * this.each
    this.priceDrift = 0
    this.#errors.fill(this.drift)
  }

  /** A copy of the purchases so far, for `resume`. Nobody may be exhausted. */
  keep(): KeptState {
    return {
      endowment: this.endowment,
      order: [...this.order],
      prices: this.prices.slice(0, this.order.length),
      spent: this.budgets.map((budget) => this.each - budget),
      errors: this.#errors.map((error) => error + ROUNDING * this.each),
      leftIn: this.#leftIn.slice(),
      drift: this.drift + ROUNDING * this.each,
      priceDrift: this.priceDrift,
    }
  }

  /** After `reset`: as if these purchases had been made with this endowment; nothing where it is less than theirs. */
  resume({ endowment, order, prices, spent, errors, leftIn, drift, priceDrift }: KeptState): void {
    if (endowment.voters !== this.endowment.voters || endowment.total > this.endowment.total) return
    const { each, budgets } = this
    const rounding = 4 * ROUNDING * each
    for (let index = 0; index < spent.length; index++) {
      budgets[index] = each - spent[index]!
      this.#errors[index] = errors[index]! + rounding
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

  /**
   * The price at which the supporters' payments reach the cost; Infinity where all their money does not; where it lies above `ceiling`,
   * some price between the two.
   *
   * Payments grow with the price in ever flatter pieces: the line through any piece reaches the cost at a price that is not above
   * the answer (Newton's method on a concave function). So a first look at any `guess` gives a lower bound, and from
   * there on each step stays below, until one changes nothing.
   *
   * @param from a price that is not above the answer.
   */
  raise(project: number, from: number, guess: number, ceiling: number): number {
    const { groupOf, entryOf, cost, votes } = this.profile
    const entries = entryOf[groupOf[project + 1]!]! - entryOf[groupOf[project]!]!
    const rounding = (entries + 8) * ROUNDING * cost[project]!
    this.error = votes[project]! * this.drift + rounding
    this.isSure = false
    let isGuess = guess > from
    let price = isGuess ? guess : from
    for (;;) {
      this.#survey(project, price)
      const { paid, freePoints } = this
      if (freePoints === 0 && (!isGuess || paid < cost[project]!)) return Number.POSITIVE_INFINITY
      const next = freePoints === 0 ? from : (cost[project]! - paid) / freePoints
      if (Math.abs(next - price) + next * CLOSE + this.error + this.drift < this.#gap && next > 0) {
        this.isSure = true
        this.doubt = (this.#payingError + rounding) / freePoints
        return next
      }
      if (isGuess ? next === price : next <= price * (1 + ROUNDING)) return Math.max(next, price)
      price = Math.max(next, from)
      if (price > ceiling) return price
      isGuess = false
    }
  }

  /** What the supporters pay at a price, and whose money is nearest to it. */
  #survey(project: number, price: number): void {
    const { groupOf, groupPoints, entryOf } = this.profile
    const { budgets } = this
    const errors = this.#errors
    const ballot = this.profile.ballot
    const people = this.profile.people
    const last = groupOf[project + 1]!
    let paid = 0
    let payingError = 0
    let freePoints = 0
    let freePeople = 0
    let gap = Number.POSITIVE_INFINITY
    for (let group = groupOf[project]!; group < last; group++) {
      const points = groupPoints[group]!
      const share = price * points
      const end = entryOf[group + 1]!
      let able = 0
      let nearest = Number.POSITIVE_INFINITY
      // Without a branch: who is able is as good as random to the processor, and each wrong guess would cost ten such rounds.
      for (let entry = this.#firstLive(group, end); entry < end; entry++) {
        const index = ballot[entry]!
        const budget = budgets[index]!
        const all = people[entry]!
        const ablePeople = Number(budget >= share) * all
        able += ablePeople
        paid += budget * (all - ablePeople)
        payingError += errors[index]! * (all - ablePeople)
        nearest = Math.min(nearest, Math.abs(budget - share))
      }
      freePeople += able
      freePoints += able * points
      gap = Math.min(gap, nearest / points)
    }
    this.paid = paid
    this.freePoints = freePoints
    this.freePeople = freePeople
    this.#payingError = payingError
    this.#gap = gap
  }

  #firstLive(group: number, end: number): number {
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
   * Ballots whose money is too close to their share to say in doubles whether it is enough. Also works out how wrong the price may
   * be, for `buy`.
   */
  closeBallots(project: number, price: number): number[] {
    const { groupOf, groupPoints, entryOf, cost, votes } = this.profile
    const { budgets } = this
    const ballot = this.profile.ballot
    const people = this.profile.people
    const last = groupOf[project + 1]!
    const rounding = (entryOf[last]! - entryOf[groupOf[project]!]! + 8) * ROUNDING * cost[project]!
    const error = votes[project]! * this.drift + rounding + this.drift
    const close: number[] = []
    let payingError = 0
    let freePoints = 0
    for (let group = groupOf[project]!; group < last; group++) {
      const points = groupPoints[group]!
      const share = price * points
      const [least, most] = [share * (1 - CLOSE) - error, share * (1 + CLOSE) + error]
      const end = entryOf[group + 1]!
      for (let entry = this.#firstLive(group, end); entry < end; entry++) {
        const index = ballot[entry]!
        const budget = budgets[index]!
        if (budget > most) freePoints += people[entry]! * points
        else if (budget !== 0) {
          payingError += people[entry]! * this.#errors[index]!
          if (budget >= least) close.push(index)
        }
      }
    }
    // Where nobody is surely able to pay more, the closest ones are the free ones: at least one point.
    this.doubt = (payingError + rounding) / Math.max(freePoints, 1)
    return close
  }

  /**
   * Every supporter pays for the project. `close` says of the ballots that `closeBallots` found what doubles cannot; null where
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
    const errors = this.#errors
    const leftIn = this.#leftIn
    const round = this.order.length
    let drift = this.drift
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++) {
      const points = groupPoints[group]!
      const share = price * points
      const more = doubt * points + 2 * ROUNDING * this.each
      const end = entryOf[group + 1]!
      // Without a branch, as in `#survey`.
      for (let entry = this.#firstLive(group, end); entry < end; entry++) {
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
      for (let entry = this.#firstLive(group, end); entry < end; entry++) {
        const index = this.profile.ballot[entry]!
        if (budgets[index] === 0) continue
        const left = budgets[index]! - price * points
        if (isAble(close, index, left)) {
          budgets[index] = Math.max(left, Number.MIN_VALUE)
          this.#errors[index]! += doubt * points + 2 * ROUNDING * this.each
          this.#leftIn[index] = this.order.length
          this.drift = Math.max(this.drift, this.#errors[index]!)
        } else {
          budgets[index] = 0
          this.#errors[index] = 0
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
      if (this.budgets[index] !== 0) this.#errors[index] = this.drift
  }
}
