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

/** 1 for a byte that neither ends a field nor begins or ends a quoted text. */
export const IN_FIELD = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === NEWLINE || byte === SEMICOLON || byte === QUOTE ? 0 : 1,
)
/** 1 for a byte inside the id of a project. */
const IN_ID = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte <= QUOTE || byte === COMMA || byte === SEMICOLON ? 0 : 1,
)

/**
 * Reads a row of VOTES as nearly all are, in one pass over its bytes: a whole number as voter id, a list of known projects, each once, no
 * blanks around, no quotes. Any other row is left to the careful way, which knows all that may be wrong.
 */
export class PlainRows {
  /** Of the last row read: the voter's number, and how many projects the ballot lists. */
  voter = 0
  length = 0
  readonly #columns: number
  readonly #voterAt: number
  readonly #voteAt: number
  readonly #projects: ProjectIndex
  readonly #list: Int32Array
  /** The row in which a project was last listed. */
  readonly #listedIn: Int32Array
  #row = 0

  /** @param list where the projects of a row are put, as long as there are projects. */
  constructor(columns: readonly string[], projects: ProjectIndex, list: Int32Array) {
    this.#columns = columns.length
    this.#voterAt = columns.indexOf('voter_id')
    this.#voteAt = columns.indexOf('vote')
    this.#projects = projects
    this.#list = list
    this.#listedIn = new Int32Array(list.length)
  }

  /** Position after the row that begins at `from`; -1 for a row to read the careful way. */
  read(piece: Piece, from: number): number {
    const { bytes, view } = piece
    const last = this.#columns - 1
    let at = from
    for (let column = 0; column <= last; column++) {
      if (column === this.#voterAt) at = this.#readVoter(bytes, at)
      else if (column === this.#voteAt) at = this.#readVote(piece, at)
      else at = endOfField(view, at)
      if (at < 0) return -1
      if (column === last && bytes[at] === RETURN) at++
      if (bytes[at++] !== (column === last ? NEWLINE : SEMICOLON)) return -1
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
    const list = this.#list
    const listedIn = this.#listedIn
    const row = ++this.#row
    let length = 0
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
      list[length++] = project
      if (byte === COMMA) continue
      this.length = length
      return at
    }
  }
}

/** The first byte from `from` on that ends a field or begins a quoted text, sought four bytes at a time. */
function endOfField(view: DataView, from: number): number {
  for (let at = from; ; at += 4) {
    const word = view.getInt32(at, true)
    const marks = zerosIn(word ^ 0x3b3b3b3b) | zerosIn(word ^ 0x0a0a0a0a) | zerosIn(word ^ 0x22222222)
    if (marks !== 0) return at + bytesBefore(marks)
  }
}

/** The high bit of each of four bytes that ends an id: `,` `;` or a line end. Above the first such byte it may be wrong. */
function endsIn(word: number): number {
  return (
    zerosIn(word ^ 0x2c2c2c2c) |
    zerosIn(word ^ 0x3b3b3b3b) |
    zerosIn(word ^ 0x0a0a0a0a) |
    zerosIn(word ^ 0x0d0d0d0d)
  )
}

/** The high bit of each byte that is zero; above the first one it may be wrong. */
function zerosIn(word: number): number {
  return (word - 0x01010101) & ~word & 0x80808080
}

/** How many bytes stand before the first marked one, 4 where none is. */
function bytesBefore(marks: number): number {
  return marks === 0 ? 4 : (31 - Math.clz32(marks & -marks)) >> 3
}
