import { randomUUID } from 'node:crypto'
import { type DavUser, davElement, handleDav, MemoryLocks, MemoryStore } from '@faire-commune/dav'
import { serve } from '@hono/node-server'
import type { Endpoint } from './endpoint.ts'

/** Users of the test server; the password is the name. */
const users = ['marie', 'paul'] as const

/** A server on a port of this machine over one tree in memory, behind Basic authentication. */
export async function serveStore(): Promise<Endpoint> {
  const store = new MemoryStore(() => new Date())
  const locks = new MemoryLocks()
  for (const name of users)
    store.addPerson(['principals', name], {
      calendarHome: ['calendars', name],
      addresses: [`mailto:${name}@example.org`],
    })
  const fetch = (request: Request): Response | Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (pathname === '/.well-known/caldav')
      return new Response(null, { status: 301, headers: { Location: '/dav/' } })
    const user = userOf(request)
    if (!user)
      return new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="test"' } })
    return handleDav(request, {
      prefix: '/dav',
      user,
      store,
      locks,
      now: () => new Date(),
      newId: randomUUID,
      timeZone: 'Europe/Paris',
    })
  }
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const { port } = address
  await store.makeCollection(['calendars', 'marie', 'equipe'], {
    calendar: { components: ['VEVENT', 'VTODO'] },
    properties: [davElement('displayname', 'Équipe')],
  })
  const origin = `http://127.0.0.1:${port}`
  return {
    name: 'memory',
    origin,
    root: `${origin}/dav/`,
    calendar: '/dav/calendars/marie/equipe/',
    user: 'marie',
    password: 'marie',
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function userOf(request: Request): DavUser | null {
  const [, encoded = ''] = /^Basic (.+)$/.exec(request.headers.get('authorization') ?? '') ?? []
  const name = users.find((each) => atob(encoded) === `${each}:${each}`)
  return name ? { id: name, principal: ['principals', name] } : null
}
