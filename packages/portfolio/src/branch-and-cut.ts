import { type Highs, type IntegerOptions, type IntegerOutcome, solveInteger } from './highs-solver.ts'
import { isPortfolio, type Program, type Row } from './program.ts'

/**
 * `solveInteger` in exact integers: a set of columns that breaks a row by less than the tolerance of HiGHS (a few cents
 * at most) is forbidden by a row of its own, and the search goes on. `time_s` is for all runs together.
 */
export function branchAndCut(
  highs: Highs,
  program: Program,
  decimals: number,
  options: IntegerOptions,
): IntegerOutcome {
  if (program.columns.length === 0) return chooseNothing(program, options)
  const end = performance.now() + options.time_s * 1000
  let current = program
  for (;;) {
    let last: readonly number[] | null = null
    const outcome = solveInteger(highs, current, decimals, {
      ...options,
      time_s: (end - performance.now()) / 1000,
      onChosen: (columns) => {
        last = columns
        if (isPortfolio(program, columns)) options.onChosen(columns)
      },
    })
    if (outcome !== 'done' || last === null || isPortfolio(program, last)) return outcome
    current = { ...current, rows: [...current.rows, allBut(current, last)] }
  }
}

/** HiGHS refuses a model without columns. */
function chooseNothing(program: Program, { onChosen, onBound }: IntegerOptions): IntegerOutcome {
  if (!isPortfolio(program, [])) return 'infeasible'
  onChosen([])
  onBound(0)
  return 'done'
}

/** `Σ chosen − Σ others ≤ chosen − 1`: every set of columns but this one. */
function allBut(program: Program, chosen: readonly number[]): Row {
  const set = new Set(chosen)
  return {
    columns: program.columns.map((_, column) => column),
    values: program.columns.map((_, column) => (set.has(column) ? 1 : -1)),
    limit: chosen.length - 1,
  }
}
