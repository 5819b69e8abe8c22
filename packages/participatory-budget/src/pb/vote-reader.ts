import { parseDecimal } from '../parse-decimal.ts'
import { BallotTable } from './ballot-table.ts'
import { type GroupColumn, GroupCounter } from './group-counter.ts'
import { type Head, readColumns } from './head.ts'
import { dropBlanks, isBlank, type Piece, skipBlanks, trim } from './piece.ts'
import { PlainRows } from './plain-rows.ts'
import type { Problems } from './problem.ts'
import { nextHash, ProjectIndex } from './project-index.ts'
import type { VoteLimits } from './vote-limits.ts'
import { isAbsent, textOf } from './vote-text.ts'
import { VoterIds } from './voter-ids.ts'

const COMMA = 0x2c
/** With the decimals, points stay inside 32 bits. */
const MOST_POINTS = 100_000
const MOST_POINT_DECIMALS = 4

export interface VoteSettings {
  readonly duplicateVoters: 'refuse' | 'ignore'
  readonly groups: readonly GroupColumn[]
}

export interface VoteContext {
  readonly limits: VoteLimits
  /** How many distinct ballots may come; a wrong guess costs time only. */
  readonly expected: number
}

/** Reads the rows of VOTES from bytes, and keeps only how many people cast each distinct ballot. */
export class VoteReader {
  readonly table: BallotTable
  voters = 0
  pointDecimals = 0
  readonly #head: Head
  readonly #settings: VoteSettings
  readonly #problems: Problems
  readonly #projects: ProjectIndex
  readonly #limits: VoteLimits
  readonly #voterIds = new VoterIds()
  readonly #groups: readonly { readonly at: number; readonly counter: GroupCounter }[]
  readonly #columns: readonly string[]
  readonly #voterAt: number
  readonly #voteAt: number
  readonly #pointsAt: number
  readonly #list: Int32Array
  #points: Int32Array
  /** The row in which a project was last listed: tells a project listed twice. */
  readonly #listedIn: Int32Array
  /** Null where a row holds more than a voter and a list. */
  readonly #plainRows: PlainRows | null

