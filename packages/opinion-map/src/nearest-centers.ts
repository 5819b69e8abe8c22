import type { Points } from './project-participants.ts'

/** Centres of clusters at work; positions from `count` on are not in use. */
export interface MovingCenters {
  count: number
  readonly x: Float64Array
  readonly y: Float64Array
  /** Positions of the centres by x, then y. */
  readonly order: Int32Array
  /** 1 where the centre is elsewhere than when the points were last assigned. */
  readonly isMoved: Uint8Array
}

/**
 * Brings `clusterOf`, the nearest centres as they were, in present positions, to what they are; `isChanged` becomes 1 for
 * each centre that won or lost a point.
 */
export type Assign = (centers: MovingCenters, clusterOf: Int32Array, isChanged: Uint8Array) => void

/**
 * The search for the nearest of at most `most` centres for each point; where two are equally near, the later.
 *
 * The outcome is that of trying every centre, provided that each point was assigned before or every centre is moved. A
 * point whose centre did not move is tried against those that moved only; another looks from its centre outwards, in the
 * order of x, until a centre is further along x alone than the best. A point within half the way from its centre to any
 * of those it would be tried against stays untried.
 *
 * Cost: a look at each point, and some six of a hundred centres for those near a centre that moved.
 *
 * @example
 * const assign = nearestCenters(points, 100)
 * assign(centers, clusterOf, isChanged)
 */
export function nearestCenters({ x, y }: Points, most: number): Assign {
  const moved = new Int32Array(most)
  const alone = new Float64Array(most)
  const rank = new Int32Array(most)
  const sorted: Sorted = {
    count: 0,
    order: new Int32Array(most),
    x: new Float64Array(most),
    y: new Float64Array(most),
  }
  return (centers, clusterOf, isChanged) => {
    const { count, order, isMoved } = centers
    let movedCount = 0
    for (let c = 0; c < count; c++) if (isMoved[c] === 1) moved[movedCount++] = c
    sorted.count = count
    for (let r = 0; r < count; r++) {
      const c = order[r]!
      sorted.order[r] = c
      sorted.x[r] = centers.x[c]!
      sorted.y[r] = centers.y[c]!
      rank[c] = r
    }
    for (let c = 0; c < count; c++) {
      const way =
        isMoved[c] === 1 ? toNearest(rank[c]!, sorted) : toNearestMoved(c, centers, moved, movedCount)
      // A little less, for rounding.
      alone[c] = (way / 4) * (1 - 1e-9)
    }
    for (let i = 0; i < x.length; i++) {
      const own = clusterOf[i]!
      const px = x[i]!
      const py = y[i]!
      const dx = centers.x[own]! - px
      const dy = centers.y[own]! - py
      if (dx * dx + dy * dy < alone[own]!) continue
      const nearest =
        isMoved[own] === 0 && movedCount <= FEW
          ? nearestOfMoved(px, py, own, centers, moved, movedCount)
          : nearestOutwards(px, py, rank[own]!, sorted)
      if (nearest === own) continue
      clusterOf[i] = nearest
      isChanged[own] = 1
      isChanged[nearest] = 1
    }
  }
}

/** With more moved centres than this, to look outwards is quicker. */
const FEW = 20

/** Centres by x, then y; entries from `count` on are not in use. */
interface Sorted {
  count: number
  readonly order: Int32Array
  readonly x: Float64Array
  readonly y: Float64Array
}

/**
 * Square of the distance from a centre to the nearest other. Who is nearer to it than half of that way has no nearer
 * centre, by the triangle inequality.
 */
function toNearest(start: number, { count, x, y }: Sorted): number {
  const px = x[start]!
  const py = y[start]!
  let least = Infinity
  for (let r = start + 1; r < count; r++) {
    const dx = x[r]! - px
    const dy = y[r]! - py
    least = Math.min(least, dx * dx + dy * dy)
    if (dx * dx > least) break
  }
  for (let r = start - 1; r >= 0; r--) {
    const dx = x[r]! - px
    const dy = y[r]! - py
    least = Math.min(least, dx * dx + dy * dy)
    if (dx * dx > least) break
  }
  return least
}

/** The same to the nearest of those that moved, for a centre that did not. */
function toNearestMoved(own: number, { x, y }: MovingCenters, moved: Int32Array, movedCount: number): number {
  const px = x[own]!
  const py = y[own]!
  let least = Infinity
  for (let k = 0; k < movedCount; k++) {
    const dx = x[moved[k]!]! - px
    const dy = y[moved[k]!]! - py
    least = Math.min(least, dx * dx + dy * dy)
  }
  return least
}

function nearestOfMoved(
  px: number,
  py: number,
  own: number,
  { x, y }: MovingCenters,
  moved: Int32Array,
  movedCount: number,
): number {
  let dx = x[own]! - px
  let dy = y[own]! - py
  let least = dx * dx + dy * dy
  let best = own
  for (let k = 0; k < movedCount; k++) {
    const c = moved[k]!
    dx = x[c]! - px
    dy = y[c]! - py
    const distance = dx * dx + dy * dy
    if (distance > least || (distance === least && c < best)) continue
    least = distance
    best = c
  }
  return best
}

function nearestOutwards(px: number, py: number, start: number, { count, order, x, y }: Sorted): number {
  let least = Infinity
  let best = -1
  for (let r = start; r < count; r++) {
    const dx = x[r]! - px
    if (dx > 0 && dx * dx > least) break
    const dy = y[r]! - py
    const distance = dx * dx + dy * dy
    if (distance > least || (distance === least && order[r]! < best)) continue
    least = distance
    best = order[r]!
  }
  for (let r = start - 1; r >= 0; r--) {
    const dx = x[r]! - px
    if (dx < 0 && dx * dx > least) break
    const dy = y[r]! - py
    const distance = dx * dx + dy * dy
    if (distance > least || (distance === least && order[r]! < best)) continue
    least = distance
    best = order[r]!
  }
  return best
}
