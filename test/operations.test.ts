import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLog } from '#infra/log.ts'
import { openMetrics } from '#infra/metrics.ts'
import { openAccounts } from '#modules/people/accounts/accounts.public.ts'
import { createApp } from '../src/app.ts'
import { makeWorld, type World } from './make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const noAssets = { style: '', script: '', fonts: [], islands: {} }

/** The site of the world with its log kept. */
async function openLoggedSite() {
  const lines: string[] = []
  const log = openLog({ logLevel: 'debug' }, { write: (line: string) => lines.push(line) })
  const services = { ...(await world.context(null)), log }
  const accounts = await openAccounts(services)
  const app = createApp({ services, accounts, assets: noAssets, metrics: openMetrics() })
  return { app, lines, services }
}

describe('what watches over the site', () => {
  test('/healthz says that the database answers', async () => {
    const answer = await world.app.request('/healthz')
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }])
  })

  test('/healthz says so when it does not', async () => {
    const other = await makeWorld()
    await other.close()
    expect((await other.app.request('/healthz')).status).toBe(503)
  })

  test('/metrics counts requests by route and status, and never names a path', async () => {
    await world.app.request('/mesures/secret-de-quelquun')
    const text = await (await world.app.request('/metrics')).text()
    expect(text).toMatch(
      /http_request_duration_seconds_count\{route="\/mesures\/:code",method="GET",status="404"\} 1/,
    )
    expect(text).toContain('process_resident_memory_bytes')
    expect(text).not.toContain('secret-de-quelquun')
  })

  test('/metrics does not exist for those who come through a proxy', async () => {
    const { services } = await openLoggedSite()
    const behindProxy = { ...services, settings: { ...services.settings, trustedProxies: 1 } }
    const accounts = await openAccounts(behindProxy)
    const app = createApp({ services: behindProxy, accounts, assets: noAssets, metrics: openMetrics() })
    const from = (address: string) => app.request('/metrics', { headers: { 'x-forwarded-for': address } })
    expect((await from('203.0.113.7')).status).toBe(404)
    // What stands further left was written by the visitor.
    expect((await from('127.0.0.1, 203.0.113.7')).status).toBe(404)
    expect((await from('127.0.0.1')).status).toBe(200)
  })
})

describe('a request', () => {
  test('that sends more than 20 MB is refused before it is read', async () => {
    const send = (length: number) =>
      world.app.request('/langue', {
        method: 'POST',
        body: 'langue=en',
        headers: {
          'content-length': String(length),
          'sec-fetch-site': 'same-origin',
          origin: 'http://localhost',
        },
      })
    expect((await send(20 * 1024 * 1024 + 1)).status).toBe(413)
    expect((await send(9)).status).toBe(303)
  })

  test('has a number of its own, in the answer and in the log', async () => {
    const { app, lines } = await openLoggedSite()
    const answers = await Promise.all([app.request('/a-propos'), app.request('/a-propos')])
    const ids = answers.map((answer) => answer.headers.get('x-request-id'))
    expect(new Set(ids).size).toBe(2)
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      ids.map((requestId) => expect.objectContaining({ requestId, route: '/a-propos', status: 200 })),
    )
  })

  test('that fails shows its number, with which the log says why', async () => {
    const { app, lines } = await openLoggedSite()
    await world.db.schema.alterTable('measures').renameTo('measures_away').execute()
    const answer = await app.request('/mesures')
    await world.db.schema.alterTable('measures_away').renameTo('measures').execute()
    const page = await answer.text()
    const failure = lines.map((line) => JSON.parse(line)).find((line) => line.level === 50)
    expect(answer.status).toBe(500)
    expect(failure.err.message).toContain('measures')
    expect(page).toContain(failure.requestId)
    expect(page).not.toContain('does not exist')
  })

  test('that comes from another site is refused before anything is done', async () => {
    const answer = await world.app.request('/langue', {
      method: 'POST',
      body: new URLSearchParams({ langue: 'en', retour: '/' }),
      headers: { origin: 'https://ailleurs.example' },
    })
    expect(answer.status).toBe(403)
  })
})

test('every page forbids what is inline and what comes from elsewhere', async () => {
  const policy = (await world.app.request('/')).headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
})
