import type { Highs } from 'highs'
import { bestLottery, lowestChance } from './best-lottery.ts'
import type { Effort } from './effort.ts'
import type { SortitionOutcome } from './outcome.ts'
import type { SortitionProblem } from './problem.ts'
import { relaxedLeximin } from './relaxed-leximin.ts'

/**
 * The fairest lottery: the lowest chance is as high as the quotas allow, then the second lowest, and so on.
 *
 * Everybody's chance is unique, whatever the order of the pool; people who differ in nothing that counts have the same.
 * Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens' assemblies", Nature 596
 * (2021). Where they fix chances stage by stage over lists of panels, here the chances are found first with people in
 * fractions, by kinds of people, and then written as a lottery over panels of whole people, which proves them reached.
 *
 * `quality`: `reached` and `bound` are the lowest chance, `gap` the most that anybody's chance is below the fairest one.
 * Cost: a small linear program a distinct chance, then a linear program with about 1.3 panels a kind of people.
 *
 * @param highs the solver, `await loadSolver()` of the package `highs`.
 * @example
 * const outcome = leximin(await loadSolver(), problem, { random: seededRandom(1), timeLeft: stopwatch(60) })
 * if (outcome.status === 'ok') outcome.quality.reached // 0.0909…: nobody has less than one chance in eleven
 */
export function leximin(highs: Highs, problem: SortitionProblem, effort: Effort): SortitionOutcome {
  return bestLottery(highs, problem, effort, {
    levels: Number.POSITIVE_INFINITY,
    aimAt(solver, relaxation) {
      const expected = relaxedLeximin(solver, relaxation)
      return { due: expected, expected, bound: lowestChance(relaxation.model, expected) }
    },
    judge(chances, aimed) {
      const missing = chances.map((chance, person) => aimed[person]! - chance)
      return { reached: Math.min(...chances), gap: Math.max(0, ...missing) }
    },
  })
}
