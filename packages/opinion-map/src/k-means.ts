import type { Points } from './project-participants.ts'

/** Clusters by their centres; `id` is the place in the start, so that a cluster that vanished leaves a gap. */
export interface Clusters {
  readonly ids: readonly number[]
  readonly centers: Points
  /** Of each point: the position (not the id) of its cluster. */
  readonly clusterOf: Int32Array
  readonly rounds: number
}

export interface KMeansLimits {
  /** Rounds after the first. */
  readonly rounds: number
  /** A round whose sorted centres all move less than this is the last. */
  readonly stillness: number
}

/**
 * k-means from given centres: assign each point to the nearest (equally near: the later centre), move each centre to the
 * weighted mean of its points, drop those without a point.
 *
 * Source: Polis (math/clusters.clj); distances are sums of squared differences, never |a|² + |b|² − 2ab, which loses
 * the digits that tell near points apart. Cost: points × centres × rounds.
 *
 * @example kMeans(points, null, { x: Float64Array.of(0, 1), y: Float64Array.of(0, 1) }, { rounds: 20, stillness: 0.01 })
 */
export function kMeans(
  points: Points,
  weight: Float64Array | null,
  start: Points,
  { rounds, stillness }: KMeansLimits,
): Clusters {
  let ids = [...start.x.keys()]
  let centers = start
  for (let round = 0; ; round++) {
    const nearest = nearestCenters(points, centers)
    const moved = meansOf(points, weight, nearest, centers.x.length)
    ids = moved.kept.map((position) => ids[position]!)
    const isLast = round >= rounds || isStill(centers, moved.centers, stillness)
    centers = moved.centers
    if (isLast) return { ids, centers, clusterOf: nearest.map((at) => moved.place[at]!), rounds: round + 1 }
  }
}

function nearestCenters({ x, y }: Points, centers: Points): Int32Array {
  const nearest = new Int32Array(x.length)
  const { x: cx, y: cy } = centers
  for (let i = 0; i < x.length; i++) {
    const px = x[i]!
    const py = y[i]!
    let least = Infinity
    let best = 0
    for (let c = 0; c < cx.length; c++) {
      const dx = px - cx[c]!
      const dy = py - cy[c]!
      const distance = dx * dx + dy * dy
      if (distance <= least) {
        least = distance
        best = c
      }
    }
    nearest[i] = best
  }
  return nearest
}

/** Means of the clusters that have a point; `kept` are their positions before, `place` leads from those to the new ones. */
function meansOf({ x, y }: Points, weight: Float64Array | null, nearest: Int32Array, clusters: number) {
  const sumX = new Float64Array(clusters)
  const sumY = new Float64Array(clusters)
  const total = new Float64Array(clusters)
  for (let i = 0; i < x.length; i++) {
    const w = weight === null ? 1 : weight[i]!
    const c = nearest[i]!
    sumX[c]! += w * x[i]!
    sumY[c]! += w * y[i]!
    total[c]! += w
  }
  const kept = [...total.keys()].filter((c) => total[c]! > 0)
  const place = new Int32Array(clusters).fill(-1)
  kept.forEach((c, position) => {
    place[c] = position
  })
  const centers: Points = {
    x: Float64Array.from(kept, (c) => sumX[c]! / total[c]!),
    y: Float64Array.from(kept, (c) => sumY[c]! / total[c]!),
  }
  return { kept, place, centers }
}

/** Are two sets of centres the same, once both are sorted? Where one is longer, its rest is not looked at, as in Polis. */
function isStill(before: Points, after: Points, stillness: number): boolean {
  const old = sorted(before)
  const moved = sorted(after)
  for (let i = 0; i < Math.min(old.length, moved.length); i++) {
    const dx = before.x[old[i]!]! - after.x[moved[i]!]!
    const dy = before.y[old[i]!]! - after.y[moved[i]!]!
    if (Math.sqrt(dx * dx + dy * dy) >= stillness) return false
  }
  return true
}

function sorted({ x, y }: Points): number[] {
  return [...x.keys()].sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!)
}
