import type { Highs, Model } from 'highs'
import { loadModel, optimum } from './linear-model.ts'
import type { KindCounts } from './panel-search.ts'

/** The best lottery over the panels known so far, and its prices. */
export interface MasterAnswer {
  /** Everybody gets at least this share of what is due; 1 is all of it. */
  readonly share: number
  /** Probability of each panel, in the order added. */
  readonly weights: Float64Array
  /** By kind, ≥ 0; `Σ price · due = 1` (where slopes and floors are asked for: `Σ price · slope`). */
  readonly prices: Float64Array
  /** Only a panel dearer than this can raise the share. */
  readonly worth: number
}

export interface MasterProgram {
  add(panels: readonly KindCounts[]): void
  /** Asks from now on for `Σ weight · count ≥ floor + slope · share`, by kind. */
  ask(slopes: Float64Array, floors: Float64Array): void
  solve(): MasterAnswer
}

/**
 * The linear program of a lottery: maximise the share such that for each kind `Σ weight · count ≥ share · due`, the
 * weights adding up to 1. Panels may be added between two solutions; the next one starts from the last.
 */
export function masterProgram(highs: Highs, solver: Model, due: Float64Array): MasterProgram {
  const rows = Array.from(due, (amount) => ({
    columns: amount > 0 ? [0] : [],
    values: amount > 0 ? [-amount] : [],
    min: 0,
    max: Number.POSITIVE_INFINITY,
  }))
  loadModel(highs, solver, {
    sense: 'maximise',
    cost: [1],
    lower: [0],
    // A little above 1, so that the last rounding of a full share does not turn the program into a search for feasibility.
    upper: [2],
    rows: [...rows, { columns: [], values: [], min: 1, max: 1 }],
    whole: false,
  })
  solver.options.set({ solver: 'simplex', simplex_strategy: 4 })
  return {
    add: (panels) => addPanels(solver, due.length, panels),
    ask(slopes, floors) {
      for (const [kind, slope] of slopes.entries()) solver.changeCoefficient(kind, 0, -slope)
      const rows = { kind: 'range', from: 0, to: due.length - 1 } as const
      solver.changeRowsBounds(rows, floors, new Float64Array(due.length).fill(Number.POSITIVE_INFINITY))
    },
    solve() {
      const { colValue, rowDual } = optimum(highs, solver)
      return {
        share: colValue[0]!,
        weights: colValue.slice(1),
        prices: Float64Array.from(rowDual.subarray(0, due.length), (price) => Math.max(0, -price)),
        worth: rowDual[due.length]!,
      }
    },
  }
}

function addPanels(solver: Model, kinds: number, panels: readonly KindCounts[]): void {
  const starts = new Int32Array(panels.length + 1)
  const indices: number[] = []
  const values: number[] = []
  for (const [position, panel] of panels.entries()) {
    for (const [kind, count] of panel.entries()) {
      if (count === 0) continue
      indices.push(kind)
      values.push(count)
    }
    indices.push(kinds)
    values.push(1)
    starts[position + 1] = indices.length
  }
  solver.addCols({
    cost: new Float64Array(panels.length),
    lower: new Float64Array(panels.length),
    upper: new Float64Array(panels.length).fill(Number.POSITIVE_INFINITY),
    matrix: {
      format: 'csc',
      numRows: kinds + 1,
      numCols: panels.length,
      starts,
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
  })
}
