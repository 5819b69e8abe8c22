import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { parseSiren } from '#kernel/siren.ts'
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
import { readDay } from './french-values.rules.ts'
import type { CellRemark, IdentifierCounts } from './grant-file.rules.ts'
import { isTruncatedColumn, parseRna, readSiret, type SiretReading } from './identifiers.rules.ts'

export type OrganisationField =
  | 'name'
  | 'acronym'
  | 'siren'
  | 'siret'
  | 'rna'
  | 'legalForm'
  | 'activity'
  | 'ess'
  | 'size'
  | 'founded'
  | 'active'
  | 'closed'

/** Sirene and its extracts, RNA (`titre`, `date_creat`, `date_disso`), and what towns write by hand. */
const columnNames: ColumnNames<OrganisationField> = {
  name: [
    'denomination',
    'titre',
    'denominationunitelegale',
    'nom',
    'raisonsociale',
    'association',
    'organisation',
  ],
  acronym: ['sigle', 'titrecourt', 'sigleunitelegale'],
  siren: ['siren'],
  siret: ['siretsiege', 'siret'],
  rna: ['rna', 'id', 'numerorna', 'waldec'],
  legalForm: ['categoriejuridique', 'categoriejuridiqueunitelegale', 'formejuridique'],
  activity: ['naf', 'ape', 'activiteprincipale', 'activiteprincipaleunitelegale', 'objetsocial1'],
  ess: ['familleess', 'economiesocialesolidaireunitelegale', 'ess'],
  size: ['trancheeffectifs', 'trancheeffectifsunitelegale'],
  founded: ['datecreation', 'datecreat', 'datecreationunitelegale'],
  active: ['estactive', 'actif', 'etatadministratifunitelegale', 'position'],
  closed: ['datedisso', 'datefermeture'],
}

export const organisationFields = Object.keys(columnNames) as readonly OrganisationField[]

/** An organisation as a file tells it. */
export interface FileOrganisation {
  readonly line: number
  readonly name: string
  readonly siren: string | null
  /** Head office; null unless its key is right. */
  readonly siret: string | null
  readonly rna: string | null
  readonly isActive: boolean
  /** Day on which it closed; null when it has not, or the file does not say. */
  readonly closedOn: CalendarDate | null
  readonly values: OrganisationValues
}

/** What a source may say of an organisation besides who it is; empty text when it says nothing. */
export interface OrganisationValues {
  readonly acronym: string
  readonly legalForm: string
  readonly activity: string
  readonly ess: string
  readonly size: string
  readonly founded: CalendarDate | ''
}

export type OrganisationFaultCode = 'name_missing' | 'identifier_missing' | 'identifier_unreadable'
export type OrganisationDoubtCode =
  | 'siret_recovered'
  | 'siret_of_another'
  | 'rna_unreadable'
  | 'day_unreadable'

export interface OrganisationFileReading {
  readonly rows: number
  readonly blank: number
  readonly organisations: readonly FileOrganisation[]
  readonly faults: readonly CellRemark<OrganisationFaultCode>[]
  readonly doubts: readonly CellRemark<OrganisationDoubtCode>[]
  readonly identifiers: IdentifierCounts
  /** RNA numbers that several SIREN carry: a question for a person, never an error. */
  readonly sharedRna: readonly { readonly rna: string; readonly sirens: readonly string[] }[]
}

/** Reads the rows of a file of organisations. Refused when no row near the top names a name and an identifier. */
export function readOrganisationFile(
  records: readonly FileRecord[],
  chosen: ChosenColumns = {},
): Result<OrganisationFileReading, 'no_header'> {
  const columns =
    findColumns(records, columnNames, ['name', 'siren'], chosen) ??
    findColumns(records, columnNames, ['name', 'siret'], chosen) ??
    findColumns(records, columnNames, ['name', 'rna'], chosen)
  if (columns === null) return refuse('no_header')
  const filled = columns.body.filter((record) => !isBlank(record))
  const cell = cellReader(columns)
  const isTruncated = isTruncatedColumn(filled.map((record) => cell(record, 'siret')))
  const rows = filled.map((record) => readRow(record, columns, isTruncated))
  const organisations = rows.flatMap((row) => row.organisation ?? [])
  return ok({
    rows: columns.body.length,
    blank: columns.body.length - filled.length,
    organisations,
    faults: rows.flatMap((row) => row.faults),
    doubts: rows.flatMap((row) => row.doubts),
    identifiers: {
      siretValid: rows.filter((row) => row.siret.kind === 'valid').length,
      sirenRecovered: rows.filter((row) => row.siret.kind === 'recovered').length,
      rnaValid: rows.filter((row) => row.rna !== null).length,
      missing: rows.filter((row) => row.siren === null && row.rna === null).length,
    },
    sharedRna: findSharedRna(organisations),
  })
}

