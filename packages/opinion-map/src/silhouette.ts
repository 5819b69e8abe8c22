import type { PairDistances } from './pair-distances.ts'

/**
 * How clear a division into clusters is: mean over the points of (b − a) / max(a, b), where a is the mean distance to
 * the own cluster and b to the nearest other; from −1 to 1, and 0 for a point that is alone.
 *
 * Source: Rousseeuw 1987. Cost: points².
 *
 * @example
 * const distances = pairDistances({ x: Float64Array.of(0, 1, 9, 10), y: new Float64Array(4) })
 * silhouette(distances, Int32Array.of(0, 0, 1, 1), 2) // 0.89
 */
export function silhouette(distances: PairDistances, clusterOf: Int32Array, clusters: number): number {
  const points = clusterOf.length
  if (clusters < 2) return 0
  const size = new Float64Array(clusters)
  for (let i = 0; i < points; i++) size[clusterOf[i]!]!++
  const sums = new Float64Array(points * clusters)
  for (let i = 0, pair = 0; i < points; i++) {
    const own = clusterOf[i]!
    for (let j = 0; j < i; j++, pair++) {
      sums[i * clusters + clusterOf[j]!]! += distances[pair]!
      sums[j * clusters + own]! += distances[pair]!
    }
  }
  let total = 0
  for (let i = 0; i < points; i++) {
    const own = clusterOf[i]!
    if (size[own]! < 2) continue
    let nearest = Infinity
    for (let c = 0; c < clusters; c++) {
      if (c !== own) nearest = Math.min(nearest, sums[i * clusters + c]! / size[c]!)
    }
    const within = sums[i * clusters + own]! / (size[own]! - 1)
    const greater = Math.max(within, nearest)
    if (greater > 0) total += (nearest - within) / greater
  }
  return total / points
}
