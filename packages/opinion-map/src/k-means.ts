import { nearestCenters } from './nearest-centers.ts'
import { pickPoints } from './pick-points.ts'
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
 * the digits that tell near points apart. Cost: points × rounds × some ten of a
 * hundred centres.
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
  let order = sorted(centers, [...centers.x.keys()])
  let movedCenters: readonly number[] | null = null
  const clusterOf = new Int32Array(points.x.length)
  for (let round = 0; ; round++) {
    const nearest = nearestCenters(points, { centers, order, moved: movedCenters }, clusterOf)
    const moved = meansOf(points, weight, nearest, order)
    ids = moved.kept.map((position) => ids[position]!)
    const movedOrder = sorted(moved.centers, moved.order)
    const isLast = round >= rounds || isStill(centers, order, moved.centers, movedOrder, stillness)
    movedCenters = movedPositions(centers, moved.kept, moved.centers)
    centers = moved.centers
    order = movedOrder
    for (let i = 0; i < nearest.length; i++) clusterOf[i] = moved.place[nearest[i]!]!
    if (isLast) return { ids, centers, clusterOf, rounds: round + 1 }
  }
}

/**
 * Means of the clusters that have a point; `kept` are their positions before, `place` leads from those to the new ones,
 * and `order` is the order before, in new positions.
 */
function meansOf(
  { x, y }: Points,
  weight: Float64Array | null,
  nearest: Int32Array,
  before: readonly number[],
) {
  const clusters = before.length
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
  const kept: number[] = []
  const place = new Int32Array(clusters).fill(-1)
  for (let c = 0; c < clusters; c++) {
    if (total[c] === 0) continue
    place[c] = kept.length
    kept.push(c)
    sumX[c]! /= total[c]!
    sumY[c]! /= total[c]!
  }
  const order: number[] = []
  for (const c of before) if (place[c]! >= 0) order.push(place[c]!)
  return { kept, place, centers: pickPoints({ x: sumX, y: sumY }, kept), order }
}

/** Positions of the centres that are not where they were, to the last bit. */
function movedPositions(before: Points, kept: readonly number[], after: Points): number[] {
  const moved: number[] = []
  for (let position = 0; position < kept.length; position++) {
    const old = kept[position]!
    if (before.x[old] !== after.x[position] || before.y[old] !== after.y[position]) moved.push(position)
  }
  return moved
}

/** Are two sets of centres the same, once both are sorted? Where one is longer, its rest is not looked at, as in Polis. */
function isStill(
  before: Points,
  beforeOrder: readonly number[],
  after: Points,
  afterOrder: readonly number[],
  stillness: number,
): boolean {
  for (let i = 0; i < Math.min(beforeOrder.length, afterOrder.length); i++) {
    const dx = before.x[beforeOrder[i]!]! - after.x[afterOrder[i]!]!
    const dy = before.y[beforeOrder[i]!]! - after.y[afterOrder[i]!]!
    if (Math.sqrt(dx * dx + dy * dy) >= stillness) return false
  }
  return true
}

/** Positions by x, then y; `nearly` is an order that is nearly right, which makes the sort quick. */
function sorted({ x, y }: Points, nearly: readonly number[]): number[] {
  return [...nearly].sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!)
}
