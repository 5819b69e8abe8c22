import { type CalendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import { cents, formatEurosPlain } from '#kernel/cents.ts'
import { formatDecimalPlain } from '#kernel/decimal.ts'
import { foldText } from '#kernel/plain-text.ts'
import {
  type Fact,
  type FactFault,
  type FactKind,
  type FactSubject,
  faultOf,
  type NewFact,
} from './evidence.rules.ts'
import { readQuantity, unitOf } from './fact-form.rules.ts'
import type { PromisedMeasure } from './promises.rules.ts'

/** Headers of the table that is written; reading takes their English names too, in any order and with any capitals. */
export const ledgerHeaders = [
  'id',
  'mesure',
  'jour',
  'nature',
  'ligne',
  'promis',
  'indicateur',
  'quantite',
  'unite',
  'document',
  'note',
  'annule',
  'origine',
] as const
type Header = (typeof ledgerHeaders)[number]

const english: Readonly<Partial<Record<Header, string>>> = {
  mesure: 'measure',
  jour: 'day',
  nature: 'kind',
  ligne: 'line',
  promis: 'promised',
  indicateur: 'indicator',
  quantite: 'quantity',
  unite: 'unit',
  annule: 'reverses',
}
const neededHeaders: readonly Header[] = ['mesure', 'jour', 'nature', 'quantite', 'unite']

export type LedgerFaultCode =
  | FactFault
  | 'column_missing'
  | 'empty_file'
  | 'unreadable_file'
  | 'file_too_large'
  | 'duplicate_header'
  | 'cells_extra'
  | 'measure_unknown'
  | 'date_unreadable'
  | 'kind_unknown'
  | 'line_unknown'
  | 'kind_mismatch'
  | 'unit_mismatch'
  | 'amount_unreadable'
  | 'number_unreadable'
  | 'text_long'
  | 'recorded_otherwise'
  | 'reversal_in_file'

/** What is wrong in a file, where; `code` has a sentence with its remedy in both languages. */
export interface LedgerFault {
  readonly line: number
  /** Header of the column; empty for the whole line. */
  readonly column: string
  readonly code: LedgerFaultCode
  readonly found: string
}

/** A line of a file that says a fact, before it is known whether the ledger has it. */
export interface ReadFact {
  readonly line: number
  readonly measure: Pick<PromisedMeasure, 'code' | 'title'>
  readonly fact: Omit<NewFact, 'source'>
  /** Identity in the ledger that wrote the file; null in a file made by hand. */
  readonly id: string | null
  /** The fact that this line takes back; null for a fact. */
  readonly reverses: string | null
}

export interface LedgerReading {
  readonly facts: readonly ReadFact[]
  readonly faults: readonly LedgerFault[]
}

/** What importing a file would do, said before it is done. */
export interface LedgerPlan {
  /** Facts that the ledger does not have yet. */
  readonly fresh: readonly (ReadFact & { readonly source: NewFact['source'] })[]
  /** How many lines say what the ledger already has. */
  readonly known: number
  readonly faults: readonly LedgerFault[]
}

interface Row {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  readonly extra: readonly string[]
}

/** Reads the rows of a table against the measures that the person may record on, by code. */
export function readLedger(
  headers: readonly string[],
  rows: readonly Row[],
  measures: ReadonlyMap<string, PromisedMeasure>,
  today: CalendarDate,
): LedgerReading {
  const names = columnNames(headers)
  const missing = neededHeaders.filter((header) => !names.has(header))
  if (missing.length > 0)
    return {
      facts: [],
      faults: missing.map((column) => ({ line: 1, column, code: 'column_missing', found: '' })),
    }
  const facts: ReadFact[] = []
  const faults: LedgerFault[] = []
  for (const row of rows) {
    const cell = (header: Header) => row.cells[names.get(header) ?? '']?.trim() ?? ''
    const read = readRow(row, cell, measures, today)
    if ('fault' in read) faults.push({ line: row.line, ...read.fault })
    else facts.push({ line: row.line, ...read })
  }
  return { facts, faults }
}

function columnNames(headers: readonly string[]): Map<Header, string> {
  const names = new Map<Header, string>()
  for (const written of headers) {
    const folded = foldText(written)
    const header = ledgerHeaders.find((known) => known === folded || english[known] === folded)
    if (header && !names.has(header)) names.set(header, written)
  }
  return names
}

type Cell = (header: Header) => string
type RowFault = { readonly fault: Omit<LedgerFault, 'line'> }

function readRow(
  row: Row,
  cell: Cell,
  measures: ReadonlyMap<string, PromisedMeasure>,
  today: CalendarDate,
): Omit<ReadFact, 'line'> | RowFault {
  const wrong = (column: Header | '', code: LedgerFaultCode): RowFault => ({
    fault: { column, code, found: column === '' ? row.extra.join(' ') : cell(column) },
  })
  if (row.extra.length > 0) return wrong('', 'cells_extra')
  const measure = measures.get(cell('mesure'))
  if (!measure) return wrong('mesure', 'measure_unknown')
  const day = readDay(cell('jour'))
  if (!day) return wrong('jour', 'date_unreadable')
  const kind = readKind(cell('nature'))
  if (!kind) return wrong('nature', 'kind_unknown')
  const unit = unitOf(cell('unite'))
  if (unit === null) return wrong('unite', 'unit_missing')
  const subject = subjectOf(cell, kind, unit, measure)
  if ('code' in subject) return wrong(subject.column, subject.code)
  const reverses = cell('annule') || null
  const quantity = readQuantity(cell('quantite'), unit)
  if (quantity === null)
    return wrong('quantite', unit === 'cents' ? 'amount_unreadable' : 'number_unreadable')
  if (cell('document').length > 300) return wrong('document', 'text_long')
  if (cell('note').length > 1000) return wrong('note', 'text_long')
  const fact = {
    measureId: measure.id,
    day,
    about: subject.about,
    quantity,
    unit,
    document: cell('document'),
    note: cell('note'),
  }
  const fault = reverses === null ? faultOf(fact, today) : null
  if (fault) return wrong(faultColumns[fault], fault)
  return { measure, fact, id: cell('id') || null, reverses }
}

const faultColumns: Readonly<Record<FactFault, Header>> = {
  day_in_the_future: 'jour',
  quantity_negative: 'quantite',
  quantity_decimals: 'quantite',
  quantity_large: 'quantite',
  unit_missing: 'unite',
  subject_missing: 'ligne',
  indicator_code: 'indicateur',
}

function subjectOf(
  cell: Cell,
  kind: FactKind,
  unit: string,
  measure: PromisedMeasure,
): { readonly about: FactSubject } | { readonly column: Header; readonly code: LedgerFaultCode } {
  if (kind === 'indicator') return { about: { kind, indicator: cell('indicateur') } }
  const label = cell('ligne')
  if (isNo(cell('promis'))) return { about: { kind, unplanned: label } }
  const line = measure.lines.find((known) => known.label === label)
  if (!line) return { column: 'ligne', code: 'line_unknown' }
  if (line.direction !== kind) return { column: 'nature', code: 'kind_mismatch' }
  if (line.unit !== unit) return { column: 'unite', code: 'unit_mismatch' }
  return { about: { kind, line: label } }
}

/** `2026-10-31`, or `31/10/2026` as French spreadsheets write it. */
function readDay(text: string): CalendarDate | null {
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  if (!french) return parseCalendarDate(text)
  const [, day = '', month = '', year = ''] = french
  return parseCalendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

const kindWords: Readonly<Record<string, FactKind>> = {
  cout: 'cost',
  cost: 'cost',
  gain: 'gain',
  indicateur: 'indicator',
  indicator: 'indicator',
}

function readKind(text: string): FactKind | null {
  return kindWords[foldText(text)] ?? null
}

function isNo(text: string): boolean {
  return ['non', 'no', '0', 'faux', 'false'].includes(foldText(text))
}

/** What a line says, as one text: the same line sent again gives the same one. */
export function contentOf({ measure, fact }: Pick<ReadFact, 'measure' | 'fact'>): string {
  const { about } = fact
  const subject =
    about.kind === 'indicator' ? about.indicator : 'line' in about ? about.line : about.unplanned
  return JSON.stringify([
    measure.code,
    fact.day,
    about.kind,
    subject,
    fact.quantity,
    fact.unit,
    fact.document ?? '',
    fact.note ?? '',
  ])
}

/** `hours` is written `heures`: what reading takes back. */
const writtenUnits: Readonly<Record<string, string>> = { cents: 'euros', hours: 'heures', weeks: 'semaines' }
const writtenKinds: Readonly<Record<FactKind, string>> = {
  cost: 'coût',
  gain: 'gain',
  indicator: 'indicateur',
}

/** Rows of the table for those facts; `origin` names the town in each. */
export function writeLedger(
  facts: readonly Fact[],
  codes: ReadonlyMap<string, string>,
  origin: string,
): string[][] {
  return facts.map((fact) => {
    const row: Readonly<Record<Header, string>> = {
      id: fact.id,
      mesure: codes.get(fact.measureId) ?? '',
      jour: fact.day,
      nature: writtenKinds[fact.kind],
      ligne: fact.lineLabel ?? '',
      promis: fact.kind === 'indicator' ? '' : fact.lineId === null ? 'non' : 'oui',
      indicateur: fact.indicator ?? '',
      quantite:
        fact.unit === 'cents' ? formatEurosPlain(cents(fact.quantity)) : formatDecimalPlain(fact.quantity),
      unite: writtenUnits[fact.unit] ?? fact.unit,
      document: fact.document,
      note: fact.note,
      annule: fact.reversesId ?? '',
      origine: origin,
    }
    return ledgerHeaders.map((header) => row[header])
  })
}

/** The public record of a fact: without the names of agents. */
export function recordOf(fact: Fact, measure: string) {
  return {
    id: fact.id,
    measure,
    day: fact.day,
    kind: fact.kind,
    line: fact.lineLabel,
    promised: fact.kind === 'indicator' ? null : fact.lineId !== null,
    indicator: fact.indicator,
    quantity:
      fact.unit === 'cents' ? formatEurosPlain(cents(fact.quantity)).replace(',', '.') : fact.quantity,
    unit: fact.unit === 'cents' ? 'euros' : fact.unit,
    source: fact.sourceKind,
    document: fact.document || null,
    note: fact.note || null,
    reverses: fact.reversesId,
    recorded_at: fact.recordedAt.toISOString(),
  }
}
