import type { Division, GroupSettings, Groups } from './find-groups.ts'
import { type Clusters, kMeans } from './k-means.ts'
import { pairDistances } from './pair-distances.ts'
import type { Points } from './project-participants.ts'
import { silhouette } from './silhouette.ts'

/** Where the searches begin. */
export interface GroupStarts {
  readonly base: Points
  /** Centres to seek so many groups from; fewer than sought means that there is nothing to seek. */
  division(bases: Points, sought: number): Points
}

/**
 * Groups of people who stand near each other, sought from given centres: see `findGroups`.
 *
 * @example groupsFrom(points, null, POLIS_SETTINGS, { base: centers, division: firstDistinctPoints })
 */
export function groupsFrom(
  points: Points,
  weight: Float64Array | null,
  settings: GroupSettings,
  starts: GroupStarts,
): Groups {
  const { baseRounds, groupRounds, stillness } = settings
  const base = kMeans(points, weight, starts.base, { rounds: baseRounds, stillness })
  const bases = base.centers
  const size = sizesOf(base, weight)
  const distances = pairDistances(bases)
  const most = Math.min(settings.mostGroups, 2 + Math.floor(bases.x.length / settings.baseClustersPerGroup))
  const divisions: Division[] = []
  for (let sought = 2; sought <= most; sought++) {
    const start = starts.division(bases, sought)
    if (start.x.length < sought) break
    const clusters = kMeans(bases, size, start, { rounds: groupRounds, stillness })
    const clarity = silhouette(distances, clusters.clusterOf, clusters.ids.length)
    divisions.push({ sought, clusters, silhouette: clarity })
  }
  return { base, divisions, best: clearest(divisions) }
}

function sizesOf({ clusterOf, ids }: Clusters, weight: Float64Array | null): Float64Array {
  const size = new Float64Array(ids.length)
  for (let i = 0; i < clusterOf.length; i++) size[clusterOf[i]!]! += weight === null ? 1 : weight[i]!
  return size
}

/** The division of the highest silhouette; of several alike, to the last bit, the one with most groups, as in Polis. */
export function clearest<Kind extends Pick<Division, 'silhouette'>>(divisions: readonly Kind[]): Kind | null {
  let best: Kind | null = null
  for (const division of divisions) {
    if (best === null || division.silhouette >= best.silhouette) best = division
  }
  return best
}
