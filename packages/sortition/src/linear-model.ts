import type { Highs, Model, Solution } from 'highs'

/** One limit: `min ≤ Σ values[i] · x[columns[i]] ≤ max`. */
export interface LinearRow {
  readonly columns: readonly number[]
  readonly values: readonly number[]
  readonly min: number
  readonly max: number
}

/** What HiGHS is asked: the best `Σ cost · x` within the bounds and rows. */
export interface LinearModel {
  readonly sense: 'maximise' | 'minimise'
  readonly cost: ArrayLike<number>
  readonly lower: ArrayLike<number>
  readonly upper: ArrayLike<number>
  readonly rows: readonly LinearRow[]
  /** Whether every unknown is a whole number. */
  readonly whole: boolean
}

/** Feasibility and price tolerances a hundred times below the precision promised outside (1e-7). */
const TOLERANCE = 1e-9

/** Hands the model over, with the settings shared by all: silent, tight tolerances, no gap left to chance. */
export function loadModel(highs: Highs, solver: Model, model: LinearModel): void {
  const columns = model.cost.length
  solver.options.set({
    output_flag: false,
    primal_feasibility_tolerance: TOLERANCE,
    dual_feasibility_tolerance: TOLERANCE,
    mip_feasibility_tolerance: TOLERANCE,
    mip_rel_gap: 0,
    // Presolve costs more than it saves on the small continuous programs, and they are solved again and again.
    presolve: model.whole ? 'on' : 'off',
  })
  solver.passModel({
    numCols: columns,
    numRows: model.rows.length,
    sense: highs.constants.objectiveSense[model.sense === 'maximise' ? 'maximize' : 'minimize'],
    colCost: Float64Array.from(model.cost),
    colLower: Float64Array.from(model.lower),
    colUpper: Float64Array.from(model.upper),
    rowLower: Float64Array.from(model.rows, (row) => row.min),
    rowUpper: Float64Array.from(model.rows, (row) => row.max),
    matrix: { format: 'csr', numRows: model.rows.length, numCols: columns, ...packed(model.rows) },
    ...(model.whole ? { integrality: new Int32Array(columns).fill(1) } : {}),
  })
}

function packed(rows: readonly LinearRow[]) {
  const starts = new Int32Array(rows.length + 1)
  for (const [index, row] of rows.entries()) starts[index + 1] = starts[index]! + row.columns.length
  return {
    starts,
    indices: Int32Array.from(rows.flatMap((row) => row.columns)),
    values: Float64Array.from(rows.flatMap((row) => row.values)),
  }
}

/** Tolerance of a second attempt, where rounding closed what is open: the precision promised outside. */
const SECOND_TOLERANCE = 1e-7

/** Solves and returns the optimum. @throws Error where HiGHS proves none: the models asked here always have one. */
export function optimum(highs: Highs, solver: Model): Solution {
  if (isSolved(highs, solver)) return solver.getSolution()
  solver.clearSolver()
  if (isSolved(highs, solver)) return solver.getSolution()
  solver.clearSolver()
  solver.options.set('primal_feasibility_tolerance', SECOND_TOLERANCE)
  const solved = isSolved(highs, solver)
  solver.options.set('primal_feasibility_tolerance', TOLERANCE)
  if (!solved) throw new Error(`HiGHS ended with status ${solver.getModelStatus()} where an optimum exists`)
  return solver.getSolution()
}

function isSolved(highs: Highs, solver: Model): boolean {
  return solver.run().modelStatus === highs.constants.modelStatus.optimal
}
