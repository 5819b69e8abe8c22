import type { ConsensusComment } from './consensus-comments.ts'
import type { Division } from './find-groups.ts'
import type { Clusters } from './k-means.ts'
import type { OpinionMap } from './opinion-map.ts'
import type { RepresentativeComment } from './representative-comments.ts'
import type { Id } from './votes.ts'

/**
 * A map as plain JSON, with the names of comments (`tid`) and participants (`pid`) in place of columns and rows, and the
 * key words of Polis: for files, and for other programs that read Polis.
 *
 * Cost: size of the map.
 *
 * @example JSON.stringify(formatMap(map)) // {"participants":339,"comments":54,"votes":2872,…
 */
export function formatMap(map: OpinionMap) {
  const { matrix, axes, points, groups } = map
  const { comments: tids, participants: pids } = matrix
  const byComment = (values: Float64Array) => record(tids, (j) => values[j]!)
  const inMap = [...map.rowsInMap]
  return {
    participants: pids.length,
    comments: tids.length,
    votes: matrix.value.length,
    moderated_out: map.choices.moderatedOut,
    tids,
    center: [...axes.center],
    comps: axes.components.map((axis) => [...axis]),
    eigenvalues: axes.eigenvalues,
    comment_extremity: [...map.extremity],
    pids,
    projection: pids.map((_, row) => [points.x[row]!, points.y[row]!]),
    in_conv: inMap.map((row) => pids[row]!),
    base_clusters: members(groups.base, (i) => pids[map.rowsInMap[i]!]!).map(([id, list]) => ({
      id,
      members: list,
    })),
    silhouette: Object.fromEntries(
      groups.divisions.map((division) => [division.sought, division.silhouette]),
    ),
    k: groups.best?.sought ?? map.groupIds.length,
    group_of: record(
      inMap.map((row) => pids[row]!),
      (i) => map.groupIds[map.groupOf[inMap[i]!]!]!,
    ),
    groups_by_k: Object.fromEntries(
      groups.divisions.map((division) => [division.sought, formatDivision(division, groups.base)]),
    ),
    group_aware_consensus: byComment(map.groupAwareConsensus),
    representative: record(map.groupIds, (group) =>
      map.representative[group]!.map((one) => formatOne(one, tids)),
    ),
    consensus: {
      agree: map.consensus.agree.map((one) => formatConsensus(one, tids)),
      disagree: map.consensus.disagree.map((one) => formatConsensus(one, tids)),
    },
    comment_priorities: byComment(map.priorities),
  }
}

function record<Value>(names: readonly Id[], value: (index: number) => Value): Record<string, Value> {
  return Object.fromEntries(names.map((name, index) => [String(name), value(index)]))
}

/** Id and members of each cluster. */
function members<Member>(
  { ids, clusterOf }: Clusters,
  member: (point: number) => Member,
): [number, Member[]][] {
  const lists = ids.map((id): [number, Member[]] => [id, []])
  clusterOf.forEach((cluster, point) => {
    lists[cluster]![1].push(member(point))
  })
  return lists
}

function formatDivision({ clusters }: Division, base: Clusters) {
  return members(clusters, (point) => base.ids[point]!).map(([id, list]) => ({ id, base_clusters: list }))
}

function formatOne(one: RepresentativeComment, tids: readonly Id[]) {
  return {
    'n-success': one.successes,
    'n-trials': one.trials,
    'p-success': one.share,
    'p-test': one.shareTest,
    repness: one.ratio,
    'repness-test': one.ratioTest,
    'repful-for': one.side,
    tid: tids[one.comment]!,
    ...(one.bestAgree === null ? {} : { 'n-agree': one.bestAgree, 'best-agree': true }),
  }
}

function formatConsensus(one: ConsensusComment, tids: readonly Id[]) {
  return {
    tid: tids[one.comment]!,
    'n-success': one.successes,
    'n-trials': one.trials,
    'p-success': one.share,
    'p-test': one.shareTest,
  }
}
