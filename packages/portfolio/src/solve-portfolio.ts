import { bindingLimits } from './binding-limits.ts'
import { branchAndCut } from './branch-and-cut.ts'
import { checkPortfolio } from './check-portfolio.ts'
import { type CompiledProblem, compileProblem, startsOf } from './compile-problem.ts'
import { findConflict } from './find-conflict.ts'
import {
  type Highs,
  type IntegerOutcome,
  loadHighs,
  type Relaxation,
  solveRelaxation,
} from './highs-solver.ts'
import { searchLocally } from './local-search.ts'
import { describeNeighbourhood } from './neighbourhood.ts'
import { idOrder, isBetter, type Ranked, searchExactly } from './search-exactly.ts'
import { seededRandom } from './seeded-random.ts'
import type { Answer, Problem, Progress, SolveOptions } from './types.ts'

/** Up to so many measures the best portfolio is sought to the end, ties included; above, to one per cent. */
const exactUpTo = 15

/** Gap that is good enough when none is asked for. */
export function defaultGap({ measures }: Problem): number {
  return measures.length <= exactUpTo ? 0 : 0.01
}

/** What is known so far. */
interface Run {
  readonly compiled: CompiledProblem
  readonly order: readonly number[]
  readonly gap: number
  readonly started: number
  readonly time_ms: number
  readonly options: SolveOptions
  best: Ranked | null
  /** In units of value. */
  bound: number
}

/**
 * Chooses the measures worth most under the limits, anytime: a first choice at once, better ones as they are found, then
 * a bound that is proven. Needs a question without fault (`findFaults`). Apart from loading HiGHS it runs to its end
 * without giving way, so a page calls it in a worker, where `signal` may read a flag shared with the page.
 *
 * Every portfolio was judged by `checkPortfolio`; one that breaks a limit is thrown as a defect of this package.
 */
export async function solvePortfolio(problem: Problem, options: SolveOptions = {}): Promise<Answer> {
  const run = startRun(problem, options)
  improve(run, null, { rounds: 0, seed: 0 })
  const highs = await loadHighs()
  const relaxation = solveRelaxation(highs, run.compiled.program, run.compiled.decimals)
  if (relaxation) {
    lowerBound(run, relaxation.bound)
    for (let seed = 1; seed <= mostStarts && !isProven(run); seed++)
      improve(run, relaxation, { rounds: firstRounds(run), seed })
  }
  return prove(highs, run, relaxation)
}

function startRun(problem: Problem, options: SolveOptions): Run {
  const compiled = compileProblem(problem)
  return {
    compiled,
    order: idOrder(compiled),
    gap: options.gap ?? defaultGap(problem),
    started: performance.now(),
    time_ms: (options.timeLimit_s ?? 10) * 1000,
    options,
    best: null,
    bound: Number.POSITIVE_INFINITY,
  }
}

function prove(highs: Highs, run: Run, relaxation: Relaxation | null): Answer {
  if (!isProven(run)) {
    const outcome = branch(highs, run, 'all', Math.min(timeLeft(run), whole_ms))
    const more = outcome === 'stopped' && !isProven(run) && !isOver(run)
    const last = more ? branch(highs, run, run.best ? 'branches' : 'all', timeLeft(run)) : outcome
    if (last === 'infeasible' && run.best === null) return infeasible(highs, run)
  }
  if (run.gap === 0 && !isOver(run)) {
    const prices = relaxation?.prices ?? new Float64Array(run.compiled.program.rows.length)
    const proof = searchExactly(run.compiled, {
      prices,
      most: run.bound,
      best: run.best,
      shouldStop: () => isOver(run),
    })
    if (proof?.best === null) return infeasible(highs, run)
    if (proof) {
      accept(run, proof.best.columns)
      run.bound = proof.best.units
    }
  }
  return answerOf(run)
}

/** Time for HiGHS with all its means, before branches alone are quicker. */
const whole_ms = 1500

function branch(highs: Highs, run: Run, effort: 'all' | 'branches', time_ms: number): IntegerOutcome {
  const { program, decimals } = run.compiled
  return branchAndCut(highs, program, decimals, {
    gap: run.gap,
    time_s: time_ms / 1000,
    // With all its means HiGHS does better without a portfolio to start from (see bench/): `isProven` knows of it anyway.
    from: effort === 'branches' && run.best ? programColumns(run.compiled, run.best.columns) : null,
    effort,
    shouldStop: () => isOver(run) || isProven(run),
    onChosen: (columns) => accept(run, measureColumns(run.compiled, columns)),
    onBound: (bound) => lowerBound(run, bound),
  })
}

function infeasible(highs: Highs, run: Run): Answer {
  const conflict = findConflict(highs, run.compiled.problem, () => isOver(run))
  return { ...answerOf(run), status: 'infeasible', bound: null, conflict }
}