  constructor(
    fields: readonly string[],
    line: number,
    head: Head,
    settings: VoteSettings,
    problems: Problems,
    { limits, expected }: VoteContext,
  ) {
    const hasPoints = head.voteType === 'cumulative' || head.voteType === 'scoring'
    const needed = ['voter_id', 'vote', ...(hasPoints ? ['points'] : [])]
    this.#columns = readColumns(fields, needed, 'VOTES', line, problems) ?? []
    this.table = new BallotTable(head.voteType, expected)
    this.#limits = limits
    this.#head = head
    this.#settings = settings
    this.#problems = problems
    this.#projects = new ProjectIndex(head.projects.map(({ id }) => id))
    this.#voterAt = this.#columns.indexOf('voter_id')
    this.#voteAt = this.#columns.indexOf('vote')
    this.#pointsAt = hasPoints ? this.#columns.indexOf('points') : -1
    this.#groups = this.isRefused ? [] : settings.groups.map((group) => this.#openGroup(group, line))
    this.#list = new Int32Array(head.projects.length + 1)
    this.#points = new Int32Array(head.projects.length + 1).fill(1)
    this.#listedIn = new Int32Array(head.projects.length)
    this.#plainRows =
      this.isRefused || hasPoints || settings.groups.length > 0
        ? null
        : new PlainRows(this.#columns, head.voteType, this.#projects, head.projects.length)
  }

  get isRefused(): boolean {
    return this.#columns.length === 0
  }

  groupings() {
    return this.#groups.map(({ counter }) => counter.finish())
  }

  #openGroup(group: GroupColumn, line: number) {
    const at = this.#columns.indexOf(group.column)
    if (at < 0)
      this.#problems.add(
        line,
        'header',
        `VOTES has no column ${group.column}`,
        `its columns are ${this.#columns.join(', ')}`,
      )
    return { at, counter: new GroupCounter(group) }
  }

  /**
   * Reads rows like most, from the one that begins at `from` to the one that ends at `last` at most. Position after the last one read; `from`
   * where the first one must be divided into fields.
   *
   * @param line of the row at `from`.
   */
  readPlainRows(piece: Piece, from: number, last: number, line: number): number {
    const rows = this.#plainRows
    if (rows === null) return from
    let at = from
    for (let row = line; at <= last && !rows.isFull; row++) {
      const next = rows.read(piece, at)
      if (next < 0) break
      at = next
      this.voters++
      if (this.#settings.duplicateVoters === 'refuse' && this.#voterIds.meetsNumber(rows.voter))
        this.#refuseTwice(String(rows.voter), row)
      if (this.#limits.check(this.#points, rows.length, this.pointDecimals, row)) rows.keep()
    }
    this.table.addAll(rows)
    rows.clear()
    return at
  }

  /** One row: field k is `bytes[bounds[2k]]` to `bytes[bounds[2k + 1] - 1]`, with the blanks around it. */
  readRow(piece: Piece, bounds: Int32Array, count: number, line: number): void {
    const { bytes } = piece
    if (count !== this.#columns.length && !this.#hasColumns(bytes, bounds, count, line)) return
    trim(bytes, bounds, this.#voterAt)
    trim(bytes, bounds, this.#voteAt)
    if (this.#pointsAt >= 0) trim(bytes, bounds, this.#pointsAt)
    this.#checkVoter(bytes, bounds[2 * this.#voterAt]!, bounds[2 * this.#voterAt + 1]!, line)
    this.voters++
    const length = this.#readVote(piece, bounds, line)
    if (length < 0 || !this.#limits.check(this.#points, length, this.pointDecimals, line)) return
    const ballot = this.table.add(this.#list, this.#points, length)
    for (const { at, counter } of this.#groups) {
      trim(bytes, bounds, at)
      counter.add(ballot, textOf(bytes, bounds[2 * at]!, bounds[2 * at + 1]!))
    }
  }

  #checkVoter(bytes: Uint8Array, from: number, to: number, line: number): void {
    if (from === to)
      this.#problems.add(line, 'voter', 'a ballot has no voter_id', 'give each ballot a number of its own')
    else if (this.#settings.duplicateVoters === 'refuse' && this.#voterIds.meets(bytes, from, to))
      this.#refuseTwice(textOf(bytes, from, to), line)
  }

  #refuseTwice(voter: string, line: number): void {
    this.#problems.add(line, 'voter', `voter ${voter} is already above`, 'keep one of the two ballots')
  }

  /** Empty fields at the end of a row are no matter. */
  #hasColumns(bytes: Uint8Array, bounds: Int32Array, count: number, line: number): boolean {
    const columns = this.#columns.length
    let extra = columns
    while (extra < count && isBlank(bytes, bounds[2 * extra]!, bounds[2 * extra + 1]!)) extra++
    if (count > columns && extra === count) return true
    this.#problems.add(
      line,
      'columns',
      `VOTES has ${columns} columns, this line ${count}`,
      'put a text that holds a ; in double quotes; leave a missing value empty, with its ;',
    )
    return false
  }

  /** How many projects the ballot lists; -1 after a defect. */
  #readVote(piece: Piece, bounds: Int32Array, line: number): number {
    const length = this.#readList(piece, bounds[2 * this.#voteAt]!, bounds[2 * this.#voteAt + 1]!, line)
    if (length < 0) return -1
    if (this.#pointsAt >= 0) {
      const given = this.#readPoints(
        piece.bytes,
        bounds[2 * this.#pointsAt]!,
        bounds[2 * this.#pointsAt + 1]!,
        line,
      )
      if (given >= 0 && given !== length)
        this.#problems.add(
          line,
          'points',
          `${length} projects and ${given} points`,
          'write as many points as projects, in the same order',
        )
      if (given !== length) return -1
    }
    this.#sort(length)
    return length
  }

  #readList({ bytes, view }: Piece, from: number, to: number, line: number): number {
    if (isAbsent(bytes, from, to)) return 0
    const list = this.#list
    const listedIn = this.#listedIn
    let length = 0
    let start = from
    let hash = 0
    for (let at = from; at <= to; at++) {
      const byte = at < to ? bytes[at]! : COMMA
      if (byte !== COMMA) {
        hash = nextHash(hash, byte)
        continue
      }
      const first = skipBlanks(bytes, start, at)
      const end = dropBlanks(bytes, first, at)
      const project = this.#projects.find(hash, view, first, end)
      if (project < 0 || listedIn[project] === this.voters)
        return this.#refuseListed(bytes, first, end, project, line)
      listedIn[project] = this.voters
      list[length++] = project
      start = at + 1
      hash = 0
    }
    return length
  }

  #refuseListed(bytes: Uint8Array, start: number, end: number, project: number, line: number): -1 {
    const name = textOf(bytes, start, end)
    if (project >= 0)
      this.#problems.add(line, 'vote', `the ballot lists project ${name} twice`, 'remove one of the two')
    else if (start === end)
      this.#problems.add(line, 'vote', 'the ballot has a comma too many', 'separate ids by one comma')
    else
      this.#problems.add(
        line,
        'vote',
        `no project has the id "${name}"`,
        'correct the id, or add the project under PROJECTS',
      )
    return -1
  }

  #readPoints(bytes: Uint8Array, from: number, to: number, line: number): number {
    if (isAbsent(bytes, from, to)) return 0
    let count = 0
    let at = from
    while (at <= to) {
      let end = at
      while (end < to && bytes[end] !== COMMA) end++
      const points = this.#readNumber(bytes, at, end)
      if (points < 0) {
        this.#problems.add(
          line,
          'points',
          `"${textOf(bytes, at, end)}" is no number of points`,
          `write numbers from 0 to ${MOST_POINTS}, with a point before at most ${MOST_POINT_DECIMALS} decimals`,
        )
        return -1
      }
      if (count === this.#points.length) this.#points = grown(this.#points)
      this.#points[count++] = points
      at = end + 1
    }
    return count
  }

  /** Points × 10^pointDecimals; -1 where there is no such number. */
  #readNumber(bytes: Uint8Array, from: number, to: number): number {
    let number = 0
    for (let at = from; at < to; at++) {
      const digit = bytes[at]! - 0x30
      if (digit < 0 || digit > 9 || number > MOST_POINTS)
        return this.#readDecimal(textOf(bytes, from, to).trim())
      number = 10 * number + digit
    }
    return from === to ? -1 : this.#scaled(number, 0)
  }

  #readDecimal(text: string): number {
    const decimal = parseDecimal(text)
    if (decimal === null || decimal.decimals > MOST_POINT_DECIMALS) return -1
    while (this.pointDecimals < decimal.decimals) {
      this.pointDecimals++
      this.table.scalePoints(10)
      for (let at = 0; at < this.#points.length; at++) this.#points[at]! *= 10
    }
    return this.#scaled(Number(decimal.digits), decimal.decimals)
  }

  #scaled(digits: number, decimals: number): number {
    return digits / 10 ** decimals > MOST_POINTS ? -1 : digits * 10 ** (this.pointDecimals - decimals)
  }

  /** By position of the project, so that equal ballots are equal lists; rankings stay as they are. Ballots are short. */
  #sort(length: number): void {
    if (this.#head.voteType === 'ordinal') return
    const [list, points] = [this.#list, this.#points]
    for (let next = 1; next < length; next++) {
      const project = list[next]!
      const given = points[next]!
      let at = next
      for (; at > 0 && list[at - 1]! > project; at--) {
        list[at] = list[at - 1]!
        points[at] = points[at - 1]!
      }
      list[at] = project
      points[at] = given
    }
  }
}

function grown(array: Int32Array): Int32Array {
  const larger = new Int32Array(2 * array.length)
  larger.set(array)
  return larger
}
