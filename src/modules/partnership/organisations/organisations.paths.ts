import type { PartName } from './organisations.permissions.ts'

export interface DirectoryFilter {
  readonly search?: string | undefined
  readonly status?: 'active' | 'closed' | undefined
  readonly topic?: string | undefined
  readonly district?: string | undefined
  /** Code of the INSEE. */
  readonly commune?: string | undefined
  /** Where the next page starts. */
  readonly after?: string | undefined
}

/** What the map shows, and which page of the list beside it. */
export interface MapAddress {
  readonly level: number
  /** Middle, in degrees; null where the whole map is seen. */
  readonly middle: { readonly lat: number; readonly lon: number } | null
  readonly page?: number | undefined
}

const root = '/organisations'

export const organisationsPaths = {
  list: (filter: DirectoryFilter = {}) => `${root}${query(filter)}`,
  show: (id: string) => `${root}/${id}`,
  new: () => `${root}/nouvelle`,
  edit: (id: string) => `${root}/${id}/modifier`,
  newPart: (id: string, part: PartName) => `${root}/${id}/${part}/nouveau`,
  part: (id: string, part: PartName, partId: string) => `${root}/${id}/${part}/${partId}`,
  removal: (id: string, part: PartName, partId: string) => `${root}/${id}/${part}/${partId}/retrait`,
  regime: (id: string, receiptId: string) => `${root}/${id}/versements/${receiptId}/regime`,
  card: (id: string) => `${root}/${id}/carte.vcf`,
  map: (filter: DirectoryFilter = {}, at: MapAddress | null = null) =>
    `${root}/carte${query(filter, at ? viewWords(at) : {})}`,
  territory: () => `${root}/territoire`,
  removeTerritory: () => `${root}/territoire/retrait`,
  print: (filter: DirectoryFilter = {}) => `${root}/imprimer${query(filter)}`,
  frame: (filter: DirectoryFilter = {}) => `${root}/cadre${query(filter)}`,
  csv: (filter: DirectoryFilter = {}) => `${root}/annuaire.csv${query(filter)}`,
  geojson: (filter: DirectoryFilter = {}) => `${root}/annuaire.geojson${query(filter)}`,
  vcard: (filter: DirectoryFilter = {}) => `${root}/annuaire.vcf${query(filter)}`,
  api: (filter: DirectoryFilter = {}) => `/api/v1/organisations${query(filter)}`,
  imports: () => `${root}/fichiers`,
  newImport: () => `${root}/fichiers/nouveau`,
  importColumns: () => `${root}/fichiers/nouveau/colonnes`,
  readImport: () => `${root}/fichiers/nouveau/lecture`,
  confirmImport: () => `${root}/fichiers/nouveau/confirmation`,
  undo: (id: string) => `${root}/fichiers/${id}/retrait`,
  grantsOut: () => `${root}/subventions`,
  grantsFile: () => `${root}/subventions.csv`,
  grantorNumber: () => `${root}/subventions/siret`,
  claim: (id: string) => `${root}/${id}/repondre`,
  correction: (id: string) => `${root}/${id}/signaler`,
  confirmation: (id: string) => `${root}/${id}/confirmation`,
  access: (token: string) => `${root}/acces/${token}`,
  queue: () => `${root}/a-traiter`,
  claimDecision: (id: string) => `${root}/a-traiter/demandes/${id}`,
  endOfficer: (id: string) => `${root}/officiers/${id}/fin`,
  correctionDecision: (id: string) => `${root}/a-traiter/corrections/${id}`,
  duplicates: () => `${root}/doublons`,
  pair: (one: string, other: string) => `${root}/doublons/${one}/${other}`,
  compare: () => `${root}/doublons/comparer`,
  undoMerge: (id: string) => `${root}/doublons/fusions/${id}/annulation`,
  vitality: () => `${root}/vitalite`,
} as const

function query(
  { search, status, topic, district, commune, after }: DirectoryFilter,
  more: Readonly<Record<string, string>> = {},
): string {
  const set = Object.entries({
    q: search,
    etat: statusWords[status ?? ''],
    theme: topic,
    quartier: district,
    commune,
    suite: after,
    ...more,
  }).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}

const statusWords: Readonly<Record<string, string>> = { active: 'active', closed: 'fermee' }

/** Five decimals of a degree are a metre. */
function viewWords({ level, middle, page = 1 }: MapAddress): Record<string, string> {
  return {
    niveau: String(level),
    lat: middle && level > 0 ? middle.lat.toFixed(5) : '',
    lon: middle && level > 0 ? middle.lon.toFixed(5) : '',
    page: page > 1 ? String(page) : '',
  }
}
