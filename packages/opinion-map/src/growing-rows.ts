import { createIdIndex } from './id-index.ts'
import type { Id, Vote, VoteMatrix } from './votes.ts'

/** The votes of one participant, by column, ascending. */
export interface Row {
  readonly columns: number[]
  readonly values: number[]
}

/** Where a vote went, and what stood there before: null where the comment was not seen yet. */
export interface PlacedVote {
  readonly row: number
  readonly column: number
  readonly before: number | null
}

/** A matrix of votes that takes more votes. */
export interface GrowingRows {
  readonly participants: readonly Id[]
  readonly comments: readonly Id[]
  add(vote: Vote): PlacedVote
  row(row: number): Row
  /** All votes so far. Cost: the number of votes, copied in long runs. */
  matrix(): VoteMatrix
}

/**
 * A matrix that grows: rows that received a vote since the last `matrix()` are kept apart, the others stay as they are.
 *
 * Cost of a vote: the votes of its participant.
 *
 * @example growingRows(buildVoteMatrix(votes)).add({ participant: 3, comment: 7, value: 1 }) // { row: 0, column: 2, before: null }
 */
export function growingRows(start: VoteMatrix): GrowingRows {
  const participants = createIdIndex()
  const comments = createIdIndex()
  for (const id of start.participants) participants.indexOf(id)
  for (const id of start.comments) comments.indexOf(id)
  let settled = start
  const touched = new Map<number, Row>()
  const rowOf = (row: number): Row => {
    let known = touched.get(row)
    if (known === undefined) {
      known = copyOfRow(settled, row)
      touched.set(row, known)
    }
    return known
  }
  return {
    participants: participants.ids,
    comments: comments.ids,
    add({ participant, comment, value }) {
      const row = participants.indexOf(participant)
      const column = comments.indexOf(comment)
      const { columns, values } = rowOf(row)
      const at = placeOf(columns, column)
      const before = columns[at] === column ? values[at]! : null
      columns.splice(at, before === null ? 0 : 1, column)
      values.splice(at, before === null ? 0 : 1, value)
      return { row, column, before }
    },
    row: rowOf,
    matrix() {
      settled = merged(settled, touched, [...participants.ids], [...comments.ids])
      touched.clear()
      return settled
    },
  }
}

function copyOfRow({ rowStart, column, value }: VoteMatrix, row: number): Row {
  const start = rowStart[row] ?? 0
  const end = rowStart[row + 1] ?? start
  if (row + 1 >= rowStart.length) return { columns: [], values: [] }
  return { columns: [...column.subarray(start, end)], values: [...value.subarray(start, end)] }
}

/** First place whose column is not smaller. */
function placeOf(columns: readonly number[], column: number): number {
  let low = 0
  let high = columns.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (columns[middle]! < column) low = middle + 1
    else high = middle
  }
  return low
}

function merged(
  settled: VoteMatrix,
  touched: ReadonlyMap<number, Row>,
  participants: readonly Id[],
  comments: readonly Id[],
): VoteMatrix {
  const known = settled.rowStart.length - 1
  const rows = participants.length
  const rowStart = new Int32Array(rows + 1)
  for (let row = 0; row < rows; row++) {
    const kept = row < known ? settled.rowStart[row + 1]! - settled.rowStart[row]! : 0
    rowStart[row + 1] = rowStart[row]! + (touched.get(row)?.columns.length ?? kept)
  }
  const column = new Int32Array(rowStart[rows]!)
  const value = new Int8Array(rowStart[rows]!)
  // Untouched rows follow one another in both matrices: they are copied together.
  let from = 0
  const copyUntil = (row: number) => {
    const start = settled.rowStart[Math.min(from, known)]!
    const end = settled.rowStart[Math.min(row, known)]!
    column.set(settled.column.subarray(start, end), rowStart[from]!)
    value.set(settled.value.subarray(start, end), rowStart[from]!)
  }
  for (const row of [...touched.keys()].sort((a, b) => a - b)) {
    copyUntil(row)
    const { columns, values } = touched.get(row)!
    column.set(columns, rowStart[row]!)
    value.set(values, rowStart[row]!)
    from = row + 1
  }
  copyUntil(rows)
  return { participants, comments, rowStart, column, value }
}
