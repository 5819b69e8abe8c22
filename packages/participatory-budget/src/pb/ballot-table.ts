import type { Ballots } from '../types.ts'

const FIRST_SLOTS = 1 << 10

/**
 * Merges equal ballots while a file streams by: an open-addressing table of the distinct ones with how many people cast each.
 * Memory grows with the distinct ballots only. Adding costs O(length of the ballot).
 */
export class BallotTable {
  #slots = new Int32Array(FIRST_SLOTS)
  #hashes = new Int32Array(FIRST_SLOTS)
  #start = new Int32Array(FIRST_SLOTS)
  #voters = new Int32Array(FIRST_SLOTS)
  #project = new Int32Array(8 * FIRST_SLOTS)
  #points = new Int32Array(8 * FIRST_SLOTS)
  #size = 0

  /** Counts one ballot: its first `length` projects and points. Returns its number: the same for equal ballots. */
  add(project: Int32Array, points: Int32Array, length: number): number {
    const hash = hashBallot(project, points, length)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const entry = this.#slots[slot]!
      if (entry === 0) return this.#insert(slot, hash, project, points, length)
      if (this.#hashes[entry - 1] === hash && this.#isEqual(entry - 1, project, points, length)) {
        this.#voters[entry - 1]!++
        return entry - 1
      }
      slot = (slot + 1) & mask
    }
  }

  /** Multiplies all points: the file has more decimals than was known. */
  scalePoints(factor: number): void {
    const used = this.#start[this.#size]!
    for (let at = 0; at < used; at++) this.#points[at]! *= factor
    for (let ballot = 0; ballot < this.#size; ballot++) {
      const [from, to] = [this.#start[ballot]!, this.#start[ballot + 1]!]
      this.#hashes[ballot] = hashBallot(
        this.#project.subarray(from, to),
        this.#points.subarray(from, to),
        to - from,
      )
    }
    this.#fillSlots(this.#slots.length)
  }

  finish(): Ballots {
    const used = this.#start[this.#size]!
    return {
      start: this.#start.slice(0, this.#size + 1),
      project: this.#project.slice(0, used),
      points: this.#points.slice(0, used),
      voters: this.#voters.slice(0, this.#size),
    }
  }

  #isEqual(ballot: number, project: Int32Array, points: Int32Array, length: number): boolean {
    const from = this.#start[ballot]!
    if (this.#start[ballot + 1]! - from !== length) return false
    for (let at = 0; at < length; at++)
      if (this.#project[from + at] !== project[at] || this.#points[from + at] !== points[at]) return false
    return true
  }

  #insert(slot: number, hash: number, project: Int32Array, points: Int32Array, length: number): number {
    const ballot = this.#size++
    const from = this.#start[ballot]!
    this.#reserve(from + length)
    for (let at = 0; at < length; at++) {
      this.#project[from + at] = project[at]!
      this.#points[from + at] = points[at]!
    }
    this.#start[ballot + 1] = from + length
    this.#voters[ballot] = 1
    this.#hashes[ballot] = hash
    this.#slots[slot] = ballot + 1
    if (2 * this.#size > this.#slots.length) this.#fillSlots(2 * this.#slots.length)
    return ballot
  }

  #reserve(entries: number): void {
    if (this.#size + 1 >= this.#start.length) {
      this.#start = grown(this.#start, 2 * this.#start.length)
      this.#voters = grown(this.#voters, 2 * this.#voters.length)
      this.#hashes = grown(this.#hashes, 2 * this.#hashes.length)
    }
    if (entries <= this.#project.length) return
    const length = Math.max(entries, 2 * this.#project.length)
    this.#project = grown(this.#project, length)
    this.#points = grown(this.#points, length)
  }

  #fillSlots(length: number): void {
    this.#slots = new Int32Array(length)
    for (let ballot = 0; ballot < this.#size; ballot++) {
      let slot = this.#hashes[ballot]! & (length - 1)
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (length - 1)
      this.#slots[slot] = ballot + 1
    }
  }
}

function hashBallot(project: Int32Array, points: Int32Array, length: number): number {
  let hash = length
  for (let at = 0; at < length; at++)
    hash = Math.imul(hash ^ project[at]!, 0x9e3779b1) + Math.imul(points[at]!, 0x85ebca6b) + (hash >>> 15)
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  return hash ^ (hash >>> 15)
}

function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length)
  larger.set(array)
  return larger
}
