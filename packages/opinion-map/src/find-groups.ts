import { firstDistinctPoints } from './first-distinct-points.ts'
import { type Clusters, kMeans } from './k-means.ts'
import type { MapSettings } from './map-settings.ts'
import type { Points } from './project-participants.ts'
import { silhouette } from './silhouette.ts'

/** One way to divide the people into groups. */
export interface Division {
  /** How many groups were sought; a group that vanished makes `clusters` shorter. */
  readonly sought: number
  /** Clusters of base clusters. */
  readonly clusters: Clusters
  readonly silhouette: number
}

export interface Groups {
  /** Clusters of the points that were given. */
  readonly base: Clusters
  /** Every division tried, by number of groups; empty where all points are one. */
  readonly divisions: readonly Division[]
  /** The clearest division; null where there is none: then everyone is in one group. */
  readonly best: Division | null
}

export type GroupSettings = Pick<
  MapSettings,
  'baseClusters' | 'baseRounds' | 'groupRounds' | 'stillness' | 'mostGroups' | 'baseClustersPerGroup'
>

/**
 * Groups of people who stand near each other: points → base clusters → 2, 3, … groups; the highest silhouette over the
 * base clusters wins, the greater number where two are equal.
 *
 * `weight` counts a point several times (resampling); null counts each once.
 *
 * Source: Polis; the cold start, without its smoothing over time. Cost: points × base clusters × rounds.
 *
 * @example findGroups(points, null, POLIS_SETTINGS).best?.clusters.clusterOf // group of each base cluster
 */
export function findGroups(points: Points, weight: Float64Array | null, settings: GroupSettings): Groups {
  const base = kMeans(points, weight, firstDistinctPoints(points, settings.baseClusters), {
    rounds: settings.baseRounds,
    stillness: settings.stillness,
  })
  const size = sizesOf(base, weight)
  const bases = base.centers.x.length
  const most = Math.min(settings.mostGroups, 2 + Math.floor(bases / settings.baseClustersPerGroup))
  const divisions: Division[] = []
  for (let sought = 2; sought <= most; sought++) {
    const start = firstDistinctPoints(base.centers, sought)
    if (start.x.length < sought) break
    divisions.push(divide(base.centers, size, sought, start, settings))
  }
  return { base, divisions, best: clearest(divisions) }
}

function sizesOf({ clusterOf, ids }: Clusters, weight: Float64Array | null): Float64Array {
  const size = new Float64Array(ids.length)
  clusterOf.forEach((cluster, i) => {
    size[cluster]! += weight === null ? 1 : weight[i]!
  })
  return size
}

function divide(
  bases: Points,
  size: Float64Array,
  sought: number,
  start: Points,
  { groupRounds, stillness }: GroupSettings,
): Division {
  const clusters = kMeans(bases, size, start, { rounds: groupRounds, stillness })
  return { sought, clusters, silhouette: silhouette(bases, clusters.clusterOf, clusters.ids.length) }
}

function clearest(divisions: readonly Division[]): Division | null {
  let best: Division | null = null
  for (const division of divisions) {
    if (best === null || division.silhouette >= best.silhouette) best = division
  }
  return best
}
