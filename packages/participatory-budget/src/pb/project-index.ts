import { firstBytes, pieceOf, SPARE } from './piece.ts'

const SPACE = 0x20

/** Finds a project by the bytes of its id, four at a time, without making a text of them. */
export class ProjectIndex {
  readonly #slots: Int32Array
  readonly #mask: number
  /** The words of all ids, each id filled up with zeros: those of project p begin at `starts[p]`. */
  readonly #words: Int32Array
  readonly #starts: Int32Array
  /** Bytes of each id. */
  readonly #lengths: Int32Array
  /** Ids of four bytes or fewer by their one word: the word and the project + 1, in turns; 0 there for a slot that is free. */
  readonly #short: Int32Array
  readonly #shortShift: number

  constructor(ids: readonly string[]) {
    const encoded = ids.map((id) => new TextEncoder().encode(id))
    this.#lengths = Int32Array.from(encoded, ({ length }) => length)
    this.#starts = new Int32Array(ids.length + 1)
    this.#lengths.forEach((length, project) => {
      this.#starts[project + 1] = this.#starts[project]! + Math.ceil(length / 4)
    })
    this.#words = new Int32Array(this.#starts[ids.length]!)
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(4 * ids.length + 4)))
    this.#mask = this.#slots.length - 1
    this.#short = new Int32Array(2 * this.#slots.length)
    this.#shortShift = 1 + Math.clz32(this.#slots.length)
    encoded.forEach((id, project) => {
      this.#put(id, project)
    })
  }

  #put(id: Uint8Array, project: number): void {
    const padded = new Uint8Array(id.length + SPARE)
    padded.set(id)
    const { view } = pieceOf(padded)
    for (let word = this.#starts[project]!, at = 0; at < id.length; word++, at += 4)
      this.#words[word] = view.getInt32(at, true)
    let hash = 0
    for (const byte of id) hash = nextHash(hash, byte)
    let slot = (hash ^ (hash >>> 11)) & this.#mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask
    this.#slots[slot] = project + 1
    if (id.length <= 4) this.#putShort(this.#words[this.#starts[project]!]!, project)
  }

  #putShort(word: number, project: number): void {
    const short = this.#short
    const last = short.length - 2
    let slot = (Math.imul(word, 0x9e3779b1) >>> this.#shortShift) << 1
    while (short[slot + 1] !== 0) slot = (slot + 2) & last
    short[slot] = word
    short[slot + 1] = project + 1
  }

  /** Position of the project whose id has four bytes or fewer, given as one word that is filled up with zeros; -1 where there is none. */
  findShort(word: number): number {
    const short = this.#short
    const last = short.length - 2
    for (let slot = (Math.imul(word, 0x9e3779b1) >>> this.#shortShift) << 1; ; slot = (slot + 2) & last) {
      const project = short[slot + 1]! - 1
      if (project < 0 || short[slot] === word) return project
    }
  }

  /**
   * Position of the project whose id is the bytes `from` to `to`; -1 where there is none.
   *
   * @param hash of these bytes, one by one by `nextHash` from 0.
   * @param view with `SPARE` bytes after `to`.
   */
  find(hash: number, view: DataView, from: number, to: number): number {
    for (let slot = (hash ^ (hash >>> 11)) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const project = this.#slots[slot]! - 1
      if (project < 0 || this.#isSame(project, view, from, to)) return project
    }
  }

  #isSame(project: number, view: DataView, from: number, to: number): boolean {
    if (this.#lengths[project] !== to - from) return false
    let word = this.#starts[project]!
    let at = from
    for (; at + 4 <= to; at += 4) if (this.#words[word++] !== view.getInt32(at, true)) return false
    return at === to || this.#words[word] === firstBytes(view.getInt32(at, true), to - at)
  }
}

/** Blanks change nothing: those around an id are not known before its end. */
export function nextHash(hash: number, byte: number): number {
  return byte <= SPACE ? hash : (Math.imul(hash, 31) + byte) | 0
}
