import type { Profile } from './compile-profile.ts'
import { freeProjects } from './free-projects.ts'
import { SharesRun } from './rules/shares-run.ts'
import type { Endowment } from './rules/shares-state.ts'
import type { Fraction, Selection, TieBreaker } from './types.ts'

export interface SharesOutcome extends Selection {
  /** What every voter had to spend, in whole money units. */
  readonly endowment: Fraction
  /** Of the last count, to explain it with. */
  readonly run: SharesRun
}

/**
 * Method of equal shares. The budget is divided equally among the voters; in each round the project is bought whose supporters
 * pay the least for what it is worth to them, sharing its cost equally as far as their money reaches; it ends when no
 * supporters can pay a project any more. Projects that cost nothing and have a supporter come first.
 *
 * Doubles propose, and whatever is closer than 1e-9 is decided in whole numbers: the outcome is exact.
 *
 * @param endowment of all voters together, in whole money units; `budgetEndowment` for the plain rule.
 *
 * Source: Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive Utilities" (2021).
 * Cost: O(rounds × entries of the supporters looked at); mostly one or two projects a round.
 *
 * @example
 * const profile = compileProfile(exampleElection(), 'cost')
 * const outcome = equalShares(profile, budgetEndowment(profile), breakTies(profile, { by: 'lexicographic' }))
 * outcome.selected.map((project) => profile.election.projects[project].id) // → ['arbres']
 */
export function equalShares(profile: Profile, endowment: Endowment, breakTies: TieBreaker): SharesOutcome {
  const free = freeProjects(profile)
  const run = new SharesRun(profile, breakTies, free)
  const selected = [...free, ...run.count(endowment)]
  return { selected, ties: [...run.ties], endowment: asFraction(endowment), run }
}

function asFraction({ total, voters }: Endowment): Fraction {
  return { numerator: total, denominator: BigInt(voters) }
}
