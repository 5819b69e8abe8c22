import { bindingLimits } from './binding-limits.ts'
import { checkPortfolio } from './check-portfolio.ts'
import { type CompiledProblem, compileProblem, startsOf } from './compile-problem.ts'
import { idOrder, isBetter, type Ranked } from './rank.ts'
import type { Answer, Problem, Progress, SolveOptions } from './types.ts'

/** Up to so many measures the best portfolio is sought to the end, ties included; above, to one per cent. */
const exactUpTo = 15

/** Gap that is good enough when none is asked for. */
export function defaultGap({ measures }: Problem): number {
  return measures.length <= exactUpTo ? 0 : 0.01
}

/** What is known so far. */
export interface Run {
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

export function startRun(problem: Problem, options: SolveOptions): Run {
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

/** Keeps a portfolio, given as the column of each measure, if it is better than the best. */
export function accept(run: Run, columns: readonly number[]): void {
  const ranked = rank(run.compiled, columns)
  if (run.best && !isBetter(run.compiled, run.order, ranked, run.best)) return
  const { broken } = checkPortfolio(run.compiled.problem, startsOf(run.compiled, columns.filter(isSelected)))
  if (broken.length > 0) throw new Error(`a portfolio breaks its question: ${JSON.stringify(broken)}`)
  run.best = ranked
  report(run)
}

/** The same, given as the chosen columns of the program. */
export function acceptChosen(run: Run, chosen: readonly number[]): void {
  const { program, problem } = run.compiled
  const columns = problem.measures.map(() => -1)
  for (const column of chosen) {
    const { group } = program.columns[column]!
    if (group < columns.length) columns[group] = column
  }
  accept(run, columns)
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

/** Takes a bound in units; values are whole, so it is rounded down to one. */
export function lowerBound(run: Run, units: number): void {
  const whole = Math.floor(units + Math.max(1e-3, Math.abs(units) * 1e-9))
  // Rounding of the solver never shows a bound below a portfolio that exists.
  const safe = Math.max(whole, run.best?.units ?? Number.NEGATIVE_INFINITY)
  if (!(safe < run.bound)) return
  run.bound = safe
  report(run)
}

/** Value from which a portfolio would break the gap asked for. */
export function leastThatMatters(run: Run): number {
  const { best, gap, compiled } = run
  if (best === null) return Number.NEGATIVE_INFINITY
  let most = best.units + Math.floor(gap * Math.max(10 ** compiled.decimals, Math.abs(best.units)))
  // The gap that is shown is a quotient of decimals: its last digit must not pass what was asked for.
  while (most > best.units && gapBetween(run, best.units, most) > gap) most--
  return most + 1
}

/** Value from which a portfolio would prove the gap asked for, with the bound as it is. */
export function enoughNow({ gap, bound }: Run): number {
  return bound > 0 ? Math.ceil(bound / (1 + gap)) : Math.ceil(bound)
}

export function isProven(run: Run): boolean {
  return run.best !== null && run.bound < leastThatMatters(run)
}

function gapOf(run: Run): number | null {
  const { best, bound } = run
  return best && Number.isFinite(bound) ? gapBetween(run, best.units, Math.max(bound, best.units)) : null
}

function gapBetween({ compiled }: Run, units: number, bound: number): number {
  const value = pointsOf(compiled, units)
  return (pointsOf(compiled, bound) - value) / Math.max(1, Math.abs(value))
}

function pointsOf({ decimals }: CompiledProblem, units: number): number {
  return Number((units / 10 ** decimals).toFixed(decimals))
}

function progressOf({ best, bound, compiled }: Run) {
  return {
    value: best && pointsOf(compiled, best.units),
    bound: Number.isFinite(bound) ? pointsOf(compiled, Math.max(bound, best?.units ?? bound)) : null,
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

export function answerOf(run: Run): Answer {
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

export function timeLeft(run: Run): number {
  return run.started + run.time_ms - performance.now()
}

export function isOver(run: Run): boolean {
  return timeLeft(run) <= 0 || run.options.signal?.aborted === true
}
