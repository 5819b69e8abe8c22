import type { Profile } from './compile-profile.ts'
import type { SharesOutcome } from './equal-shares.ts'

/**
 * How much of its cost the supporters of each project could have paid at the best moment of a count by equal shares, in percent:
 * 80 says that 80 % of the cost was within reach. 100 for a funded project; `fundedSupport` says how far above.
 *
 * Of a project that was not bought, it is the largest of `Σ min(money left, price) / cost` over the rounds, at the price that its supporters
 * would have paid at the rate of the round, and of `Σ money left / cost` at the end. Money only shrinks, so a line through the
 * payments of one round lies above those of all later ones: a round is looked at only where this line says that it could be the best.
 *
 * Source: the measure of equalshares.net and of pabutools' `mesanalytics`. Cost: less than the count, in most elections.
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
  /** Money left to each voter of a ballot. */
  readonly #money: Float64Array
  /** Projects that were not bought, with a cost. */
  readonly #open: readonly number[]
  /** By project: at a rate its supporters pay at most `paid + rate × gain`, from the round on that was last looked at. */
  readonly #paid: Float64Array
  readonly #gain: Float64Array
  /** Most money that was within reach. */
  readonly #best: Float64Array

  constructor(profile: Profile, outcome: SharesOutcome) {
    const { cost, score, worth } = profile
    const bought = new Set(outcome.selected)
    this.#profile = profile
    this.#outcome = outcome
    this.#open = [...cost.keys()].filter((project) => cost[project]! > 0 && !bought.has(project))
    this.#money = outcome.run.state.budgets.slice()
    this.#paid = new Float64Array(cost.length)
    this.#gain = score.map((points, project) => points * worth[project]!)
    this.#best = new Float64Array(cost.length)
  }

  percents(): Float64Array {
    const { cost, worth } = this.#profile
    const { order, prices, each } = this.#outcome.run.state
    for (const project of this.#open) this.#best[project] = this.#moneyOf(project)
    this.#money.fill(each)
    order.forEach((bought, round) => {
      const rate = prices[round]! / worth[bought]!
      for (const project of this.#open)
        if (this.#paid[project]! + rate * this.#gain[project]! > this.#best[project]!)
          this.#look(project, rate)
      this.#pay(bought, prices[round]!)
    })
    const isOpen = new Set(this.#open)
    return cost.map((price, project) => (isOpen.has(project) ? (100 * this.#best[project]!) / price : 100))
  }

  #moneyOf(project: number): number {
    const { groupOf, entryOf, ballot, people } = this.#profile
    let money = 0
    for (let entry = entryOf[groupOf[project]!]!; entry < entryOf[groupOf[project + 1]!]!; entry++)
      money += this.#money[ballot[entry]!]! * people[entry]!
    return money
  }

  #look(project: number, rate: number): void {
    const { groupOf, groupPoints, entryOf, ballot, people, worth } = this.#profile
    const money = this.#money
    let paid = 0
    let gain = 0
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++) {
      const own = groupPoints[group]! * worth[project]!
      const share = rate * own
      let able = 0
      // Without a branch, as in `SharesState`.
      for (let entry = entryOf[group]!; entry < entryOf[group + 1]!; entry++) {
        const left = money[ballot[entry]!]!
        const all = people[entry]!
        const ablePeople = Number(left >= share) * all
        able += ablePeople
        paid += left * (all - ablePeople)
      }
      gain += able * own
    }
    this.#paid[project] = paid
    this.#gain[project] = gain
    this.#best[project] = Math.max(this.#best[project]!, paid + rate * gain)
  }

  #pay(project: number, price: number): void {
    const { groupOf, groupPoints, entryOf, ballot } = this.#profile
    const money = this.#money
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++) {
      const share = price * groupPoints[group]!
      for (let entry = entryOf[group]!; entry < entryOf[group + 1]!; entry++) {
        const left = money[ballot[entry]!]! - share
        money[ballot[entry]!] = left * Number(left > 0)
      }
    }
  }
}
