import type { Authority, AuthorityKind } from './authorities.rules.ts'

export const authoritiesPaths = {
  list: (search?: string, kind?: AuthorityKind | null) => `/collectivites${query(search, kind)}`,
  show,
  officers: (authority: Pick<Authority, 'kind' | 'code'>) => `${show(authority)}/representants`,
  endOfficer: (authority: Pick<Authority, 'kind' | 'code'>, id: string) =>
    `${show(authority)}/representants/${id}/fin`,
  competences: () => '/competences',
  competence: (slug: string) => `/competences/${slug}`,
  importCompetences: () => '/competences/import',
  importConfirmed: () => '/competences/import/confirmation',
  api: (search?: string, kind?: AuthorityKind | null) => `/api/v1/authorities${query(search, kind)}`,
}

function show({ kind, code }: Pick<Authority, 'kind' | 'code'>): string {
  return `/collectivites/${kind}/${encodeURIComponent(code)}`
}

function query(search = '', kind: AuthorityKind | null = null): string {
  const set = Object.entries({ q: search, type: kind ?? '' }).filter(([, value]) => value !== '')
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
