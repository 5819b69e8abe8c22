import { randomUUID } from 'node:crypto'
import { Hono, type Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { routePath } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import { arrivalOf } from '#infra/arrivals.ts'
import type { Services } from '#infra/context.ts'
import { isLocale, type Locale } from '#kernel/locale.ts'
import { caldavPath, caldavRoutes } from '#modules/collaboration/caldav/caldav.public.ts'
import { calendarsRoutes } from '#modules/collaboration/calendars/calendars.public.ts'
import { projectsRoutes } from '#modules/collaboration/projects/projects.public.ts'
import { authoritiesRoutes } from '#modules/cooperation/authorities/authorities.public.ts'
import { cooperationsRoutes } from '#modules/cooperation/cooperations/cooperations.public.ts'
import { sharedServicesRoutes } from '#modules/cooperation/shared-services/shared-services.public.ts'
import { commitmentsRoutes } from '#modules/participation/commitments/commitments.public.ts'
import { participatoryBudgetsRoutes } from '#modules/participation/participatory-budgets/participatory-budgets.public.ts'
import { processesRoutes } from '#modules/participation/processes/processes.public.ts'
import { proposalsRoutes } from '#modules/participation/proposals/proposals.public.ts'
import { callsRoutes } from '#modules/partnership/calls/calls.public.ts'
import {
  organisationsPaths,
  organisationsRoutes,
} from '#modules/partnership/organisations/organisations.public.ts'
import { type Accounts, accountsRoutes, enterWithMailbox } from '#modules/people/accounts/accounts.public.ts'
import { devicesRoutes } from '#modules/people/devices/devices.public.ts'
import { journalRoutes } from '#modules/people/journal/journal.public.ts'
import { notificationsRoutes, oneClickRoute } from '#modules/people/notifications/notifications.public.ts'
import { deliberationsRoutes } from '#modules/steering/deliberations/deliberations.public.ts'
import { evidenceRoutes } from '#modules/steering/evidence/evidence.public.ts'
import { lawRoutes } from '#modules/steering/law/law.public.ts'
import { measureBook, measuresRoutes } from '#modules/steering/measures/measures.public.ts'
import { notesRoutes } from '#modules/steering/notes/notes.public.ts'
import { scenariosRoutes } from '#modules/steering/scenarios/scenarios.public.ts'
import { townColours } from '#web/colours.ts'
import { readForm } from '#web/read-form.ts'
import { RefusalPage } from '#web/refusal-page.tsx'
import { type AppEnv, safePath, show } from '#web/respond.ts'
import type { Assets } from '#web/shell.ts'
import { clientAddress } from './infra/client-address.ts'
import type { Metrics } from './infra/metrics.ts'
import { answers } from './infra/town.queries.ts'
import { journalReaders } from './journal-readers.ts'
import { menuFor } from './menu.ts'
import { homeRoutes } from './modules/home/home.routes.ts'
import { openApiRoutes } from './open-api.ts'
import { processBook } from './process-book.ts'

export interface AppParts {
  readonly services: Services
  readonly accounts: Accounts
  readonly assets: Assets
  readonly metrics: Metrics
}

const megabyte = 1024 * 1024
const withBody = ['POST', 'PUT', 'PATCH', 'DELETE']

/** The whole site: what surrounds every request, then the routes of each module. */
export function createApp(parts: AppParts): Hono<AppEnv> {
  const { services, accounts, metrics } = parts
  const app = new Hono<AppEnv>()

  app.use(organisationsPaths.frame(), letOthersFrame)
  app.use(headers(services.settings.publicUrl.startsWith('https:')))
  app.use(metrics.measure)
  app.get('/healthz', async (c) =>
    (await answers(services.db)) ? c.json({ status: 'ok' }) : c.json({ status: 'no database' }, 503),
  )
  app.get('/metrics', (c) => metrics.answer(c, services.settings.trustedProxies))
  app.get('/couleurs.css', (c) => cachedText(c, townColours(services.town.colour), 'text/css'))
  app.get('/icone.svg', (c) => cachedText(c, icon(services.town.colour), 'image/svg+xml'))

  app.route('/', oneClickRoute(services))
  app.route('/', caldavRoutes(services))
  app.use(csrf())
  app.on(
    withBody,
    '*',
    bodyLimit({ maxSize: 20 * megabyte, onError: (c) => c.text('20 Mo / 20 MB max', 413) }),
  )
  app.use(requestContext(parts))

  app.route('/', homeRoutes(journalReaders))
  app.route('/', accountsRoutes(accounts))
  app.route('/', devicesRoutes(caldavPath))
  app.route('/', journalRoutes(journalReaders))
  app.route('/', notificationsRoutes())
  app.route('/', measuresRoutes())
  app.route('/', deliberationsRoutes(journalReaders))
  app.route('/', evidenceRoutes(measureBook))
  app.route('/', scenariosRoutes())
  app.route('/', notesRoutes())
  app.route('/', organisationsRoutes())
  app.route(
    '/',
    callsRoutes((c, email) => enterWithMailbox(c, accounts.identity, email)),
  )
  app.route('/', authoritiesRoutes())
  app.route('/', sharedServicesRoutes())
  app.route('/', cooperationsRoutes())
  app.route('/', processesRoutes(processBook))
  app.route('/', commitmentsRoutes())
  app.route('/', proposalsRoutes())
  app.route('/', participatoryBudgetsRoutes())
  app.route('/', calendarsRoutes())
  app.route('/', projectsRoutes())
  app.route('/', lawRoutes())
  app.route('/', openApiRoutes())
  app.post('/langue', async (c) => {
    const { langue, retour } = await readForm(c)
    if (isLocale(langue)) setCookie(c, 'langue', langue, { path: '/', sameSite: 'Lax', maxAge: 31_536_000 })
    return c.redirect(safePath(retour), 303)
  })

  // Before the shell of a page is known, as for those who may not read /metrics, the answer is plain.
  app.notFound((c) =>
    c.var.context
      ? show(c, RefusalPage, { status: 404, requestId: c.var.context.requestId }, 404)
      : c.text('404', 404),
  )
  app.onError((error, c) => failed(error, c, services))
  return app
}

/** Strict: nothing inline, nothing from elsewhere. */
function headers(isHttps: boolean) {
  const self = ["'self'"]
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: self,
      scriptSrc: self,
      imgSrc: self,
      fontSrc: self,
      connectSrc: self,
      formAction: self,
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: isHttps ? 'max-age=31536000' : false,
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    // For programs that nobody runs any more (Flash, old Internet Explorer), or without effect: each costs at every answer.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xDnsPrefetchControl: false,
  })
}

