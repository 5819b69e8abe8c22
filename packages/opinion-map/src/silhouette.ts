import type { Points } from './project-participants.ts'

/**
 * How clear a division into clusters is: mean over the points of (b − a) / max(a, b), where a is the mean distance to
 * the own cluster and b to the nearest other; from −1 to 1, and 0 for a point that is alone.
 *
 * Source: Rousseeuw 1987. Cost: points².
 *
 * @example silhouette({ x: Float64Array.of(0, 1, 9, 10), y: new Float64Array(4) }, Int32Array.of(0, 0, 1, 1), 2) // 0.89
 */
export function silhouette({ x, y }: Points, clusterOf: Int32Array, clusters: number): number {
  if (clusters < 2) return 0
  const size = new Float64Array(clusters)
  for (const cluster of clusterOf) size[cluster]!++
  const sums = new Float64Array(x.length * clusters)
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const dx = x[i]! - x[j]!
      const dy = y[i]! - y[j]!
      const distance = Math.sqrt(dx * dx + dy * dy)
      sums[i * clusters + clusterOf[j]!]! += distance
      sums[j * clusters + clusterOf[i]!]! += distance
    }
  }
  let total = 0
  for (let i = 0; i < x.length; i++) {
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
  return total / x.length
}
