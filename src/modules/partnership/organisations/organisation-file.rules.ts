import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Result } from '#kernel/result.ts'
import { parseSiren } from '#kernel/siren.ts'
import type { Comparable } from './duplicates.rules.ts'
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
  type NumberDoubtCode,
  type RegisterDoubtCode,
  type RegisterField,
  readNumbers,
  registerColumns,
} from './file-numbers.rules.ts'
import { type FilePlace, readPlace } from './file-place.rules.ts'
import { readDay } from './french-values.rules.ts'
import {
  type CellRemark,
  countNumbers,
  countTruncated,
  type IdentifierCounts,
  longestName,
  mostDoubts,
  shortened,
  type TruncatedColumn,
} from './grant-file.rules.ts'
import { parseRna } from './identifiers.rules.ts'
import type { RegisterEntry } from './register-entries.rules.ts'

export type OrganisationField =
  | 'name'
  | 'acronym'
  | 'otherName'
  | 'proposed'
  | 'registerName'
  | 'siren'
  | 'siret'
  | 'rna'
  | RegisterField
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
    'nomlieu',
    'nomdulieu',
  ],
  acronym: ['sigle', 'titrecourt', 'sigleunitelegale'],
  otherName: ['structureporteuse', 'porteur'],
  // What a program found by the likeness of names: it is never held for a number.
  proposed: ['sirenpropose', 'sirensuggere', 'sirenprobable', 'sirencandidat'],
  registerName: ['denominationsirenesigle', 'denominationsirene'],
  siren: ['siren'],
  siret: ['siretsiege', 'siret'],
  rna: ['rna', 'id', 'numerorna', 'waldec'],
  ...registerColumns,
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
  readonly register: RegisterEntry | null
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

export type OrganisationFaultCode =
  | 'name_missing'
  | 'name_long'
  | 'identifier_missing'
  | 'identifier_unreadable'
  | 'identifier_proposed'
  | RegisterDoubtCode
export type OrganisationDoubtCode =
  | NumberDoubtCode
  | 'siret_of_another'
  | 'day_unreadable'
  | 'point_unreadable'

export type OrganisationColumns = SurveyedColumns<OrganisationField>

/** Looks through a file once, keeping nothing of its rows. Refused when none near the top names a name and an identifier. */
export function surveyOrganisationFile(
  records: () => Iterable<FileRecord>,
  chosen: ChosenColumns = {},
): Result<OrganisationColumns, HeaderRefusal> {
  const numbers = ['siren', 'siret', 'rna', 'register', 'proposed'] as const
  const needed = [...numbers.map((number) => ['name', number] as const), ['name', 'volume', 'folio'] as const]
  return surveyFile(records, columnNames, needed, ['siret'], chosen)
}

/** What a file held, counted while its rows were read one by one. */
export interface OrganisationFileReading {
  readonly rows: number
  readonly blank: number
  readonly accepted: number
  readonly faults: readonly CellRemark<OrganisationFaultCode>[]
  /** The first ones, and how many there are. */
  readonly doubts: readonly CellRemark<OrganisationDoubtCode>[]
  readonly doubtsCount: number
  readonly identifiers: IdentifierCounts
  readonly truncatedColumn: TruncatedColumn | null
  readonly proposals: readonly Proposal[]
}

/** A number that a program proposed from a name, with what the row says of the organisation and of the number. */
export interface Proposal {
  readonly line: number
  readonly name: string
  readonly siren: string
  readonly said: Comparable
  readonly register: Comparable
}

/** Proposals are for a person to read, one by one. */
const mostProposals = 500