/** The one page made for frames of other sites: it has no form, so nobody can be made to press anything in it. */
async function letOthersFrame(c: HonoContext<AppEnv>, next: () => Promise<void>): Promise<void> {
  await next()
  c.res.headers.delete('X-Frame-Options')
  const policy = c.res.headers.get('Content-Security-Policy') ?? ''
  c.res.headers.set('Content-Security-Policy', policy.replace("frame-ancestors 'none'", 'frame-ancestors *'))
}

/** Puts on each request who asks, in which language, and what surrounds the page. */
function requestContext({ services, accounts, assets }: AppParts) {
  return async (c: HonoContext<AppEnv>, next: () => Promise<void>) => {
    // Before anything that waits: knowing who asks may take its turn for the database behind others.
    c.set('arrival', arrivalOf(c.env, services.clock))
    const requestId = randomUUID()
    const person = await accounts.sessions.resolve(c.req.raw.headers)
    const locale = localeOf(c)
    c.set('context', {
      ...services,
      actor: person,
      locale,
      requestId,
      clientAddress: clientAddress(c, services.settings.trustedProxies),
    })
    c.set('shell', {
      locale,
      town: services.town,
      person: person && { name: person.name, title: person.title },
      menu: menuFor(person, locale),
      path: c.req.path,
      notice: takeNotice(c),
      assets,
    })
    c.header('X-Request-Id', requestId)
    c.header('Cache-Control', 'no-store')
    await next()
    if (c.var.unrecorded) return
    // The route's pattern, never the path: a path may hold a one-time token.
    const { method } = c.req
    services.log.debug({ requestId, method, route: routePath(c, -1), status: c.res.status }, 'request')
  }
}

function localeOf(c: HonoContext): Locale {
  const chosen = getCookie(c, 'langue')
  return isLocale(chosen) ? chosen : 'fr'
}

/** The sentence left by the change before this page; read once. */
function takeNotice(c: HonoContext): string | null {
  const notice = c.req.method === 'GET' ? getCookie(c, 'notice') : undefined
  if (!notice) return null
  setCookie(c, 'notice', '', { path: '/', maxAge: 0 })
  return notice.slice(0, 300)
}

function cachedText(c: HonoContext, text: string, type: string): Response {
  return c.body(text, 200, {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'public, max-age=3600',
  })
}

function icon(colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${colour}"/><path d="M8 23V13l8-5 8 5v10h-5v-6h-6v6z" fill="#fff"/></svg>`
}

function failed(error: Error, c: HonoContext<AppEnv>, services: Services): Response | Promise<Response> {
  // csrf() and others refuse by an exception that carries its own status.
  const status = 'status' in error && error.status === 403 ? 403 : 500
  const context = c.var.context
  const requestId = context?.requestId ?? randomUUID()
  if (status === 500) services.log.error({ requestId, path: c.req.path, err: error }, 'request failed')
  if (!context)
    return c.text(
      status === 403 ? 'Demande refusée / Request refused' : `Erreur / Error ${requestId}`,
      status,
    )
  return show(c, RefusalPage, { status, requestId }, status)
}
