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