/** Reads a file from its top: the organisations of its good rows one by one, and, once they are read, what it held. */
export function readOrganisationRows(
  records: Iterable<FileRecord>,
  columns: OrganisationColumns,
): { readonly organisations: Iterable<FileOrganisation>; readonly reading: () => OrganisationFileReading } {
  const faults: CellRemark<OrganisationFaultCode>[] = []
  const doubts: CellRemark<OrganisationDoubtCode>[] = []
  let doubtsCount = 0
  const counts = { rows: 0, blank: 0, accepted: 0 }
  const identifiers = countNumbers()
  const truncation = countTruncated(columns)
  const proposals: Proposal[] = []
  const organisations = function* () {
    for (const record of bodyOf(records, columns.above)) {
      counts.rows += 1
      if (isBlank(record)) {
        counts.blank += 1
        continue
      }
      const row = readRow(record, columns)
      if (row.proposal && proposals.length < mostProposals) proposals.push(row.proposal)
      faults.push(...row.faults)
      doubtsCount += row.doubts.length
      doubts.push(...row.doubts.slice(0, mostDoubts - doubts.length))
      identifiers.see(row.numbers)
      truncation.see(cellReader(columns)(record, 'siret'))
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
      doubtsCount,
      identifiers: identifiers.counts(),
      truncatedColumn: truncation.answer(),
      proposals,
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
  const proposed = parseSiren(read('proposed'))
  // In a file of proposals, the other numbers are those of the body that was proposed.
  const isProposal = proposed !== null && read('siren') === ''
  const found = isProposal
    ? noNumbers
    : readNumbers(read, {
        isTruncated: columns.truncated.has('siret'),
        isSirenColumn: false,
        hasVolumes: columns.places.volume !== undefined && columns.places.folio !== undefined,
      })
  const siren = parseSiren(read('siren')) ?? found.siren
  const numbers = { ...found, siren }
  const { siret, rna, register } = found
  const founded = readDay(read('founded'))
  const { place, isPointUnreadable } = readPlace(read)

  /** Why a row has no number at all: what is wrong with the one that it tries to give, else that there is none. */
  function noNumber(): CellRemark<OrganisationFaultCode> {
    const entry = found.doubts.find((each) => isRegisterDoubt(each.code))
    if (entry && isRegisterDoubt(entry.code)) return remark(entry.code, entry.field)
    const [wrong] = found.doubts
    if (wrong) return remark('identifier_unreadable', wrong.field)
    const columnsOfNumbers = ['siren', 'siret', 'rna', 'register', 'volume'] as const
    return remark(
      'identifier_missing',
      columnsOfNumbers.find((field) => columns.places[field] !== undefined) ?? 'siren',
    )
  }

  const faults: CellRemark<OrganisationFaultCode>[] = []
  if (read('name') === '') faults.push(remark('name_missing', 'name'))
  if (read('name').length > longestName) faults.push(shortened(remark('name_long', 'name')))
  const hasBadSiren = read('siren') !== '' && parseSiren(read('siren')) === null
  const hasNone = siren === null && rna === null && register === null
  if (hasBadSiren) faults.push(remark('identifier_unreadable', 'siren'))
  else if (isProposal) faults.push(remark('identifier_proposed', 'proposed'))
  else if (hasNone) faults.push(noNumber())
  const doubts: CellRemark<OrganisationDoubtCode>[] = []
  // What keeps a row out is said once.
  if (!hasNone) doubts.push(...found.doubts.map(({ code, field }) => remark(code, field)))
  if (siret.kind !== 'missing' && found.siren !== null && siren !== found.siren)
    doubts.push(remark('siret_of_another', 'siret'))
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
          register,
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
  return {
    organisation,
    numbers,
    faults,
    doubts,
    proposal: isProposal ? proposalOf(record.line, proposed, read) : null,
  }
}

const noNumbers: FileNumbers = {
  siret: { kind: 'missing' },
  siren: null,
  rna: null,
  register: null,
  doubts: [],
}

function proposalOf(line: number, siren: string, read: (field: OrganisationField) => string): Proposal {
  const nothing = {
    siren: null,
    rna: null,
    legalForm: '',
    activity: '',
    founded: '',
    postcode: '',
    email: '',
    telephone: '',
  }
  const founded = readDay(read('founded'))
  return {
    line,
    name: read('name'),
    siren,
    said: {
      ...nothing,
      id: `line ${line}`,
      name: read('otherName') || read('name'),
      otherNames: [read('name')],
      postcode: read('postcode'),
    },
    register: {
      ...nothing,
      id: siren,
      name: read('registerName'),
      otherNames: [],
      siren,
      rna: parseRna(read('rna')),
      legalForm: read('legalForm'),
      activity: read('activity'),
      founded: founded.kind === 'read' ? founded.day : '',
    },
  }
}

const registerDoubts: readonly string[] = ['register_unreadable', 'court_missing', 'court_unknown']
const isRegisterDoubt = (code: string): code is RegisterDoubtCode => registerDoubts.includes(code)

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
