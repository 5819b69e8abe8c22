import { readTable, writeCsv, writeXlsx } from '#infra/spreadsheet.ts'
import { assertNever } from '#kernel/assert.ts'
import { foldText, slugOf } from '#kernel/plain-text.ts'
import type { Town } from '#kernel/town.ts'
import { readFlatFile, writeFlatFile } from './flat-file.rules.ts'
import { contentOfSheet, type StoredSheet } from './import.rules.ts'
import { readJsonFile, writeJsonFile } from './json-file.rules.ts'
import type { ExportFormat } from './measures.paths.ts'
import { faultReading, type MeasuresFileReading } from './measures-file.rules.ts'
import { recordOf } from './records.rules.ts'

/** Reads a file of measures, whatever its format: JSON when it starts with a brace, else CSV or XLSX. */
export async function readMeasuresFile(bytes: Uint8Array): Promise<MeasuresFileReading> {
  const start = new TextDecoder().decode(bytes.subarray(0, 100)).trimStart()
  if (start.startsWith('{') || start.startsWith('[')) return readJsonFile(new TextDecoder().decode(bytes))
  const table = await readTable(bytes)
  if (table.ok) return readFlatFile(table.value.headers, table.value.rows)
  const { code, detail } = table.refusal
  return faultReading([{ place: { line: 1, column: '' }, code, ...(detail ? { found: detail } : {}) }])
}

export interface WrittenFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

const types: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
}

/** The measures as a file that import reads back identically. A fictional town says so inside the file and in its name. */
export async function writeMeasuresFile(
  sheets: readonly StoredSheet[],
  format: ExportFormat,
  town: Town,
): Promise<WrittenFile> {
  const mark = town.isFictional ? ' (commune fictive)' : ''
  return {
    name: `mesures-${slugOf(foldText(town.name + mark))}.${format}`,
    type: types[format],
    bytes: await bytesOf(sheets, format, town.name + mark),
  }
}

function bytesOf(
  sheets: readonly StoredSheet[],
  format: ExportFormat,
  origin: string,
): Uint8Array | Promise<Uint8Array> {
  const records = sheets.map((sheet) => recordOf(contentOfSheet(sheet)))
  if (format === 'json') return new TextEncoder().encode(writeJsonFile(records, origin))
  const { headers, rows } = writeFlatFile(records, origin)
  if (format === 'csv') return writeCsv(headers, rows)
  if (format === 'xlsx') return writeXlsx(headers, rows)
  return assertNever(format)
}
