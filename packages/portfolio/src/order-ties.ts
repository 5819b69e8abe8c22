import { branchAndCut } from './branch-and-cut.ts'
import type { Highs } from './highs-solver.ts'
import type { Program, Row } from './program.ts'
import { acceptChosen, isOver, type Run, timeLeft } from './run.ts'
import { leastRow } from './seek-portfolio.ts'

/**
 * Among the portfolios of the value and the cents of the best, finds the first one by its ids, then by its starts, with
 * one question to HiGHS for each id and start where a portfolio could come before: about as many questions as measures.
 * `program` holds every such portfolio. False when it had to stop.
 *
 * What HiGHS finds is checked in exact integers; that nothing is found is taken from it, as the bound of the value is.
 */
export function orderTies(highs: Highs, run: Run, program: Program): boolean {
  for (;;) {
    const { cents } = run.best!
    const ties = {
      ...program,
      rows: [...program.rows, leastRow(program, run.best!.units), centsRow(run, program)],
    }
    const isDone = orderStarts(highs, run, orderSelection(highs, run, withoutValue(ties)))
    // A portfolio that costs less than HiGHS thought possible: once more, from there.
    if (!isDone || run.best!.cents === cents) return isDone
  }
}

function withoutValue(program: Program): Program {
  return { ...program, columns: program.columns.map(({ group }) => ({ group, objective: 0 })) }
}

/** `Σ cents ≤ those of the best`. */
function centsRow({ compiled, best }: Run, { columns }: Program): Row {
  const counted = columns.flatMap((_, column) => (compiled.columnCents[column] === 0 ? [] : [column]))
  return {
    columns: counted,
    values: counted.map((column) => compiled.columnCents[column]!),
    limit: best!.cents,
  }
}

/** The program with the first selection decided; null when it had to stop. */
function orderSelection(highs: Highs, run: Run, program: Program): Program | null {
  let decided = program
  for (const [place, measure] of run.order.entries()) {
    const rest = run.order.slice(place)
    const isSelected = (each: number) => run.best!.columns[each]! >= 0
    const ended = rest.reduce(without, decided)
    // A list of ids comes before those that begin with it.
    if (!rest.some(isSelected)) return ended
    const ends = ask(highs, run, ended)
    if (ends === 'stopped') return null
    if (ends === 'found') return ended
    if (!isSelected(measure)) {
      const answer = ask(highs, run, demanding(decided, measure))
      if (answer === 'stopped') return null
    }
    decided = isSelected(measure) ? demanding(decided, measure) : without(decided, measure)
  }
  return decided
}

/** Decides the starts of a selection that is decided, the earliest first. */
function orderStarts(highs: Highs, run: Run, program: Program | null): boolean {
  if (program === null) return false
  let decided = program
  const { columnStart } = run.compiled
  for (const measure of run.order) {
    for (;;) {
      const mine = run.best!.columns[measure]!
      if (mine < 0) break
      const earlier = decided.groups[measure]!.filter((column) => columnStart[column]! < columnStart[mine]!)
      const answer = earlier.length === 0 ? 'none' : ask(highs, run, limited(decided, measure, earlier))
      if (answer === 'stopped') return false
      if (answer === 'found') continue
      decided = limited(decided, measure, [mine])
      break
    }
  }
  return true
}

function ask(highs: Highs, run: Run, program: Program): 'found' | 'none' | 'stopped' {
  if (program.mandatory.some((is, group) => is && program.groups[group]!.length === 0)) return 'none'
  let isFound = false
  const outcome = branchAndCut(highs, program, 0, {
    time_s: timeLeft(run) / 1000,
    shouldStop: () => isFound || isOver(run),
    onChosen: (columns) => {
      isFound = true
      acceptChosen(run, columns)
    },
    onBound: () => undefined,
  })
  if (isFound) return 'found'
  return outcome === 'infeasible' ? 'none' : 'stopped'
}

function without(program: Program, measure: number): Program {
  return limited(program, measure, [])
}

function demanding(program: Program, measure: number): Program {
  return { ...program, mandatory: program.mandatory.with(measure, true) }
}

function limited(program: Program, measure: number, columns: readonly number[]): Program {
  return { ...program, groups: program.groups.with(measure, columns) }
}
