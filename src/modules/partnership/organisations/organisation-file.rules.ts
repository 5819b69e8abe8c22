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
  topOf,
} from './file-columns.rules.ts'
import { type FilePlace, readPlace } from './file-place.rules.ts'
import { readDay } from './french-values.rules.ts'
import type { CellRemark, IdentifierCounts } from './grant-file.rules.ts'
import { isTruncatedColumn, parseRna, readSiret } from './identifiers.rules.ts'

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
  | 'streetNumber'
  | 'streetKind'
  | 'street'
  | 'postcode'
  | 'city'
  | 'lat'
  | 'lon'
  | 'x'
  | 'y'

/** Sirene and its extracts, RNA (`titre`, `date_creat`, `adrs_libvoie`), the national address base, and what towns write by hand. */
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
  streetNumber: ['numerovoieetablissement', 'adrsnumvoie', 'numerovoie', 'numvoie'],
  streetKind: ['typevoieetablissement', 'adrstypevoie', 'typevoie'],
  street: ['libellevoieetablissement', 'adrslibvoie', 'libellevoie', 'adresse', 'rue', 'voie'],
  postcode: ['codepostaletablissement', 'adrscodepostal', 'codepostal', 'cp'],
  city: ['libellecommuneetablissement', 'adrslibcommune', 'nomcommune', 'commune', 'ville'],
  lat: ['latitude', 'lat'],
  lon: ['longitude', 'lon', 'lng'],
  x: ['coordonneelambertabscisseetablissement', 'xlambert93', 'x'],
  y: ['coordonneelambertordonneeetablissement', 'ylambert93', 'y'],
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
  /** Head office; empty texts and no point where the file does not say. */
  readonly place: FilePlace
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
  | 'point_unreadable'

/** What is known of a file of organisations before its rows are read. */
export interface OrganisationColumns extends Omit<FoundColumns<OrganisationField>, 'body'> {
  /** Records above the body: titles and the header. */
  readonly above: number
  /** Below the header, blank ones included. */
  readonly rows: number
  /** Its SIRETs lost their last digits, as a whole. */
  readonly isTruncated: boolean
}

/** Looks through a file once, keeping nothing of its rows. Refused when none near the top names a name and an identifier. */
export function surveyOrganisationFile(
  records: () => Iterable<FileRecord>,
  chosen: ChosenColumns = {},
): Result<OrganisationColumns, 'no_header'> {
  const top = topOf(records())
  const columns =
    findColumns(top, columnNames, ['name', 'siren'], chosen) ??
    findColumns(top, columnNames, ['name', 'siret'], chosen) ??
    findColumns(top, columnNames, ['name', 'rna'], chosen)
  if (columns === null) return refuse('no_header')
  const { headers, places } = columns
  const above = top.length - columns.body.length
  const cell = cellReader(columns)
  let rows = 0
  const sirets = function* () {
    for (const record of bodyOf(records(), above)) {
      rows += 1
      if (!isBlank(record)) yield cell(record, 'siret')
    }
  }
  const isTruncated = isTruncatedColumn(sirets())
  return ok({ headers, places, above, rows, isTruncated })
}

function* bodyOf(records: Iterable<FileRecord>, above: number): Generator<FileRecord> {
  let passed = 0
  for (const record of records) {
    passed += 1
    if (passed > above) yield record
  }
}

/** What a file held, counted while its rows were read one by one. */
export interface OrganisationFileReading {
  readonly rows: number
  readonly blank: number
  readonly accepted: number
  readonly faults: readonly CellRemark<OrganisationFaultCode>[]
  readonly doubts: readonly CellRemark<OrganisationDoubtCode>[]
  readonly identifiers: IdentifierCounts
  /** The column of SIRETs lost its last digits, as a whole: said once. */
  readonly truncatedColumn: string | null
}

/** Reads a file from its top: the organisations of its good rows one by one, and, once they are read, what it held. */
export function readOrganisationRows(
  records: Iterable<FileRecord>,
  columns: OrganisationColumns,
): { readonly organisations: Iterable<FileOrganisation>; readonly reading: () => OrganisationFileReading } {
  const faults: CellRemark<OrganisationFaultCode>[] = []
  const doubts: CellRemark<OrganisationDoubtCode>[] = []
  const counts = { rows: 0, blank: 0, accepted: 0 }
  const identifiers = { siretValid: 0, sirenRecovered: 0, rnaValid: 0, missing: 0 }
  const organisations = function* () {
    for (const record of bodyOf(records, columns.above)) {
      counts.rows += 1
      if (isBlank(record)) {
        counts.blank += 1
        continue
      }
      const row = readRow(record, columns)
      faults.push(...row.faults)
      doubts.push(...row.doubts)
      if (row.siret.kind === 'valid') identifiers.siretValid += 1
      if (row.siret.kind === 'recovered') identifiers.sirenRecovered += 1
      if (row.rna !== null) identifiers.rnaValid += 1
      if (row.siren === null && row.rna === null) identifiers.missing += 1
      if (!row.organisation) continue
      counts.accepted += 1
      yield row.organisation
    }
  }
  return {
    organisations: organisations(),
    reading: () => ({
      ...counts,
      faults,
      doubts,
      identifiers,
      truncatedColumn: columns.isTruncated ? headerOf(columns, 'siret') : null,
    }),
  }
}

function readRow(record: FileRecord, columns: OrganisationColumns) {
  const cell = cellReader(columns)
  const read = (field: OrganisationField) => cell(record, field)
  const remark = <Code extends string>(code: Code, field: OrganisationField): CellRemark<Code> => ({
    line: record.line,
    column: headerOf(columns, field) ?? '',
    code,
    found: read(field),
  })
  const siret = readSiret(read('siret'), columns.isTruncated)
  const fromSiret = siret.kind === 'valid' || siret.kind === 'recovered' ? siret.siren : null
  const siren = parseSiren(read('siren')) ?? fromSiret
  const rna = parseRna(read('rna'))
  const founded = readDay(read('founded'))
  const { place, isPointUnreadable } = readPlace(read)

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
  if (siret.kind === 'recovered' && !columns.isTruncated) doubts.push(remark('siret_recovered', 'siret'))
  if (fromSiret !== null && siren !== fromSiret) doubts.push(remark('siret_of_another', 'siret'))
  if (rna === null && read('rna') !== '') doubts.push(remark('rna_unreadable', 'rna'))
  if (founded.kind === 'unreadable') doubts.push(remark('day_unreadable', 'founded'))
  if (isPointUnreadable)
    doubts.push(remark('point_unreadable', columns.places.lat === undefined ? 'x' : 'lat'))
  const organisation: FileOrganisation | null =
    faults.length > 0
      ? null
      : {
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
            founded: founded.kind === 'read' && founded.day > '0002' ? founded.day : '',
          },
          place,
        }
  return { organisation, siret, siren, rna, faults, doubts }
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
