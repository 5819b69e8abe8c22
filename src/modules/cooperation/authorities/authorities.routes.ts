import { Hono } from 'hono'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type AppEnv, show, type WebContext } from '#web/respond.ts'
import { authoritiesPaths } from './authorities.paths.ts'
import { canSeeOfficers, roleOfRecorder } from './authorities.permissions.ts'
import { type Authority, type AuthorityKind, isAuthorityKind } from './authorities.rules.ts'
import { authorityCatalogue } from './authority-catalogue.ts'
import { listPartners } from './authority-officers.actions.ts'
import { listOfficers } from './authority-officers.queries.ts'
import { listGroupingsOf } from './competences.queries.ts'
import { addCompetenceRoutes } from './competences.routes.ts'
import { addOfficerRoutes, authorityOf } from './officers.routes.ts'
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

  app.get('/collectivites/:kind/:code', async (c) => {
    const authority = authorityOf(c)
    return authority ? showAuthority(c, authority, emptyForm, 200) : c.notFound()
  })

  addOfficerRoutes(app, showAuthority)
  addCompetenceRoutes(app)

  app.get('/api/v1/authorities', (c) => {
    const { text, kind } = askedOf(c)
    const { publicUrl } = c.var.context.settings
    return c.json({
      authorities: authorityCatalogue().search(text, kind, mostAnswers).map(record(publicUrl)),
    })
  })

  app.get('/api/v1/authorities/:kind/:code', async (c) => {
    const authority = authorityOf(c)
    if (!authority) return c.json({ error: 'not_found' }, 404)
    const { db, settings } = c.var.context
    const groupings = await listGroupingsOf(db, authority.siren ? [authority.siren] : [])
    return c.json({
      ...record(settings.publicUrl)(authority),
      members: authority.memberCodes,
      groupings: groupings.map(({ siren, name, nature, competences }) => ({
        siren,
        name,
        nature,
        competences: competences.map((competence) => competence.name),
      })),
    })
  })

  return app
}

async function showAuthority(
  c: WebContext,
  authority: Authority,
  state: FormState,
  status: 200 | 422,
): Promise<Response> {
  const catalogue = authorityCatalogue()
  return show(
    c,
    AuthorityPage,
    {
      authority,
      department: authority.departmentCode ? catalogue.find('departement', authority.departmentCode) : null,
      region: authority.regionCode ? catalogue.find('region', authority.regionCode) : null,
      epci: authority.epciSiren ? catalogue.find('epci', authority.epciSiren) : null,
      members: authority.memberCodes.flatMap((member) => catalogue.find('commune', member) ?? []),
      ranks: authority.kind === 'commune' ? catalogue.rankOf(authority) : null,
      groupings: await listGroupingsOf(c.var.context.db, authority.siren ? [authority.siren] : []),
      officers: await officersOf(c, authority, state),
    },
    status,
  )
}

/** Who speaks for it, for those who work with partners. */
async function officersOf(c: WebContext, authority: Authority, state: FormState) {
  const { context } = c.var
  if (!canSeeOfficers(context.actor)) return null
  const canName = roleOfRecorder(context.actor) !== null
  return {
    list: await listOfficers(context.db, authority),
    partners: canName ? await listPartners(context) : null,
    today: context.clock.today(),
    state,
  }
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
