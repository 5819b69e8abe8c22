const LEAST_SLOTS = 1 << 10
const MOST_FIRST_SLOTS = 1 << 18
/** A slot is four numbers: hash, where the text begins, its length, and the number of the ballot + 1 (0: free). */
const SLOT = 4
/** Texts kept; beyond, everything is forgotten and learnt again, so that memory stays bounded however votes are written. */
const MOST_BYTES = 1 << 23

/**
 * Knows again a vote written in the same bytes as one before, without reading its list: in large files most votes are. Votes that are
 * equal but written in another order are no matter of this cache: it may forget, it never errs.
 */
export class VoteCache {
  #slots: Int32Array
  #bytes = new Uint8Array(1 << 16)
  #used = 0
  #size = 0

  /** @param expected how many different votes may come; a wrong guess costs time only. */
  constructor(expected: number) {
    const slots = Math.min(MOST_FIRST_SLOTS, Math.max(LEAST_SLOTS, 2 * expected))
    this.#slots = new Int32Array(SLOT * 2 ** Math.ceil(Math.log2(slots)))
  }

  /** Number of the ballot with the bytes `from` to `to`; -1 where it is not known. `hash` is any function of these bytes. */
  find(hash: number, bytes: Uint8Array, from: number, to: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    for (let slot = (spread(hash) * SLOT) & mask; ; slot = (slot + SLOT) & mask) {
      const ballot = slots[slot + 3]! - 1
      if (ballot < 0) return -1
      if (
        slots[slot] === hash &&
        slots[slot + 2] === to - from &&
        this.#isSame(slots[slot + 1]!, bytes, from, to)
      )
        return ballot
    }
  }

  remember(hash: number, bytes: Uint8Array, from: number, to: number, ballot: number): void {
    if (this.#used + to - from > MOST_BYTES) this.#forget()
    if (this.#used + to - from > this.#bytes.length) this.#growBytes(this.#used + to - from)
    for (let at = from; at < to; at++) this.#bytes[this.#used + at - from] = bytes[at]!
    this.#put(hash, this.#used, to - from, ballot + 1)
    this.#used += to - from
    if (2 * SLOT * ++this.#size > this.#slots.length) this.#growSlots()
  }

  #isSame(start: number, bytes: Uint8Array, from: number, to: number): boolean {
    const own = this.#bytes
    const shift = start - from
    for (let at = from; at < to; at++) if (own[at + shift] !== bytes[at]) return false
    return true
  }

  #put(hash: number, start: number, length: number, ballot: number): void {
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = (spread(hash) * SLOT) & mask
    while (slots[slot + 3] !== 0) slot = (slot + SLOT) & mask
    slots[slot] = hash
    slots[slot + 1] = start
    slots[slot + 2] = length
    slots[slot + 3] = ballot
  }

  #growSlots(): void {
    const before = this.#slots
    this.#slots = new Int32Array(4 * before.length)
    for (let slot = 0; slot < before.length; slot += SLOT)
      if (before[slot + 3] !== 0)
        this.#put(before[slot]!, before[slot + 1]!, before[slot + 2]!, before[slot + 3]!)
  }

  #growBytes(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, 4 * this.#bytes.length))
    larger.set(this.#bytes)
    this.#bytes = larger
  }

  #forget(): void {
    this.#slots.fill(0)
    this.#used = 0
    this.#size = 0
  }
}

function spread(hash: number): number {
  return hash ^ (hash >>> 15)
}
