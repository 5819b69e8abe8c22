import type { Profile } from '../compile-profile.ts'
import type { Selection, Tie, TieBreaker } from '../types.ts'
import { CLOSE } from './shares-state.ts'

/**
 * A count by sequential Phragmén. The load of a voter is the time of the last purchase of a project of theirs, and the time of a project is
 * `(cost + loads of its supporters) / supporters`: sums of positive numbers, so doubles keep their relative precision
 * (far below 1e-9 for any number of rounds that fits in memory). Times only grow, so an old time is a lower bound.
 */
export class PhragmenRun {
  readonly #profile: Profile
  readonly #breakTies: TieBreaker
  readonly #times: Float64Array
  readonly #seen: Int32Array
  readonly #loads: Float64Array
  /** Round of the purchase that gave a ballot its load; -1 before. */
  readonly #loadedIn: Int32Array
  readonly #order: number[] = []
  readonly #ties: Tie[] = []
  /** Time of round r = `numerators[r] / (divisors[0] × … × divisors[r])`. */
  readonly #numerators: bigint[] = []
  readonly #divisors: bigint[] = []

  constructor(profile: Profile, breakTies: TieBreaker) {
    const { cost, votes, voters, election } = profile
    this.#profile = profile
    this.#breakTies = breakTies
    this.#times = cost.map((price, project) =>
      votes[project] === 0 || price > election.budget ? Number.POSITIVE_INFINITY : price / votes[project]!,
    )
    this.#seen = new Int32Array(cost.length).fill(-1)
    this.#loads = new Float64Array(voters.length)
    this.#loadedIn = new Int32Array(voters.length).fill(-1)
  }

  count(): Selection {
    let left = this.#profile.election.budget
    for (;;) {
      const level = this.#exactlyLevel(this.#findLevel())
      if (level.length === 0 || level.some((project) => this.#profile.cost[project]! > left)) break
      const project = this.#choose(level)
      left -= this.#profile.cost[project]!
      this.#buy(project)
    }
    return { selected: this.#order, ties: this.#ties }
  }

  #findLevel(): number[] {
    const round = this.#order.length
    let best = Number.POSITIVE_INFINITY
    for (;;) {
      const project = this.#lowestUnseen(round)
      if (project < 0 || this.#times[project]! > best * (1 + CLOSE)) break
      this.#times[project] = this.#timeOf(project)
      this.#seen[project] = round
      best = Math.min(best, this.#times[project]!)
    }
    const level: number[] = []
    if (best === Number.POSITIVE_INFINITY) return level
    for (let project = 0; project < this.#times.length; project++)
      if (this.#seen[project] === round && this.#times[project]! <= best * (1 + CLOSE)) level.push(project)
    return level
  }

  #lowestUnseen(round: number): number {
    let lowest = -1
    let time = Number.POSITIVE_INFINITY
    for (let project = 0; project < this.#times.length; project++)
      if (this.#times[project]! < time && this.#seen[project] !== round) {
        lowest = project
        time = this.#times[project]!
      }
    return lowest
  }

  #timeOf(project: number): number {
    const { groupOf, entryOf, ballot, people, cost, votes } = this.#profile
    let loads = 0
    for (let entry = entryOf[groupOf[project]!]!; entry < entryOf[groupOf[project + 1]!]!; entry++)
      loads += this.#loads[ballot[entry]!]! * people[entry]!
    return (cost[project]! + loads) / votes[project]!
  }

  #exactlyLevel(close: readonly number[]): number[] {
    if (close.length < 2) return [...close]
    const { votes } = this.#profile
    const exact = close.map((project) => ({
      project,
      numerator: this.#exactNumerator(project),
      votes: BigInt(votes[project]!),
    }))
    const least = exact.reduce((best, next) =>
      next.numerator * best.votes < best.numerator * next.votes ? next : best,
    )
    return exact
      .filter((next) => next.numerator * least.votes === least.numerator * next.votes)
      .map(({ project }) => project)
  }

  #choose(level: readonly number[]): number {
    if (level.length === 1) return level[0]!
    const { chosen, by } = this.#breakTies(level)
    this.#ties.push({ round: this.#order.length + 1, candidates: level, chosen, by })
    return chosen
  }

  #buy(project: number): void {
    const { groupOf, entryOf, ballot, votes } = this.#profile
    const time = this.#times[project]!
    this.#numerators.push(this.#exactNumerator(project))
    this.#divisors.push(BigInt(votes[project]!))
    for (let entry = entryOf[groupOf[project]!]!; entry < entryOf[groupOf[project + 1]!]!; entry++) {
      this.#loads[ballot[entry]!] = time
      this.#loadedIn[ballot[entry]!] = this.#order.length
    }
    this.#order.push(project)
    this.#times[project] = Number.POSITIVE_INFINITY
  }

  /** `cost + loads`, over the product of the divisors so far, by Horner's scheme. */
  #exactNumerator(project: number): bigint {
    const { groupOf, entryOf, ballot, people, cost } = this.#profile
    const loaded = new Float64Array(this.#order.length)
    for (let entry = entryOf[groupOf[project]!]!; entry < entryOf[groupOf[project + 1]!]!; entry++) {
      const round = this.#loadedIn[ballot[entry]!]!
      if (round >= 0) loaded[round]! += people[entry]!
    }
    let sum = BigInt(cost[project]!)
    for (let round = 0; round < loaded.length; round++) {
      sum *= this.#divisors[round]!
      if (loaded[round] !== 0) sum += BigInt(loaded[round]!) * this.#numerators[round]!
    }
    return sum
  }
}
