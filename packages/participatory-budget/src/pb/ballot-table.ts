import type { Ballots, VoteType } from '../types.ts'

const LEAST_SLOTS = 1 << 10
const MOST_FIRST_SLOTS = 1 << 17
/** Before the items of a ballot: its number, how many people cast it, and how many projects it lists. */
const HEADER = 3

/**
 * Merges equal ballots while a file streams by: an open-addressing table of the distinct ones with how many people cast each.
 * Memory grows with the distinct ballots only. Adding costs O(length of the ballot). A large table is mostly not in the
 * processor's cache, so a ballot met again costs two places in memory: its slot, and its record.
 */
export class BallotTable {
  readonly #voteType: VoteType
  /** Items a project listed: the project; for points given freely, these too. */
  readonly #stride: number
  /** Hash of a ballot and where its record begins, + 1; 0 there for a slot that is free. */
  #slots: Int32Array
  /** A record a distinct ballot, one after another: header and items. */
  #records: Int32Array
  #used = 0
  #size = 0

  /** @param expected how many distinct ballots may come; a wrong guess costs time only. */
  constructor(voteType: VoteType, expected: number) {
    this.#voteType = voteType
    this.#stride = voteType === 'approval' || voteType === 'ordinal' ? 1 : 2
    const wanted = Math.min(MOST_FIRST_SLOTS, Math.max(LEAST_SLOTS, 2 * expected))
    const slots = 2 ** Math.ceil(Math.log2(wanted))
    this.#slots = new Int32Array(2 * slots)
    this.#records = new Int32Array(4 * slots)
  }

  /** Counts one ballot: its first `length` projects and points. Returns its number: the same for equal ballots. */
  add(project: Int32Array, points: Int32Array, length: number): number {
    const slots = this.#slots
    const records = this.#records
    const hash = this.#hash(project, points, length)
    const last = slots.length - 2
    for (let slot = (hash << 1) & last; ; slot = (slot + 2) & last) {
      const at = slots[slot + 1]! - 1
      if (at < 0) return this.#insert(slot, hash, project, points, length)
      if (slots[slot] === hash && this.#isEqual(at, project, points, length)) {
        records[at + 1]!++
        return records[at]!
      }
    }
  }

  /** Multiplies all points: the file has more decimals than was known. */
  scalePoints(factor: number): void {
    this.#slots.fill(0)
    const { start, project, points } = this.finish()
    for (let ballot = 0, at = 0; ballot < this.#size; ballot++) {
      const [from, to] = [start[ballot]!, start[ballot + 1]!]
      const scaled = points.subarray(from, to).map((given) => given * factor)
      scaled.forEach((given, place) => {
        this.#records[at + HEADER + 2 * place + 1] = given
      })
      this.#fillSlot(this.#hash(project.subarray(from, to), scaled, to - from), at)
      at += HEADER + 2 * (to - from)
    }
  }

  finish(): Ballots {
    const records = this.#records
    const stride = this.#stride
    const start = new Int32Array(this.#size + 1)
    const voters = new Int32Array(this.#size)
    const used = (this.#used - HEADER * this.#size) / stride
    const project = new Int32Array(used)
    const points = new Int32Array(used).fill(1)
    for (let ballot = 0, at = 0, next = 0; ballot < this.#size; ballot++) {
      const length = records[at + 2]!
      voters[ballot] = records[at + 1]!
      at += HEADER
      for (let place = 0; place < length; place++, next++, at += stride) {
        project[next] = records[at]!
        if (stride === 2) points[next] = records[at + 1]!
        else if (this.#voteType === 'ordinal') points[next] = length - 1 - place
      }
      start[ballot + 1] = next
    }
    return { start, project, points, voters }
  }

  #hash(project: Int32Array, points: Int32Array, length: number): number {
    const hasPoints = this.#stride === 2
    let hash = length
    for (let at = 0; at < length; at++) {
      const item = hasPoints ? project[at]! + Math.imul(points[at]!, 0x85ebca6b) : project[at]!
      hash = Math.imul(hash ^ item, 0x9e3779b1)
      hash ^= hash >>> 15
    }
    return hash
  }

  #isEqual(record: number, project: Int32Array, points: Int32Array, length: number): boolean {
    const records = this.#records
    if (records[record + 2] !== length) return false
    const from = record + HEADER
    if (this.#stride === 1) {
      for (let at = 0; at < length; at++) if (records[from + at] !== project[at]) return false
    } else
      for (let at = 0; at < length; at++)
        if (records[from + 2 * at] !== project[at] || records[from + 2 * at + 1] !== points[at]) return false
    return true
  }

  #insert(slot: number, hash: number, project: Int32Array, points: Int32Array, length: number): number {
    const stride = this.#stride
    const record = this.#used
    this.#used += HEADER + stride * length
    if (this.#used > this.#records.length) this.#growRecords()
    const records = this.#records
    const ballot = this.#size++
    records[record] = ballot
    records[record + 1] = 1
    records[record + 2] = length
    for (let at = 0, to = record + HEADER; at < length; at++, to += stride) {
      records[to] = project[at]!
      if (stride === 2) records[to + 1] = points[at]!
    }
    this.#slots[slot] = hash
    this.#slots[slot + 1] = record + 1
    if (4 * this.#size > this.#slots.length) this.#growSlots()
    return ballot
  }

  #growRecords(): void {
    const larger = new Int32Array(Math.max(this.#used, 2 * this.#records.length))
    larger.set(this.#records)
    this.#records = larger
  }

  #growSlots(): void {
    const before = this.#slots
    this.#slots = new Int32Array(2 * before.length)
    for (let slot = 0; slot < before.length; slot += 2)
      if (before[slot + 1] !== 0) this.#fillSlot(before[slot]!, before[slot + 1]! - 1)
  }

  #fillSlot(hash: number, record: number): void {
    const last = this.#slots.length - 2
    let slot = (hash << 1) & last
    while (this.#slots[slot + 1] !== 0) slot = (slot + 2) & last
    this.#slots[slot] = hash
    this.#slots[slot + 1] = record + 1
  }
}
