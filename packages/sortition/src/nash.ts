import type { Highs } from 'highs'
import { bestLottery } from './best-lottery.ts'
import type { Effort } from './effort.ts'
import type { SortitionOutcome } from './outcome.ts'
import type { SortitionProblem } from './problem.ts'
import { relaxedNash } from './relaxed-nash.ts'

/**
 * The lottery with the highest product of chances: between leximin, which looks at the lowest only, and the sum, which
 * looks at none. Chances are unique.
 *
 * Source: Nash welfare, for panels in Flanigan et al., Nature 596 (2021).
 *
 * `quality`: all three of `Σ log chance` over those who can be selected. Cost: as leximin, and some fifty small linear
 * programs.
 *
 * @example
 * const outcome = nash(await loadSolver(), problem, { random: seededRandom(1), timeLeft: stopwatch(60) })
 */
export function nash(highs: Highs, problem: SortitionProblem, effort: Effort): SortitionOutcome {
  return bestLottery(highs, problem, effort, {
    levels: null,
    aimAt(solver, relaxation) {
      const { expected, bound } = relaxedNash(solver, relaxation)
      return { due: expected, expected, bound }
    },
    judge(chances, _aimed, bound) {
      const reached = chances.reduce((sum, chance) => sum + Math.log(chance), 0)
      return { reached, gap: Math.max(0, bound - reached) }
    },
  })
}
