const SPACE = 0x20

/** Bounds of a field without the blanks around it: its number's place in `bounds`, first byte and the one after the last. */
export function trim(bytes: Uint8Array, from: number, to: number, bounds: Int32Array, field: number): void {
  let start = from
  let end = to
  while (start < end && bytes[start]! <= SPACE) start++
  while (start < end && bytes[end - 1]! <= SPACE) end--
  bounds[2 * field] = start
  bounds[2 * field + 1] = end
}

export function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