interface ReadRow {
  readonly organisation: FileOrganisation | null
  readonly siret: SiretReading
  readonly siren: string | null
  readonly rna: string | null
  readonly faults: readonly CellRemark<OrganisationFaultCode>[]
  readonly doubts: readonly CellRemark<OrganisationDoubtCode>[]
}

function readRow(
  record: FileRecord,
  columns: FoundColumns<OrganisationField>,
  isTruncated: boolean,
): ReadRow {
  const cell = cellReader(columns)
  const read = (field: OrganisationField) => cell(record, field)
  const remark = <Code extends string>(code: Code, field: OrganisationField): CellRemark<Code> => ({
    line: record.line,
    column: headerOf(columns, field) ?? '',
    code,
    found: read(field),
  })
  const siret = readSiret(read('siret'), isTruncated)
  const fromSiret = siret.kind === 'valid' || siret.kind === 'recovered' ? siret.siren : null
  const siren = parseSiren(read('siren')) ?? fromSiret
  const rna = parseRna(read('rna'))
  const founded = readDay(read('founded'))

  const faults: CellRemark<OrganisationFaultCode>[] = []
  if (read('name') === '') faults.push(remark('name_missing', 'name'))
  if (read('siren') !== '' && parseSiren(read('siren')) === null)
    faults.push(remark('identifier_unreadable', 'siren'))
  else if (siren === null && rna === null)
    faults.push(
      siret.kind === 'invalid'
        ? remark('identifier_unreadable', 'siret')
        : remark('identifier_missing', columns.places.siren === undefined ? 'siret' : 'siren'),
    )
  const doubts: CellRemark<OrganisationDoubtCode>[] = []
  if (siret.kind === 'recovered') doubts.push(remark('siret_recovered', 'siret'))
  if (fromSiret !== null && siren !== fromSiret) doubts.push(remark('siret_of_another', 'siret'))
  if (rna === null && read('rna') !== '') doubts.push(remark('rna_unreadable', 'rna'))
  if (founded.kind === 'unreadable') doubts.push(remark('day_unreadable', 'founded'))
  const organisation = faults.length === 0 && {
    line: record.line,
    name: read('name'),
    siren,
    siret: siret.kind === 'valid' && siren === siret.siren ? siret.siret : null,
    rna,
    isActive: isActive(read('active'), read('closed')),
    closedOn: closedOn(read('closed')),
    values: {
      acronym: read('acronym'),
      legalForm: read('legalForm'),
      activity: read('activity'),
      ess: read('ess'),
      size: read('size'),
      // The RNA writes `0001-01-01` for a day that it does not know.
      founded: founded.kind === 'read' && founded.day > '0002' ? founded.day : ('' as const),
    },
  }
  return { organisation: organisation || null, siret, siren, rna, faults, doubts }
}

/** Sirene says `A` or `C` (cessée), the RNA `A`, `D` (dissoute) or `S` (supprimée), extracts `True` or `False`. */
const closedWords = new Set(['false', 'non', '0', 'c', 'd', 's', 'f', 'ferme', 'fermee', 'cessee'])

function isActive(state: string, closedOn: string): boolean {
  if (state !== '') return !closedWords.has(state.toLowerCase())
  const day = readDay(closedOn)
  return day.kind !== 'read' || day.day < '0002'
}

function closedOn(text: string): CalendarDate | null {
  const day = readDay(text)
  // The RNA writes `0001-01-01` for a day that never came.
  return day.kind === 'read' && day.day > '0002' ? day.day : null
}

function findSharedRna(organisations: readonly FileOrganisation[]) {
  const carriers = Map.groupBy(
    organisations.filter((each) => each.rna !== null && each.siren !== null),
    (each) => each.rna ?? '',
  )
  return [...carriers]
    .map(([rna, list]) => ({ rna, sirens: [...new Set(list.flatMap((each) => each.siren ?? []))].sort() }))
    .filter(({ sirens }) => sirens.length > 1)
}
