import { branchAndCut } from './branch-and-cut.ts'
import { findConflict } from './find-conflict.ts'
import { chooseGreedily } from './greedy-choice.ts'
import { type Highs, loadHighs, type Relaxation, solveRelaxation } from './highs-solver.ts'
import { searchLocally } from './local-search.ts'
import { describeNeighbourhood } from './neighbourhood.ts'
import {
  accept,
  acceptChosen,
  answerOf,
  enoughNow,
  isOver,
  isProven,
  leastThatMatters,
  lowerBound,
  type Run,
  startRun,
  timeLeft,
} from './run.ts'
import { seededRandom } from './seeded-random.ts'
import { type Question, seekPortfolio } from './seek-portfolio.ts'
import { settleTies } from './settle-ties.ts'
import type { Answer, Problem, SolveOptions } from './types.ts'

/**
 * Chooses the measures worth most under the limits, anytime: a first choice at once, better ones as they are found, then
 * a bound that is proven. Needs a question without fault (`findFaults`). Apart from loading HiGHS it runs to its end
 * without giving way, so a page calls it in a worker, where `signal` may read a flag shared with the page.
 *
 * Every portfolio was judged by `checkPortfolio`; one that breaks a limit is thrown as a defect of this package.
 */
export async function solvePortfolio(problem: Problem, options: SolveOptions = {}): Promise<Answer> {
  const run = startRun(problem, options)
  const first = chooseGreedily(describeNeighbourhood(run.compiled, null))
  if (first) accept(run, first)
  const highs = await loadHighs()
  const relaxation = solveRelaxation(highs, run.compiled.program, run.compiled.decimals)
  if (relaxation) {
    lowerBound(run, relaxation.bound)
    for (let seed = 1; seed <= walks && !isProven(run); seed++) walk(run, relaxation, seed)
  }
  if (run.best === null && hasNone(highs, run)) return infeasible(highs, run)
  closeGap(highs, run, relaxation)
  if (run.gap > 0 || !isProven(run)) return answerOf(run)
  const isSettled = !isOver(run) && settleTies(highs, run, relaxation)
  return isSettled ? answerOf(run) : { ...answerOf(run), ties: 'unproven' }
}

/** Asks for any portfolio at all; true: there is none. */
function hasNone(highs: Highs, run: Run): boolean {
  const { program, decimals } = run.compiled
  const outcome = branchAndCut(highs, program, decimals, {
    time_s: timeLeft(run) / 1000,
    shouldStop: () => isOver(run) || run.best !== null,
    onChosen: (columns) => acceptChosen(run, columns),
    onBound: (bound) => lowerBound(run, bound),
  })
  return outcome === 'infeasible'
}

/** Time for the first question; each round has twice as much as the one before. */
const firstSlice_ms = 800

/**
 * Asks HiGHS two questions in turn, with twice the time in each round, until the gap is proven: for a portfolio that would
 * break the gap (none: proven), and for any better one among what such a portfolio can contain. Either alone may take
 * very long where the other is answered at once.
 */
function closeGap(highs: Highs, run: Run, relaxation: Relaxation | null): void {
  for (let slice_ms = firstSlice_ms; run.best && !isProven(run) && !isOver(run); ) {
    const least = leastThatMatters(run)
    const answer = ask(highs, run, relaxation, { least, wanted: 'any', slice_ms })
    if (answer === 'none') lowerBound(run, least - 1)
    if (answer !== 'stopped' || isProven(run)) continue
    const better = Math.max(run.best.units + 1, enoughNow(run))
    if (ask(highs, run, relaxation, { least: better, wanted: 'better', slice_ms }) === 'none')
      lowerBound(run, better - 1)
    slice_ms *= 2
  }
}

function ask(
  highs: Highs,
  run: Run,
  relaxation: Relaxation | null,
  { slice_ms, ...question }: Pick<Question, 'least' | 'wanted'> & { readonly slice_ms: number },
) {
  const end = performance.now() + Math.min(slice_ms, timeLeft(run))
  return seekPortfolio(highs, run.compiled.program, run.compiled.decimals, {
    ...question,
    relaxation,
    time_s: (end - performance.now()) / 1000,
    shouldStop: () => isOver(run) || isProven(run) || performance.now() > end,
    onChosen: (columns) => acceptChosen(run, columns),
    onBound: (bound) => lowerBound(run, bound),
  })
}

function infeasible(highs: Highs, run: Run): Answer {
  const conflict = findConflict(highs, run.compiled.problem, () => isOver(run))
  return { ...answerOf(run), status: 'infeasible', bound: null, conflict }
}

/** Walks of local search before HiGHS takes over: later ones seldom find better. */
const walks = 3

/** One walk of two or three dozen milliseconds. */
function walk(run: Run, relaxation: Relaxation, seed: number): void {
  const { program } = run.compiled
  const found = searchLocally(describeNeighbourhood(run.compiled, relaxation.prices), {
    rounds: Math.round(Math.min(3000, 500_000 / (1 + program.columns.length))),
    random: seededRandom(seed),
    wishes: relaxation.shares,
    shouldStop: () => isOver(run),
  })
  if (found) accept(run, found.columns)
}
