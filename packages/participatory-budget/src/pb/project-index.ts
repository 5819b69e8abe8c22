const SPACE = 0x20

/** Finds a project by the bytes of its id, without making a text of them. */
export class ProjectIndex {
  readonly #slots: Int32Array
  readonly #mask: number
  /** The bytes of all ids one after another: those of project p from `starts[p]` to `starts[p + 1] - 1`. */
  readonly #bytes: Uint8Array
  readonly #starts: Int32Array

  constructor(ids: readonly string[]) {
    const encoded = ids.map((id) => new TextEncoder().encode(id))
    this.#bytes = Uint8Array.from(encoded.flatMap((id) => [...id]))
    this.#starts = new Int32Array(ids.length + 1)
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(4 * ids.length + 4)))
    this.#mask = this.#slots.length - 1
    encoded.forEach((id, project) => {
      this.#starts[project + 1] = this.#starts[project]! + id.length
      let hash = 0
      for (const byte of id) if (byte > SPACE) hash = nextHash(hash, byte)
      let slot = this.#slotOf(hash)
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask
      this.#slots[slot] = project + 1
    })
  }

  /** Position of the project; -1 where there is none. `hash` is that of its bytes, without blanks, one by one by `nextHash` from 0. */
  find(hash: number, bytes: Uint8Array, from: number, to: number): number {
    for (let slot = this.#slotOf(hash); ; slot = (slot + 1) & this.#mask) {
      const project = this.#slots[slot]! - 1
      if (project < 0 || this.#isSame(project, bytes, from, to)) return project
    }
  }

  #slotOf(hash: number): number {
    return (hash ^ (hash >>> 11)) & this.#mask
  }

  #isSame(project: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[project]!
    if (this.#starts[project + 1]! - start !== to - from) return false
    for (let at = from; at < to; at++) if (this.#bytes[start + at - from] !== bytes[at]) return false
    return true
  }
}

export function nextHash(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0
}
