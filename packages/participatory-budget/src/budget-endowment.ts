import type { Profile } from './compile-profile.ts'
import type { Endowment } from './rules/shares-state.ts'

/**
 * The budget divided equally among the voters, empty ballots too.
 *
 * Cost: O(1).
 *
 * @example
 * budgetEndowment(compileProfile(exampleElection(), 'cost')) // → { total: 100n, voters: 9 }
 */
export function budgetEndowment({ election }: Profile): Endowment {
  return { total: BigInt(election.budget), voters: Math.max(1, election.voters) }
}
