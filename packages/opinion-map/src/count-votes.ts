import type { VoteMatrix } from './votes.ts'

/** Counts by group and comment: group `g`, comment `j` stands at `g × comments + j`. */
export interface VoteCounts {
  readonly groups: number
  readonly comments: number
  readonly agree: Int32Array
  readonly disagree: Int32Array
  /** Agree, disagree and pass together. */
  readonly seen: Int32Array
}

/**
 * Counts of votes by group and comment; a row whose group is −1 is not counted. Comments that are moderated out are.
 *
 * Cost: the number of votes.
 *
 * @example countVotes(matrix, new Int32Array(matrix.participants.length), 1).agree[0] // agrees with the first comment
 */
export function countVotes(matrix: VoteMatrix, groupOf: Int32Array, groups: number): VoteCounts {
  const comments = matrix.comments.length
  const agree = new Int32Array(groups * comments)
  const disagree = new Int32Array(groups * comments)
  const seen = new Int32Array(groups * comments)
  const { rowStart, column, value } = matrix
  for (let row = 0; row < matrix.participants.length; row++) {
    const group = groupOf[row]!
    if (group < 0) continue
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      const cell = group * comments + column[at]!
      seen[cell]!++
      if (value[at] === 1) agree[cell]!++
      else if (value[at] === -1) disagree[cell]!++
    }
  }
  return { groups, comments, agree, disagree, seen }
}

/**
 * The same, and those of everybody, in one group or none.
 *
 * Cost: the number of votes, and groups × comments.
 *
 * @example countVotesAndAll(matrix, groupOf, 2).everyone.seen[0] // votes on the first comment
 */
export function countVotesAndAll(
  matrix: VoteMatrix,
  groupOf: Int32Array,
  groups: number,
): { readonly counts: VoteCounts; readonly everyone: VoteCounts } {
  const { comments, ...all } = countVotes(
    matrix,
    groupOf.map((group) => (group < 0 ? groups : group)),
    groups + 1,
  )
  const ofGroups = (cells: Int32Array) => cells.subarray(0, groups * comments)
  const ofAll = (cells: Int32Array) => {
    const sum = new Int32Array(comments)
    for (let group = 0, cell = 0; group <= groups; group++)
      for (let j = 0; j < comments; j++, cell++) sum[j]! += cells[cell]!
    return sum
  }
  const counted = (groups: number, pick: (cells: Int32Array) => Int32Array): VoteCounts => ({
    groups,
    comments,
    agree: pick(all.agree),
    disagree: pick(all.disagree),
    seen: pick(all.seen),
  })
  return { counts: counted(groups, ofGroups), everyone: counted(1, ofAll) }
}
