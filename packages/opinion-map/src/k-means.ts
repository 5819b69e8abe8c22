import { moveCenters } from './move-centers.ts'
import { type MovingCenters, nearestCenters } from './nearest-centers.ts'
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
 * the digits that tell near points apart. Cost: see `nearestCenters`, in each round; memory is taken once.
 *
 * @example kMeans(points, null, { x: Float64Array.of(0, 1), y: Float64Array.of(0, 1) }, { rounds: 20, stillness: 0.01 })
 */
export function kMeans(
  points: Points,
  weight: Float64Array | null,
  start: Points,
  { rounds, stillness }: KMeansLimits,
): Clusters {
  const most = start.x.length
  const centers = startingCenters(start)
  const before: SortedPlaces = { count: most, x: new Float64Array(most), y: new Float64Array(most) }
  const sums = { x: new Float64Array(most), y: new Float64Array(most), total: new Float64Array(most) }
  // The starting centres are the means of nothing: the first round moves them all.
  const isChanged = new Uint8Array(most).fill(1)
  const isEmpty = new Uint8Array(most)
  const clusterOf = new Int32Array(points.x.length)
  const assign = nearestCenters(points, most)
  let ids = [...start.x.keys()]
  for (let round = 0; ; round++) {
    assign(centers, clusterOf, isChanged)
    keepSorted(centers, before)
    const empty = moveCenters(points, weight, clusterOf, isChanged, centers, sums, isEmpty)
    if (empty > 0) {
      ids = ids.filter((_, position) => isEmpty[position] === 0)
      dropEmpty(centers, isEmpty, clusterOf)
    }
    sortNearlySorted(centers)
    if (round >= rounds || isStill(before, centers, stillness)) {
      const { count, x, y } = centers
      return { ids, centers: { x: x.slice(0, count), y: y.slice(0, count) }, clusterOf, rounds: round + 1 }
    }
    isChanged.fill(0)
  }
}

function startingCenters({ x, y }: Points): MovingCenters {
  const order = Int32Array.from([...x.keys()].sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!))
  return { count: x.length, x: x.slice(), y: y.slice(), order, isMoved: new Uint8Array(x.length).fill(1) }
}

/** Places by x, then y; entries from `count` on are not in use. */
interface SortedPlaces {
  count: number
  readonly x: Float64Array
  readonly y: Float64Array
}

function keepSorted({ count, order, x, y }: MovingCenters, before: SortedPlaces): void {
  before.count = count
  for (let r = 0; r < count; r++) {
    before.x[r] = x[order[r]!]!
    before.y[r] = y[order[r]!]!
  }
}

/** Closes the gaps that empty clusters leave, in the positions and in their order. */
function dropEmpty(centers: MovingCenters, isEmpty: Uint8Array, clusterOf: Int32Array): void {
  const { count, x, y, order, isMoved } = centers
  const place = new Int32Array(count)
  let kept = 0
  for (let c = 0; c < count; c++) {
    place[c] = kept
    if (isEmpty[c] === 1) continue
    x[kept] = x[c]!
    y[kept] = y[c]!
    isMoved[kept] = isMoved[c]!
    kept++
  }
  for (let r = 0, to = 0; r < count; r++) {
    if (isEmpty[order[r]!] === 0) order[to++] = place[order[r]!]!
  }
  for (let i = 0; i < clusterOf.length; i++) clusterOf[i] = place[clusterOf[i]!]!
  centers.count = kept
}

/** Are two sets of centres the same, once both are sorted? Where one is longer, its rest is not looked at, as in Polis. */
function isStill(before: SortedPlaces, { count, order, x, y }: MovingCenters, stillness: number): boolean {
  for (let r = 0; r < Math.min(before.count, count); r++) {
    const dx = before.x[r]! - x[order[r]!]!
    const dy = before.y[r]! - y[order[r]!]!
    if (Math.sqrt(dx * dx + dy * dy) >= stillness) return false
  }
  return true
}

/** Sorts the order by insertion: centres move little, so that few change their places in it. */
function sortNearlySorted({ count, order, x, y }: MovingCenters): void {
  for (let r = 1; r < count; r++) {
    const c = order[r]!
    let to = r
    for (; to > 0; to--) {
      const other = order[to - 1]!
      if (x[other]! < x[c]! || (x[other] === x[c] && y[other]! <= y[c]!)) break
      order[to] = other
    }
    order[to] = c
  }
}
