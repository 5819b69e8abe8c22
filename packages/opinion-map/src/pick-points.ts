import type { Points } from './project-participants.ts'

/**
 * Some points out of many, in the order of `rows`.
 *
 * @example pickPoints({ x: Float64Array.of(1, 2), y: Float64Array.of(3, 4) }, Int32Array.of(1)) // x [2], y [4]
 */
export function pickPoints({ x, y }: Points, rows: Int32Array): Points {
  return { x: Float64Array.from(rows, (row) => x[row]!), y: Float64Array.from(rows, (row) => y[row]!) }
}
