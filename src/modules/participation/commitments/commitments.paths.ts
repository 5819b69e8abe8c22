export interface CommitmentFilter {
  /** Name of the process in its address. */
  readonly demarche?: string | undefined
  readonly etat?: string | undefined
  readonly suite?: string | undefined
}

export const commitmentsPaths = {
  list: (filter: CommitmentFilter = {}) => `/engagements${query(filter)}`,
  api: (filter: CommitmentFilter = {}) => `/api/v1/commitments${query(filter)}`,
}

function query(values: object): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
