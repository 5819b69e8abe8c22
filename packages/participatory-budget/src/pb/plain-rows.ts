import type { VoteType } from '../types.ts'
import type { BallotBlock } from './ballot-table.ts'
import { firstBytes, type Piece } from './piece.ts'
import { nextHash, type ProjectIndex } from './project-index.ts'

const NEWLINE = 0x0a
const RETURN = 0x0d
const COMMA = 0x2c
const SEMICOLON = 0x3b
const QUOTE = 0x22
const ZERO = 0x30
/** A voter's number with more digits is read the careful way. */
const MOST_DIGITS = 8
/** Of a block: small enough to stay in the processor's cache until its ballots are counted. */
const MOST_ROWS = 512
const MOST_ITEMS = 4096

/** 1 for a byte that neither ends a field nor begins or ends a quoted text. */
export const IN_FIELD = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === NEWLINE || byte === SEMICOLON || byte === QUOTE ? 0 : 1,
)
/** 1 for a byte inside the id of a project. */
const IN_ID = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte <= QUOTE || byte === COMMA || byte === SEMICOLON ? 0 : 1,
)

/**
 * Reads a block of rows of VOTES as nearly all are, in one pass over the bytes: a whole number as voter id, a list of known projects, each
 * once, no blanks around, no quotes. Any other row is left to the careful way, which knows all that may be wrong.
 *
 * A block rather than a row, because short loops over many ballots let the processor wait for several places in memory at once.
 */
export class PlainRows implements BallotBlock {
  /** The ballots kept: ballot k lists `items[start[k]]` to `items[start[k + 1] - 1]`. */
  readonly items: Int32Array
  readonly start = new Int32Array(MOST_ROWS + 1)
  count = 0
  /** Of the last row read: the voter's number, and how many projects the ballot lists. */
  voter = 0
  length = 0
  readonly #steps: readonly Step[]
  readonly #isOrdinal: boolean
  readonly #projects: ProjectIndex
  /** The row in which a project was last listed. */
  readonly #listedIn: Int32Array
  #row = 0

  /** @param size how many projects there are. */
  constructor(columns: readonly string[], voteType: VoteType, projects: ProjectIndex, size: number) {
    this.#steps = stepsOf(columns)
    this.#isOrdinal = voteType === 'ordinal'
    this.#projects = projects
    this.items = new Int32Array(MOST_ITEMS + size + 1)
    this.#listedIn = new Int32Array(size)
  }

  get isFull(): boolean {
    return this.count === MOST_ROWS || this.start[this.count]! > MOST_ITEMS
  }

  clear(): void {
    this.count = 0
  }

  /** Keeps the ballot of the last row read: by position of the projects, so that equal ballots are equal lists; a ranking as it is. */
  keep(): void {
    const from = this.start[this.count]!
    const to = from + this.length
    if (!this.#isOrdinal) sort(this.items, from, to)
    this.start[++this.count] = to
  }

  /** Position after the row that begins at `from`; -1 for a row to read the careful way. */
  read(piece: Piece, from: number): number {
    const { bytes, view } = piece
    const steps = this.#steps
    let at = from
    for (let number = 0; number < steps.length; number++) {
      const step = steps[number]!
      const isLast = number === steps.length - 1
      if (step === 'voter') at = this.#readVoter(bytes, at)
      else if (step === 'vote') at = this.#readVote(piece, at)
      else at = isLast ? endOfRow(view, at, step) : endOfFields(view, at, step)
      if (at < 0) return -1
      if (isLast && bytes[at] === RETURN) at++
      if (bytes[at++] !== (isLast ? NEWLINE : SEMICOLON)) return -1
    }
    return at
  }

  #readVoter(bytes: Uint8Array, from: number): number {
    let at = from
    let number = 0
    for (let digit = bytes[at]! - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO)
      number = (10 * number + digit) | 0
    this.voter = number
    const digits = at - from
    return digits === 0 || digits > MOST_DIGITS || (digits > 1 && bytes[from] === ZERO) ? -1 : at
  }

