/** Name of a participant or of a comment, as the caller has it; `1` and `'1'` are two names. */
export type Id = string | number

/** One answer: agree +1, disagree −1, pass 0. A comment that was not seen has no vote. */
export interface Vote {
  readonly participant: Id
  readonly comment: Id
  readonly value: -1 | 0 | 1
}

/**
 * The votes that count, row by row (compressed sparse rows): the votes of row `r` stand at `rowStart[r]` to
 * `rowStart[r + 1] - 1`, in the order of the columns.
 */
export interface VoteMatrix {
  /** Rows, in the order of first votes. */
  readonly participants: readonly Id[]
  /** Columns, in the order of first votes. */
  readonly comments: readonly Id[]
  readonly rowStart: Int32Array
  readonly column: Int32Array
  readonly value: Int8Array
}
