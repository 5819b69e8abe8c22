import type { Profile } from '../compile-profile.ts'
import { layEntries } from './lay-entries.ts'

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

/** What exact arithmetic says of ballots whose money is close to their share. */
export interface CloseBallots {
  /** Less than their share: they pay all they have. */
  readonly short: ReadonlySet<number>
  /** Exactly their share. */
  readonly even: ReadonlySet<number>
  /** More. */
  readonly able: ReadonlySet<number>
}

/**
 * The money of the voters during a count by equal shares, in doubles whose error is known. A price is what a supporter pays for
 * each point given (for approval: what each pays), unless all the money left is less.
 */
export class SharesState {
  readonly profile: Profile
  endowment: Endowment = { total: 0n, voters: 1 }
  /** Money left to each voter of a ballot. Exactly 0 once exhausted. */
  readonly budgets: Float64Array
  /** Round (from 0) in which the voters of a ballot paid all they had left. */
  readonly exhaustedIn: Int32Array
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
  /** Most that the price looked at by `closeBallots` may differ from the exact one. */
  #doubt = 0
  /** What every voter started with. */
  each = 0
  /** Most that the payments summed by the last `raise` may differ from the exact ones, in money units. */
  error = 0
  /** Points of those who can still pay the price found by the last `raise`. */
  freePoints = 0
  /** Payments of those who cannot, in the last `raise`. */
  paid = 0

  /** The entries of the profile, in an order that may change within a group. */
  readonly #ballot: Int32Array
  readonly #people: Float64Array
  /** By group: the entries before it are exhausted. */
  readonly #live: Int32Array

  constructor(profile: Profile) {
    this.profile = profile
    this.#ballot = profile.ballot.slice()
    this.#people = profile.people.slice()
    this.#live = profile.entryOf.slice()
    this.budgets = new Float64Array(profile.voters.length)
    this.#errors = new Float64Array(profile.voters.length)
    this.exhaustedIn = new Int32Array(profile.voters.length)
    this.paidShare = new Uint8Array(profile.voters.length)
    this.roundOf = new Int32Array(profile.cost.length)
    this.prices = new Float64Array(profile.cost.length)
  }

  reset(endowment: Endowment): void {
    this.endowment = endowment
    this.each = Number(endowment.total) / endowment.voters
    this.budgets.fill(this.each)
    this.exhaustedIn.fill(NEVER)
    this.paidShare.fill(0)
    this.#live.set(this.profile.entryOf)
    this.order.length = 0
    this.roundOf.fill(-1)
    this.drift = 2 * ROUNDING * this.each
    this.#errors.fill(this.drift)
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
    this.error = votes[project]! * this.drift + (entries + 8) * ROUNDING * cost[project]!
    let isGuess = guess > from
    let price = isGuess ? guess : from
    for (;;) {
      this.#addPayments(project, price)
      const { paid, freePoints } = this
      if (freePoints === 0 && (!isGuess || paid < cost[project]!)) return Number.POSITIVE_INFINITY
      const next = freePoints === 0 ? from : (cost[project]! - paid) / freePoints
      if (isGuess ? next === price : next <= price * (1 + ROUNDING)) return Math.max(next, price)
      price = Math.max(next, from)
      if (price > ceiling) return price
      isGuess = false
    }
  }

