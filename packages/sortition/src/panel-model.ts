import { quotaTest, type SortitionProblem } from './problem.ts'

/** People whom no rule can tell apart, so that a fair lottery gives them the same chance. */
export interface Kind {
  /** Positions in `problem.people`, in their order. */
  readonly people: readonly number[]
  /** Most of them that one panel may hold. */
  readonly cap: number
  /** Limits that count them, ascending. */
  readonly limits: readonly number[]
}

/** A panel holds between `min` and `max` people of the kinds that name this limit. */
export interface Limit {
  readonly min: number
  readonly max: number
}

/**
 * The problem by kinds of people: the seats to be drawn are one whole number a kind.
 *
 * Limit 0 is the number of seats and counts everybody, then come the quotas in their order, then the households. Those who
 * sit already are taken off every limit.
 */
export interface PanelModel {
  readonly size: number
  readonly kinds: readonly Kind[]
  readonly limits: readonly Limit[]
  readonly quotaCount: number
}

/**
 * Gathers people by kind: same quotas, and no household of several people or the very same one.
 *
 * The number of unknowns falls from people to kinds, and no fair lottery is lost: leximin is unique, so people who can be
 * exchanged have the same chance. Cost: people × quotas.
 */
export function panelModel(problem: SortitionProblem): PanelModel {
  const size = problem.panelSize - problem.seated.length
  const belongs = problem.quotas.map(quotaTest)
  const households = sharedHouseholds(problem)
  const limits = [{ min: size, max: size }, ...quotaLimits(problem), ...households.values()]
  const householdLimit = new Map([...households.keys()].map((name, i) => [name, belongs.length + 1 + i]))
  const groups = new Map<string, { people: number[]; limits: number[] }>()
  for (const [position, person] of problem.people.entries()) {
    const counted = [0]
    for (const [quota, has] of belongs.entries()) if (has(person)) counted.push(quota + 1)
    const household = person.household === null ? undefined : householdLimit.get(person.household)
    if (household !== undefined) counted.push(household)
    const key = counted.join()
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { people: [position], limits: counted })
    else group.people.push(position)
  }
  const kinds = [...groups.values()].map((group) => ({ ...group, cap: capOf(group, limits) }))
  return { size, kinds, limits, quotaCount: belongs.length }
}

function quotaLimits({ quotas, seated }: SortitionProblem): Limit[] {
  return quotas.map((quota) => {
    const taken = seated.filter(quotaTest(quota)).length
    return { min: Math.max(0, quota.min - taken), max: quota.max - taken }
  })
}

/** What is left to the households with more people than a panel may hold, in order of appearance. */
function sharedHouseholds({ people, seated, perHousehold }: SortitionProblem): Map<string, Limit> {
  const households = new Map<string, Limit>()
  if (perHousehold === null) return households
  const members = Map.groupBy([...people, ...seated], ({ household }) => household)
  for (const [household, all] of members) {
    if (household === null || all.length <= perHousehold) continue
    const taken = seated.filter((person) => person.household === household).length
    households.set(household, { min: 0, max: Math.max(0, perHousehold - taken) })
  }
  return households
}

function capOf(
  group: { readonly people: readonly number[]; readonly limits: readonly number[] },
  limits: readonly Limit[],
): number {
  const most = Math.min(group.people.length, ...group.limits.map((limit) => limits[limit]!.max))
  return Math.max(0, most)
}
