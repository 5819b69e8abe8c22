import { gather } from './gather.ts'
import type { Points } from './project-participants.ts'

/** Centres of clusters, ready for the search. */
export interface SortedCenters {
  readonly centers: Points
  /** Positions of the centres by x, then y. */
  readonly order: readonly number[]
  /** Positions of the centres that moved since `before` was found; null where no point was assigned yet. */
  readonly moved: readonly number[] | null
}

/**
 * The nearest centre of each point; where two are equally near, the later. `before` holds the nearest centres as they
 * were, in present positions.
 *
 * The outcome is that of trying every centre. A point within half the way from its centre to any other stays; one whose centre did not move is tried against those that moved only;
 * another looks from its centre outwards, in the order of x, until a centre is further along x alone than the best.
 *
 * Cost: some ten of a hundred centres a point, fewer when few centres move.
 *
 * @example nearestCenters(points, { centers, order: [1, 0], moved: null }, new Int32Array(points.x.length))
 */
export function nearestCenters(
  { x, y }: Points,
  { centers, order, moved }: SortedCenters,
  before: Int32Array,
): Int32Array {
  const sorted: Sorted = {
    order: Int32Array.from(order),
    x: gather(centers.x, order),
    y: gather(centers.y, order),
  }
  const rank = new Int32Array(order.length)
  for (let r = 0; r < order.length; r++) rank[order[r]!] = r
  const tried = Int32Array.from(moved ?? [])
  const mayStay = new Uint8Array(order.length)
  if (moved !== null && moved.length <= FEW) mayStay.fill(1)
  for (let k = 0; k < tried.length; k++) mayStay[tried[k]!] = 0
  const alone = aloneWithin(sorted)
  const nearest = new Int32Array(x.length)
  for (let i = 0; i < x.length; i++) {
    const own = before[i]!
    const dx = centers.x[own]! - x[i]!
    const dy = centers.y[own]! - y[i]!
    if (dx * dx + dy * dy < alone[own]!) {
      nearest[i] = own
      continue
    }
    nearest[i] =
      mayStay[own] === 1
        ? nearestOfMoved(x[i]!, y[i]!, own, centers, tried)
        : nearestOutwards(x[i]!, y[i]!, rank[own]!, sorted)
  }
  return nearest
}

/**
 * Of each centre, in their positions: the square of half the way to the nearest other, a little less for rounding. Who is
 * nearer than that has no nearer centre, by the triangle inequality.
 */
function aloneWithin({ order, x, y }: Sorted): Float64Array {
  const alone = new Float64Array(order.length)
  for (let a = 0; a < order.length; a++) {
    let least = Infinity
    const look = (b: number) => {
      const dx = x[b]! - x[a]!
      const dy = y[b]! - y[a]!
      least = Math.min(least, dx * dx + dy * dy)
      return dx * dx <= least
    }
    for (let b = a + 1; b < order.length && look(b); b++);
    for (let b = a - 1; b >= 0 && look(b); b--);
    alone[order[a]!] = (least / 4) * (1 - 1e-9)
  }
  return alone
}

/** With more moved centres than this, to look outwards is quicker. */
const FEW = 20

interface Sorted {
  readonly order: Int32Array
  readonly x: Float64Array
  readonly y: Float64Array
}

function nearestOfMoved(px: number, py: number, own: number, { x, y }: Points, moved: Int32Array): number {
  let dx = x[own]! - px
  let dy = y[own]! - py
  let least = dx * dx + dy * dy
  let best = own
  for (let k = 0; k < moved.length; k++) {
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

function nearestOutwards(px: number, py: number, start: number, { order, x, y }: Sorted): number {
  let least = Infinity
  let best = -1
  for (let r = start; r < order.length; r++) {
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