  /** What the supporters pay at a price: `paid` by those who have less than their share, and `freePoints` of the others. */
  #addPayments(project: number, price: number): void {
    const { groupOf, groupPoints, entryOf } = this.profile
    const { budgets } = this
    const ballot = this.#ballot
    const people = this.#people
    const last = groupOf[project + 1]!
    let paid = 0
    let free = 0
    for (let group = groupOf[project]!; group < last; group++) {
      const points = groupPoints[group]!
      const share = price * points
      let able = 0
      const end = entryOf[group + 1]!
      for (let entry = this.#firstLive(group, end); entry < end; entry++) {
        const budget = budgets[ballot[entry]!]!
        if (budget < share) paid += budget * people[entry]!
        else able += people[entry]!
      }
      free += able * points
    }
    this.paid = paid
    this.freePoints = free
  }

  #firstLive(group: number, end: number): number {
    let entry = this.#live[group]!
    while (entry < end && this.exhaustedIn[this.#ballot[entry]!] !== NEVER) entry++
    this.#live[group] = entry
    return entry
  }

  /**
   * Puts first, within each group, those who were exhausted first in this count: in the next one, which is much alike, they can be passed
   * over together, and who pays all is easier for the processor to foresee. The order changes no outcome.
   */
  sortEntries(): void {
    const { exhaustedIn, budgets } = this
    const order = Int32Array.from(budgets.keys())
    order.sort((a, b) => exhaustedIn[a]! - exhaustedIn[b]! || budgets[a]! - budgets[b]!)
    layEntries(this.profile.election.ballots, this.profile, order, this.#ballot, this.#people)
  }

  /**
   * Ballots whose money is too close to their share to say in doubles whether it is enough. Also works out how wrong the price may
   * be, for `buy`.
   */
  closeBallots(project: number, price: number): number[] {
    const { groupOf, groupPoints, entryOf, cost, votes } = this.profile
    const { budgets, exhaustedIn } = this
    const ballot = this.#ballot
    const people = this.#people
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
        else if (exhaustedIn[index] === NEVER) {
          payingError += people[entry]! * this.#errors[index]!
          if (budget >= least) close.push(index)
        }
      }
    }
    // Where nobody is surely able to pay more, the closest ones are the free ones: at least one point.
    this.#doubt = (payingError + rounding) / Math.max(freePoints, 1)
    return close
  }

  /**
   * Every supporter pays for the project, after `closeBallots`, of which `close` says what doubles cannot; null where
   * none is close.
   */
  buy(project: number, price: number, close: CloseBallots | null): void {
    const { groupOf, groupPoints, entryOf } = this.profile
    const { budgets } = this
    const ballot = this.#ballot
    const errors = this.#errors
    let drift = this.drift
    const last = groupOf[project + 1]!
    for (let group = groupOf[project]!; group < last; group++) {
      const points = groupPoints[group]!
      const share = price * points
      const more = this.#doubt * points + 2 * ROUNDING * this.each
      const end = entryOf[group + 1]!
      for (let entry = this.#firstLive(group, end); entry < end; entry++) {
        const index = ballot[entry]!
        const left = budgets[index]! - share
        if (close === null ? left > 0 : isAble(close, index, left)) {
          budgets[index] = Math.max(left, 0)
          const error = errors[index]! + more
          errors[index] = error
          if (error > drift) drift = error
        } else if (this.exhaustedIn[index] === NEVER) {
          this.#exhaust(index)
          if (close?.even.has(index)) this.paidShare[index] = 1
        }
      }
    }
    this.drift = drift
    this.#close(project, price)
  }

  #exhaust(ballot: number): void {
    this.budgets[ballot] = 0
    this.exhaustedIn[ballot] = this.order.length
  }

  #close(project: number, price: number): void {
    this.roundOf[project] = this.order.length
    this.prices[this.order.length] = price
    this.order.push(project)
  }

  /** Works all budgets out again from prices without the errors of the past. */
  anchor(prices: Float64Array): void {
    const { start, project, points } = this.profile.election.ballots
    this.prices.set(prices)
    for (let index = 0; index < this.budgets.length; index++) {
      if (this.exhaustedIn[index] !== NEVER) continue
      let left = this.each
      for (let at = start[index]!; at < start[index + 1]!; at++) {
        const round = this.roundOf[project[at]!]!
        if (round >= 0) left -= prices[round]! * points[at]!
      }
      this.budgets[index] = Math.max(left, 0)
    }
    this.drift = 4 * (this.order.length + 1) * ROUNDING * this.each
    this.#errors.fill(this.drift)
  }
}

function isAble({ short, even, able }: CloseBallots, ballot: number, left: number): boolean {
  return able.has(ballot) || (left > 0 && !short.has(ballot) && !even.has(ballot))
}
