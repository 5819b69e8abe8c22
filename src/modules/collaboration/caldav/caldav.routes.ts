import { randomUUID } from 'node:crypto'
import { handleDav } from '@faire-commune/dav'
import { Hono, type Context as HonoContext } from 'hono'
import { clientAddress } from '#infra/client-address.ts'
import type { Services } from '#infra/context.ts'
import { signInDevice } from '#modules/people/devices/devices.public.ts'
import { basicCredentials } from './basic-credentials.ts'
import { principalPath } from './caldav.rules.ts'
import { CalendarStore } from './calendar-store.ts'

/** Where programs connect. */
export const caldavPath = '/dav/'
const prefix = caldavPath.slice(0, -1)

/**
 * What calendar programs ask, by any method. Mounted before what pages need: no cookie counts here, so no form of another site can
 * borrow one.
 */
export function caldavRoutes(services: Services) {
  const app = new Hono()
  // RFC 6764: a program that knows only the name of the site looks here.
  app.all('/.well-known/caldav', (c) => c.redirect(caldavPath, 301))
  app.all(prefix, (c) => answer(c, services))
  app.all(`${prefix}/*`, (c) => answer(c, services))
  return app
}

async function answer(c: HonoContext, services: Services): Promise<Response> {
  const address = clientAddress(c, services.settings.trustedProxies)
  const credentials = basicCredentials(c.req.header('authorization'))
  if (!credentials) return refusal(401)
  const signed = await signInDevice(services, { ...credentials, address })
  if (!signed.ok) return refusal(signed.refusal === 'too_many_attempts' ? 429 : 401)
  const requestId = randomUUID()
  const actor = signed.value
  const context = { ...services, actor, locale: 'fr' as const, requestId, clientAddress: address }
  const answered = await handleDav(c.req.raw, {
    prefix,
    user: { id: actor.id, principal: principalPath(actor.id) },
    store: new CalendarStore(context),
    // Calendar programs do without locks: they say which version they change (RFC 4791 §5.3.4).
    locks: null,
    now: () => services.clock.now(),
    newId: randomUUID,
    timeZone: 'Europe/Paris',
    limits: { calendarObject: 500_000 },
  })
  answered.headers.set('Cache-Control', 'private, no-cache')
  answered.headers.set('X-Request-Id', requestId)
  services.log.debug({ requestId, method: c.req.method, status: answered.status }, 'calendar program')
  return answered
}

const quarterHour_s = 900

function refusal(status: 401 | 429): Response {
  if (status === 429)
    return new Response('Trop d’essais / Too many attempts', {
      status,
      headers: { 'Retry-After': String(quarterHour_s), 'Content-Type': 'text/plain; charset=utf-8' },
    })
  return new Response('Mot de passe d’appareil demandé / Device password needed', {
    status,
    headers: {
      'WWW-Authenticate': 'Basic realm="Faire Commune", charset="UTF-8"',
      'Content-Type': 'text/plain; charset=utf-8',
    },
  })
}
