import { foldText } from '#kernel/plain-text.ts'

export const authorityKinds = ['commune', 'epci', 'departement', 'region'] as const
export type AuthorityKind = (typeof authorityKinds)[number]

export function isAuthorityKind(text: unknown): text is AuthorityKind {
  return authorityKinds.some((kind) => kind === text)
}

/** A commune, an EPCI, a département or a région of today. */
export interface Authority {
  readonly kind: AuthorityKind
  /** INSEE code; of an EPCI, its SIREN. */
  readonly code: string
  readonly name: string
  /** Null where the source has none: départements, régions, some overseas communes. */
  readonly siren: string | null
  /** Inhabitants; null where the source does not count them. */
  readonly population: number | null
  readonly postcodes: readonly string[]
  readonly departmentCode: string | null
  readonly regionCode: string | null
  /** SIREN of the EPCI that a commune belongs to. */
  readonly epciSiren: string | null
  /** Codes of the communes of an EPCI, the most peopled first. */
  readonly memberCodes: readonly string[]
}

/** Authorities with what finding them takes. */
export interface AuthorityIndex {
  find(kind: AuthorityKind, code: string): Authority | null
  /** The best answers to what somebody typed, at most `limit`: by name without accents, INSEE code, postcode or SIREN. */
  search(text: string, kind: AuthorityKind | null, limit: number): readonly Authority[]
  /** Place of a commune by number of inhabitants, 1 for the most peopled, among those of its département, EPCI and country. */
  rankOf(commune: Authority): CommuneRanks
  readonly count: number
}

export interface Rank {
  readonly place: number
  readonly among: number
}
export interface CommuneRanks {
  readonly department: Rank
  readonly epci: Rank | null
  readonly country: Rank
}

export function indexAuthorities(authorities: readonly Authority[]): AuthorityIndex {
  const byKey = new Map(authorities.map((each) => [keyOf(each.kind, each.code), each]))
  const byNumber = Map.groupBy(authorities.flatMap(numbersOf), ([number]) => number)
  // The most peopled first: of two names that match as well, the town of many is meant more often.
  const entries = authorities
    .map((authority) => ({ authority, name: foldText(authority.name) }))
    .sort((one, other) => (other.authority.population ?? 0) - (one.authority.population ?? 0))
  const communes = entries.flatMap(({ authority }) => (authority.kind === 'commune' ? [authority] : []))
  return {
    count: authorities.length,
    find: (kind, code) => byKey.get(keyOf(kind, code)) ?? null,
    search(text, kind, limit) {
      const isWanted = (authority: Authority) => kind === null || authority.kind === kind
      const number = text.replaceAll(/\s/g, '').toUpperCase()
      const numbered = (byNumber.get(number) ?? []).map(([, authority]) => authority).filter(isWanted)
      if (numbered.length > 0) return numbered.slice(0, limit)
      return searchNames(entries, foldText(text), isWanted, limit)
    },
    rankOf: (commune) => ({
      department: rankAmong(
        commune,
        communes.filter((each) => each.departmentCode === commune.departmentCode),
      ),
      epci: commune.epciSiren
        ? rankAmong(
            commune,
            communes.filter((each) => each.epciSiren === commune.epciSiren),
          )
        : null,
      country: rankAmong(commune, communes),
    }),
  }
}

const keyOf = (kind: AuthorityKind, code: string) => `${kind}:${code}`

function numbersOf(authority: Authority): (readonly [string, Authority])[] {
  const numbers = [authority.code, authority.siren, ...authority.postcodes]
  return [...new Set(numbers)].flatMap((number) => (number === null ? [] : [[number, authority] as const]))
}

interface Entry {
  readonly authority: Authority
  readonly name: string
}

/** Exact names, then names that start with the text, then a word that does, then any that holds every word typed. */
function searchNames(
  entries: readonly Entry[],
  wanted: string,
  isWanted: (authority: Authority) => boolean,
  limit: number,
): Authority[] {
  if (wanted === '') return []
  const words = wanted.split(' ')
  const tiers: Authority[][] = [[], [], [], []]
  for (const { name, authority } of entries) {
    if (!words.every((word) => name.includes(word)) || !isWanted(authority)) continue
    const tier = name === wanted ? 0 : name.startsWith(wanted) ? 1 : ` ${name}`.includes(` ${wanted}`) ? 2 : 3
    tiers[tier]?.push(authority)
  }
  return tiers.flat().slice(0, limit)
}

function rankAmong(commune: Authority, peers: readonly Authority[]): Rank {
  const larger = peers.filter((each) => (each.population ?? 0) > (commune.population ?? 0))
  return { place: larger.length + 1, among: peers.length }
}
