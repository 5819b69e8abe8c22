import { parseCalendarDate } from '#kernel/calendar-date.ts'
import { formatDecimalPlain, parseDecimal } from '#kernel/decimal.ts'
import { foldText } from '#kernel/plain-text.ts'
import type { MeasureRecord } from './exchange.rules.ts'
import {
  type CellFormat,
  type Column,
  columns,
  headers,
  measureHeaderCell,
  originHeader,
  type RowType,
  rowTypes,
  ruleHeader,
  typeHeader,
  wordsOf,
} from './flat-file.columns.ts'
import {
  assemble,
  type FileFault,
  faultReading,
  type MeasuresFileReading,
  placeFaults,
  type ReadItem,
  readItem,
} from './measures-file.rules.ts'

/** A row of the table, cells by header; what stands beyond the headers is in `extra`. */
export interface FlatRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  readonly extra: readonly string[]
}

const rowWords = Object.entries(rowTypes)

/** One row for each measure, then its lines, risks, conditions and rules of law: the table that a spreadsheet opens. */
export function writeFlatFile(
  measures: readonly MeasureRecord[],
  origin: string,
): { readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const rows = measures.flatMap((measure) => {
    const { lines, risks, conditions, rules = [], ...header } = measure
    const row = (type: RowType, record: object) => writeRow(type, measure.code, record, origin)
    return [
      row('measure', header),
      ...lines.map((line) => row('line', line)),
      ...risks.map((risk) => row('risk', risk)),
      ...conditions.map((condition) => row('condition', condition)),
      ...rules.map((rule) => row('rule', rule)),
    ]
  })
  return { headers, rows }
}

function writeRow(type: RowType, code: string, record: object, origin: string): string[] {
  const cells = new Map([
    [typeHeader, rowWords.find(([, value]) => value === type)?.[0] ?? ''],
    [measureHeaderCell, code],
    [originHeader, origin],
    ...columns[type].map(({ header, field, format }): [string, string] => [
      header,
      writeCell(format, valueAt(record, field)),
    ]),
  ])
  return headers.map((header) => cells.get(header) ?? '')
}

function valueAt(record: object, field: string): unknown {
  return field.split('.').reduce<unknown>((value, key) => Object(value)[key], record)
}

function writeCell(format: CellFormat, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (format.as === 'word') return wordsOf(format.group).get(String(value))?.fr ?? String(value)
  if (format.as === 'json') return JSON.stringify(value)
  if (format.as === 'yes') return value === true ? 'oui' : 'non'
  if (format.as === 'scores')
    return Object.entries(Object(value))
      .map(([question, score]) => `${question}=${score}`)
      .join(' ')
  if (typeof value === 'number') return formatDecimalPlain(value)
  return format.as === 'figure' ? String(value).replace('.', ',') : String(value)
}

/** Reads the rows of a table; each fault names its line and column. Words may be the site's, in either language, or codes. */
export function readFlatFile(found: readonly string[], rows: readonly FlatRow[]): MeasuresFileReading {
  const missing = [typeHeader, measureHeaderCell].filter((header) => !found.includes(header))
  if (missing.length > 0)
    return faultReading(missing.map((column) => ({ place: { line: 1, column }, code: 'column_missing' })))
  const items: ReadItem[] = []
  const faults: FileFault[] = found
    .filter((header) => header !== '' && !headers.includes(header))
    .map((column) => ({ place: { line: 1, column }, code: 'field_unknown' }))
  for (const row of rows) readRow(row, items, faults)
  return assemble(items, faults, () => found.includes(ruleHeader))
}

function readRow(row: FlatRow, items: ReadItem[], faults: FileFault[]): void {
  const place = (column: string) => ({ line: row.line, column })
  const typeText = row.cells[typeHeader] ?? ''
  const type = rowWords.find(([word, code]) => [word, code].includes(foldText(typeText)))?.[1]
  if (!type) {
    faults.push({ place: place(typeHeader), code: 'row_type', found: typeText })
    return
  }
  if (row.extra.length > 0) {
    faults.push({ place: place(headers.at(-1) ?? ''), code: 'cells_extra', found: row.extra.join(' ') })
    return
  }
  const code = row.cells[measureHeaderCell] ?? ''
  const record = recordOfRow(row, columns[type])
  const input = type === 'measure' ? { code, ...record } : record
  const read = readItem(type, input, { place: place(measureHeaderCell), measure: code })
  if (!read.ok) {
    const headerOf = (field: string) => columnOf(type, field)?.header ?? measureHeaderCell
    const fault = (field: string) => place(headerOf(field))
    faults.push(...placeFaults(read.refusal, fault, (field) => row.cells[headerOf(field)]))
    return
  }
  items.push(read.value)
}

function columnOf(type: RowType, field: string): Column | undefined {
  return columns[type].find((column) => column.field === field || column.field === `${field}.text`)
}

function recordOfRow(row: FlatRow, list: readonly Column[]): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  for (const { header, field, format, optional } of list) {
    const text = row.cells[header] ?? ''
    const value = text === '' && optional ? (format.as === 'scores' ? {} : null) : readCell(format, text)
    const [outer = '', inner] = field.split('.')
    if (inner === undefined) record[outer] = value
    else record[outer] = { ...Object(record[outer]), [inner]: value }
  }
  return record
}

/** The value of a cell for the schema; a cell that cannot be read is handed over as text, which the schema refuses. */
function readCell(format: CellFormat, text: string): unknown {
  switch (format.as) {
    case 'word':
      return codeOfWord(format.group, text)
    case 'whole':
      return /^\d+$/.test(text) ? Number(text) : text
    case 'decimal':
      return parseDecimal(text) ?? text
    case 'day':
      return isoDay(text)
    case 'yes':
      return { oui: true, yes: true, non: false, no: false, '': false }[foldText(text)] ?? text
    case 'scores':
      return scoresOf(text)
    case 'json':
      return parsedOr(text)
    default:
      return text
  }
}

/** The value that the text writes; the text itself when it writes none. */
function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function codeOfWord(group: string, text: string): string {
  const folded = foldText(text)
  for (const [code, { fr, en }] of wordsOf(group))
    if ([code, fr, en].some((word) => foldText(word) === folded)) return code
  return text
}

/** `31/01/2027`, as French spreadsheets show a day, is read as `2027-01-31`. */
function isoDay(text: string): string {
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  if (!french) return text
  const [, day = '', month = '', year = ''] = french
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return parseCalendarDate(iso) === null ? text : iso
}

function scoresOf(text: string): Record<string, unknown> {
  return Object.fromEntries(
    text
      .split(/[\s,;]+/)
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [question = '', score = ''] = pair.split('=')
        return [question, /^\d$/.test(score) ? Number(score) : score]
      }),
  )
}
