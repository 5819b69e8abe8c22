import { commentPriority } from './comment-priority.ts'
import type { VoteCounts } from './count-votes.ts'

/**
 * Priority of every comment, by column: see `commentPriority`; `metaPriority` for a comment about the voter.
 *
 * Cost: groups × comments.
 *
 * @example commentPriorities(countVotes(matrix, groupOf, 2), extremity, isMeta, 49)
 */
export function commentPriorities(
  { groups, comments, agree, disagree, seen }: VoteCounts,
  extremity: Float64Array,
  isMeta: Uint8Array,
  metaPriority: number,
): Float64Array {
  return extremity.map((distance, j) => {
    if (isMeta[j] === 1) return metaPriority
    const votes = { agree: 0, disagree: 0, seen: 0 }
    for (let group = 0; group < groups; group++) {
      const cell = group * comments + j
      votes.agree += agree[cell]!
      votes.disagree += disagree[cell]!
      votes.seen += seen[cell]!
    }
    return commentPriority(votes, distance)
  })
}
