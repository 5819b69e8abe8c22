/**
 * The question as the search sees it: choose at most one column of each group so that every row `Σ a·x ≤ b` holds and
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

/** `Σ values[k] · x[columns[k]] ≤ limit`. */
export interface Row {
  readonly columns: readonly number[]
  readonly values: readonly number[]
  readonly limit: number
}
