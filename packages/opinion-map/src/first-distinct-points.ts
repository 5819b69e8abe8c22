import { pickPoints } from './pick-points.ts'
import type { Points } from './project-participants.ts'

/**
 * The first `count` points that differ from one another: where k-means starts.
 *
 * Source: Polis (init-clusters). Cost: the points looked at.
 *
 * @example firstDistinctPoints({ x: Float64Array.of(1, 1, 2), y: Float64Array.of(0, 0, 0) }, 2) // x [1, 2]
 */
export function firstDistinctPoints({ x, y }: Points, count: number): Points {
  const seen = new Map<number, Set<number>>()
  const chosen: number[] = []
  for (let i = 0; i < x.length && chosen.length < count; i++) {
    let ys = seen.get(x[i]!)
    if (ys === undefined) {
      ys = new Set()
      seen.set(x[i]!, ys)
    }
    if (ys.has(y[i]!)) continue
    ys.add(y[i]!)
    chosen.push(i)
  }
  return pickPoints({ x, y }, chosen)
}
