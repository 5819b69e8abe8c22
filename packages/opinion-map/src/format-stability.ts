import type { GroupStability } from './group-stability.ts'
import type { OpinionMap } from './opinion-map.ts'

/**
 * The stability of a map's groups as plain JSON, with ids of groups and names of participants.
 *
 * @example formatStability(map, groupStability(map, { resamples: 100, shuffles: 99, seed: 'a' })).verdict // 'sure'
 */
export function formatStability(map: OpinionMap, stability: GroupStability) {
  const { participants } = map.matrix
  return {
    verdict: stability.verdict,
    resamples: stability.resamples,
    shuffles: stability.shuffles,
    seed: stability.seed,
    group_counts: Object.fromEntries(stability.groupCounts),
    same_count: stability.sameCount,
    jaccard: Object.fromEntries(map.groupIds.map((id, group) => [id, stability.jaccard[group]!])),
    adjusted_rand_index: stability.adjustedRandIndex,
    chance: stability.chance,
    staying_of: Object.fromEntries(
      Array.from(map.rowsInMap, (row, i) => [String(participants[row]!), stability.staying[i]!]),
    ),
  }
}
