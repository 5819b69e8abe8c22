import loader, { type Highs, type ModelData } from 'highs'
import { columnUses, type Program } from './program.ts'

export type { Highs }

// The package declares its types for CommonJS, where the loader is one level deeper than in the module that Node reads.
const load = loader as unknown as typeof loader.default

let loading: Promise<Highs> | undefined

/** HiGHS compiled to WebAssembly, loaded once a process or worker (about 80 ms the first time). */
export function loadHighs(): Promise<Highs> {
  loading ??= load()
  return loading
}

/** Largest coefficient of a scaled row: cents then stay within the tolerance of the solver to about one billionth. */
const largestCoefficient = 1000

/** The program as a HiGHS model; the rows of the groups come after those of the program. */
export function toModel(highs: Highs, program: Program, decimals: number, integer: boolean): ModelData {
  const { columns, groups, mandatory } = program
  const groupRows = groups.map((members) => ({ columns: members, values: members.map(() => 1), limit: 1 }))
  const rows = [...program.rows, ...groupRows]
  const scales = rows.map(({ values }) => rowScale(values))
  const starts = [0]
  for (const row of rows) starts.push(starts.at(-1)! + row.columns.length)
  const firstGroup = program.rows.length
  return {
    numCols: columns.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(columns, ({ objective }) => objective / 10 ** decimals),
    colLower: new Float64Array(columns.length),
    colUpper: new Float64Array(columns.length).fill(1),
    rowLower: Float64Array.from(rows, (_, r) => (mandatory[r - firstGroup] ? 1 : Number.NEGATIVE_INFINITY)),
    rowUpper: Float64Array.from(rows, ({ limit }, r) => limit * scales[r]!),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(rows.flatMap((row) => row.columns)),
      values: Float64Array.from(rows.flatMap((row, r) => row.values.map((value) => value * scales[r]!))),
    },
    ...(integer ? { integrality: new Int32Array(columns.length).fill(1) } : {}),
  }
}

function rowScale(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
  return Math.min(1, largestCoefficient / largest)
}

/** The question with measures that may be taken in part. */
export interface Relaxation {
  /** Value in points that no portfolio can pass. */
  readonly bound: number
  /** Price of each program row, in points a unit. */
  readonly prices: Float64Array
  /** Share of each column that is taken. */
  readonly shares: Float64Array
}

/** Null when HiGHS finds no solution, which `branchAndCut` then has to prove. */
export function solveRelaxation(highs: Highs, program: Program, decimals: number): Relaxation | null {
  if (program.columns.length === 0) return null
  return highs.withModel(toModel(highs, program, decimals, false), (model) => {
    // Presolve costs more than it saves on a program of this size.
    model.options.set({ output_flag: false, presolve: 'off' })
    model.run()
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return null
    const { rowDual, colValue } = model.getSolution()
    const prices = Float64Array.from(
      program.rows,
      ({ values }, row) => Math.abs(rowDual?.[row] ?? 0) * rowScale(values),
    )
    return {
      bound: lagrangianBound(program, prices, decimals),
      prices,
      shares: Float64Array.from(colValue ?? []),
    }
  })
}

/**
 * Value that no portfolio can pass, by putting a price on each row: valid for any prices of 0 or more, so that the
 * tolerances of the solver cannot make it wrong.
 */
function lagrangianBound(program: Program, prices: Float64Array, decimals: number): number {
  const uses = columnUses(program)
  let bound = 0
  prices.forEach((price, row) => {
    bound += price * program.rows[row]!.limit
  })
  program.groups.forEach((columns, group) => {
    let best = program.mandatory[group] ? Number.NEGATIVE_INFINITY : 0
    for (const column of columns) {
      const { rows, values } = uses[column]!
      let gain = program.columns[column]!.objective / 10 ** decimals
      for (let k = 0; k < rows.length; k++) gain -= prices[rows[k]!]! * values[k]!
      best = Math.max(best, gain)
    }
    bound += best
  })
  return bound
}

export interface IntegerOptions {
  readonly gap: number
  /** Time left, in seconds. */
  readonly time_s: number
  /** Columns of a portfolio to start from. */
  readonly from: readonly number[] | null
  /**
   * `all`: everything that HiGHS can do. `branches`: no cuts below the root and no heuristics, so that it goes through
   * many more branches in the same time, which proves the small hard questions sooner.
   */
  readonly effort: 'all' | 'branches'
  readonly shouldStop: () => boolean
  /** Called with each better set of columns, which may break a row by less than the tolerance of the solver. */
  readonly onChosen: (columns: readonly number[]) => void
  readonly onBound: (bound: number) => void
}

export type IntegerOutcome = 'done' | 'infeasible' | 'stopped'

/** Branch and cut. `done`: the gap is proven. Calls are synchronous. */
export function solveInteger(
  highs: Highs,
  program: Program,
  decimals: number,
  options: IntegerOptions,
): IntegerOutcome {
  const { callbackType, modelStatus } = highs.constants
  return highs.withModel(toModel(highs, program, decimals, true), (model) => {
    model.options.set({
      output_flag: false,
      mip_rel_gap: options.gap,
      mip_abs_gap: 0.5 / 10 ** decimals,
      ...(options.effort === 'branches'
        ? { mip_allow_cut_separation_at_nodes: false, mip_heuristic_effort: 0 }
        : {}),
    })
    if (options.from) model.setSolution({ colValue: indicator(program.columns.length, options.from) })
    model.run({
      [callbackType.mipImprovingSolution]: ({ data }) => {
        if (data.mip_solution) options.onChosen(chosenOf(data.mip_solution))
      },
      [callbackType.mipInterrupt]: (event) => {
        if (event.data.mip_dual_bound !== undefined) options.onBound(event.data.mip_dual_bound)
        if (options.shouldStop()) event.interrupt()
      },
    })
    const status = model.getModelStatus()
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) return 'infeasible'
    const bound = model.info.get('mip_dual_bound')
    if (typeof bound === 'number') options.onBound(bound)
    if (status !== modelStatus.optimal) return 'stopped'
    options.onChosen(chosenOf(model.getSolution().colValue ?? []))
    return 'done'
  })
}

function indicator(length: number, chosen: readonly number[]): Float64Array {
  const values = new Float64Array(length)
  for (const column of chosen) values[column] = 1
  return values
}

function chosenOf(values: ArrayLike<number>): number[] {
  const chosen: number[] = []
  for (let column = 0; column < values.length; column++) if (values[column]! > 0.5) chosen.push(column)
  return chosen
}
