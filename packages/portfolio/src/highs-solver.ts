import loader, { type Highs } from 'highs'
import { rowScale, toModel } from './highs-model.ts'
import type { Program } from './program.ts'
import { type PricedProgram, priceProgram } from './reduced-costs.ts'
import { toStepModel } from './step-model.ts'

export type { Highs }

// The package declares its types for CommonJS, where the loader is one level deeper than in the module that Node reads.
const load = loader as unknown as typeof loader.default

let loading: Promise<Highs> | undefined

/** HiGHS compiled to WebAssembly, loaded once a process or worker (about 80 ms the first time). */
export function loadHighs(): Promise<Highs> {
  loading ??= load()
  return loading
}

/** The question with measures that may be taken in part. */
export interface Relaxation extends PricedProgram {
  /** Price of each program row, in objective units a unit. */
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
      ({ values }, row) => Math.abs(rowDual?.[row] ?? 0) * rowScale(values) * 10 ** decimals,
    )
    return { ...priceProgram(program, prices), prices, shares: Float64Array.from(colValue ?? []) }
  })
}

export interface IntegerOptions {
  /** Time left, in seconds. */
  readonly time_s: number
  readonly shouldStop: () => boolean
  /** Called with each better set of columns, which may break a row by less than the tolerance of the solver. */
  readonly onChosen: (columns: readonly number[]) => void
  /** Called with what no set of columns passes, in objective units. */
  readonly onBound: (bound: number) => void
}

export type IntegerOutcome = 'done' | 'infeasible' | 'stopped'

/** Branch and cut. `done`: nothing is better by half a unit. Calls are synchronous. */
export function solveInteger(
  highs: Highs,
  program: Program,
  decimals: number,
  options: IntegerOptions,
): IntegerOutcome {
  const { callbackType, modelStatus } = highs.constants
  const unit = 10 ** decimals
  const chosenOf = (values: ArrayLike<number>) =>
    program.columns.flatMap((_, column) => (values[column]! > 0.5 ? [column] : []))
  return highs.withModel(toStepModel(highs, program, decimals), (model) => {
    model.options.set({
      output_flag: false,
      mip_rel_gap: 0,
      mip_abs_gap: 0.5 / unit,
      time_limit: Math.max(0, options.time_s),
    })
    model.run({
      [callbackType.mipImprovingSolution]: ({ data }) => {
        if (data.mip_solution) options.onChosen(chosenOf(data.mip_solution))
      },
      [callbackType.mipInterrupt]: (event) => {
        const bound = event.data.mip_dual_bound
        if (bound !== undefined) options.onBound(bound * unit)
        if (options.shouldStop()) event.interrupt()
      },
    })
    const status = model.getModelStatus()
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) return 'infeasible'
    const bound = model.info.get('mip_dual_bound')
    if (typeof bound === 'number') options.onBound(bound * unit)
    if (status !== modelStatus.optimal) return 'stopped'
    options.onChosen(chosenOf(model.getSolution().colValue ?? []))
    return 'done'
  })
}
