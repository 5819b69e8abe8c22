import type { CalendarDate } from '#kernel/calendar-date.ts'
import { type Cents, cents } from '#kernel/cents.ts'
import type { Result } from '#kernel/result.ts'
import {
  bodyOf,
  type ChosenColumns,
  type ColumnNames,
  cellReader,
  type FileRecord,
  type HeaderRefusal,
  headerOf,
  isBlank,
  type SurveyedColumns,
  surveyFile,
} from './file-columns.rules.ts'
import {
  type FileNumbers,
  isSirenHeader,
  type NumberDoubtCode,
  type RegisterField,
  readNumbers,
  registerColumns,
} from './file-numbers.rules.ts'
import {
  type AmountReading,
  type DayReading,
  type PaymentReading,
  readAmount,
  readDay,
  readPayment,
} from './french-values.rules.ts'
import { type FileGrantor, watchGrantors } from './grantors.rules.ts'
import { passesSiretKey, type SiretReading } from './identifiers.rules.ts'
import type { RegisterEntry } from './register-entries.rules.ts'

export type GrantField =
  | 'grantor'
  | 'grantorSiret'
  | 'day'
  | 'year'
  | 'reference'
  | 'name'
  | 'siret'
  | 'rna'
  | RegisterField
  | 'subject'
  | 'amount'
  | 'nature'
  | 'payment'

