import type { LinearRow } from './linear-model.ts'
import type { PanelModel } from './panel-model.ts'

/** A limit that every panel of whole people respects, though fractions of people may not: `Σ weight · number ≤ atMost`. */
export interface Cut {
  /** By kind, ≥ 0. */
  readonly weights: Float64Array
  readonly atMost: number
}

/** The problem with fractions of people allowed, tightened by what was learnt about whole ones. */
export interface Relaxation {
  readonly model: PanelModel
  readonly cuts: readonly Cut[]
  /** Kinds whose people fit in no panel at all. */
  readonly impossible: ReadonlySet<number>
}

/** The limits as rows over the kinds, in the order of the model, then the cuts. */
export function relaxationRows({ model, cuts }: Relaxation): LinearRow[] {
  const rows = model.limits.map(({ min, max }) => ({
    columns: [] as number[],
    values: [] as number[],
    min,
    max,
  }))
  for (const [kind, { limits }] of model.kinds.entries()) {
    for (const limit of limits) {
      rows[limit]!.columns.push(kind)
      rows[limit]!.values.push(1)
    }
  }
  return [...rows, ...cuts.map(cutRow)]
}

function cutRow({ weights, atMost }: Cut): LinearRow {
  const columns = [...weights.keys()].filter((kind) => weights[kind] !== 0)
  return {
    columns,
    values: columns.map((kind) => weights[kind]!),
    min: Number.NEGATIVE_INFINITY,
    max: atMost,
  }
}

/** The most of each kind that a panel may hold on average. */
export function ceilings({ model, impossible }: Relaxation): Float64Array {
  return Float64Array.from(model.kinds, ({ cap }, kind) => (impossible.has(kind) ? 0 : cap))
}

/** Number of people of each kind. */
export function headcounts(model: PanelModel): Float64Array {
  return Float64Array.from(model.kinds, ({ people }) => people.length)
}
