import type { Election } from '../types.ts'
import { type Head, HeadReader } from './head.ts'
import { joined, type Piece, pieceOf, SPARE } from './piece.ts'
import { IN_FIELD } from './plain-rows.ts'
import { type PbProblem, Problems } from './problem.ts'
import { type Section, sectionOf } from './section.ts'
import { splitFields } from './split-fields.ts'
import { VoteLimits } from './vote-limits.ts'
import { VoteReader, type VoteSettings } from './vote-reader.ts'

export interface PbReaderOptions extends VoteSettings {
  /** Reading stops after this many defects. */
  readonly maxProblems: number
}

export type PbReading =
  | {
      readonly ok: true
      readonly election: Election
      /** What is odd but does not hinder the count: ballots beyond the sum of costs that META allows. */
      readonly warnings: readonly PbProblem[]
    }
  | { readonly ok: false; readonly problems: readonly PbProblem[] }

const NEWLINE = 0x0a
const RETURN = 0x0d
const QUOTE = 0x22

const MOST_COLUMNS = 256

/** A quoted text may go on over line ends, but not for ever: a lone quote is a mistake. */
const MOST_LINES_OF_A_FIELD = 50

/** Longest line; a file without line ends is no list of ballots. */
const LONGEST_LINE = 1 << 22

/** Of the file for each distinct ballot, in real files about. */
const BYTES_A_BALLOT = 80

/** Takes a `.pb` file in pieces of any size; see `createPbReader`. */
export class PbReader {
  readonly #options: PbReaderOptions
  readonly #problems: Problems
  readonly #head: HeadReader
  readonly #bounds = new Int32Array(2 * MOST_COLUMNS)
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  #section: Section | null = null
  #headRead: Head | null = null
  #votes: VoteReader | null = null
  #limits: VoteLimits | null = null
  #line = 0
  /** Length of the piece being read: where it is the whole file, tables need not grow. */
  #pieceLength = 0
  /** Bytes not read yet: what follows the last line end that has `SPARE` bytes after it. */
  #rest: Uint8Array = new Uint8Array(0)
  /** A record whose quoted field is still open, and the line where it began. */
  #open: { text: string; line: number } | null = null

  constructor(options: PbReaderOptions) {
    this.#options = options
    this.#problems = new Problems(options.maxProblems)
    this.#head = new HeadReader(this.#problems)
  }

  push(chunk: Uint8Array): void {
    if (this.#isStopped) return
    this.#pieceLength = chunk.length
    const bytes = this.#rest.length === 0 ? chunk : joined(this.#rest, chunk)
    const end = this.#readLines(pieceOf(bytes))
    this.#rest = bytes.slice(end)
    if (this.#rest.length - this.#rest.lastIndexOf(NEWLINE) > LONGEST_LINE)
      this.#problems.add(
        this.#line + 1,
        'columns',
        'this line never ends',
        'is it a .pb file? each ballot stands on a line of its own',
      )
  }

  end(): PbReading {
    if (this.#rest.length > 0 && !this.#isStopped)
      this.#readLines(pieceOf(joined(this.#rest, this.#ending())))
    if (this.#open !== null) this.#refuseOpenQuote(this.#open.line)
    if (this.#problems.found.length === 0) this.#checkEnd()
    const [head, votes] = [this.#headRead, this.#votes]
    if (head === null || votes === null || this.#problems.found.length > 0)
      return { ok: false, problems: this.#problems.found }
    const election = this.#election(head, votes)
    return { ok: true, election, warnings: this.#limits?.warnings(election.ballots) ?? [] }
  }

  get #isStopped(): boolean {
    return this.#problems.isFull || (this.#votes?.isRefused ?? false)
  }

  #election(head: Head, votes: VoteReader): Election {
    return {
      ...head,
      meta: [...this.#head.meta].map(([key, { value }]) => [key, value] as const),
      pointDecimals: votes.pointDecimals,
      voters: votes.voters,
      ballots: votes.table.finish(),
      groupings: votes.groupings(),
    }
  }

  /** What makes the rest of a file whole lines with spare bytes. */
  #ending(): Uint8Array {
    const spare = new Uint8Array(SPARE)
    return this.#rest.at(-1) === NEWLINE ? spare : joined(Uint8Array.of(NEWLINE), spare)
  }

  /** Position after the last whole line with `SPARE` bytes behind it. */
  #readLines(piece: Piece): number {
    const { bytes } = piece
    const last = bytes.length > SPARE ? bytes.lastIndexOf(NEWLINE, bytes.length - 1 - SPARE) : -1
    let from = 0
    while (from <= last && !this.#isStopped) {
      const votes = this.#open === null ? this.#votes : null
      const plain = votes === null ? from : this.#readPlainRows(votes, piece, from, last)
      const next = votes === null || plain > from ? plain : this.#readVoteRow(votes, piece, from)
      from = next > from ? next : this.#readRecord(bytes, from)
    }
    return from
  }

  #readPlainRows(votes: VoteReader, piece: Piece, from: number, last: number): number {
    const before = votes.voters
    const after = votes.readPlainRows(piece, from, last, this.#line + 1)
    this.#line += votes.voters - before
    return after
  }

  /**
   * Reads a row of VOTES byte by byte, the fast way. Position after its line end; -1 for a line to read the slow way (quotes,
   * blank, a section's name).
   *
   * @param piece with a line end at or after `from`.
   */
  #readVoteRow(votes: VoteReader, piece: Piece, from: number): number {
    const { bytes } = piece
    const bounds = this.#bounds
    let count = 0
    let at = from
    for (;;) {
      bounds[2 * count] = at
      while (IN_FIELD[bytes[at]!] === 1) at++
      const stop = bytes[at]!
      if (stop === QUOTE || count === MOST_COLUMNS) return -1
      bounds[2 * count + 1] = at
      count++
      at++
      if (stop === NEWLINE) break
    }
    if (count < 2) return -1
    this.#line++
    votes.readRow(piece, bounds, count, this.#line)
    return at
  }

  #readRecord(bytes: Uint8Array, from: number): number {
    const end = bytes.indexOf(NEWLINE, from)
    this.#line++
    const text = this.#decode(bytes.subarray(from, end > from && bytes[end - 1] === RETURN ? end - 1 : end))
    if (text !== null) this.#readText(text)
    return end + 1
  }

  #decode(bytes: Uint8Array): string | null {
    try {
      const text = this.#decoder.decode(bytes)
      return this.#line === 1 && text.startsWith('\ufeff') ? text.slice(1) : text
    } catch {
      this.#problems.add(
        this.#line,
        'encoding',
        'this line is not UTF-8',
        'save the file as UTF-8 (in a spreadsheet: "CSV UTF-8")',
      )
      return null
    }
  }

  #readText(text: string): void {
    const line = this.#open?.line ?? this.#line
    const record = this.#open === null ? text : `${this.#open.text}\n${text}`
    if (record.trim() === '') return
    const fields = splitFields(record)
    if (record.includes('\u0000')) this.#refuseBinary(line)
    else if (fields !== null) {
      this.#open = null
      this.#readFields(fields, line)
    } else if (this.#section !== 'VOTES' && this.#line - line < MOST_LINES_OF_A_FIELD)
      this.#open = { text: record, line }
    else this.#refuseOpenQuote(line)
  }

  #refuseBinary(line: number): void {
    this.#problems.add(
      line,
      'encoding',
      'this line holds a NUL character',
      'save the file as UTF-8, not as UTF-16 or a spreadsheet',
    )
  }

