import type { Ballots, VoteType } from '../types.ts'

const LEAST_SLOTS = 1 << 10
const MOST_FIRST_SLOTS = 1 << 17
/** Before the items of a ballot: its number, how many people cast it, and how many items it has. */
const HEADER = 3

/** Ballots without points: ballot k lists the projects `items[start[k]]` to `items[start[k + 1] - 1]`. */
export interface BallotBlock {
  readonly items: Int32Array
  readonly start: Int32Array
  readonly count: number
}

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
  /** The items of one ballot, and the hashes of a block. */
  #items = new Int32Array(0)
  #hashes = new Int32Array(0)

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
    const stride = this.#stride
    if (this.#items.length < stride * length) this.#items = new Int32Array(2 * stride * length)
    const items = this.#items
    for (let at = 0; at < length; at++) {
      items[stride * at] = project[at]!
      if (stride === 2) items[2 * at + 1] = points[at]!
    }
    return this.#addItems(items, 0, stride * length, hashOf(items, 0, stride * length))
  }

  /** Counts the ballots of a block, in a table without points: first all their hashes, so that their slots can be fetched side by side. */
  addAll({ items, start, count }: BallotBlock): void {
    if (this.#hashes.length < count) this.#hashes = new Int32Array(start.length)
    const hashes = this.#hashes
    for (let ballot = 0; ballot < count; ballot++)
      hashes[ballot] = hashOf(items, start[ballot]!, start[ballot + 1]!)
    for (let ballot = 0; ballot < count; ballot++)
      this.#addItems(items, start[ballot]!, start[ballot + 1]!, hashes[ballot]!)
  }

  #addItems(items: Int32Array, from: number, to: number, hash: number): number {
    const slots = this.#slots
    const records = this.#records
    const last = slots.length - 2
    for (let slot = (hash << 1) & last; ; slot = (slot + 2) & last) {
      const record = slots[slot + 1]! - 1
      if (record < 0) return this.#insert(slot, hash, items, from, to)
      if (slots[slot] === hash && isEqual(records, record, items, from, to)) {
        records[record + 1]!++
        return records[record]!
      }
    }
  }

  /** Multiplies all points: the file has more decimals than was known. */
  scalePoints(factor: number): void {
    const records = this.#records
    this.#slots.fill(0)
    for (let record = 0; record < this.#used; ) {
      const from = record + HEADER
      const to = from + records[record + 2]!
      for (let at = from + 1; at < to; at += 2) records[at]! *= factor
      this.#fillSlot(hashOf(records, from, to), record)
      record = to
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
      const length = records[at + 2]! / stride
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

  #insert(slot: number, hash: number, items: Int32Array, from: number, to: number): number {
    const record = this.#used
    this.#used += HEADER + to - from
    if (this.#used > this.#records.length) this.#growRecords()
    const records = this.#records
    const ballot = this.#size++
    records[record] = ballot
    records[record + 1] = 1
    records[record + 2] = to - from
    for (let at = from, next = record + HEADER; at < to; at++) records[next++] = items[at]!
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

function hashOf(items: Int32Array, from: number, to: number): number {
  let hash = to - from
  for (let at = from; at < to; at++) {
    hash = Math.imul(hash ^ items[at]!, 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash
}

function isEqual(records: Int32Array, record: number, items: Int32Array, from: number, to: number): boolean {
  if (records[record + 2] !== to - from) return false
  for (let at = from, own = record + HEADER; at < to; at++) if (records[own++] !== items[at]) return false
  return true
}
