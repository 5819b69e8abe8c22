import { createIdIndex } from './id-index.ts'
import type { Id, Vote, VoteMatrix } from './votes.ts'

/**
 * The matrix of participants × comments. Whoever votes twice on a comment is counted once, with the last vote.
 *
 * Cost: two counting sorts, proportional to the number of votes.
 *
 * @example
 * buildVoteMatrix([{ participant: 'ana', comment: 7, value: 1 }, { participant: 'ana', comment: 7, value: -1 }])
 * // one row, one column, value [-1]
 */
export function buildVoteMatrix(votes: readonly Vote[]): VoteMatrix {
  const participants = createIdIndex()
  const comments = createIdIndex()
  const cast = cells(votes.length)
  // Votes lie scattered in memory. A loop that does nothing but read them waits for several at a time.
  for (let i = 0; i < votes.length; i++) {
    const { participant, comment, value } = votes[i]!
    cast.row[i] = wholeNumber(participant)
    cast.column[i] = wholeNumber(comment)
    cast.value[i] = value
  }
  participants.replace(cast.row, (i) => votes[i]!.participant)
  comments.replace(cast.column, (i) => votes[i]!.comment)
  const rows = participants.ids.length
  return {
    participants: participants.ids,
    comments: comments.ids,
    ...closeGaps(sortByRow(sortByColumn(cast, comments.ids.length), rows), rows),
  }
}

/** A name that is a whole number from 0 on; −1 for any other name. */
function wholeNumber(id: Id): number {
  return typeof id === 'number' && (id | 0) === id && id >= 0 ? id : -1
}

/** Votes as three columns of figures. */
interface Cells {
  readonly row: Int32Array
  readonly column: Int32Array
  readonly value: Int8Array
}

function cells(length: number): Cells {
  return { row: new Int32Array(length), column: new Int32Array(length), value: new Int8Array(length) }
}

/** Where the cells of each key begin; one more entry than keys. */
function starts(key: Int32Array, keys: number): Int32Array {
  const start = new Int32Array(keys + 1)
  for (let i = 0; i < key.length; i++) start[key[i]! + 1]!++
  for (let k = 0; k < keys; k++) start[k + 1]! += start[k]!
  return start
}

/** Stable: the votes on one comment keep the order in which they were cast. */
function sortByColumn({ row, column, value }: Cells, columns: number): Cells {
  const next = starts(column, columns)
  const sorted = cells(row.length)
  for (let i = 0; i < row.length; i++) {
    const to = next[column[i]!]!++
    sorted.row[to] = row[i]!
    sorted.column[to] = column[i]!
    sorted.value[to] = value[i]!
  }
  return sorted
}

interface Rows {
  readonly start: Int32Array
  /** Where the votes of each row end: before the next row begins, where somebody voted twice. */
  readonly end: Int32Array
  readonly column: Int32Array
  readonly value: Int8Array
}

/** A second vote on the same comment comes right behind the first, and takes its place. */
function sortByRow({ row, column, value }: Cells, rows: number): Rows {
  const start = starts(row, rows)
  const end = start.slice(0, rows)
  const sorted = cells(row.length)
  for (let i = 0; i < row.length; i++) {
    const r = row[i]!
    const last = end[r]! - 1
    const isAgain = last >= start[r]! && sorted.column[last] === column[i]
    const to = isAgain ? last : end[r]!++
    sorted.column[to] = column[i]!
    sorted.value[to] = value[i]!
  }
  return { start, end, column: sorted.column, value: sorted.value }
}

function closeGaps({ start, end, column, value }: Rows, rows: number) {
  const rowStart = new Int32Array(rows + 1)
  for (let r = 0; r < rows; r++) {
    const to = rowStart[r]!
    if (to !== start[r]) {
      column.copyWithin(to, start[r]!, end[r]!)
      value.copyWithin(to, start[r]!, end[r]!)
    }
    rowStart[r + 1] = to + end[r]! - start[r]!
  }
  const kept = rowStart[rows]!
  return { rowStart, column: column.slice(0, kept), value: value.slice(0, kept) }
}
