import { compareIds } from './compare-ids.ts'
import type { Profile } from './compile-profile.ts'

/**
 * The projects that cost nothing and have a supporter, by id: equal shares and its completions fund them before anything else.
 *
 * Cost: O(projects).
 *
 * @example
 * freeProjects(compileProfile(exampleElection(), 'cost')) // → []
 */
export function freeProjects({ election, cost, votes }: Profile): number[] {
  return election.projects
    .map((_, project) => project)
    .filter((project) => cost[project] === 0 && votes[project]! > 0)
    .sort((a, b) => compareIds(election.projects[a]!.id, election.projects[b]!.id))
}
