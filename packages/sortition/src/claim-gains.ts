import { chancesOf } from './chances.ts'
import type { SortitionOutcome } from './outcome.ts'
import type { SortitionProblem } from './problem.ts'

/** What somebody would gain by declaring other features than the true ones. */
export interface ClaimGain {
  /** As declared, by category. */
  readonly claim: Readonly<Record<string, string>>
  readonly honestChance: number
  /** Null where the quotas cannot be filled any more, so that nothing is drawn. */
  readonly claimedChance: number | null
  /** Difference; 0 where nothing is drawn. */
  readonly gain: number
}

/**
 * How much one person's chance rises by each false declaration, the others being honest: the lottery is computed again with
 * the person declared so. Highest gain first.
 *
 * A feature that few volunteers have gives high chances, and tempts: check the declarations that pay, or take
 * `goldilocks`, which holds the highest chance down. Source: Flanigan, Liang, Procaccia, Wang, "Manipulation-robust
 * selection of citizens' assemblies" (AAAI 2024), their internal manipulability.
 *
 * Cost: one lottery a claim, and one honest.
 *
 * @param lotteryOf the method to read, such as `(problem) => leximin(highs, problem, effort())`.
 * @throws Error for an id that is not in the pool, or where no honest panel exists.
 * @example
 * claimGains(problem, 'p17', [{ genre: 'homme', age: '16-24' }], lotteryOf)[0]?.gain // 0.31
 */
export function claimGains(
  problem: SortitionProblem,
  id: string,
  claims: readonly Readonly<Record<string, string>>[],
  lotteryOf: (problem: SortitionProblem) => SortitionOutcome,
): ClaimGain[] {
  const position = problem.people.findIndex((person) => person.id === id)
  if (position < 0) throw new Error(`${id} is not in the pool`)
  const chance = (asked: SortitionProblem): number | null => {
    const outcome = lotteryOf(asked)
    return outcome.status === 'ok' ? chancesOf(asked, outcome.lottery)[position]! : null
  }
  const honestChance = chance(problem)
  if (honestChance === null) throw new Error('no panel exists when everybody is honest')
  const gains = claims.map((claim): ClaimGain => {
    const people = problem.people.map((person) =>
      person.id === id ? { ...person, features: { ...person.features, ...claim } } : person,
    )
    const claimedChance = chance({ ...problem, people })
    return {
      claim,
      honestChance,
      claimedChance,
      gain: claimedChance === null ? 0 : claimedChance - honestChance,
    }
  })
  return gains.sort((a, b) => b.gain - a.gain)
}
