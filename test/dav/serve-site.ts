import { serve } from '@hono/node-server'
import type { World } from '../make-world.ts'
import { testPeople } from '../test-town.ts'
import type { Endpoint } from './endpoint.ts'

/** The site of a test town on a port, with a device password of an agent and a calendar `equipe` of theirs. */
export async function serveSite(world: World): Promise<Endpoint> {
  const server = serve({ fetch: world.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const origin = `http://127.0.0.1:${address.port}`
  const user = testPeople.agent.email
  const password = await devicePassword(world, 'agent', 'Client')
  const authorization = `Basic ${btoa(`${user}:${password}`)}`
  const found = await fetch(`${origin}/dav/`, {
    method: 'PROPFIND',
    headers: { authorization, depth: '0' },
    body: principalAsked,
  })
  const [, id = ''] = /personnes\/([^/<]+)/.exec(await found.text()) ?? []
  const calendar = `/dav/agendas/${id}/equipe/`
  const made = await fetch(`${origin}${calendar}`, { method: 'MKCALENDAR', headers: { authorization } })
  if (made.status !== 201) throw new Error(`no calendar: ${made.status} ${await made.text()}`)
  return {
    name: 'site',
    origin,
    root: `${origin}/dav/`,
    calendar,
    user,
    password,
    async close() {
      await new Promise((resolve) => server.close(resolve))
      await world.close()
    },
  }
}

const principalAsked = '<propfind xmlns="DAV:"><prop><current-user-principal/></prop></propfind>'

/** Adds a device by the page, as its owner does, and reads the password that is shown once. */
export async function devicePassword(
  world: World,
  role: 'agent' | 'manager' | 'mayor',
  label: string,
): Promise<string> {
  const browser = await world.as(role)
  const page = await (await browser.post('/mon-compte/appareils', { nom: label })).text()
  const [password] = /[a-z2-9]{5}(?:-[a-z2-9]{5}){3}/.exec(page) ?? []
  if (!password) throw new Error('the page shows no password')
  return password
}
