import type { Authority, AuthorityKind } from './authorities.rules.ts'

export const authoritiesPaths = {
  list: (search?: string, kind?: AuthorityKind | null) => `/collectivites${query(search, kind)}`,
  show: ({ kind, code }: Pick<Authority, 'kind' | 'code'>) =>
    `/collectivites/${kind}/${encodeURIComponent(code)}`,
  api: (search?: string, kind?: AuthorityKind | null) => `/api/v1/collectivites${query(search, kind)}`,
}

function query(search = '', kind: AuthorityKind | null = null): string {
  const set = Object.entries({ q: search, type: kind ?? '' }).filter(([, value]) => value !== '')
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
