import { firstDistinctPoints } from './first-distinct-points.ts'
import { groupsFrom } from './groups-from.ts'
import type { Clusters } from './k-means.ts'
import type { MapSettings } from './map-settings.ts'
import type { Points } from './project-participants.ts'

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
  return groupsFrom(points, weight, settings, {
    base: firstDistinctPoints(points, settings.baseClusters),
    division: firstDistinctPoints,
  })
}
