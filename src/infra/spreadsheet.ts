import writeXlsxFile from 'write-excel-file/node'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { type CsvEncoding, CsvFault, type FileRecord, openCsv } from './csv-records.ts'
import { openFirstSheet, WorkbookFault } from './workbook-records.ts'
import { unpackZip } from './zip.ts'

/** A table read from a CSV or XLSX file: every cell is text, as it was written. */
export interface Table {
  readonly headers: readonly string[]
  readonly rows: readonly TableRow[]
  /** Null for XLSX, and for UTF-16. */
  readonly encoding: CsvEncoding | null
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
  readonly records: readonly FileRecord[]
}

/** A file whose rows are read a piece at a time, from the first, as often as they are asked for. */
export interface RecordFile extends Pick<Table, 'encoding' | 'delimiter'> {
  /** May stop with a fault of the file, which `readingOf` turns into a refusal. */
  records(): Iterable<FileRecord>
}

/** Reads a table, whatever program wrote it: any usual delimiter, UTF-8 with or without BOM, Windows-1252, UTF-16, or XLSX. */
export async function readTable(bytes: Uint8Array): Promise<Result<Table, TableRefusal>> {
  const read = await readRecords(bytes)
  return read.ok ? tableOf(read.value) : read
}

/** Same files, row by row, blank rows included. */
export async function readRecords(bytes: Uint8Array): Promise<Result<Records, TableRefusal>> {
  const file = await openRecords(bytes)
  if (!file.ok) return file
  const { encoding, delimiter } = file.value
  const records = readingOf(() => [...file.value.records()])
  return records.ok ? ok({ records: records.value, encoding, delimiter }) : records
}

/**
 * Opens such a file without keeping its rows. A workbook is unpacked whole: its limits bound it. Its numbers are rounded to
 * `decimals`: what a formula left in the fifteenth is no one's.
 */
export async function openRecords(
  bytes: Uint8Array,
  decimals = 3,
): Promise<Result<RecordFile, TableRefusal>> {
  return isZip(bytes) ? openWorkbook(bytes, decimals) : ok(openCsv(bytes))
}

/** What `read` makes of the rows of a file; refused where the file turns out to be none. */
export function readingOf<Value>(read: () => Value): Result<Value, TableRefusal> {
  try {
    return ok(read())
  } catch (error) {
    if (error instanceof CsvFault || error instanceof WorkbookFault)
      return refuse({ code: 'unreadable_file', detail: error.message })
    throw error
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

/** More than any real workbook of a town hall: a million cells are about 40 MB once unpacked. */
const workbookLimits = { entries: 1000, bytes: 100_000_000 }

async function openWorkbook(bytes: Uint8Array, decimals: number): Promise<Result<RecordFile, TableRefusal>> {
  const unpacked = await unpackZip(bytes, workbookLimits)
  if (!unpacked.ok)
    return unpacked.refusal === 'too_large'
      ? refuse({ code: 'file_too_large', detail: `> ${workbookLimits.bytes / 1_000_000} Mo (MB)` })
      : refuse({ code: 'unreadable_file', detail: 'ZIP' })
  const entries = unpacked.value
  return readingOf(() => ({ records: openFirstSheet(entries, decimals), encoding: null, delimiter: null }))
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
