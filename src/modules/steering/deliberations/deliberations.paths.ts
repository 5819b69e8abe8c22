export interface DeliberationFilter {
  readonly search?: string | undefined
  readonly year?: string | undefined
  /** Where the next page starts. */
  readonly after?: string | undefined
}

export const deliberationsPaths = {
  list: (filter: DeliberationFilter = {}) => `/deliberations${query(filter)}`,
  new: () => '/deliberations/nouvelle',
  correction: (id: string) => `/deliberations/${id}/rectification`,
  show: (id: string) => `/deliberations/${id}`,
  api: (filter: DeliberationFilter = {}) => `/api/v1/deliberations${query(filter)}`,
  apiOne: (id: string) => `/api/v1/deliberations/${id}`,
  scdl: () => '/deliberations/scdl.csv',
}

function query({ search, year, after }: DeliberationFilter): string {
  const set = Object.entries({ q: search, annee: year, suite: after }).filter(
    (entry): entry is [string, string] => Boolean(entry[1]),
  )
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