/** SCDL 2.1.1 first, then its draft of 2017, the order of 17 November 2017, and the State's own files. */
const columnNames: ColumnNames<GrantField> = {
  grantor: ['nomattribuant', 'collnom', 'nomdelattributaire', 'nomdelattribuant'],
  grantorSiret: ['idattribuant', 'collsiret', 'identificationdelattributairesiret', 'siretattribuant'],
  day: ['dateconvention', 'actedate', 'datedelaconventiondesubvention', 'datedecision', 'date'],
  year: ['annee', 'exercice', 'anneebudgetaire', 'exercicebudgetaire'],
  reference: ['referencedecision', 'acteref', 'referencedeladecision'],
  name: [
    'nombeneficiaire',
    'attribnom',
    'nomdubeneficiaire',
    'nombeneficiaireprincipal',
    'beneficiaire',
    'organisme',
    'association',
    'nomassociation',
    'nomdelassociation',
    'structure',
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
  ...registerColumns,
  subject: ['objet', 'subobj', 'subobjet', 'objetdelasubvention', 'nomduprojet'],
  amount: [
    'montant',
    'submontant',
    'montanttotaldelasubvention',
    'montantdelasubvention',
    'montantengage',
    'montanteneuros',
    'montanteuros',
    'montantattribue',
    'montantaccorde',
    'montantvote',
  ],
  nature: ['nature', 'subnature', 'naturedelasubvention'],
  payment: [
    'datesperiodeversement',
    'datesouperiodesdeversement',
    'dateperiodeversement',
    'datesversement',
    'datesdeversement',
    'datedeversement',
    'dateversement',
    'subdatedebut',
  ],
}

export const grantFields = Object.keys(columnNames) as readonly GrantField[]

/** A grant as a file tells it. */
export interface FileGrant {
  readonly line: number
  readonly grantor: string
  readonly day: CalendarDate | null
  /** Budget year, else that of the day. */
  readonly year: number | null
  readonly reference: string
  readonly name: string
  readonly siret: SiretReading
  readonly siren: string | null
  readonly rna: string | null
  readonly register: RegisterEntry | null
  readonly subject: string
  readonly nature: string
  readonly amount: Cents
  readonly payment: PaymentReading
}

export type GrantFaultCode =
  | 'amount_missing'
  | 'amount_unreadable'
  | 'amount_ambiguous'
  | 'amount_negative'
  | 'amount_huge'
  | 'beneficiary_missing'
  | 'name_long'
  | 'day_unreadable'

export type GrantDoubtCode = NumberDoubtCode

/** Something about one cell: a fault keeps its row out, a doubt does not. */
export interface CellRemark<Code extends string> {
  readonly line: number
  readonly column: string
  readonly code: Code
  readonly found: string
}

/** A column of SIRETs that lost its last digits, as a whole. */
export interface TruncatedColumn {
  readonly column: string
  /** Numbers that it holds. */
  readonly numbers: number
  /** Those of them whose key is right, by chance. */
  readonly passingKey: number
}

/** What a file held, counted while its rows were read one by one. */
export interface GrantFileReading {
  /** Records below the header, blank ones included. */
  readonly rows: number
  readonly blank: number
  readonly accepted: number
  readonly faults: readonly CellRemark<GrantFaultCode>[]
  /** The first ones, and how many there are. */
  readonly doubts: readonly CellRemark<GrantDoubtCode>[]
  readonly doubtsCount: number
  /** Of every amount that could be read, whether its row is kept or not. */
  readonly sum: Cents
  readonly identifiers: IdentifierCounts
  readonly truncatedColumn: TruncatedColumn | null
  /** Who gave, by SIREN. */
  readonly grantors: readonly FileGrantor[]
}

/** Over every row that is not blank. */
export interface IdentifierCounts {
  readonly siretValid: number
  readonly sirenRecovered: number
  readonly rnaValid: number
  /** Entries of the register of Alsace-Moselle, with their court. */
  readonly registerValid: number
  /** Rows whose beneficiary has no number that can be read. */
  readonly missing: number
}

export type GrantColumns = SurveyedColumns<GrantField>

/** Looks through a file once, keeping nothing of its rows. Refused when no row near the top names a beneficiary and an amount. */
export function surveyGrantFile(
  records: () => Iterable<FileRecord>,
  chosen: ChosenColumns = {},
): Result<GrantColumns, HeaderRefusal> {
  return surveyFile(records, columnNames, [['name', 'amount']], ['siret', 'grantorSiret'], chosen)
}

/** Reads a file from its top: the grants of its good rows one by one, and, once they are read, what it held. */
export function readGrantRows(
  records: Iterable<FileRecord>,
  columns: GrantColumns,
): { readonly grants: Iterable<FileGrant>; readonly reading: () => GrantFileReading } {
  const faults: CellRemark<GrantFaultCode>[] = []
  const doubts: CellRemark<GrantDoubtCode>[] = []
  let doubtsCount = 0
  const counts = { rows: 0, blank: 0, accepted: 0 }
  const identifiers = countNumbers()
  const truncation = countTruncated(columns)
  const grantors = watchGrantors(columns)
  let sum = cents(0)
  const grants = function* () {
    for (const record of bodyOf(records, columns.above)) {
      counts.rows += 1
      if (isBlank(record)) {
        counts.blank += 1
        continue
      }
      const row = readRow(record, columns, sum)
      faults.push(...row.faults)
      doubtsCount += row.doubts.length
      doubts.push(...row.doubts.slice(0, mostDoubts - doubts.length))
      identifiers.see(row.numbers)
      truncation.see(cellReader(columns)(record, 'siret'))
      grantors.see(cellReader(columns)(record, 'grantorSiret'), row.day)
      if (row.amount.kind === 'read') sum = cents(sum + row.amount.cents)
      if (!row.grant) continue
      counts.accepted += 1
      yield row.grant
    }
  }
  return {
    grants: grants(),
    reading: () => ({
      ...counts,
      faults,
      doubts,
      doubtsCount,
      sum,
      identifiers: identifiers.counts(),
      truncatedColumn: truncation.answer(),
      grantors: grantors.list(),
    }),
  }
}

/** Counts the numbers of rows, one by one. */
export function countNumbers(): {
  see(numbers: Pick<FileNumbers, 'siret' | 'siren' | 'rna' | 'register'>): void
  counts(): IdentifierCounts
} {
  const counts = { siretValid: 0, sirenRecovered: 0, rnaValid: 0, registerValid: 0, missing: 0 }
  return {
    see({ siret, siren, rna, register }) {
      if (siret.kind === 'valid') counts.siretValid += 1
      if (siret.kind === 'recovered') counts.sirenRecovered += 1
      if (rna !== null) counts.rnaValid += 1
      if (register !== null) counts.registerValid += 1
      if (siren === null && rna === null && register === null) counts.missing += 1
    },
    counts: () => counts,
  }
}

/** Counts what a column of SIRETs that lost its end still holds. */
export function countTruncated<Field extends string>(
  columns: SurveyedColumns<Field | 'siret'>,
): { see(text: string): void; answer(): TruncatedColumn | null } {
  let [numbers, passingKey] = [0, 0]
  return {
    see(text) {
      if (text !== '') numbers += 1
      if (passesSiretKey(text)) passingKey += 1
    },
    answer: () =>
      columns.truncated.has('siret')
        ? { column: headerOf(columns, 'siret') ?? '', numbers, passingKey }
        : null,
  }
}

/** Doubts that are kept to be read; a file of any size may have one a row, and memory is not of any size. */
export const mostDoubts = 1000

/** Longer than the name of any organisation: a text has slipped into its column. */
export const longestName = 300

/** A remark whose cell is shown by its start. */
export function shortened<Code extends string>(remark: CellRemark<Code>): CellRemark<Code> {
  return { ...remark, found: `${remark.found.slice(0, 60)}…` }
}

/** The sum of a file is exact up to 90,000 billion euros: an amount that would pass it is no grant of a town. */
const mostSum = Number.MAX_SAFE_INTEGER

function readRow(record: FileRecord, columns: GrantColumns, before: Cents) {
  const cell = cellReader(columns)
  const read = (field: GrantField) => cell(record, field)
  const amount = amountWithin(readAmount(read('amount')), mostSum - before)
  const day = readDay(read('day'))
  const numbers = readNumbers(read, {
    isTruncated: columns.truncated.has('siret'),
    isSirenColumn: isSirenHeader(headerOf(columns, 'siret')),
    hasVolumes: columns.places.volume !== undefined && columns.places.folio !== undefined,
  })
  const remark = <Code extends string>(code: Code, field: GrantField): CellRemark<Code> => ({
    line: record.line,
    column: headerOf(columns, field) ?? '',
    code,
    found: read(field),
  })
  const faults: CellRemark<GrantFaultCode>[] = []
  if (read('name') === '') faults.push(remark('beneficiary_missing', 'name'))
  if (read('name').length > longestName) faults.push(shortened(remark('name_long', 'name')))
  if (amount.kind !== 'read') faults.push(remark(`amount_${amount.kind}`, 'amount'))
  if (day.kind === 'unreadable') faults.push(remark('day_unreadable', 'day'))
  const grant =
    faults.length > 0 || amount.kind !== 'read'
      ? null
      : {
          line: record.line,
          grantor: read('grantor'),
          day: day.kind === 'read' ? day.day : null,
          year: yearOf(read('year'), day),
          reference: read('reference'),
          name: read('name'),
          siret: numbers.siret,
          siren: numbers.siren,
          rna: numbers.rna,
          register: numbers.register,
          // What stands behind the day in its cell is said nowhere else.
          subject: [read('subject'), day.kind === 'read' ? day.rest : ''].filter(Boolean).join(' – '),
          nature: read('nature'),
          amount: amount.cents,
          payment: readPayment(read('payment')),
        }
  return {
    grant,
    amount,
    day: day.kind === 'read' ? day.day : null,
    numbers,
    faults,
    doubts: numbers.doubts.map(({ code, field }) => remark(code, field)),
  }
}

function yearOf(text: string, day: DayReading): number | null {
  if (/^(?:19|20)\d{2}$/.test(text)) return Number(text)
  return day.kind === 'read' ? Number(day.day.slice(0, 4)) : null
}

function amountWithin(amount: AmountReading, most: number): AmountReading | { readonly kind: 'huge' } {
  return amount.kind === 'read' && amount.cents > most ? { kind: 'huge' } : amount
}
