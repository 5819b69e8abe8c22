import type { Profile } from './compile-profile.ts'
import { PhragmenRun } from './rules/phragmen-run.ts'
import type { Selection, TieBreaker } from './types.ts'

/**
 * Sequential Phragmén: every voter earns money at the same speed from nothing; as soon as the supporters of a project have its cost, they
 * buy it and start again from nothing. Ends as soon as a project whose time has come does not fit into the budget. Projects
 * that cost more than the budget are never considered, nor are those without supporters.
 *
 * Exact like `equalShares`. Source: Brill, Freeman, Janson, Lackner, "Phragmén's Voting Methods and Justified Representation" (2017),
 * with costs as in Los, Christoff, Grossi (2022). Cost: O(rounds × entries of the supporters looked at).
 *
 * @example
 * const profile = compileProfile(exampleElection(), 'cost')
 * phragmen(profile, breakTies(profile, { by: 'lexicographic' })).selected // → [2, 1]
 */
export function phragmen(profile: Profile, breakTies: TieBreaker): Selection {
  return new PhragmenRun(profile, breakTies).count()
}
