export interface ProcessFilter {
  readonly etat?: string | undefined
  readonly q?: string | undefined
  /** Where the next page starts. */
  readonly suite?: string | undefined
}

export const processesPaths = {
  list: (filter: ProcessFilter = {}) => `/demarches${query(filter)}`,
  feed: () => '/demarches.atom',
  new: () => '/demarches/nouvelle',
  show: (slug: string) => `/demarches/${slug}`,
  edit: (slug: string) => `/demarches/${slug}/modifier`,
  signature: (slug: string) => `/demarches/${slug}/signature`,
  opening: (slug: string) => `/demarches/${slug}/ouverture`,
  extension: (slug: string) => `/demarches/${slug}/prolongation`,
  closure: (slug: string) => `/demarches/${slug}/cloture`,
  answers: (slug: string) => `/demarches/${slug}/reponses`,
  abandonment: (slug: string) => `/demarches/${slug}/abandon`,
  meter: (slug: string) => `/demarches/${slug}/cout`,
  hours: (slug: string) => `/demarches/${slug}/cout/heures`,
  spending: (slug: string) => `/demarches/${slug}/cout/depenses`,
  costReversal: (slug: string, id: string) => `/demarches/${slug}/cout/${id}/correction`,
  participants: (slug: string) => `/demarches/${slug}/participants`,
  participantReversal: (slug: string, id: string) => `/demarches/${slug}/participants/${id}/correction`,
  population: () => '/demarches/population',
  campaigns: () => '/demarches/campagnes-electorales',
}

function query(values: object): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
