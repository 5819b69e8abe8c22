import { commentFlags } from './comment-flags.ts'
import { completeMap } from './complete-map.ts'
import { findGroups } from './find-groups.ts'
import type { MapChoices, OpinionMap } from './opinion-map.ts'
import { pickPoints } from './pick-points.ts'
import { principalComponents } from './principal-components.ts'
import { projectParticipants } from './project-participants.ts'
import { rowsInMap } from './rows-in-map.ts'
import type { VoteMatrix } from './votes.ts'

/**
 * The whole map from a matrix of votes: see `mapOpinions`.
 *
 * @example mapMatrix(buildVoteMatrix(votes), { moderatedOut: [], meta: [], settings: POLIS_SETTINGS })
 */
export function mapMatrix(matrix: VoteMatrix, choices: MapChoices): OpinionMap {
  const isOut = commentFlags(matrix, choices.moderatedOut)
  const axes = principalComponents(matrix, isOut, null)
  const points = projectParticipants(matrix, isOut, axes)
  const rows = rowsInMap(matrix, choices.settings)
  const groups = findGroups(pickPoints(points, rows), null, choices.settings)
  return completeMap({ matrix, choices, isOut, axes, points, rowsInMap: rows, groups })
}
