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
  readonly encoding: CsvEncoding
  readonly delimiter: string
  /** Its rows from the first, a piece of the file at a time, each time it is called. Throws a CsvFault where the file is no CSV. */
  records(): Generator<FileRecord>
}

/** Why a file is no CSV, with its line. */
export class CsvFault extends Error {}

/** Opens a CSV file, whatever program wrote it: any usual delimiter, UTF-8 with or without BOM, or Windows-1252. */
export function openCsv(bytes: Uint8Array): CsvFile {
  const encoding = encodingOf(bytes)
  const [first = ''] = piecesOf(bytes, encoding)
  const delimiter = delimiterOf(first)
  return { encoding, delimiter, records: () => recordsOf(bytes, encoding, delimiter) }
}

function encodingOf(bytes: Uint8Array): CsvEncoding {
  // Not UTF-8: French spreadsheets of old write Windows-1252, in which every byte is a character.
  if (!isUtf8(bytes)) return 'windows-1252'
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8-bom' : 'utf-8'
}

/** What is held as text at once, whatever the size of the file. */
const pieceBytes = 262_144

function* piecesOf(bytes: Uint8Array, encoding: CsvEncoding): Generator<string> {
  const decoder = new TextDecoder(encoding === 'windows-1252' ? encoding : 'utf-8')
  for (let start = 0; start < bytes.length; start += pieceBytes)
    yield decoder.decode(bytes.subarray(start, start + pieceBytes), { stream: true })
  yield decoder.decode()
}

const delimiters = [';', ',', '\t', '|']

/** The delimiter that the header uses most, outside quotes. */
function delimiterOf(text: string): string {
  const header = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = delimiters.map((delimiter) => header.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ';'
}

function* recordsOf(bytes: Uint8Array, encoding: CsvEncoding, delimiter: string): Generator<FileRecord> {
  let rest = ''
  let line = 1
  for (const piece of piecesOf(bytes, encoding)) {
    rest += piece
    const { end, lines } = wholeLines(rest)
    if (end === 0) continue
    yield* parsePiece(rest.slice(0, end), delimiter, line)
    rest = rest.slice(end)
    line += lines
  }
  if (rest !== '') yield* parsePiece(rest, delimiter, line)
}

const quote = 0x22
const lineFeed = 0x0a

/** Where the last row ends that is whole, and how many lines stand before: a quoted cell may hold several. */
function wholeLines(text: string): { readonly end: number; readonly lines: number } {
  let isQuoted = false
  let lines = 0
  let whole = { end: 0, lines: 0 }
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === quote) isQuoted = !isQuoted
    if (code !== lineFeed) continue
    lines += 1
    if (!isQuoted) whole = { end: index + 1, lines }
  }
  return whole
}

function parsePiece(text: string, delimiter: string, firstLine: number): FileRecord[] {
  const records: FileRecord[] = []
  const before = firstLine - 1
  let line = firstLine
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
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
    throw new CsvFault(error.message.replace(/\bline (\d+)/, (_, own) => `line ${before + Number(own)}`))
  }
  return records
}

/** Takes away the apostrophe that our own files have before a text which a spreadsheet would run as a formula. */
function unguarded(cell: string): string {
  return /^'(?:[=@\t\r+-]|'[=@+-])/.test(cell) ? cell.slice(1) : cell
}