  #readVote({ bytes, view }: Piece, from: number): number {
    const projects = this.#projects
    const items = this.items
    const listedIn = this.#listedIn
    const row = ++this.#row
    const first = this.start[this.count]!
    let next = first
    for (let at = from; ; at++) {
      const start = at
      const word = view.getInt32(at, true)
      const bytesOfId = bytesBefore(endsIn(word))
      at += bytesOfId
      let byte = bytes[at]!
      let project: number
      if (bytesOfId < 4 || IN_ID[byte] === 0)
        project = projects.findShort(bytesOfId === 4 ? word : firstBytes(word, bytesOfId))
      else {
        let hash = 0
        for (at = start, byte = bytes[at]!; IN_ID[byte] === 1; byte = bytes[++at]!)
          hash = nextHash(hash, byte)
        project = projects.find(hash, view, start, at)
      }
      if (project < 0 || listedIn[project] === row) return -1
      listedIn[project] = row
      items[next++] = project
      if (byte === COMMA) continue
      this.length = next - first
      return at
    }
  }
}

/** Ballots are short: each item is moved to its place among those before it. */
function sort(items: Int32Array, from: number, to: number): void {
  for (let next = from + 1; next < to; next++) {
    const item = items[next]!
    let at = next
    for (; at > from && items[at - 1]! > item; at--) items[at] = items[at - 1]!
    items[at] = item
  }
}

/** What is read of a row, from the left: its voter, its list, or so many fields that are passed over. */
type Step = 'voter' | 'vote' | number

function stepsOf(columns: readonly string[]): Step[] {
  const steps: Step[] = []
  for (const column of columns) {
    const last = steps.at(-1)
    if (column === 'voter_id') steps.push('voter')
    else if (column === 'vote') steps.push('vote')
    else if (typeof last === 'number') steps[steps.length - 1] = last + 1
    else steps.push(1)
  }
  return steps
}

/** Position of the semicolon after that many fields, sought four bytes at a time; -1 where a row ends or a quoted text begins before. */
function endOfFields(view: DataView, from: number, fields: number): number {
  let left = fields
  for (let at = from; ; at += 4) {
    const word = view.getInt32(at, true)
    const ends = zerosIn(word ^ 0x3b3b3b3b)
    const stops = zerosIn(word ^ 0x0a0a0a0a) | zerosIn(word ^ 0x22222222)
    const found = Math.imul(ends >>> 7, 0x01010101) >>> 24
    if (found < left && stops === 0) {
      left -= found
      continue
    }
    let marks = ends
    for (; left > 1; left--) marks &= marks - 1
    const end = bytesBefore(marks)
    return end === 4 || bytesBefore(stops) < end ? -1 : at + end
  }
}

/** Position where that many fields, the last of a row, end; -1 where there are fewer, or a quoted text begins. */
function endOfRow(view: DataView, from: number, fields: number): number {
  const start = fields === 1 ? from : endOfFields(view, from, fields - 1) + 1
  if (start === 0) return -1
  for (let at = start; ; at += 4) {
    const word = view.getInt32(at, true)
    const marks = zerosIn(word ^ 0x3b3b3b3b) | zerosIn(word ^ 0x0a0a0a0a) | zerosIn(word ^ 0x22222222)
    if (marks !== 0) return at + bytesBefore(marks)
  }
}

/** The high bit of each of four bytes that ends an id: `,` `;` or a line end. */
function endsIn(word: number): number {
  return (
    zerosIn(word ^ 0x2c2c2c2c) |
    zerosIn(word ^ 0x3b3b3b3b) |
    zerosIn(word ^ 0x0a0a0a0a) |
    zerosIn(word ^ 0x0d0d0d0d)
  )
}

/** The high bit of each byte that is zero. */
function zerosIn(word: number): number {
  return ~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word | 0x7f7f7f7f)
}

/** How many bytes stand before the first marked one, 4 where none is. */
function bytesBefore(marks: number): number {
  return marks === 0 ? 4 : (31 - Math.clz32(marks & -marks)) >> 3
}
