import { commentExtremity } from './comment-extremity.ts'
import { commentFlags } from './comment-flags.ts'
import { commentPriorities } from './comment-priorities.ts'
import { consensusComments } from './consensus-comments.ts'
import { countVotesAndAll } from './count-votes.ts'
import { groupAwareConsensus } from './group-aware-consensus.ts'
import { groupOfRows } from './group-of-rows.ts'
import type { OpinionMap } from './opinion-map.ts'
import { representativeComments } from './representative-comments.ts'

/** What is known once people are placed and groups are found. */
export type PlacedPeople = Pick<
  OpinionMap,
  'matrix' | 'choices' | 'isOut' | 'axes' | 'points' | 'rowsInMap' | 'groups'
>

/**
 * Everything that follows from the groups: counts, lists of comments, priorities.
 *
 * Cost: a pass over the votes, and groups × comments.
 *
 * @example completeMap({ matrix, choices, isOut, axes, points, rowsInMap, groups }).representative[0]
 */
export function completeMap(placed: PlacedPeople): OpinionMap {
  const { matrix, choices, isOut, axes, rowsInMap, groups } = placed
  const { settings } = choices
  const rows = matrix.participants.length
  const groupIds = groups.best?.clusters.ids ?? (rows === 0 ? [] : [0])
  const groupOf = groupOfRows(groups, rowsInMap, rows)
  const { counts, everyone } = countVotesAndAll(matrix, groupOf, groupIds.length)
  const extremity = commentExtremity(axes)
  const isMeta = commentFlags(matrix, choices.meta)
  return {
    ...placed,
    extremity,
    groupOf,
    groupIds,
    groupAwareConsensus: groupAwareConsensus(counts),
    representative: representativeComments(counts, isOut, settings),
    consensus: consensusComments(everyone, isOut, settings),
    priorities: commentPriorities(counts, extremity, isMeta, settings.metaPriority),
  }
}
