const DECODER = new TextDecoder()

/** Empty, or the word `none`. */
export function isAbsent(bytes: Uint8Array, from: number, to: number): boolean {
  if (from === to) return true
  // Most ballots are told by their first byte: n or N.
  return (bytes[from]! | 0x20) === 0x6e && to - from === 4 && textOf(bytes, from, to).toLowerCase() === 'none'
}

export function textOf(bytes: Uint8Array, from: number, to: number): string {
  return DECODER.decode(bytes.subarray(from, to))
}
