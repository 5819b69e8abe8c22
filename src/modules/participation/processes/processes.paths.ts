export interface ProcessFilter {
  readonly etat?: string | undefined
  readonly q?: string | undefined
  /** Where the next page starts. */
  readonly suite?: string | undefined
}

/** The parts in which a draft is written, each a page. */
export const draftParts = ['cadre', 'calendrier', 'promesse', 'information'] as const
export type DraftPart = (typeof draftParts)[number]

/** Words that addresses use: no process has them as its name. */
export const reservedSlugs: ReadonlySet<string> = new Set(['nouvelle', 'population', 'campagnes-electorales'])

export const processesPaths = {
  list: (filter: ProcessFilter = {}) => `/demarches${query(filter)}`,
  feed: () => '/demarches.atom',
  new: () => '/demarches/nouvelle',
  show: (slug: string) => `/demarches/${slug}`,
  edit: (slug: string, part: DraftPart) => `/demarches/${slug}/${part}`,
  act: (slug: string) => `/demarches/${slug}/actes`,
  kept: (slug: string, pointId: string) => `/demarches/${slug}/promesses/${pointId}`,
  answers: (slug: string) => `/demarches/${slug}/reponses`,
  meter: (slug: string) => `/demarches/${slug}/cout`,
  hours: (slug: string) => `/demarches/${slug}/cout/heures`,
  spending: (slug: string) => `/demarches/${slug}/cout/depenses`,
  costReversal: (slug: string, id: string) => `/demarches/${slug}/cout/${id}/correction`,
  participants: (slug: string) => `/demarches/${slug}/participants`,
  participantReversal: (slug: string, id: string) => `/demarches/${slug}/participants/${id}/correction`,
  api: (filter: ProcessFilter = {}) => `/api/v1/processes${query(filter)}`,
  apiShow: (slug: string) => `/api/v1/processes/${slug}`,
  population: () => '/demarches/population',
  campaigns: () => '/demarches/campagnes-electorales',
}

function query(values: object): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
