import { gather } from './gather.ts'
import type { Points } from './project-participants.ts'

/**
 * Some points out of many, in the order of `rows`.
 *
 * @example pickPoints({ x: Float64Array.of(1, 2), y: Float64Array.of(3, 4) }, Int32Array.of(1)) // x [2], y [4]
 */
export function pickPoints({ x, y }: Points, rows: ArrayLike<number>): Points {
  return { x: gather(x, rows), y: gather(y, rows) }
}
