import { CLOSE, ROUNDING, type SharesState } from './shares-state.ts'

/** What the supporters of a project would pay, and at which price they reach its cost, in a count under way. */
export class SharesLook {
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

  readonly #state: SharesState

  constructor(state: SharesState) {
    this.#state = state
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
    const { groupOf, entryOf, cost, votes } = this.#state.profile
    const entries = entryOf[groupOf[project + 1]!]! - entryOf[groupOf[project]!]!
    const rounding = (entries + 8) * ROUNDING * cost[project]!
    this.error = votes[project]! * this.#state.drift + rounding
    this.isSure = false
    let isGuess = guess > from
    let price = isGuess ? guess : from
    for (;;) {
      this.#survey(project, price)
      const { paid, freePoints } = this
      if (freePoints === 0 && (!isGuess || paid < cost[project]!)) return Number.POSITIVE_INFINITY
      const next = freePoints === 0 ? from : (cost[project]! - paid) / freePoints
      if (Math.abs(next - price) + next * CLOSE + this.error + this.#state.drift < this.#gap && next > 0) {
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
    const { groupOf, groupPoints, entryOf } = this.#state.profile
    const { budgets, errors } = this.#state
    const ballot = this.#state.profile.ballot
    const people = this.#state.profile.people
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
      for (let entry = this.#state.firstLive(group, end); entry < end; entry++) {
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

  /**
   * Ballots whose money is too close to their share to say in doubles whether it is enough. Also works out how wrong the price may
   * be, for `buy`.
   */
  closeBallots(project: number, price: number): number[] {
    const { groupOf, groupPoints, entryOf, cost, votes } = this.#state.profile
    const { budgets, errors } = this.#state
    const ballot = this.#state.profile.ballot
    const people = this.#state.profile.people
    const last = groupOf[project + 1]!
    const rounding = (entryOf[last]! - entryOf[groupOf[project]!]! + 8) * ROUNDING * cost[project]!
    const error = votes[project]! * this.#state.drift + rounding + this.#state.drift
    const close: number[] = []
    let payingError = 0
    let freePoints = 0
    for (let group = groupOf[project]!; group < last; group++) {
      const points = groupPoints[group]!
      const share = price * points
      const [least, most] = [share * (1 - CLOSE) - error, share * (1 + CLOSE) + error]
      const end = entryOf[group + 1]!
      for (let entry = this.#state.firstLive(group, end); entry < end; entry++) {
        const index = ballot[entry]!
        const budget = budgets[index]!
        if (budget > most) freePoints += people[entry]! * points
        else if (budget !== 0) {
          payingError += people[entry]! * errors[index]!
          if (budget >= least) close.push(index)
        }
      }
    }
    // Where nobody is surely able to pay more, the closest ones are the free ones: at least one point.
    this.doubt = (payingError + rounding) / Math.max(freePoints, 1)
    return close
  }
}
