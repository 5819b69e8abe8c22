const SPACE = 0x20

/** Bytes of a file, and the same as words of four: at least `SPARE` more bytes follow whatever is read as words. */
export interface Piece {
  readonly bytes: Uint8Array
  readonly view: DataView
}

/** A word begun at the last byte of a row ends this many bytes after it. */
export const SPARE = 3

export function pieceOf(bytes: Uint8Array): Piece {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
}

/** Both one after the other. */
export function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** First byte from `from` on that is no blank; `to` where there is none. */
export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at]! <= SPACE) at++
  return at
}

/** One after the last byte before `to` that is no blank; `from` where there is none. */
export function dropBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = to
  while (at > from && bytes[at - 1]! <= SPACE) at--
  return at
}

/** Takes the blanks around a field from its bounds: field k is `bytes[bounds[2k]]` to `bytes[bounds[2k + 1] - 1]`. */
export function trim(bytes: Uint8Array, bounds: Int32Array, field: number): void {
  const to = bounds[2 * field + 1]!
  const from = skipBlanks(bytes, bounds[2 * field]!, to)
  bounds[2 * field] = from
  bounds[2 * field + 1] = dropBlanks(bytes, from, to)
}

export function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  return skipBlanks(bytes, from, to) === to
}

/** The first `length` bytes of a word, 1 to 3; the others 0. */
export function firstBytes(word: number, length: number): number {
  return word & ((1 << (8 * length)) - 1)
}
