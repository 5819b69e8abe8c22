import type { Highs, ModelData } from 'highs'
import type { Program } from './program.ts'

/** Columns between bounds, and rows `lower ≤ Σ values · columns ≤ upper`. */
export interface ModelDraft {
  readonly cost: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  readonly rows: readonly ModelRow[]
}

export interface ModelRow {
  readonly columns: readonly number[]
  readonly values: readonly number[]
  readonly lower: number
  readonly upper: number
}

/** Largest coefficient of a scaled row: cents then stay within the tolerance of the solver to about one billionth. */
const largestCoefficient = 1000

/** The program word for word; the rows of the groups come after those of the program. */
export function toModel(highs: Highs, program: Program, decimals: number, integer: boolean): ModelData {
  const { columns, groups, mandatory } = program
  const isOpen = new Uint8Array(columns.length)
  for (const group of groups) for (const column of group) isOpen[column] = 1
  const rows = program.rows.map(({ limit, ...row }) => ({
    ...row,
    lower: Number.NEGATIVE_INFINITY,
    upper: limit,
  }))
  const groupRows = groups.map((members, group) => ({
    columns: members,
    values: members.map(() => 1),
    lower: mandatory[group] ? 1 : Number.NEGATIVE_INFINITY,
    upper: 1,
  }))
  return buildModel(highs, integer, {
    cost: columns.map(({ objective }) => objective / 10 ** decimals),
    lower: columns.map(() => 0),
    upper: [...isOpen],
    rows: [...rows, ...groupRows],
  })
}

export function buildModel(highs: Highs, integer: boolean, draft: ModelDraft): ModelData {
  const { cost, lower, upper, rows } = draft
  const scales = rows.map(({ values }) => rowScale(values))
  const starts = [0]
  for (const row of rows) starts.push(starts.at(-1)! + row.columns.length)
  return {
    numCols: cost.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(cost),
    colLower: Float64Array.from(lower),
    colUpper: Float64Array.from(upper),
    rowLower: Float64Array.from(rows, (row, r) => row.lower * scales[r]!),
    rowUpper: Float64Array.from(rows, (row, r) => row.upper * scales[r]!),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: cost.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(rows.flatMap((row) => row.columns)),
      values: Float64Array.from(rows.flatMap((row, r) => row.values.map((value) => value * scales[r]!))),
    },
    ...(integer ? { integrality: new Int32Array(cost.length).fill(1) } : {}),
  }
}

/** A power of two, so that scaling rounds nothing. */
export function rowScale(values: readonly number[]): number {
  let largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
  let scale = 1
  while (largest > largestCoefficient) {
    largest /= 2
    scale /= 2
  }
  return scale
}
