import { type Box, boxOf, isInBox, isInShape, type Shape, type Spot } from './plane.rules.ts'

/** A commune as a file of outlines gives it. */
export interface Commune {
  /** Code of the INSEE. */
  readonly code: string
  readonly name: string
  readonly outline: Shape
  readonly box: Box
}

export const communeCode = /^(?:\d{2}|2[AB])\d{3}$/

export function communeOf(code: string, name: string, outline: Shape): Commune {
  return { code, name, outline, box: boxOf(outline.flat(2)) }
}

/**
 * The commune that a spot is in; null when it is in none. On a border that several share, the one whose code comes first,
 * whatever their order: the answer is the same each time.
 */
export function communeAt(communes: readonly Commune[], spot: Spot): Commune | null {
  let found: Commune | null = null
  for (const commune of communes) {
    if (found && found.code <= commune.code) continue
    if (isInBox(commune.box, spot) && isInShape(commune.outline, spot)) found = commune
  }
  return found
}
