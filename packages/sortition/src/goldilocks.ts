import type { Highs } from 'highs'
import { bestLottery } from './best-lottery.ts'
import type { Effort } from './effort.ts'
import { goldilocksBand } from './goldilocks-band.ts'
import type { SortitionOutcome } from './outcome.ts'
import type { SortitionProblem } from './problem.ts'
import { ceilings, headcounts } from './relaxation.ts'
import { relaxedLeximin } from './relaxed-leximin.ts'

/**
 * The lottery with neither too low nor too high a chance: minimises `(n/k) · highest + gamma · (k/n) / lowest`, n people
 * for k seats.
 *
 * A high chance is what somebody gains who lies about his features, so holding it down is a protection, and a low one is
 * what leximin protects from. Among the best lotteries the leximin one is taken, so that chances are unique.
 * Source: Baharav, Flanigan, "Fair, manipulation-robust, and transparent sortition" (2024).
 *
 * `quality`: all three of that sum. Cost: as leximin, and some linear programs with two rows a kind.
 *
 * @param gamma how much a low chance matters beside a high one; 1 in the paper.
 * @example
 * const outcome = goldilocks(await loadSolver(), problem, 1, { random: seededRandom(1), timeLeft: stopwatch(60) })
 */
export function goldilocks(
  highs: Highs,
  problem: SortitionProblem,
  gamma: number,
  effort: Effort,
): SortitionOutcome {
  const n = problem.people.length
  const k = problem.panelSize - problem.seated.length
  const sum = (lowest: number, highest: number) => (n / k) * highest + (gamma * (k / n)) / lowest
  return bestLottery(highs, problem, effort, {
    levels: null,
    aimAt(solver, relaxation) {
      const { lowest, highest, bound } = goldilocksBand(solver, relaxation, n / k, gamma * (k / n))
      const headcount = headcounts(relaxation.model)
      // The band is met on its edge: a hair of room keeps rounding from closing it.
      const ceiling = ceilings(relaxation).map((most, kind) =>
        Math.min(most, headcount[kind]! * (highest + EDGE)),
      )
      const expected = relaxedLeximin(solver, relaxation, ceiling)
      return { due: expected, expected, bound: Math.min(bound, sum(lowest, highest)) }
    },
    judge(chances, _aimed, bound) {
      const reached = sum(Math.min(...chances), Math.max(...chances))
      return { reached, gap: Math.max(0, reached - bound) }
    },
  })
}

const EDGE = 1e-10
