import type { Highs, Model, Solution } from 'highs'
import { type LinearModel, type LinearRow, loadModel, optimum } from './linear-model.ts'
import { ceilings, headcounts, type Relaxation, relaxationRows } from './relaxation.ts'

/** A price below this is noise: the kind may still rise. */
const NO_PRICE = 1e-7

/** How far a rounded solution may lie above a ceiling. */
const SLACK = 1e-9

interface Stages {
  readonly highs: Highs
  readonly solver: Model
  readonly rows: readonly LinearRow[]
  readonly headcount: Float64Array
  readonly ceiling: Float64Array
  /** Expected number of each settled kind; 0 for a rising one. */
  readonly floor: Float64Array
  readonly rising: Set<number>
  /** Row in the solver that holds a kind below its ceiling, written once it was exceeded. */
  readonly capRow: Map<number, number>
}

/**
 * The fairest expected panel when a panel may hold fractions of people: the expected number of each kind such that the
 * lowest chance is as high as can be, then the next lowest, and so on.
 *
 * With `x = floor + headcount·z + surplus`, each stage maximises z; a kind whose surplus has a price cannot be lifted any
 * more and settles at z. The limits alone are rows, so a stage is a program of a few dozen rows, solved from the last one.
 * Cost: about one such program a distinct chance.
 *
 * @param ceiling most of each kind on average; a chance is ≤ ceiling / headcount.
 */
export function relaxedLeximin(
  highs: Highs,
  relaxation: Relaxation,
  ceiling = ceilings(relaxation),
): Float64Array {
  return highs.withModel((solver) => {
    const stages = openStages(highs, solver, relaxation, ceiling)
    while (stages.rising.size > 0) settle(stages, belowCeilings(stages))
    return stages.floor
  })
}

function openStages(highs: Highs, solver: Model, relaxation: Relaxation, ceiling: Float64Array): Stages {
  const headcount = headcounts(relaxation.model)
  const rows = relaxationRows(relaxation)
  loadModel(highs, solver, firstStage(rows, headcount, ceiling))
  const rising = new Set([...headcount.keys()].filter((kind) => ceiling[kind]! > 0))
  const floor = new Float64Array(headcount.length)
  return { highs, solver, rows, headcount, ceiling, floor, rising, capRow: new Map() }
}

/** Unknowns: the surplus of each kind, then z. */
function firstStage(rows: readonly LinearRow[], headcount: Float64Array, ceiling: Float64Array): LinearModel {
  const z = headcount.length
  return {
    sense: 'maximise',
    cost: [...new Float64Array(z), 1],
    lower: new Float64Array(z + 1),
    upper: [
      ...Array.from(ceiling, (most) => (most > 0 ? Number.POSITIVE_INFINITY : 0)),
      Number.POSITIVE_INFINITY,
    ],
    rows: rows.map((row) => ({
      ...row,
      columns: [...row.columns, z],
      values: [
        ...row.values,
        row.columns.reduce(
          (sum, kind, i) => sum + (ceiling[kind]! > 0 ? row.values[i]! * headcount[kind]! : 0),
          0,
        ),
      ],
    })),
    whole: false,
  }
}

/** Solves the stage; ceilings become rows only when they are hit, which few kinds ever do. */
function belowCeilings(stages: Stages): Solution {
  for (;;) {
    const solution = optimum(stages.highs, stages.solver)
    const exceeded = [...stages.headcount.keys()].filter(
      (kind) => !stages.capRow.has(kind) && expected(stages, solution, kind) > stages.ceiling[kind]! + SLACK,
    )
    if (exceeded.length === 0) return solution
    for (const kind of exceeded) addCapRow(stages, kind)
  }
}

function expected({ rising, headcount, floor }: Stages, { colValue }: Solution, kind: number): number {
  const base = rising.has(kind) ? headcount[kind]! * colValue[headcount.length]! : floor[kind]!
  return base + colValue[kind]!
}

function addCapRow({ solver, rising, headcount, floor, ceiling, capRow, rows }: Stages, kind: number): void {
  const up = rising.has(kind)
  capRow.set(kind, rows.length + capRow.size)
  solver.addRow(Number.NEGATIVE_INFINITY, ceiling[kind]! - floor[kind]!, {
    indices: up ? [kind, headcount.length] : [kind],
    values: up ? [1, headcount[kind]!] : [1],
  })
}

/** Settles every kind that this stage's prices hold at z, at least the dearest one, and prepares the next stage. */
function settle(stages: Stages, { colValue, colDual }: Solution): void {
  const { headcount, rising, floor } = stages
  const level = colValue[headcount.length]!
  const price = (kind: number) => Math.abs(colDual[kind]!) * headcount[kind]!
  const held = [...rising].filter((kind) => price(kind) > NO_PRICE)
  const dearest = () => [...rising].reduce((best, kind) => (price(kind) > price(best) ? kind : best))
  for (const kind of held.length > 0 ? held : [dearest()]) {
    rising.delete(kind)
    floor[kind] = headcount[kind]! * level
  }
  rewriteRows(stages)
}

function rewriteRows({ solver, rows, headcount, rising, floor, ceiling, capRow }: Stages): void {
  const z = headcount.length
  const lower = new Float64Array(rows.length)
  const upper = new Float64Array(rows.length)
  for (const [index, row] of rows.entries()) {
    let settled = 0
    let slope = 0
    for (const [i, kind] of row.columns.entries()) {
      if (rising.has(kind)) slope += row.values[i]! * headcount[kind]!
      else settled += row.values[i]! * floor[kind]!
    }
    solver.changeCoefficient(index, z, slope)
    lower[index] = row.min - settled
    upper[index] = row.max - settled
  }
  solver.changeRowsBounds({ kind: 'range', from: 0, to: rows.length - 1 }, lower, upper)
  for (const [kind, row] of capRow) {
    solver.changeCoefficient(row, z, rising.has(kind) ? headcount[kind]! : 0)
    solver.changeRowBounds(row, Number.NEGATIVE_INFINITY, ceiling[kind]! - floor[kind]!)
  }
}
