import { foldText } from '#kernel/plain-text.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { watchTruncation } from './identifiers.rules.ts'

/** A row of a file as it was read: text by place. */
export interface FileRecord {
  /** First physical line of the row in the file, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Names that a column goes by in real files, folded (no accent, no sign), by the field that we read from it. */
export type ColumnNames<Field extends string> = Readonly<Record<Field, readonly string[]>>

/** Columns that a person chose, by field: their header, folded. A field that is there goes by no other name. */
export type ChosenColumns = Readonly<Record<string, string>>

/** Headers as they are compared. */
export function foldedHeaders(cells: readonly string[]): string[] {
  return cells.map((cell) => foldText(cell).replaceAll(' ', ''))
}

/** The rows that may be the header, and the likeliest: the first of those with the most cells filled. */
export function headerCandidates(records: readonly FileRecord[]): {
  readonly rows: readonly (readonly string[])[]
  readonly likeliest: readonly string[]
} {
  const rows = records.slice(0, deepestHeader).map(({ cells }) => cells)
  const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length
  const most = Math.max(0, ...rows.map(filled))
  return { rows, likeliest: rows.find((cells) => filled(cells) === most) ?? [] }
}

export interface FoundColumns<Field extends string> {
  readonly headers: readonly string[]
  readonly places: Readonly<Partial<Record<Field, number>>>
  /** Rows below the header, blank ones included. */
  readonly body: readonly FileRecord[]
}

/** How far down the header is looked for: a file may have a title or merged cells above it. */
const deepestHeader = 10

/** The rows among which the header is looked for. */
export function topOf(records: Iterable<FileRecord>): FileRecord[] {
  return Iterator.from(records).take(deepestHeader).toArray()
}

/**
 * The header of a file is the first row that names every field of `needed`; null when there is none. A name that the file
 * spells in its own way is understood by `names`.
 */
export function findColumns<Field extends string>(
  records: readonly FileRecord[],
  names: ColumnNames<Field>,
  needed: readonly NoInfer<Field>[],
  chosen: ChosenColumns = {},
): FoundColumns<Field> | null {
  for (const [index, record] of records.slice(0, deepestHeader).entries()) {
    const places = placesOf(record.cells, names, chosen)
    if (needed.every((field) => places[field] !== undefined))
      return { headers: record.cells.map((cell) => cell.trim()), places, body: records.slice(index + 1) }
  }
  return null
}

function placesOf<Field extends string>(
  cells: readonly string[],
  names: ColumnNames<Field>,
  chosen: ChosenColumns,
): Partial<Record<Field, number>> {
  const folded = foldedHeaders(cells)
  const places: Partial<Record<Field, number>> = {}
  for (const field in names) {
    const mine = chosen[field]
    const known = (mine === undefined ? names[field] : [mine])
      .map((name) => folded.indexOf(name))
      .find((place) => place >= 0)
    if (known !== undefined) places[field] = known
  }
  return places
}

export function isBlank(record: FileRecord): boolean {
  return record.cells.every((cell) => cell.trim() === '')
}

/** Reads one row by field: absent columns and short rows give empty text. */
export function cellReader<Field extends string>(columns: Pick<FoundColumns<Field>, 'places'>) {
  return (record: FileRecord, field: Field): string => {
    const place = columns.places[field]
    return place === undefined ? '' : (record.cells[place] ?? '').trim()
  }
}

/** The header that the file gives to a field, for messages; null when the file has no such column. */
export function headerOf<Field extends string>(
  columns: Omit<FoundColumns<Field>, 'body'>,
  field: Field,
): string | null {
  const place = columns.places[field]
  return place === undefined ? null : (columns.headers[place] ?? null)
}

/** What is known of a file before its rows are read. */
export interface SurveyedColumns<Field extends string> extends Omit<FoundColumns<Field>, 'body'> {
  /** Records above the body: titles and the header. */
  readonly above: number
  /** Below the header, blank ones included. */
  readonly rows: number
  /** Columns of SIRETs that lost their last digits, as a whole. */
  readonly truncated: ReadonlySet<Field>
}

export type HeaderRefusal = { readonly code: 'no_header' | 'duplicate_header'; readonly detail: string }

/** The header of a column that is read and that another one goes by too: nobody can tell which is meant. */
function sharedHeader<Field extends string>({ headers, places }: FoundColumns<Field>): string | null {
  const folded = foldedHeaders(headers)
  const used = Object.values<number | undefined>(places).filter((place) => place !== undefined)
  const shared = used.find(
    (place) => folded.indexOf(folded[place] ?? '') !== folded.lastIndexOf(folded[place] ?? ''),
  )
  return shared === undefined ? null : (headers[shared] ?? '')
}

/**
 * Looks through a file once, keeping nothing of its rows. Refused when no row near the top names the fields of one of
 * `needed`, tried in their order, or when two columns go by the name of one that is read.
 */
export function surveyFile<Field extends string>(
  records: () => Iterable<FileRecord>,
  names: ColumnNames<Field>,
  needed: readonly (readonly NoInfer<Field>[])[],
  siretFields: readonly NoInfer<Field>[],
  chosen: ChosenColumns,
): Result<SurveyedColumns<Field>, HeaderRefusal> {
  const top = topOf(records())
  const columns = needed.reduce<FoundColumns<Field> | null>(
    (found, fields) => found ?? findColumns(top, names, fields, chosen),
    null,
  )
  if (columns === null) return refuse({ code: 'no_header', detail: '' })
  const shared = sharedHeader(columns)
  if (shared !== null) return refuse({ code: 'duplicate_header', detail: shared })
  const { headers, places } = columns
  const above = top.length - columns.body.length
  const cell = cellReader(columns)
  const watched = siretFields.map((field) => ({ field, watch: watchTruncation() }))
  let rows = 0
  for (const record of bodyOf(records(), above)) {
    rows += 1
    if (!isBlank(record)) for (const { field, watch } of watched) watch.see(cell(record, field))
  }
  const truncated = new Set(watched.filter(({ watch }) => watch.isTruncated()).map(({ field }) => field))
  return ok({ headers, places, above, rows, truncated })
}

/** The rows below the header. */
export function* bodyOf(records: Iterable<FileRecord>, above: number): Generator<FileRecord> {
  let passed = 0
  for (const record of records) {
    passed += 1
    if (passed > above) yield record
  }
}
