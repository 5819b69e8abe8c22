/** Finds a project by the bytes of its id, without making a text of them. */
export class ProjectIndex {
  readonly #slots: Int32Array
  readonly #ids: readonly Uint8Array[]

  constructor(ids: readonly string[]) {
    const encoder = new TextEncoder()
    this.#ids = ids.map((id) => encoder.encode(id))
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(4 * ids.length + 4)))
    this.#ids.forEach((id, index) => {
      let slot = hashBytes(id, 0, id.length) & (this.#slots.length - 1)
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1)
      this.#slots[slot] = index + 1
    })
  }

  /** Position of the project; -1 where there is none. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const mask = this.#slots.length - 1
    let slot = hashBytes(bytes, from, to) & mask
    for (;;) {
      const entry = this.#slots[slot]!
      if (entry === 0) return -1
      if (isSame(this.#ids[entry - 1]!, bytes, from, to)) return entry - 1
      slot = (slot + 1) & mask
    }
  }
}

function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0
  for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0
  return hash ^ (hash >>> 13)
}

function isSame(id: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (id.length !== to - from) return false
  for (let at = 0; at < id.length; at++) if (id[at] !== bytes[from + at]) return false
  return true
}
