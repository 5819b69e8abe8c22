import type { OpinionMap } from './opinion-map.ts'

/**
 * Position of the group that somebody at this point belongs to: that of the nearest base cluster; −1 where nobody is.
 *
 * @example groupAt(map, { x: 0.2, y: -1 }) // 1
 */
export function groupAt({ groups }: OpinionMap, point: { readonly x: number; readonly y: number }): number {
  const { x, y } = groups.base.centers
  let least = Infinity
  let nearest = -1
  for (let c = 0; c < x.length; c++) {
    const dx = point.x - x[c]!
    const dy = point.y - y[c]!
    const distance = dx * dx + dy * dy
    if (distance > least) continue
    least = distance
    nearest = c
  }
  if (nearest < 0) return -1
  return groups.best === null ? 0 : groups.best.clusters.clusterOf[nearest]!
}