/** Most runs of local search before HiGHS takes over: the later ones seldom find better. */
const mostStarts = 8

/** Rounds of local search that take one or two dozen milliseconds. */
function firstRounds({ compiled }: Run): number {
  return Math.round(Math.min(1500, 300_000 / (1 + compiled.program.columns.length)))
}

function improve(
  run: Run,
  relaxation: Relaxation | null,
  { rounds, seed }: { readonly rounds: number; readonly seed: number },
): void {
  const near = describeNeighbourhood(run.compiled, relaxation?.prices ?? null)
  const found = searchLocally(near, {
    rounds,
    random: seededRandom(seed),
    // Every other run starts from nothing: the relaxation may lead all of them into the same corner.
    wishes: seed % 2 === 1 ? (relaxation?.shares ?? null) : null,
    shouldStop: () => isOver(run),
  })
  if (found) accept(run, found.columns)
}

/** Keeps a portfolio, given as the column of each measure, if it is better than the best. */
function accept(run: Run, columns: readonly number[]): void {
  const ranked = rank(run.compiled, columns)
  if (run.best && !isBetter(run.compiled, run.order, ranked, run.best)) return
  const { broken } = checkPortfolio(run.compiled.problem, startsOf(run.compiled, columns.filter(isSelected)))
  if (broken.length > 0) throw new Error(`a portfolio breaks its question: ${JSON.stringify(broken)}`)
  run.best = ranked
  report(run)
}

function rank({ program, columnCents, synergies }: CompiledProblem, columns: readonly number[]): Ranked {
  const chosen = columns.filter(isSelected)
  const earned = synergies.filter(({ members }) => members.every((member) => columns[member]! >= 0))
  const all = [...chosen, ...earned.map(({ column }) => column)]
  return {
    columns,
    units: all.reduce((sum, column) => sum + program.columns[column]!.objective, 0),
    cents: chosen.reduce((sum, column) => sum + columnCents[column]!, 0),
  }
}

function isSelected(column: number): boolean {
  return column >= 0
}

/** Column of each measure, −1 when it is left out. */
function measureColumns({ program, problem }: CompiledProblem, chosen: readonly number[]): number[] {
  const columns = problem.measures.map(() => -1)
  for (const column of chosen) {
    const { group } = program.columns[column]!
    if (group < columns.length) columns[group] = column
  }
  return columns
}

function programColumns({ synergies }: CompiledProblem, columns: readonly number[]): number[] {
  const earned = synergies.filter(({ members }) => members.every((member) => columns[member]! >= 0))
  return [...columns.filter(isSelected), ...earned.map(({ column }) => column)]
}

/** Takes a bound in points; values are whole units, so it is rounded down to one. */
function lowerBound(run: Run, bound: number): void {
  const units = bound * 10 ** run.compiled.decimals
  const whole = Math.floor(units + Math.max(1e-3, Math.abs(units) * 1e-9))
  // Rounding of the solver never shows a bound below a portfolio that exists.
  const safe = Math.max(whole, run.best?.units ?? Number.NEGATIVE_INFINITY)
  if (!(safe < run.bound)) return
  run.bound = safe
  report(run)
}

function isProven(run: Run): boolean {
  return gapOf(run) !== null && gapOf(run)! <= run.gap
}

function gapOf(run: Run): number | null {
  const { value, bound } = progressOf(run)
  return value === null || bound === null ? null : (bound - value) / Math.max(1, Math.abs(value))
}

function progressOf({ best, bound, compiled }: Run) {
  const points = (units: number) => Number((units / 10 ** compiled.decimals).toFixed(compiled.decimals))
  return {
    value: best && points(best.units),
    bound: Number.isFinite(bound) ? points(Math.max(bound, best?.units ?? bound)) : null,
    starts: best && startsOf(compiled, best.columns.filter(isSelected)),
  }
}

function report(run: Run): void {
  const progress: Progress = {
    ...progressOf(run),
    gap: gapOf(run),
    elapsed_ms: performance.now() - run.started,
  }
  run.options.onProgress?.(progress)
}

function answerOf(run: Run): Answer {
  const { value, bound, starts } = progressOf(run)
  const gap = gapOf(run)
  return {
    status: value === null ? 'unknown' : gap === 0 ? 'optimal' : 'feasible',
    value,
    bound,
    gap,
    selected: starts && Object.keys(starts).sort(),
    starts,
    binding: run.best && bindingLimits(run.compiled, run.best.columns),
    conflict: null,
  }
}

function timeLeft(run: Run): number {
  return run.started + run.time_ms - performance.now()
}

function isOver(run: Run): boolean {
  return timeLeft(run) <= 0 || run.options.signal?.aborted === true
}
