import type { Profile } from './compile-profile.ts'
import { compareDensity } from './rules/greedy-order.ts'
import type { Selection, Tie, TieBreaker } from './types.ts'

/**
 * Adds to a selection, with the money left, the projects that give most satisfaction for their cost: one pass from the best, skipping
 * what does not fit. Projects without a supporter come last. With cost satisfaction this is "most votes first".
 *
 * A tie is reported where several projects that are exactly level would fit. Cost: O(projects × log projects).
 *
 * @example
 * const profile = compileProfile(exampleElection(), 'cost')
 * completeGreedily(profile, { selected: [3], ties: [] }, breakTies(profile, { by: 'votes' })).selected // → [3, 2]
 */
export function completeGreedily(
  profile: Profile,
  { selected, ties }: Selection,
  breakTies: TieBreaker,
): Selection {
  const { cost, election } = profile
  const chosen = [...selected]
  const met: Tie[] = [...ties]
  let left = selected.reduce((money, project) => money - cost[project]!, election.budget)
  const taken = new Set(selected)
  const rest = election.projects.map((_, project) => project).filter((project) => !taken.has(project))
  for (const level of levels(profile, rest)) {
    let fitting = level.filter((project) => cost[project]! <= left)
    while (fitting.length > 0) {
      const next = fitting.length === 1 ? { chosen: fitting[0]!, by: '' } : breakTies(fitting)
      if (fitting.length > 1)
        met.push({ round: chosen.length + 1, candidates: fitting, chosen: next.chosen, by: next.by })
      chosen.push(next.chosen)
      left -= cost[next.chosen]!
      fitting = fitting.filter((project) => project !== next.chosen && cost[project]! <= left)
    }
  }
  return { selected: chosen, ties: met }
}

/** The projects in order, those that are exactly level together. */
function levels(profile: Profile, projects: readonly number[]): number[][] {
  const sorted = [...projects].sort((a, b) => compareDensity(profile, a, b))
  const found: number[][] = []
  for (const project of sorted) {
    const level = found.at(-1)
    if (level !== undefined && compareDensity(profile, level[0]!, project) === 0) level.push(project)
    else found.push([project])
  }
  return found
}
