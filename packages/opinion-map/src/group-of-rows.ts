import type { Groups } from './find-groups.ts'

/**
 * By row: the position of its group, or −1 for a row that is not in the map. Everybody is in group 0 where no division
 * was possible.
 *
 * @example groupOfRows(map.groups, map.rowsInMap, 339)
 */
export function groupOfRows({ base, best }: Groups, rowsInMap: Int32Array, rows: number): Int32Array {
  const groupOf = new Int32Array(rows).fill(-1)
  rowsInMap.forEach((row, i) => {
    groupOf[row] = best === null ? 0 : best.clusters.clusterOf[base.clusterOf[i]!]!
  })
  return groupOf
}
