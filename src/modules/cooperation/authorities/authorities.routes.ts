import { Hono } from 'hono'
import { type AppEnv, show, type WebContext } from '#web/respond.ts'
import { authoritiesPaths } from './authorities.paths.ts'
import { type Authority, type AuthorityKind, isAuthorityKind } from './authorities.rules.ts'
import { authorityCatalogue } from './authority-catalogue.ts'
import { AuthorityListPage } from './views/authority-list-page.tsx'
import { AuthorityPage } from './views/authority-page.tsx'

/** Answers shown at most: whoever wants more writes a longer word. */
const mostAnswers = 50

export function authoritiesRoutes() {
  const app = new Hono<AppEnv>()

  app.get('/collectivites', (c) => {
    const catalogue = authorityCatalogue()
    const { town } = c.var.context
    const { text, kind } = askedOf(c)
    // One more than is shown, to know whether there are more.
    const found = catalogue.search(text, kind, mostAnswers + 1)
    const own = town.intermunicipalSiren ? catalogue.find('epci', town.intermunicipalSiren) : null
    return show(c, AuthorityListPage, {
      text,
      kind,
      count: catalogue.count,
      found: found.slice(0, mostAnswers),
      isCut: found.length > mostAnswers,
      neighbours: town.neighbourCodes.flatMap((code) => catalogue.find('commune', code) ?? []),
      own,
      nameOfDepartment: (code: string | null) => nameOf('departement', code),
    })
  })

  app.get('/collectivites/:kind/:code', (c) => {
    const catalogue = authorityCatalogue()
    const { kind, code } = c.req.param()
    const authority = isAuthorityKind(kind) ? catalogue.find(kind, code) : null
    if (!authority) return c.notFound()
    return show(c, AuthorityPage, {
      authority,
      department: authority.departmentCode ? catalogue.find('departement', authority.departmentCode) : null,
      region: authority.regionCode ? catalogue.find('region', authority.regionCode) : null,
      epci: authority.epciSiren ? catalogue.find('epci', authority.epciSiren) : null,
      members: authority.memberCodes.flatMap((member) => catalogue.find('commune', member) ?? []),
      ranks: authority.kind === 'commune' ? catalogue.rankOf(authority) : null,
    })
  })

  app.get('/api/v1/collectivites', (c) => {
    const { text, kind } = askedOf(c)
    const { publicUrl } = c.var.context.settings
    return c.json({
      authorities: authorityCatalogue().search(text, kind, mostAnswers).map(record(publicUrl)),
    })
  })

  return app
}

function askedOf(c: WebContext): { readonly text: string; readonly kind: AuthorityKind | null } {
  const { q = '', type } = c.req.query()
  return { text: q.slice(0, 100), kind: isAuthorityKind(type) ? type : null }
}

function nameOf(kind: AuthorityKind, code: string | null): string {
  return code === null ? '' : (authorityCatalogue().find(kind, code)?.name ?? '')
}

const record =
  (publicUrl: string) =>
  ({ kind, code, name, siren, population, departmentCode, regionCode, epciSiren }: Authority) => ({
    kind,
    code,
    name,
    siren,
    population,
    department: departmentCode,
    region: regionCode,
    epci: epciSiren,
    page: `${publicUrl}${authoritiesPaths.show({ kind, code })}`,
  })
