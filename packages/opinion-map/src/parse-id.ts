import type { Id } from './votes.ts'

/**
 * The name of a participant or a comment in a file: a number where it is written as a plain whole number, else the text;
 * null where the cell is empty.
 *
 * @example parseId('12') // 12
 */
export function parseId(cell: string): Id | null {
  const text = cell.trim()
  if (text === '') return null
  return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text
}
