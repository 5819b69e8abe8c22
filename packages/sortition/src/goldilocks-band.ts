import type { Highs, Model } from 'highs'
import { NOBODY } from './best-lottery.ts'
import { type LinearRow, loadModel, optimum } from './linear-model.ts'
import { ceilings, headcounts, type Relaxation, relaxationRows } from './relaxation.ts'
import { relaxedLeximin } from './relaxed-leximin.ts'

/** The lowest and highest chance of the best lottery, and a value that none can be below. */
export interface GoldilocksBand {
  readonly lowest: number
  readonly highest: number
  readonly bound: number
}

/** Relative distance at which a tangent is as good as the curve. */
const CLOSE = 1e-12

/** Each tangent about squares the distance; twenty would be many. */
const MOST_TANGENTS = 60

/**
 * Minimises `high · highest + low / lowest` with people in fractions. The curve 1/lowest is replaced by its tangents at the
 * points met, from below, so the value found is a bound at every step. Cost: some linear programs of two rows a kind.
 */
export function goldilocksBand(
  highs: Highs,
  relaxation: Relaxation,
  high: number,
  low: number,
): GoldilocksBand {
  const fairest = relaxedLeximin(highs, relaxation)
  const { kinds } = relaxation.model
  const selectable = [...kinds.keys()].filter((kind) => fairest[kind]! > NOBODY)
  const start = Math.min(...selectable.map((kind) => fairest[kind]! / kinds[kind]!.people.length))
  return highs.withModel((solver) => {
    loadBand(highs, solver, relaxation, selectable, high, low)
    const [lowest, highest, inverse] = [kinds.length, kinds.length + 1, kinds.length + 2]
    let tangent = start
    for (let i = 0; ; i++) {
      addTangent(solver, lowest, inverse, tangent)
      const { colValue } = optimum(highs, solver)
      const band = {
        lowest: colValue[lowest]!,
        highest: colValue[highest]!,
        bound: solver.getObjectiveValue(),
      }
      if (i === MOST_TANGENTS || 1 - colValue[inverse]! * band.lowest < CLOSE) return band
      tangent = band.lowest
    }
  })
}

/** Unknowns: the number of each kind, the lowest chance, the highest, and the inverse of the lowest. */
function loadBand(
  highs: Highs,
  solver: Model,
  relaxation: Relaxation,
  selectable: readonly number[],
  high: number,
  low: number,
): void {
  const headcount = headcounts(relaxation.model)
  const kinds = headcount.length
  const able = new Set(selectable)
  const between = selectable.flatMap((kind): LinearRow[] => [
    { columns: [kind, kinds], values: [1, -headcount[kind]!], min: 0, max: Number.POSITIVE_INFINITY },
    { columns: [kind, kinds + 1], values: [1, -headcount[kind]!], min: Number.NEGATIVE_INFINITY, max: 0 },
  ])
  loadModel(highs, solver, {
    sense: 'minimise',
    cost: [...new Float64Array(kinds + 1), high, low],
    lower: new Float64Array(kinds + 3),
    upper: [
      ...ceilings(relaxation).map((most, kind) => (able.has(kind) ? most : 0)),
      1,
      1,
      Number.POSITIVE_INFINITY,
    ],
    rows: [...relaxationRows(relaxation), ...between],
    whole: false,
  })
}

/** `inverse ≥ 2/p − lowest/p²`, times p². */
function addTangent(solver: Model, lowest: number, inverse: number, point: number): void {
  solver.addRow(2 * point, Number.POSITIVE_INFINITY, {
    indices: [lowest, inverse],
    values: [1, point * point],
  })
}
