import { chancesOf } from './chances.ts'
import type { Lottery } from './lottery.ts'
import { quotaName, quotaTest, type SortitionProblem } from './problem.ts'

/** The chances of some people. */
export interface ChanceSummary {
  readonly people: number
  /** Null where there is nobody. */
  readonly lowest: number | null
  readonly highest: number | null
  /** Sum of the chances: how many of them a panel holds on average. */
  readonly expectedSeats: number
}

export interface FeatureChances extends ChanceSummary {
  readonly category: string
  readonly feature: string
  readonly min: number
  readonly max: number
  /** Fewest and most of them in a panel of the lottery, with those who sit already. */
  readonly fewest: number
  readonly most: number
}

export interface ChanceReport extends ChanceSummary {
  /** What everybody would have without quotas. */
  readonly equalChance: number
  readonly byFeature: readonly FeatureChances[]
  /** Everybody's, in the order of the pool. */
  readonly chances: readonly { readonly id: string; readonly chance: number }[]
}

/**
 * What a lottery gives to everybody and to each feature, counted from the published panels alone: whoever adds up the
 * weights of the panels that name somebody finds the same.
 *
 * Cost: panels × seats × quotas.
 *
 * @example
 * chanceReport(problem, lottery).byFeature[0]
 * // { category: 'genre', feature: 'femme', people: 96, lowest: 0.09, highest: 0.31, expectedSeats: 11.2, … }
 */
export function chanceReport(problem: SortitionProblem, lottery: Lottery): ChanceReport {
  const chances = chancesOf(problem, lottery)
  const positions = new Map(problem.people.map(({ id }, position) => [id, position]))
  const byFeature = problem.quotas.map((quota): FeatureChances => {
    const belongs = quotaTest(quota)
    const has = problem.people.map(belongs)
    const seated = problem.seated.filter(belongs).length
    const held = lottery.panels.map(
      ({ members }) => seated + members.filter((id) => has[positions.get(id) ?? -1]).length,
    )
    return {
      ...quotaName(quota),
      min: quota.min,
      max: quota.max,
      ...summary(chances.filter((_, position) => has[position])),
      fewest: Math.min(...held),
      most: Math.max(...held),
    }
  })
  return {
    ...summary(chances),
    equalChance: lottery.seats / problem.people.length,
    byFeature,
    chances: problem.people.map(({ id }, position) => ({ id, chance: chances[position]! })),
  }
}

function summary(chances: Float64Array): ChanceSummary {
  return {
    people: chances.length,
    lowest: chances.length === 0 ? null : Math.min(...chances),
    highest: chances.length === 0 ? null : Math.max(...chances),
    expectedSeats: chances.reduce((sum, chance) => sum + chance, 0),
  }
}
