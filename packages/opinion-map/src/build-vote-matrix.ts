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
  const rows = new Map<Id, number>()
  const columns = new Map<Id, number>()
  const row = new Int32Array(votes.length)
  const column = new Int32Array(votes.length)
  for (let i = 0; i < votes.length; i++) {
    row[i] = indexOf(rows, votes[i]!.participant)
    column[i] = indexOf(columns, votes[i]!.comment)
  }
  const byColumn = countingSort(identity(votes.length), column, columns.size)
  const sorted = countingSort(byColumn, row, rows.size)
  return {
    participants: [...rows.keys()],
    comments: [...columns.keys()],
    ...keepLast(votes, sorted, row, column, rows.size),
  }
}

function indexOf(known: Map<Id, number>, id: Id): number {
  let index = known.get(id)
  if (index === undefined) {
    index = known.size
    known.set(id, index)
  }
  return index
}

function identity(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i)
}

/** Stable: equal keys keep their order, so that the last of several votes stays last. */
function countingSort(order: Int32Array, key: Int32Array, keys: number): Int32Array {
  const next = new Int32Array(keys + 1)
  for (let i = 0; i < key.length; i++) next[key[i]! + 1]!++
  for (let k = 0; k < keys; k++) next[k + 1]! += next[k]!
  const sorted = new Int32Array(order.length)
  for (let i = 0; i < order.length; i++) {
    const item = order[i]!
    sorted[next[key[item]!]!++] = item
  }
  return sorted
}

function keepLast(
  votes: readonly Vote[],
  sorted: Int32Array,
  row: Int32Array,
  column: Int32Array,
  rows: number,
): Pick<VoteMatrix, 'rowStart' | 'column' | 'value'> {
  const rowStart = new Int32Array(rows + 1)
  const keptColumn = new Int32Array(sorted.length)
  const value = new Int8Array(sorted.length)
  let kept = 0
  for (let i = 0; i < sorted.length; i++) {
    const item = sorted[i]!
    const following = i + 1 < sorted.length ? sorted[i + 1]! : -1
    if (following >= 0 && row[following] === row[item] && column[following] === column[item]) continue
    keptColumn[kept] = column[item]!
    value[kept] = votes[item]!.value
    kept++
    rowStart[row[item]! + 1] = kept
  }
  return { rowStart, column: keptColumn.slice(0, kept), value: value.slice(0, kept) }
}
