/**
 * Which voter ids were met, to refuse a voter who stands twice: one bit for a plain number up to 2^27, its text for any
 * other id. Nothing of it leaves the reader.
 */
export class VoterIds {
  #bits = new Uint32Array(1 << 10)
  readonly #texts = new Set<string>()

  /** True where the id was met before. */
  meets(bytes: Uint8Array, from: number, to: number): boolean {
    const number = smallNumber(bytes, from, to)
    return number < 0
      ? this.#meetsText(new TextDecoder().decode(bytes.subarray(from, to)))
      : this.meetsNumber(number)
  }

  /** The same for a plain number below 2^27. */
  meetsNumber(number: number): boolean {
    const word = number >>> 5
    if (word >= this.#bits.length) this.#grow(word)
    const bit = 1 << (number & 31)
    const before = this.#bits[word]!
    this.#bits[word] = before | bit
    return (before & bit) !== 0
  }

  #meetsText(text: string): boolean {
    if (this.#texts.has(text)) return true
    this.#texts.add(text)
    return false
  }

  #grow(word: number): void {
    const larger = new Uint32Array(Math.max(word + 1, 2 * this.#bits.length))
    larger.set(this.#bits)
    this.#bits = larger
  }
}

/** The number these bytes write in the usual way, below 2^27; else -1. */
function smallNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > 9 || to === from || (bytes[from] === 0x30 && to - from > 1)) return -1
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 0x30
    if (digit < 0 || digit > 9) return -1
    number = 10 * number + digit
  }
  return number < 1 << 27 ? number : -1
}
