import type { Highs } from 'highs'
import { bestLottery, lowestChance, NOBODY } from './best-lottery.ts'
import type { Effort } from './effort.ts'
import type { SortitionOutcome } from './outcome.ts'
import type { SortitionProblem } from './problem.ts'
import { relaxedLeximin } from './relaxed-leximin.ts'

/**
 * A lottery whose lowest chance is as high as the quotas allow; the other chances may be anything above it.
 *
 * Weaker than leximin: several lotteries are best. Where the leximin chances can be reached at once they are given; where
 * they cannot, only the first of its levels is climbed, which is quicker.
 * Source: Flanigan et al., Nature 596 (2021), and the tool of the Sortition Foundation.
 *
 * `quality`: all three of the lowest chance. Cost: as leximin, with one level at most.
 *
 * @example
 * const outcome = maximin(await loadSolver(), problem, { random: seededRandom(1), timeLeft: stopwatch(60) })
 */
export function maximin(highs: Highs, problem: SortitionProblem, effort: Effort): SortitionOutcome {
  return bestLottery(highs, problem, effort, {
    levels: 1,
    aimAt(solver, relaxation) {
      const expected = relaxedLeximin(solver, relaxation)
      const bound = lowestChance(relaxation.model, expected)
      const { kinds } = relaxation.model
      const due = expected.map((number, kind) => (number > NOBODY ? bound * kinds[kind]!.people.length : 0))
      return { due, expected, bound }
    },
    judge(chances, _aimed, bound) {
      const reached = Math.min(...chances)
      return { reached, gap: Math.max(0, bound - reached) }
    },
  })
}
