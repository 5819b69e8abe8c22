import type { Points } from './project-participants.ts'

/** Distance of each point to each before it: 1–0, 2–0, 2–1, 3–0, … */
export type PairDistances = Float64Array

/**
 * Distances between all points, once for several uses.
 *
 * Cost: points².
 *
 * @example pairDistances({ x: Float64Array.of(0, 3), y: Float64Array.of(0, 4) }) // [5]
 */
export function pairDistances({ x, y }: Points): PairDistances {
  const distances = new Float64Array((x.length * (x.length - 1)) / 2)
  for (let i = 0, pair = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++, pair++) {
      const dx = x[i]! - x[j]!
      const dy = y[i]! - y[j]!
      distances[pair] = Math.sqrt(dx * dx + dy * dy)
    }
  }
  return distances
}
