/**
 * The question as the solver sees it: choose at most one column of each group so that every row `Σ a·x ≤ b` holds and
 * the sum of `objective` is largest. A column is a measure started in a year, or a synergy that is earned.
 * All numbers are integers below 2^53, so that sums are exact.
 */
export interface Program {
  readonly columns: readonly Column[]
  /** Columns of each group: the allowed starts of one measure, or one synergy alone. */
  readonly groups: readonly (readonly number[])[]
  /** Groups of which exactly one column is chosen. */
  readonly mandatory: readonly boolean[]
  readonly rows: readonly Row[]
}

export interface Column {
  readonly group: number
  readonly objective: number
}

/** `Σ values[k] · x[columns[k]] ≤ limit`; no column twice. */
export interface Row {
  readonly columns: readonly number[]
  readonly values: readonly number[]
  readonly limit: number
}

/** Rows of each column, with what it takes from them. */
export interface ColumnUse {
  readonly rows: Int32Array
  readonly values: Float64Array
}

export function columnUses(program: Program): ColumnUse[] {
  const lists = program.columns.map(() => ({ rows: [] as number[], values: [] as number[] }))
  program.rows.forEach(({ columns, values }, row) => {
    columns.forEach((column, k) => {
      lists[column]!.rows.push(row)
      lists[column]!.values.push(values[k]!)
    })
  })
  return lists.map(({ rows, values }) => ({ rows: Int32Array.from(rows), values: Float64Array.from(values) }))
}

/** Whether the chosen columns respect every group and row, in exact integers. */
export function isPortfolio(program: Program, chosen: readonly number[]): boolean {
  const isChosen = new Uint8Array(program.columns.length)
  for (const column of chosen) isChosen[column] = 1
  const count = (columns: readonly number[]) => columns.reduce((sum, column) => sum + isChosen[column]!, 0)
  return (
    program.groups.every(
      (columns, group) => count(columns) <= 1 && (count(columns) === 1 || !program.mandatory[group]),
    ) &&
    program.rows.every(({ columns, values, limit }) => {
      let sum = 0
      for (let k = 0; k < columns.length; k++) if (isChosen[columns[k]!]) sum += values[k]!
      return sum <= limit
    })
  )
}
