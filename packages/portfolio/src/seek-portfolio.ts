import { branchAndCut } from './branch-and-cut.ts'
import { type Highs, type IntegerOptions, type Relaxation, solveRelaxation } from './highs-solver.ts'
import type { Program, Row } from './program.ts'
import { countColumns, narrowProgram } from './reduced-costs.ts'

export interface Question extends IntegerOptions {
  /** Objective from which a portfolio is an answer; an integer. */
  readonly least: number
  /**
   * `any`: the first answer will do. `best`: go on to the best one. `better`: the best of what is left when that is left
   * out which no answer contains; it may be worth less than `least`, but is found sooner without a row that demands it.
   */
  readonly wanted: 'any' | 'best' | 'better'
  /** Relaxation of the program, when it is known. */
  readonly relaxation: Relaxation | null
}

/**
 * Asks HiGHS whether a portfolio is worth `least`: a question made small by what such a portfolio cannot contain, whose
 * answer "none" lowers the bound as much as "found" raises the best. `onBound` gets bounds of the whole program.
 */
export function seekPortfolio(
  highs: Highs,
  program: Program,
  decimals: number,
  question: Question,
): 'found' | 'none' | 'stopped' {
  const { least, wanted, onBound, onChosen, shouldStop } = question
  const narrow = narrowRepeatedly(highs, program, decimals, question)
  if (narrow === null) return 'none'
  const demanded =
    wanted === 'better' ? narrow : { ...narrow, rows: [...narrow.rows, leastRow(program, least)] }
  let isFound = false
  const outcome = branchAndCut(highs, demanded, decimals, {
    ...question,
    onChosen: (columns) => {
      isFound = true
      onChosen(columns)
    },
    // What is worth less was not sought.
    onBound: (bound) => onBound(Math.max(bound, least - 1)),
    shouldStop: () => (isFound && wanted === 'any') || shouldStop(),
  })
  if (isFound && (wanted === 'any' || outcome === 'done')) return 'found'
  return outcome === 'infeasible' && !isFound ? 'none' : 'stopped'
}

const mostRounds = 4

/** Fewer columns give a lower relaxation, which in turn leaves fewer; null: no portfolio is worth `least`. */
export function narrowRepeatedly(
  highs: Highs,
  program: Program,
  decimals: number,
  { least, relaxation }: Pick<Question, 'least' | 'relaxation'>,
): Program | null {
  let narrow = program
  let priced = relaxation ?? solveRelaxation(highs, program, decimals)
  for (let round = 0; priced && round < mostRounds; round++) {
    const next = narrowProgram(narrow, priced, least)
    if (next === null || countColumns(next) === countColumns(narrow)) return next
    narrow = next
    priced = solveRelaxation(highs, narrow, decimals)
  }
  return narrow
}

/** `Σ objective ≥ least`. */
export function leastRow({ columns }: Program, least: number): Row {
  const counted = columns.flatMap(({ objective }, column) => (objective === 0 ? [] : [column]))
  return { columns: counted, values: counted.map((column) => -columns[column]!.objective), limit: -least }
}
