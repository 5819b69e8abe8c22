import type { Ballots } from '../types.ts'

const LEAST_SLOTS = 1 << 10
const MOST_FIRST_SLOTS = 1 << 18

/**
 * Merges equal ballots while a file streams by: an open-addressing table of the distinct ones with how many people cast each.
 * Memory grows with the distinct ballots only. Adding costs O(length of the ballot). What is looked at together lies
 * together: a large table is mostly not in the processor's cache.
 */
export class BallotTable {
  /** Hash and number + 1 of a ballot; 0 as number for a slot that is free. */
  #slots: Int32Array
  /** Where a ballot's items begin, and how many people cast it. */
  #records: Int32Array
  /** Project and points. */
  #items: Int32Array
  #size = 0

  /** @param expected how many distinct ballots may come; a wrong guess costs time only. */
  constructor(expected: number) {
    const wanted = Math.min(MOST_FIRST_SLOTS, Math.max(LEAST_SLOTS, 2 * expected))
    const slots = 2 ** Math.ceil(Math.log2(wanted))
    this.#slots = new Int32Array(2 * slots)
    this.#records = new Int32Array(slots)
    this.#items = new Int32Array(4 * slots)
  }

  /** Counts one ballot: its first `length` projects and points. Returns its number: the same for equal ballots. */
  add(project: Int32Array, points: Int32Array, length: number): number {
    const slots = this.#slots
    const hash = hashBallot(project, points, length)
    const last = slots.length - 2
    for (let slot = (hash << 1) & last; ; slot = (slot + 2) & last) {
      const ballot = slots[slot + 1]! - 1
      if (ballot < 0) return this.#insert(slot, hash, project, points, length)
      if (slots[slot] === hash && this.#isEqual(ballot, project, points, length)) {
        this.#records[2 * ballot + 1]!++
        return ballot
      }
    }
  }

  /** Counts one more of a ballot that `add` gave its number. */
  countAgain(ballot: number): void {
    this.#records[2 * ballot + 1]!++
  }

  /** Multiplies all points: the file has more decimals than was known. */
  scalePoints(factor: number): void {
    for (let at = 1; at < this.#records[2 * this.#size]!; at += 2) this.#items[at]! *= factor
    this.#slots.fill(0)
    const { start, project, points } = this.finish()
    for (let ballot = 0; ballot < this.#size; ballot++) {
      const [from, to] = [start[ballot]!, start[ballot + 1]!]
      this.#fillSlot(hashBallot(project.subarray(from, to), points.subarray(from, to), to - from), ballot)
    }
  }

  finish(): Ballots {
    const used = this.#records[2 * this.#size]! >> 1
    const start = new Int32Array(this.#size + 1)
    const voters = new Int32Array(this.#size)
    for (let ballot = 0; ballot < this.#size; ballot++) {
      voters[ballot] = this.#records[2 * ballot + 1]!
      start[ballot + 1] = this.#records[2 * ballot + 2]! >> 1
    }
    const project = new Int32Array(used)
    const points = new Int32Array(used)
    for (let at = 0; at < used; at++) {
      project[at] = this.#items[2 * at]!
      points[at] = this.#items[2 * at + 1]!
    }
    return { start, project, points, voters }
  }

  #isEqual(ballot: number, project: Int32Array, points: Int32Array, length: number): boolean {
    const from = this.#records[2 * ballot]!
    if (this.#records[2 * ballot + 2]! - from !== 2 * length) return false
    for (let at = 0; at < length; at++)
      if (this.#items[from + 2 * at] !== project[at] || this.#items[from + 2 * at + 1] !== points[at])
        return false
    return true
  }

  #insert(slot: number, hash: number, project: Int32Array, points: Int32Array, length: number): number {
    const ballot = this.#size++
    const from = this.#records[2 * ballot]!
    this.#reserve(from + 2 * length)
    for (let at = 0; at < length; at++) {
      this.#items[from + 2 * at] = project[at]!
      this.#items[from + 2 * at + 1] = points[at]!
    }
    this.#records[2 * ballot + 1] = 1
    this.#records[2 * ballot + 2] = from + 2 * length
    this.#slots[slot] = hash
    this.#slots[slot + 1] = ballot + 1
    if (4 * this.#size > this.#slots.length) this.#growSlots()
    return ballot
  }

  #reserve(items: number): void {
    if (2 * this.#size + 2 > this.#records.length)
      this.#records = grown(this.#records, 2 * this.#records.length)
    if (items > this.#items.length) this.#items = grown(this.#items, Math.max(items, 2 * this.#items.length))
  }

  #growSlots(): void {
    const before = this.#slots
    this.#slots = new Int32Array(4 * before.length)
    for (let slot = 0; slot < before.length; slot += 2)
      if (before[slot + 1] !== 0) this.#fillSlot(before[slot]!, before[slot + 1]! - 1)
  }

  #fillSlot(hash: number, ballot: number): void {
    const last = this.#slots.length - 2
    let slot = (hash << 1) & last
    while (this.#slots[slot + 1] !== 0) slot = (slot + 2) & last
    this.#slots[slot] = hash
    this.#slots[slot + 1] = ballot + 1
  }
}

function hashBallot(project: Int32Array, points: Int32Array, length: number): number {
  let hash = length
  for (let at = 0; at < length; at++) {
    hash = Math.imul(hash ^ (project[at]! + Math.imul(points[at]!, 0x85ebca6b)), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash
}

function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length)
  larger.set(array)
  return larger
}
