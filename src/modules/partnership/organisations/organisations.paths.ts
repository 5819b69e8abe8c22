export interface DirectoryFilter {
  readonly search?: string | undefined
  readonly status?: 'active' | 'closed' | undefined
  /** Where the next page starts. */
  readonly after?: string | undefined
}

export const organisationsPaths = {
  list: (filter: DirectoryFilter = {}) => `/organisations${query(filter)}`,
  show: (id: string) => `/organisations/${id}`,
  csv: (filter: DirectoryFilter = {}) => `/organisations/annuaire.csv${query(filter)}`,
  api: (filter: DirectoryFilter = {}) => `/api/v1/organisations${query(filter)}`,
  imports: () => '/organisations/fichiers',
  undo: (id: string) => `/organisations/fichiers/${id}/retrait`,
}

function query({ search, status, after }: DirectoryFilter): string {
  const set = Object.entries({ q: search, etat: statusWords[status ?? ''], suite: after }).filter(
    (entry): entry is [string, string] => Boolean(entry[1]),
  )
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}

const statusWords: Readonly<Record<string, string>> = { active: 'active', closed: 'fermee' }
