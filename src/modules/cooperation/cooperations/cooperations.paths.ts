import type { TestName } from './legal-tests.rules.ts'

export interface CooperationFilter {
  readonly etat?: string | undefined
  readonly sens?: string | undefined
  readonly profondeur?: string | undefined
  readonly q?: string | undefined
  /** Where the next page starts. */
  readonly suite?: string | undefined
}

/** Words that addresses use: no cooperation has them as its name. */
export const reservedSlugs: ReadonlySet<string> = new Set(['nouvelle'])

const of = (slug: string, part: string) => `/cooperations/${slug}/${part}`

export const cooperationsPaths = {
  list: (filter: CooperationFilter = {}) => `/cooperations${query(filter)}`,
  api: (filter: CooperationFilter = {}) => `/api/v1/cooperations${query(filter)}`,
  new: () => '/cooperations/nouvelle',
  show: (slug: string) => `/cooperations/${slug}`,
  parties: (slug: string, q?: string) => `${of(slug, 'parties')}${query({ q })}`,
  addParty: (slug: string) => of(slug, 'parties/ajout'),
  party: (slug: string, id: string) => of(slug, `parties/${id}`),
  leave: (slug: string, id: string) => of(slug, `parties/${id}/depart`),
  publish: (slug: string, id: string) => of(slug, `parties/${id}/publication`),
  confirm: (slug: string, id: string) => of(slug, `parties/${id}/confirmation`),
  council: (slug: string, id: string) => of(slug, `conseils/${id}`),
  draft: (slug: string, id: string) => of(slug, `conseils/${id}/projet`),
  vote: (slug: string, id: string) => of(slug, `conseils/${id}/vote`),
  compare: (slug: string) => of(slug, 'comparaison'),
  terms: (slug: string) => of(slug, 'accord'),
  tests: (slug: string, name: TestName) => of(slug, `droit/${name}`),
  documents: (slug: string) => of(slug, 'convention'),
  document: (slug: string, round: number, number: number) => of(slug, `convention/${round}-${number}.docx`),
  act: (slug: string) => of(slug, 'actes'),
  sign: (slug: string) => of(slug, 'signature'),
  review: (slug: string) => of(slug, 'bilan'),
  exposure: (slug: string) => of(slug, 'exposition'),
  meetings: (slug: string) => of(slug, 'travail'),
  taskDone: (slug: string, id: string) => of(slug, `travail/taches/${id}`),
}

function query(values: object): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
