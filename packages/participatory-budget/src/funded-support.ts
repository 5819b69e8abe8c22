import type { Profile } from './compile-profile.ts'
import { effectiveSupport } from './effective-support.ts'
import type { SharesOutcome } from './equal-shares.ts'
import { freeProjects } from './free-projects.ts'
import { SharesRun } from './rules/shares-run.ts'
import type { TieBreaker } from './types.ts'

/**
 * How far a funded project is above what it needed, in percent of its cost: 140 says that its supporters could have paid 40 % more. It is the
 * effective support that the project would have had, at the best moment, in a count without it; at least 100.
 *
 * Source: as `effectiveSupport`, which gives all the others. Cost: one count, and that of `effectiveSupport`.
 *
 * @example
 * const profile = compileProfile(exampleElection(), 'cost')
 * const ties = breakTies(profile, { by: 'lexicographic' })
 * const outcome = equalShares(profile, budgetEndowment(profile), ties)
 * Math.round(fundedSupport(profile, outcome, 0, ties)) // → 111
 */
export function fundedSupport(
  profile: Profile,
  { endowment }: SharesOutcome,
  project: number,
  breakTies: TieBreaker,
): number {
  const free = freeProjects(profile)
  const run = new SharesRun(profile, breakTies, free)
  run.leaveOut(project)
  const order = run.count({ total: endowment.numerator, voters: Number(endowment.denominator) })
  const without = { selected: [...free, ...order], ties: [], endowment, run }
  return Math.max(100, effectiveSupport(profile, without)[project] ?? 100)
}
