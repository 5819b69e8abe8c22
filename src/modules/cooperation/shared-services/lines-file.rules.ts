import { type CalendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import { parseDecimal } from '#kernel/decimal.ts'
import { foldText } from '#kernel/plain-text.ts'
import type { LineDraft } from './lines.rules.ts'
import { countedSpan, isWithin, type MovingYear } from './movements.rules.ts'
import type { Party, WorkUnit } from './shared-services.rules.ts'

/** Headers of a file of unit lines; English names are read too, in any order. */
export const lineHeaders = ['reference', 'partie', 'unite', 'jour', 'quantite', 'preuve'] as const
export type LineHeader = (typeof lineHeaders)[number]

const english: Readonly<Record<LineHeader, string>> = {
  reference: 'reference',
  partie: 'party',
  unite: 'unit',
  jour: 'day',
  quantite: 'quantity',
  preuve: 'proof',
}

export type LineFaultCode =
  | 'column_missing'
  | 'empty_file'
  | 'unreadable_file'
  | 'file_too_large'
  | 'duplicate_header'
  | 'cells_extra'
  | 'reference_missing'
  | 'reference_twice'
  | 'party_unknown'
  | 'unit_unknown'
  | 'date_unreadable'
  | 'day_outside'
  | 'year_stated'
  | 'quantity_unreadable'
  | 'proof_missing'
  | 'recorded_otherwise'

/** What is wrong, where; `line` is that of the file, or the place in a list of a program, from 1. */
export interface LineFault {
  readonly line: number
  readonly column: LineHeader | ''
  readonly code: LineFaultCode
  readonly found: string
}

/** A line as it was written, cell by cell. */
export interface RawLine {
  readonly line: number
  readonly cells: Readonly<Record<LineHeader, string>>
}

/** What lines are read against: the parties by what the split file calls them, the catalogue, the days that are open. */
export interface LineBook {
  readonly parties: readonly Party[]
  readonly units: readonly WorkUnit[]
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly movingYear: MovingYear
  readonly statedYears: ReadonlySet<number>
}

export interface LineReading {
  readonly lines: readonly (LineDraft & { readonly line: number })[]
  readonly faults: readonly LineFault[]
}

/** Columns of a table by header; null for the one that lacks. */
export function columnsOf(headers: readonly string[]): Map<LineHeader, string> {
  const names = new Map<LineHeader, string>()
  for (const written of headers) {
    const folded = foldText(written)
    const header = lineHeaders.find((known) => known === folded || english[known] === folded)
    if (header && !names.has(header)) names.set(header, written)
  }
  return names
}

export function readLines(rows: readonly RawLine[], book: LineBook): LineReading {
  const lines: (LineDraft & { line: number })[] = []
  const faults: LineFault[] = []
  const references = new Set<string>()
  for (const row of rows) {
    const read = readLine(row, book, references)
    if ('code' in read) faults.push(read)
    else {
      references.add(read.reference)
      lines.push({ ...read, line: row.line })
    }
  }
  return { lines, faults }
}

function readLine(
  { line, cells }: RawLine,
  book: LineBook,
  references: ReadonlySet<string>,
): LineDraft | LineFault {
  const wrong = (column: LineHeader, code: LineFaultCode): LineFault => ({
    line,
    column,
    code,
    found: cells[column],
  })
  const { reference, proof } = { reference: cells.reference, proof: cells.preuve }
  if (reference === '' || reference.length > 100) return wrong('reference', 'reference_missing')
  if (references.has(reference)) return wrong('reference', 'reference_twice')
  const party = book.parties.find(
    (each) => each.reference === cells.partie || foldText(each.name) === foldText(cells.partie),
  )
  if (!party) return wrong('partie', 'party_unknown')
  const unit = book.units.find(
    ({ code, label }) => code === cells.unite || foldText(label) === foldText(cells.unite),
  )
  if (!unit) return wrong('unite', 'unit_unknown')
  const day = readDay(cells.jour)
  if (!day) return wrong('jour', 'date_unreadable')
  const closed = whyDayClosed(day, party, book)
  if (closed) return wrong('jour', closed)
  const quantity = parseDecimal(cells.quantite)
  if (quantity === null || quantity <= 0 || quantity > 1_000_000_000)
    return wrong('quantite', 'quantity_unreadable')
  if (proof === '' || proof.length > 300) return wrong('preuve', 'proof_missing')
  return { reference, partyId: party.id, unitId: unit.id, day, quantity, proof }
}

/** A line is of a day on which the service ran and the party was in it, in a year whose statement is not issued. */
export function whyDayClosed(
  day: CalendarDate,
  party: Party,
  { from, to, movingYear, statedYears }: LineBook,
): 'day_outside' | 'year_stated' | null {
  if (day < from || day > to || !isWithin(countedSpan(party, movingYear), day)) return 'day_outside'
  return statedYears.has(Number(day.slice(0, 4))) ? 'year_stated' : null
}

/** `2026-10-31`, or `31/10/2026` as French spreadsheets write it. */
function readDay(text: string): CalendarDate | null {
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  if (!french) return parseCalendarDate(text)
  const [, day = '', month = '', year = ''] = french
  return parseCalendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}
