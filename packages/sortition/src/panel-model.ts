import { normalised, type Person, type Quota, type SortitionProblem } from './problem.ts'

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
 * The problem by kinds of people: a panel is one whole number a kind.
 *
 * Limit 0 is the panel's size and counts everybody, then come the quotas in their order, then the households.
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
  const shared = sharedHouseholds(problem)
  const limits: Limit[] = [
    { min: problem.panelSize, max: problem.panelSize },
    ...problem.quotas.map(({ min, max }) => ({ min, max })),
    ...shared.values().map(() => ({ min: 0, max: problem.perHousehold ?? problem.panelSize })),
  ]
  const quotaCount = problem.quotas.length
  const belongs = problem.quotas.map(quotaTest)
  const groups = new Map<string, { people: number[]; limits: number[] }>()
  for (const [position, person] of problem.people.entries()) {
    const counted = [0]
    for (const [quota, has] of belongs.entries()) if (has(person)) counted.push(quota + 1)
    const household = person.household === null ? undefined : shared.get(person.household)
    if (household !== undefined) counted.push(quotaCount + 1 + household)
    const key = counted.join()
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { people: [position], limits: counted })
    else group.people.push(position)
  }
  const kinds = [...groups.values()].map((group) => ({ ...group, cap: capOf(group, limits) }))
  return { size: problem.panelSize, kinds, limits, quotaCount }
}

/** Households with more people in the pool than a panel may hold, numbered in order of appearance. */
function sharedHouseholds(problem: SortitionProblem): Map<string, number> {
  const numbers = new Map<string, number>()
  if (problem.perHousehold === null) return numbers
  const members = new Map<string, number>()
  for (const { household } of problem.people) {
    if (household !== null) members.set(household, (members.get(household) ?? 0) + 1)
  }
  for (const [household, count] of members) {
    if (count > problem.perHousehold) numbers.set(household, numbers.size)
  }
  return numbers
}

function quotaTest(quota: Quota): (person: Person) => boolean {
  const wanted = quota.traits.map((trait) => ({
    category: trait.category,
    feature: normalised(trait.feature),
  }))
  return (person) =>
    wanted.every(({ category, feature }) => normalised(person.features[category] ?? '') === feature)
}

function capOf(group: { people: readonly number[]; limits: readonly number[] }, limits: readonly Limit[]) {
  return Math.min(group.people.length, ...group.limits.map((limit) => limits[limit]!.max))
}
