/**
 * A stream of numbers in [0, 1), the same for the same seed on every machine.
 *
 * Generator: sfc32 of the PractRand suite (Chris Doty-Humphrey), 128 bits of state, period about 2^127; the first
 * twelve numbers are thrown away so that near seeds part. Not for secrets.
 */
export function seededRandom(seed: number): () => number {
  let a = seed | 0
  let b = Math.floor(seed / 0x1_0000_0000) | 0
  let c = 0x9e37_79b9 | 0
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 0x1_0000_0000
  }
  for (let i = 0; i < 12; i++) next()
  return next
}
