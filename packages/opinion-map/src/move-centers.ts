import type { MovingCenters } from './nearest-centers.ts'
import type { Points } from './project-participants.ts'

/** Sums of clusters at work, once for all rounds. */
export interface ClusterSums {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly total: Float64Array
}

/**
 * Moves each centre whose cluster changed to the weighted mean of its points, and tells in `isMoved` which centres are
 * elsewhere than before, to the last bit. A cluster that did not change would have the same mean. Centres stay in their
 * positions; 1 in `isEmpty` says that a centre is left without a point.
 *
 * Cost: a look at each point, and a sum over those of changed clusters, in the order of the points.
 *
 * @example moveCenters(points, null, clusterOf, isChanged, centers, sums, isEmpty) // how many are left without a point
 */
export function moveCenters(
  points: Points,
  weight: Float64Array | null,
  clusterOf: Int32Array,
  isChanged: Uint8Array,
  centers: MovingCenters,
  sums: ClusterSums,
  isEmpty: Uint8Array,
): number {
  sums.x.fill(0)
  sums.y.fill(0)
  sums.total.fill(0)
  for (let i = 0; i < clusterOf.length; i++) {
    const c = clusterOf[i]!
    if (isChanged[c] === 0) continue
    const w = weight === null ? 1 : weight[i]!
    sums.x[c]! += w * points.x[i]!
    sums.y[c]! += w * points.y[i]!
    sums.total[c]! += w
  }
  let empty = 0
  for (let c = 0; c < centers.count; c++) {
    centers.isMoved[c] = 0
    isEmpty[c] = 0
    if (isChanged[c] === 0) continue
    if (sums.total[c] === 0) {
      isEmpty[c] = 1
      empty++
      continue
    }
    const x = sums.x[c]! / sums.total[c]!
    const y = sums.y[c]! / sums.total[c]!
    if (x === centers.x[c] && y === centers.y[c]) continue
    centers.x[c] = x
    centers.y[c] = y
    centers.isMoved[c] = 1
  }
  return empty
}
