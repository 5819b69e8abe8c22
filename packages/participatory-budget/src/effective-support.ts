import type { Profile } from './compile-profile.ts'
import type { SharesOutcome } from './equal-shares.ts'

/**
 * How much of its cost the supporters of each project could have paid at the best moment of a count by equal shares, in percent:
 * 80 says that 80 % of the cost was within reach. 100 for a funded project.
 *
 * Of a project that was not bought, it is the largest of `Σ min(money left, price) / cost` over the rounds, at the price that its supporters
 * would have paid at the rate of the round, and of `Σ money left / cost` at the end. One replay of the count gives all of
 * them: money shrinks and rates grow, so a voter who cannot pay their share of a project never can again, and the sums are kept
 * up to date instead of being added up each round.
 *
 * Source: the measure of equalshares.net and of pabutools' `mesanalytics`. Cost: O(entries + rounds × distinct ballots).
 *
 * @example
 * const profile = compileProfile(exampleElection(), 'cost')
 * const outcome = equalShares(profile, budgetEndowment(profile), breakTies(profile, { by: 'lexicographic' }))
 * [...effectiveSupport(profile, outcome)].map(Math.round) // → [100, 83, 83, 69]
 */
export function effectiveSupport(profile: Profile, outcome: SharesOutcome): Float64Array {
  const replay = new SupportReplay(profile, outcome)
  return replay.percents()
}

class SupportReplay {
  readonly #profile: Profile
  readonly #outcome: SharesOutcome
  readonly #money: Float64Array
  /** Each ballot's projects that were not bought, by falling worth of what it gave them: those it cannot pay come first. */
  readonly #start: Int32Array
  readonly #project: Int32Array
  readonly #gain: Float64Array
  /** Ballot k cannot pay its share of its projects before this position. */
  readonly #short: Int32Array
  /** Rate of each round, rising, and a last one that nobody can pay. */
  readonly #rates: Float64Array
  /** By round: the ballots that may fall short in it. */
  readonly #due: readonly number[][]
  /** The one of these rounds that counts for a ballot: it has moved on from later ones. */
  readonly #dueIn: Int32Array
  readonly #paid: Float64Array
  readonly #freeGain: Float64Array
  readonly #best: Float64Array

  constructor(profile: Profile, outcome: SharesOutcome) {
    const { cost, score, worth, voters } = profile
    const { order, prices, each } = outcome.run.state
    this.#profile = profile
    this.#outcome = outcome
    this.#money = new Float64Array(voters.length).fill(each)
    const lists = unboughtByBallot(profile, new Set(outcome.selected))
    this.#start = lists.start
    this.#project = lists.project
    this.#gain = lists.gain
    this.#short = lists.start.slice()
    this.#rates = Float64Array.from(order, (project, round) => prices[round]! / worth[project]!)
    this.#due = Array.from({ length: order.length + 1 }, () => [])
    this.#dueIn = new Int32Array(voters.length).fill(order.length + 1)
    this.#paid = new Float64Array(cost.length)
    this.#freeGain = score.map((points, project) => points * worth[project]!)
    this.#best = new Float64Array(cost.length)
  }

  percents(): Float64Array {
    const { order, prices } = this.#outcome.run.state
    for (let ballot = 0; ballot < this.#money.length; ballot++) this.#schedule(ballot, 0)
    order.forEach((project, round) => {
      this.#passShort(round, this.#rates[round]!)
      this.#note(this.#rates[round]!)
      this.#pay(project, prices[round]!, round + 1)
    })
    this.#passShort(order.length, Number.POSITIVE_INFINITY)
    this.#note(0)
    for (const project of this.#outcome.selected) this.#best[project] = 1
    return this.#best.map((share, project) => (this.#profile.cost[project] === 0 ? 100 : 100 * share))
  }

  /** Makes a ballot due in the first round, from `round` on, in which it cannot pay its next project. */
  #schedule(ballot: number, round: number): void {
    const at = this.#short[ballot]!
    if (at === this.#start[ballot + 1]) return
    const rate = this.#money[ballot]! / this.#gain[at]!
    let [low, high] = [round, this.#rates.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#rates[middle]! > rate) high = middle
      else low = middle + 1
    }
    if (low >= this.#dueIn[ballot]!) return
    this.#dueIn[ballot] = low
    this.#due[low]!.push(ballot)
  }

  /** Moves to the payments of all they have those who cannot pay their share at the rate of the round. */
  #passShort(round: number, rate: number): void {
    const { voters } = this.#profile
    for (const ballot of this.#due[round]!) {
      if (this.#dueIn[ballot] !== round) continue
      const money = this.#money[ballot]!
      const end = this.#start[ballot + 1]!
      let at = this.#short[ballot]!
      for (; at < end && money < rate * this.#gain[at]!; at++) {
        const project = this.#project[at]!
        this.#paid[project]! += voters[ballot]! * money
        this.#freeGain[project]! -= voters[ballot]! * this.#gain[at]!
      }
      this.#short[ballot] = at
      this.#dueIn[ballot] = this.#rates.length + 1
      this.#schedule(ballot, round + 1)
    }
  }

  #note(rate: number): void {
    const { cost } = this.#profile
    for (let project = 0; project < cost.length; project++) {
      const share = (this.#paid[project]! + rate * this.#freeGain[project]!) / cost[project]!
      if (share > this.#best[project]!) this.#best[project] = share
    }
  }

  #pay(project: number, price: number, nextRound: number): void {
    const { groupOf, groupPoints, entryOf, ballot, people } = this.#profile
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++)
      for (let entry = entryOf[group]!; entry < entryOf[group + 1]!; entry++) {
        const index = ballot[entry]!
        const money = this.#money[index]!
        if (money === 0) continue
        const payment = Math.min(money, price * groupPoints[group]!)
        this.#money[index] = money - payment
        for (let at = this.#start[index]!; at < this.#short[index]!; at++)
          this.#paid[this.#project[at]!]! -= people[entry]! * payment
        this.#schedule(index, nextRound)
      }
  }
}

function unboughtByBallot({ election, worth, cost }: Profile, bought: ReadonlySet<number>) {
  const { start, project, points } = election.ballots
  const kept = new Int32Array(start.length)
  const projects = new Int32Array(project.length)
  const gains = new Float64Array(project.length)
  let size = 0
  for (let ballot = 0; ballot + 1 < start.length; ballot++) {
    for (let at = start[ballot]!; at < start[ballot + 1]!; at++) {
      const own = project[at]!
      if (bought.has(own) || points[at] === 0 || cost[own] === 0) continue
      insert(projects, gains, kept[ballot]!, size++, own, points[at]! * worth[own]!)
    }
    kept[ballot + 1] = size
  }
  return { start: kept, project: projects, gain: gains }
}

/** Keeps `gains[from]` to `gains[size]` falling. */
function insert(
  projects: Int32Array,
  gains: Float64Array,
  from: number,
  size: number,
  project: number,
  gain: number,
): void {
  let at = size
  for (; at > from && gains[at - 1]! < gain; at--) {
    projects[at] = projects[at - 1]!
    gains[at] = gains[at - 1]!
  }
  projects[at] = project
  gains[at] = gain
}
