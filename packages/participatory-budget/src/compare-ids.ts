/**
 * Order of two project ids as texts, by Unicode code points: "10" before "9". The order in which the reference
 * implementations break ties; JavaScript's own order of strings differs beyond the Basic Multilingual Plane.
 *
 * Cost: O(length).
 *
 * @example
 * compareIds('10', '9') < 0 // → true
 */
export function compareIds(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const unitA = a.charCodeAt(index)
    const unitB = b.charCodeAt(index)
    if (unitA !== unitB)
      return isSurrogate(unitA) === isSurrogate(unitB) ? unitA - unitB : isSurrogate(unitA) ? 1 : -1
  }
  return a.length - b.length
}

/** Half of a code point above every single unit. U+E000 to U+FFFF lie above surrogates as units, below as points. */
function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}
