/** Of the numbers that have a bit each. */
const FIRST_LARGE = 2 ** 27
/** Numbers with as many digits are exact in a double. */
const MOST_DIGITS = 15

/**
 * Which voter ids were met, to refuse a voter who stands twice: one bit for a plain number up to 2^27, a larger one itself, its text for
 * any other id. Nothing of it leaves the reader.
 */
export class VoterIds {
  #bits = new Uint32Array(1 << 10)
  readonly #large = new Set<number>()
  readonly #texts = new Set<string>()

  /** True where the id was met before. */
  meets(bytes: Uint8Array, from: number, to: number): boolean {
    const number = plainNumber(bytes, from, to)
    if (number < 0) return meets(this.#texts, new TextDecoder().decode(bytes.subarray(from, to)))
    return number < FIRST_LARGE ? this.meetsNumber(number) : meets(this.#large, number)
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

  #grow(word: number): void {
    const larger = new Uint32Array(Math.max(word + 1, 2 * this.#bits.length))
    larger.set(this.#bits)
    this.#bits = larger
  }
}

function meets<Id>(met: Set<Id>, id: Id): boolean {
  if (met.has(id)) return true
  met.add(id)
  return false
}

/** The number these bytes write in the usual way; else -1. */
function plainNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > MOST_DIGITS || to === from || (bytes[from] === 0x30 && to - from > 1)) return -1
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 0x30
    if (digit < 0 || digit > 9) return -1
    number = 10 * number + digit
  }
  return number
}
