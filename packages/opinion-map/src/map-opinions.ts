import { buildVoteMatrix } from './build-vote-matrix.ts'
import { mapMatrix } from './map-matrix.ts'
import type { MapChoices, OpinionMap } from './opinion-map.ts'
import type { Vote } from './votes.ts'

/**
 * The whole map from the votes, in the order in which they were cast (the last vote of somebody on a comment counts).
 *
 * The same votes give the same bits on every run.
 *
 * Source: Polis, its first computation of a conversation. Cost: 20 to 50 passes over the votes, and people × base
 * clusters × rounds.
 *
 * @example
 * const map = mapOpinions(votes, { moderatedOut: [], meta: [], settings: POLIS_SETTINGS })
 * map.groupIds.length // 2 groups
 */
export function mapOpinions(votes: readonly Vote[], choices: MapChoices): OpinionMap {
  return mapMatrix(buildVoteMatrix(votes), choices)
}
