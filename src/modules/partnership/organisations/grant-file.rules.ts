import type { CalendarDate } from '#kernel/calendar-date.ts'
import { type Cents, sumCents } from '#kernel/cents.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import {
  type ChosenColumns,
  type ColumnNames,
  cellReader,
  type FileRecord,
  type FoundColumns,
  findColumns,
  headerOf,
  isBlank,
} from './file-columns.rules.ts'
import { type AmountReading, readAmount, readDay } from './french-values.rules.ts'
import { isTruncatedColumn, parseRna, readSiret, type SiretReading } from './identifiers.rules.ts'

export type GrantField =
  | 'grantor'
  | 'day'
  | 'reference'
  | 'name'
  | 'siret'
  | 'rna'
  | 'subject'
  | 'amount'
  | 'nature'

/** SCDL 2.1.1 first, then its draft of 2017, the order of 17 November 2017, and the State's own files. */
const columnNames: ColumnNames<GrantField> = {
  grantor: ['nomattribuant', 'collnom', 'nomdelattributaire', 'nomdelattribuant'],
  day: ['dateconvention', 'actedate', 'datedelaconventiondesubvention', 'datedecision', 'date'],
  reference: ['referencedecision', 'acteref', 'referencedeladecision'],
  name: [
    'nombeneficiaire',
    'attribnom',
    'nomdubeneficiaire',
    'nombeneficiaireprincipal',
    'beneficiaire',
    'organisme',
  ],
  siret: [
    'idbeneficiaire',
    'attribsiret',
    'identificationdubeneficiaire',
    'siretbeneficiaire',
    'siret',
    'siren',
  ],
  rna: ['rnabeneficiaire', 'rna'],
  subject: ['objet', 'subobj', 'subobjet', 'objetdelasubvention', 'nomduprojet'],
  amount: ['montant', 'submontant', 'montanttotaldelasubvention', 'montantdelasubvention', 'montantengage'],
  nature: ['nature', 'subnature', 'naturedelasubvention'],
}

export const grantFields = Object.keys(columnNames) as readonly GrantField[]

/** A grant as a file tells it. */
export interface FileGrant {
  readonly line: number
  readonly grantor: string
  readonly day: CalendarDate | null
  readonly reference: string
  readonly name: string
  readonly siret: SiretReading
  readonly rna: string | null
  readonly subject: string
  readonly nature: string
  readonly amount: Cents
}

export type GrantFaultCode =
  | 'amount_missing'
  | 'amount_unreadable'
  | 'amount_ambiguous'
  | 'amount_negative'
  | 'beneficiary_missing'
  | 'day_unreadable'

export type GrantDoubtCode = 'siret_unreadable' | 'siret_recovered' | 'rna_unreadable'

/** Something about one cell: a fault keeps its row out, a doubt does not. */
export interface CellRemark<Code extends string> {
  readonly line: number
  readonly column: string
  readonly code: Code
  readonly found: string
}

export interface GrantFileReading {
  /** Records below the header, blank ones included. */
  readonly rows: number
  readonly blank: number
  readonly grants: readonly FileGrant[]
  readonly faults: readonly CellRemark<GrantFaultCode>[]
  readonly doubts: readonly CellRemark<GrantDoubtCode>[]
  /** Of every amount that could be read, whether its row is kept or not. */
  readonly sum: Cents
  readonly identifiers: IdentifierCounts
  /** The column of SIRETs lost its last digits, as a whole: said once. */
  readonly truncatedColumn: string | null
}

/** Over every row that is not blank. */
export interface IdentifierCounts {
  readonly siretValid: number
  readonly sirenRecovered: number
  readonly rnaValid: number
  /** Rows whose beneficiary has neither SIRET, SIREN nor RNA that can be read. */
  readonly missing: number
}

/** Reads the rows of a file of grants. Refused when no row near the top names a beneficiary and an amount. */
export function readGrantFile(
  records: readonly FileRecord[],
  chosen: ChosenColumns = {},
): Result<GrantFileReading, 'no_header'> {
  const columns = findColumns(records, columnNames, ['name', 'amount'], chosen)
  if (columns === null) return refuse('no_header')
  const filled = columns.body.filter((record) => !isBlank(record))
  const read = cellReader(columns)
  const isTruncated = isTruncatedColumn(filled.map((record) => read(record, 'siret')))
  const rows = filled.map((record) => readRow(record, columns, isTruncated))
  const amounts = rows.flatMap(({ amount }) => (amount.kind === 'read' ? [amount.cents] : []))
  return ok({
    rows: columns.body.length,
    blank: columns.body.length - filled.length,
    grants: rows.flatMap((row) => row.grant ?? []),
    faults: rows.flatMap((row) => row.faults),
    doubts: rows.flatMap((row) => row.doubts),
    sum: sumCents(amounts),
    identifiers: countIdentifiers(rows),
    truncatedColumn: isTruncated ? headerOf(columns, 'siret') : null,
  })
}

interface ReadRow {
  readonly grant: FileGrant | null
  readonly amount: AmountReading
  readonly siret: SiretReading
  readonly rna: string | null
  readonly faults: readonly CellRemark<GrantFaultCode>[]
  readonly doubts: readonly CellRemark<GrantDoubtCode>[]
}

function readRow(record: FileRecord, columns: FoundColumns<GrantField>, isTruncated: boolean): ReadRow {
  const cell = cellReader(columns)
  const read = (field: GrantField) => cell(record, field)
  const amount = readAmount(read('amount'))
  const day = readDay(read('day'))
  const siret = readSiret(read('siret'), isTruncated)
  const rna = parseRna(read('rna'))
  const remark = <Code extends string>(code: Code, field: GrantField): CellRemark<Code> => ({
    line: record.line,
    column: headerOf(columns, field) ?? '',
    code,
    found: read(field),
  })
  const faults: CellRemark<GrantFaultCode>[] = []
  if (read('name') === '') faults.push(remark('beneficiary_missing', 'name'))
  if (amount.kind !== 'read') faults.push(remark(`amount_${amount.kind}`, 'amount'))
  if (day.kind === 'unreadable') faults.push(remark('day_unreadable', 'day'))
  const doubts: CellRemark<GrantDoubtCode>[] = []
  if (siret.kind === 'invalid') doubts.push(remark('siret_unreadable', 'siret'))
  if (siret.kind === 'recovered' && !isTruncated) doubts.push(remark('siret_recovered', 'siret'))
  if (rna === null && read('rna') !== '') doubts.push(remark('rna_unreadable', 'rna'))
  const grant = faults.length === 0 &&
    amount.kind === 'read' && {
      line: record.line,
      grantor: read('grantor'),
      day: day.kind === 'read' ? day.day : null,
      reference: read('reference'),
      name: read('name'),
      siret,
      rna,
      // What stands behind the day in its cell, `Solde en 2018`, is said nowhere else.
      subject: [read('subject'), day.kind === 'read' ? day.rest : ''].filter(Boolean).join(' – '),
      nature: read('nature'),
      amount: amount.cents,
    }
  return { grant: grant || null, amount, siret, rna, faults, doubts }
}

function countIdentifiers(rows: readonly ReadRow[]): IdentifierCounts {
  const count = (is: (row: ReadRow) => boolean) => rows.filter(is).length
  return {
    siretValid: count(({ siret }) => siret.kind === 'valid'),
    sirenRecovered: count(({ siret }) => siret.kind === 'recovered'),
    rnaValid: count(({ rna }) => rna !== null),
    missing: count(({ siret, rna }) => siret.kind !== 'valid' && siret.kind !== 'recovered' && rna === null),
  }
}
