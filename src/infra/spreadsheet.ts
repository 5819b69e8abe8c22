import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import { formatDecimalPlain } from '#kernel/decimal.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { packZip, unpackZip } from './zip.ts'

/** A table read from a CSV or XLSX file: every cell is text, as it was written. */
export interface Table {
  readonly headers: readonly string[]
  readonly rows: readonly TableRow[]
  /** Null for XLSX. */
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'windows-1252' | null
  readonly delimiter: string | null
}

export interface TableRow {
  /** First line of the row in the file, from 1; the header is usually line 1. */
  readonly line: number
  /** Text by header; cells beyond the headers are in `extra`. */
  readonly cells: Readonly<Record<string, string>>
  readonly extra: readonly string[]
}

export type TableRefusal = {
  readonly code: 'empty_file' | 'unreadable_file' | 'file_too_large' | 'duplicate_header'
  readonly detail: string
}

/** The rows of a file before anything is known of its header: files of other offices have a title above, or blank rows. */
export interface Records extends Pick<Table, 'encoding' | 'delimiter'> {
  readonly records: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

/** Reads a table, whatever program wrote it: any usual delimiter, UTF-8 with or without BOM, Windows-1252, or XLSX. */
export async function readTable(bytes: Uint8Array): Promise<Result<Table, TableRefusal>> {
  const read = await readRecords(bytes)
  return read.ok ? tableOf(read.value) : read
}

/** Same files, row by row, blank rows included. */
export async function readRecords(bytes: Uint8Array): Promise<Result<Records, TableRefusal>> {
  return isZip(bytes) ? readWorkbook(bytes) : readCsv(bytes)
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

/** More than any real workbook of a town hall: a million cells are about 40 MB once unpacked. */
const workbookLimits = { entries: 1000, bytes: 100_000_000 }

async function readWorkbook(bytes: Uint8Array): Promise<Result<Records, TableRefusal>> {
  const unpacked = await unpackZip(bytes, workbookLimits)
  if (!unpacked.ok)
    return unpacked.refusal === 'too_large'
      ? refuse({ code: 'file_too_large', detail: `> ${workbookLimits.bytes / 1_000_000} Mo (MB)` })
      : refuse({ code: 'unreadable_file', detail: 'ZIP' })
  try {
    // The library follows the files themselves, not the directory: it gets those that were counted, and no others.
    const data = await readSheet(Buffer.from(packZip(unpacked.value)))
    const records = data.map((row, index) => ({ line: index + 1, cells: row.map(cellText) }))
    return ok({ records, encoding: null, delimiter: null })
  } catch (error) {
    return refuse({ code: 'unreadable_file', detail: messageOf(error) })
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'number') return formatDecimalPlain(value)
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  return String(value).trim()
}

function readCsv(bytes: Uint8Array): Result<Records, TableRefusal> {
  const { text, encoding } = decode(bytes)
  const delimiter = delimiterOf(text)
  try {
    const records: { line: number; cells: string[] }[] = []
    let line = 1
    parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      trim: true,
      on_record(cells: string[], { lines }) {
        records.push({ line, cells: cells.map(unguarded) })
        // `lines` is the last line of this record: the next one starts below it.
        line = lines + 1
        return null
      },
    })
    return ok({ records, encoding, delimiter })
  } catch (error) {
    return refuse({ code: 'unreadable_file', detail: messageOf(error) })
  }
}

function decode(bytes: Uint8Array): { text: string; encoding: NonNullable<Table['encoding']> } {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, encoding: hasMark ? 'utf-8-bom' : 'utf-8' }
  } catch {
    // Not UTF-8: French spreadsheets of old write Windows-1252, in which every byte is a character.
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}

const delimiters = [';', ',', '\t', '|']

/** The delimiter that the header uses most, outside quotes. */
function delimiterOf(text: string): string {
  const header = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = delimiters.map((delimiter) => header.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ';'
}

function tableOf({ records, encoding, delimiter }: Records): Result<Table, TableRefusal> {
  const filled = records.filter((record) => record.cells.some((cell) => cell !== ''))
  const [header, ...rest] = filled
  if (!header) return refuse({ code: 'empty_file', detail: '' })
  const headers = header.cells.map((cell) => cell.trim())
  const twice = headers.find((name, index) => name !== '' && headers.indexOf(name) !== index)
  if (twice !== undefined) return refuse({ code: 'duplicate_header', detail: twice })
  return ok({ headers, encoding, delimiter, rows: rest.map((record) => rowOf(record, headers)) })
}

function rowOf(record: { line: number; cells: readonly string[] }, headers: readonly string[]): TableRow {
  const cells = Object.fromEntries(headers.map((header, index) => [header, record.cells[index] ?? '']))
  return { line: record.line, cells, extra: record.cells.slice(headers.length).filter((cell) => cell !== '') }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** A CSV that French spreadsheets open at once: semicolons, CRLF, UTF-8 with its mark. */
export function writeCsv(headers: readonly string[], rows: readonly (readonly string[])[]): Uint8Array {
  const lines = [headers, ...rows].map((cells) => cells.map((cell) => quoted(guarded(cell))).join(';'))
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`)
}

export async function writeXlsx(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Uint8Array> {
  const data = [
    headers.map((value) => ({ value, fontWeight: 'bold' as const })),
    ...rows.map((cells) => cells.map((value) => ({ value, type: String }))),
  ]
  return writeXlsxFile(data, { columns: headers.map(() => ({ width: 22 })) }).toBuffer()
}

function quoted(cell: string): string {
  return /[;"\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A text that a spreadsheet would run as a formula is written with an apostrophe before it, which reading takes away. */
function guarded(cell: string): string {
  return /^[=@\t\r]|^[+-](?![\d.,\s]*$)|^'[=@+-]/.test(cell) ? `'${cell}` : cell
}

function unguarded(cell: string): string {
  return /^'(?:[=@\t\r+-]|'[=@+-])/.test(cell) ? cell.slice(1) : cell
}
