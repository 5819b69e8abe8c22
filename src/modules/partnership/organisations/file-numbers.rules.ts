import { parseSiren } from '#kernel/siren.ts'
import type { ColumnNames } from './file-columns.rules.ts'
import { readDay } from './french-values.rules.ts'
import { parseRna, readSiret, type SiretReading } from './identifiers.rules.ts'
import { parseCourt, parseEntryWithCourt, type RegisterEntry } from './register-entries.rules.ts'

export type RegisterField = 'register' | 'volume' | 'folio' | 'court' | 'registered'
type NumberField = 'siret' | 'rna' | RegisterField

/** Columns of the register of associations of Alsace-Moselle: volume and folio in one column or two, the court, the day. */
export const registerColumns: ColumnNames<RegisterField> = {
  register: [
    'registredesassociations',
    'registrealsacemoselle',
    'alsacemoselle',
    'volumefolio',
    'volumeetfolio',
    'volfol',
    'inscriptionregistre',
    'inscriptionauregistre',
    'inscriptionauregistredesassociations',
    'numeroregistre',
    'numeroderegistre',
    'numeroalsacemoselle',
  ],
  volume: ['volume', 'vol', 'registrevolume', 'volumeregistre'],
  folio: ['folio', 'fol', 'registrefolio', 'folioregistre'],
  court: [
    'tribunal',
    'tribunaljudiciaire',
    'tribunaldinstance',
    'tribunaldeproximite',
    'tribunaldinscription',
    'tribunalregistre',
    'greffe',
  ],
  registered: ['dateinscription', 'datedinscription', 'dateinscriptionregistre', 'inscritele'],
}

export type NumberDoubtCode =
  | 'siret_unreadable'
  | 'siret_recovered'
  | 'siren_only'
  | 'rna_unreadable'
  | 'rna_in_siret'
  | 'siren_in_rna'
  | 'register_in_rna'
  | RegisterDoubtCode
export type RegisterDoubtCode = 'register_unreadable' | 'court_missing' | 'court_unknown'

/** The numbers of a row, wherever they stand in it: people write them in the column beside. */
export interface FileNumbers {
  readonly siret: SiretReading
  /** Of the SIRET, or written in the column of the RNA. */
  readonly siren: string | null
  readonly rna: string | null
  readonly register: RegisterEntry | null
  readonly doubts: readonly { readonly code: NumberDoubtCode; readonly field: NumberField }[]
}

/** Whether a column is one of SIRENs by its header: nine digits are then all that it should hold. */
export const isSirenHeader = (header: string | null) => /^siren/i.test(header ?? '')

/** What the columns of numbers are in that file. */
export interface NumberColumns {
  readonly isTruncated: boolean
  readonly isSirenColumn: boolean
  /** It has both volumes and folios: a column « volume » alone is of something else. */
  readonly hasVolumes: boolean
}

export function readNumbers(
  read: (field: NumberField) => string,
  { isTruncated, isSirenColumn, hasVolumes }: NumberColumns,
): FileNumbers {
  const doubts: { code: NumberDoubtCode; field: NumberField }[] = []
  const doubt = (code: NumberDoubtCode, field: NumberField) => doubts.push({ code, field })
  const siret = readSiret(read('siret'), isTruncated)
  const rnaInSiret = siret.kind === 'invalid' ? parseRna(read('siret')) : null
  if (rnaInSiret !== null) doubt('rna_in_siret', 'siret')
  else if (siret.kind === 'invalid') doubt('siret_unreadable', 'siret')
  if (siret.kind === 'recovered' && siret.cause === 'siren_only') {
    if (!isSirenColumn) doubt('siren_only', 'siret')
  } else if (siret.kind === 'recovered' && !isTruncated) doubt('siret_recovered', 'siret')

  const registerText = registerTextOf(read, hasVolumes)
  const entry = registerText === '' ? null : readEntry(registerText, read)
  if (typeof entry === 'string') doubt(entry, read('register') === '' ? 'volume' : 'register')
  const rna = parseRna(read('rna'))
  const other = rna === null && read('rna') !== '' ? readMisplaced(read, entry === null) : null
  if (other) doubt(other.code, 'rna')
  return {
    siret: rnaInSiret === null ? siret : { kind: 'missing' },
    siren: siret.kind === 'valid' || siret.kind === 'recovered' ? siret.siren : (other?.siren ?? null),
    rna: rna ?? rnaInSiret,
    register: (typeof entry === 'string' ? null : entry) ?? other?.register ?? null,
    doubts,
  }
}

type Read = (field: NumberField) => string

function registerTextOf(read: Read, hasVolumes: boolean): string {
  if (read('register') !== '' || !hasVolumes) return read('register')
  return read('volume') === '' && read('folio') === '' ? '' : `${read('volume')} / ${read('folio')}`
}

/** The entry that the text and the columns beside it say, or what is wrong with it. */
function readEntry(text: string, read: Read): RegisterEntry | RegisterDoubtCode {
  const found = parseEntryWithCourt(text)
  if (!found) return 'register_unreadable'
  const said = found.court || read('court')
  if (said === '') return 'court_missing'
  const court = parseCourt(said)
  if (court === null) return 'court_unknown'
  const day = readDay(read('registered'))
  return { entry: found.entry, court, from: day.kind === 'read' ? day.day : null }
}

interface Misplaced {
  readonly code: NumberDoubtCode
  readonly siren?: string
  readonly register?: RegisterEntry
}

/** What stands in the column of the RNA and is none: an entry of the register, a SIREN, a SIRET. */
function readMisplaced(read: Read, mayBeEntry: boolean): Misplaced {
  const text = read('rna')
  const siret = readSiret(text, false)
  const siren = parseSiren(text) ?? (siret.kind === 'valid' ? siret.siren : null)
  if (siren !== null) return { code: 'siren_in_rna', siren }
  if (!mayBeEntry || parseEntryWithCourt(text) === null) return { code: 'rna_unreadable' }
  const register = readEntry(text, read)
  return typeof register === 'string' ? { code: register } : { code: 'register_in_rna', register }
}
