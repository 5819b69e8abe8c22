import { isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse/sync'

/** A row as it was read: text by place. */
export interface FileRecord {
  /** First physical line of the row in the file, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export type CsvEncoding = 'utf-8' | 'utf-8-bom' | 'windows-1252'

export interface CsvFile {
  /** Null for UTF-16. */
  readonly encoding: CsvEncoding | null
  readonly delimiter: string
  /** Its rows from the first, a piece of the file at a time, each time it is called. Throws a CsvFault where the file is no CSV. */
  records(): Generator<FileRecord>
}

/** Why a file is no CSV, with its line. */
export class CsvFault extends Error {}

/**
 * Opens a CSV file, whatever program wrote it: any usual delimiter, UTF-8 with or without BOM, Windows-1252, or UTF-16 as some
 * spreadsheets write their « Unicode text ».
 */
export function openCsv(bytes: Uint8Array): CsvFile {
  const decoding = decodingOf(bytes)
  const [first = ''] = piecesOf(bytes, decoding)
  const delimiter = delimiterOf(first)
  const encoding = decoding.startsWith('utf-16') ? null : encodingOf(bytes)
  return { encoding, delimiter, records: () => recordsOf(bytes, decoding, delimiter) }
}

type Decoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

function decodingOf(bytes: Uint8Array): Decoding {
  const wide = wideDecodingOf(bytes)
  if (wide !== null) return wide
  // Not UTF-8: French spreadsheets of old write Windows-1252, in which every byte is a character.
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

/** UTF-16 by its mark, or by every other byte being zero where the header stands. */
function wideDecodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const top = bytes.subarray(0, 64)
  const zeros = (rest: number) => top.filter((byte, index) => byte === 0 && index % 2 === rest).length
  const half = top.length / 2
  if (zeros(1) > half * 0.8 && zeros(0) === 0) return 'utf-16le'
  return zeros(0) > half * 0.8 && zeros(1) === 0 ? 'utf-16be' : null
}

function encodingOf(bytes: Uint8Array): CsvEncoding {
  if (!isUtf8(bytes)) return 'windows-1252'
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8-bom' : 'utf-8'
}

/** What is held as text at once, whatever the size of the file. */
const pieceBytes = 262_144

function* piecesOf(bytes: Uint8Array, decoding: Decoding): Generator<string> {
  const decoder = new TextDecoder(decoding)
  // A database keeps no such character, and no text has one.
  const clean = (text: string) => text.replaceAll('\0', '')
  for (let start = 0; start < bytes.length; start += pieceBytes)
    yield clean(decoder.decode(bytes.subarray(start, start + pieceBytes), { stream: true }))
  yield clean(decoder.decode())
}

const delimiters = [';', ',', '\t', '|', ':']
const linesLooked = 10

/**
 * The delimiter that stands alike in the lines of the top, outside quotes: as many times in as many lines as possible. A
 * title above the header may have another sign, and a text in a cell any of them.
 */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, linesLooked)
  const scores = delimiters.map((delimiter) =>
    evenness(lines.map((line) => line.split(delimiter).length - 1)),
  )
  return delimiters[scores.indexOf(Math.max(...scores))] ?? ';'
}

/** How much a count is that of many lines: that of every line weighs more than a great one of a single line. */
function evenness(counts: readonly number[]): number {
  const groups = Map.groupBy(counts, (count) => count)
  return Math.max(0, ...[...groups].map(([count, lines]) => count * lines.length ** 3))
}

function* recordsOf(bytes: Uint8Array, decoding: Decoding, delimiter: string): Generator<FileRecord> {
  let rest = ''
  let line = 1
  for (const piece of piecesOf(bytes, decoding)) {
    rest += piece
    const { end, lines } = wholeLines(rest, delimiter)
    if (end === 0) continue
    yield* parsePiece(rest.slice(0, end), delimiter, line)
    rest = rest.slice(end)
    line += lines
  }
  if (rest !== '') yield* parsePiece(rest, delimiter, line)
}

const quote = 0x22
const lineFeed = 0x0a

/**
 * Where the last row ends that is whole, and how many lines stand before: a quoted cell may hold several. A quote opens a cell
 * at its start only: `5" de neige` has none.
 */
function wholeLines(text: string, delimiter: string): { readonly end: number; readonly lines: number } {
  const sign = delimiter.charCodeAt(0)
  let state: 'start' | 'bare' | 'quoted' = 'start'
  let lines = 0
  let whole = { end: 0, lines: 0 }
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === lineFeed) {
      lines += 1
      if (state === 'quoted') continue
      whole = { end: index + 1, lines }
      state = 'start'
    } else if (state === 'quoted') {
      if (code !== quote) continue
      if (text.charCodeAt(index + 1) === quote) index += 1
      else state = 'bare'
    } else if (code === sign) state = 'start'
    else if (state === 'start' && code === quote) state = 'quoted'
    else if (state === 'start' && !isSpace(code)) state = 'bare'
  }
  return whole
}

const isSpace = (code: number) => code === 0x20 || code === 0x09 || code === 0x0d || code === 0xa0

function parsePiece(text: string, delimiter: string, firstLine: number): FileRecord[] {
  const records: FileRecord[] = []
  const before = firstLine - 1
  let line = firstLine
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      trim: true,
      on_record(cells: string[], { lines }) {
        records.push({ line, cells: cells.map(unguarded) })
        // `lines` is the last line of this record: the next one starts below it.
        line = before + lines + 1
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new CsvFault(
      'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? `guillemet non fermé, ligne ${line} / quote not closed, line ${line}`
        : error.message.replace(/\bline (\d+)/, (_, own) => `line ${before + Number(own)}`),
    )
  }
  return records
}

/** Takes away the apostrophe that our own files have before a text which a spreadsheet would run as a formula. */
function unguarded(cell: string): string {
  return /^'(?:[=@\t\r+-]|'[=@+-])/.test(cell) ? cell.slice(1) : cell
}
