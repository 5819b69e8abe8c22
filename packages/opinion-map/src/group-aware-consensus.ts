import type { VoteCounts } from './count-votes.ts'

/**
 * How far every group agrees with a comment: product over the groups of (agrees + 1) / (votes + 2). One group against
 * is enough to bring it down.
 *
 * Source: Polis. Cost: groups × comments.
 *
 * @example groupAwareConsensus(countVotes(matrix, groupOf, 2))[0] // 0.62
 */
export function groupAwareConsensus({ groups, comments, agree, seen }: VoteCounts): Float64Array {
  const consensus = new Float64Array(comments).fill(1)
  for (let group = 0; group < groups; group++) {
    for (let j = 0; j < comments; j++) {
      const cell = group * comments + j
      consensus[j]! *= (agree[cell]! + 1) / (seen[cell]! + 2)
    }
  }
  return consensus
}