  #refuseOpenQuote(line: number): void {
    this.#open = null
    this.#problems.add(
      line,
      'quote',
      'a double quote is opened here and not closed',
      'close it, or write a quote inside a quoted text twice: ""',
    )
  }

  #readFields(fields: readonly string[], line: number): void {
    const section = sectionOf(fields)
    if (section !== null) this.#enter(section, line)
    else if (this.#section === null)
      this.#problems.add(
        line,
        'section',
        'the file does not begin with META',
        'is it a .pb file? its first line is META',
      )
    else if (this.#section === 'META') this.#head.readMeta(fields, line)
    else if (this.#section === 'PROJECTS') this.#head.readProject(fields, line)
    else this.#readVoteFields(fields, line)
  }

  #enter(section: Section, line: number): void {
    const order: readonly (Section | null)[] = [null, 'META', 'PROJECTS', 'VOTES']
    if (order.indexOf(section) !== order.indexOf(this.#section) + 1)
      this.#problems.add(
        line,
        'section',
        `${section} stands at the wrong place`,
        'the sections are META, PROJECTS, VOTES, each once, in this order',
      )
    this.#section = section
    if (section === 'VOTES' && this.#headRead === null) this.#headRead = this.#head.finish(line)
  }

  /** The row of columns, or a row with quotes: its fields as bytes again. */
  #readVoteFields(fields: readonly string[], line: number): void {
    if (this.#headRead === null) return
    if (this.#votes === null) {
      const expected = Math.floor(this.#pieceLength / BYTES_A_BALLOT)
      const limits = new VoteLimits(this.#head.meta, this.#headRead, this.#problems)
      this.#votes = new VoteReader(fields, line, this.#headRead, this.#options, this.#problems, {
        limits,
        expected,
      })
      this.#limits = limits
      return
    }
    const encoded = fields.map((field) => new TextEncoder().encode(field))
    const bytes = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, SPARE))
    const bounds = new Int32Array(2 * Math.max(encoded.length, MOST_COLUMNS))
    let at = 0
    encoded.forEach((field, index) => {
      bytes.set(field, at)
      bounds.set([at, at + field.length], 2 * index)
      at += field.length
    })
    this.#votes.readRow(pieceOf(bytes), bounds, fields.length, line)
  }

  #checkEnd(): void {
    const line = this.#line + 1
    if (this.#votes === null || this.#headRead === null) {
      const missing =
        this.#section === 'VOTES'
          ? 'the row of columns of VOTES'
          : `the section after ${this.#section ?? 'nothing'}`
      this.#problems.add(
        line,
        'section',
        `the file ends before ${missing}`,
        'a .pb file has META, PROJECTS and VOTES: fetch it again, or complete it',
      )
      return
    }
    this.#checkCount('num_projects', this.#headRead.projects.length, 'projects')
    this.#checkCount('num_votes', this.#votes.voters, 'ballots')
  }

  /** A file cut short must not be counted as if it were whole. */
  #checkCount(key: string, found: number, what: string): void {
    const said = this.#head.meta.get(key)
    if (said === undefined || Number(said.value) === found) return
    this.#problems.add(
      said.line,
      'count',
      `${key} says ${said.value}, and the file has ${found} ${what}`,
      `is the file cut short? fetch it again, or correct ${key}`,
    )
  }
}
