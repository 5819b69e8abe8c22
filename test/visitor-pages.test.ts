import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMetrics } from '#infra/metrics.ts'
import { accountsPaths, openAccounts } from '#modules/people/accounts/accounts.public.ts'
import { createSite, createSiteServer } from '../src/site.ts'
import { keepVisitorPages, type Site } from '../src/visitor-pages.ts'
import { decideMeasure } from './decided-measure.ts'
import { makeWorld, type World } from './make-world.ts'
import { testInstant, testPeople } from './test-town.ts'

let world: World
let site: Site
/** A cookie of the director general. */
let director: string
beforeAll(async () => {
  world = await makeWorld()
  // A site of its own over the same database, as another process has: what is written through `world` is not told to it.
  const services = await world.context(null)
  const accounts = await openAccounts(services)
  const assets = { style: '', script: '', fonts: [], islands: {} }
  site = createSite({ services, accounts, assets, metrics: openMetrics(), staticFiles: () => null })
  const link = accountsPaths.link(await accounts.identity.issueToken(testPeople.director_general.email))
  const entered = await visit(link, { origin: 'http://localhost' }, 'POST')
  director = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
})
afterAll(() => world.close())

async function visit(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return site(new Request(`http://localhost${path}`, { method, headers }), {})
}

/** How many pages came from memory since the start. */
async function countKept(): Promise<number> {
  const text = await (await visit('/metrics')).text()
  return Number(/^visitor_pages_kept_total (\d+)$/m.exec(text)?.[1])
}

/**
 * Expects that so many of those visits are answered from memory. On a server the tests that run beside this one write
 * too, and a page may have to be made once more: there, no more than so many.
 */
async function expectKept(count: number, visits: readonly (() => Promise<Response>)[]): Promise<void> {
  const before = await countKept()
  for (const each of visits) expect((await each()).status).toBe(200)
  const kept = (await countKept()) - before
  if (world.kind === 'embedded') expect(kept).toBe(count)
  else expect(kept).toBeLessThanOrEqual(count)
}

describe('a page that every visitor reads', () => {
  test('is made once, and is then the same but for its number', async () => {
    const [first, second] = [await visit('/mesures'), await visit('/mesures')]
    await expectKept(2, [() => visit('/mesures'), () => visit('/mesures')])
    expect(await second.text()).toBe(await first.text())
    const [{ 'x-request-id': one, ...headers }, { 'x-request-id': two, ...others }] = [first, second].map(
      (answer) => Object.fromEntries(answer.headers),
    ) as [Record<string, string>, Record<string, string>]
    expect(one).not.toBe(two)
    expect(others).toEqual(headers)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['cache-control']).toBe('private, no-cache')
    expect(headers.vary).toBe('Accept-Encoding, Cookie')
  })

  test('is not sent again to whoever has it', async () => {
    const etag = (await visit('/mesures')).headers.get('etag') ?? ''
    const again = await visit('/mesures', { 'if-none-match': `"other", ${etag}` })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await visit('/mesures', { 'if-none-match': 'W/"other"' })).status).toBe(200)
  })

  test('travels as each program reads it', async () => {
    const plain = await (await visit('/mesures')).text()
    const bytesOf = async (accepted: string) => {
      const answer = await visit('/mesures', { 'accept-encoding': accepted })
      return { encoding: answer.headers.get('content-encoding'), bytes: await answer.arrayBuffer() }
    }
    const [brotli, gzip, refused] = await Promise.all(['gzip, br', 'gzip', 'br;q=0, gzip;q=0.0'].map(bytesOf))
    expect([brotli?.encoding, gzip?.encoding, refused?.encoding]).toEqual(['br', 'gzip', null])
    expect(brotliDecompressSync(brotli?.bytes ?? new ArrayBuffer()).toString()).toBe(plain)
    expect(gunzipSync(gzip?.bytes ?? new ArrayBuffer()).toString()).toBe(plain)
  })

  test('shows at once what another process wrote', async () => {
    for (const title of ['Jardin partagé', 'Atelier de réparation', 'Pédibus']) {
      expect(await (await visit('/mesures')).text()).not.toContain(title)
      expect(await (await visit('/')).text()).not.toContain(title)
      const path = await decideMeasure(world, title)
      expect(await (await visit('/mesures')).text()).toContain(title)
      expect(await (await visit('/')).text()).toContain(title)
      await expectKept(1, [() => visit(path), () => visit(path)])
    }
  })

  test('is made again the next day', async () => {
    await visit('/mesures')
    world.setNow(new Date(testInstant.getTime() + 86_400_000))
    await expectKept(1, [() => visit('/mesures'), () => visit('/mesures')])
    world.setNow(testInstant)
  })

  test('is another one in another language, and for another question', async () => {
    const english = { cookie: 'langue=en' }
    const read = async (path: string, headers = {}) => (await visit(path, headers)).text()
    expect(await read('/mesures')).toContain('<html lang="fr">')
    expect(await read('/mesures', english)).toContain('<html lang="en">')
    expect(await read('/mesures')).toContain('<html lang="fr">')
    expect(await read('/mesures?partie=I')).toContain('<option value="I" selected>')
    expect(await read('/mesures?partie=II')).toContain('<option value="II" selected>')
    const all = [() => visit('/mesures', english), () => visit('/mesures?partie=I'), () => visit('/mesures')]
    await expectKept(3, all)
  })
})

describe('what is one person’s own', () => {
  test('a page of somebody signed in is neither kept nor answered from memory', async () => {
    const mine = () => visit('/a-propos', { cookie: director })
    await expectKept(0, [mine, mine, () => visit('/a-propos'), mine])
    expect(await (await mine()).text()).toContain(testPeople.director_general.name)
    expect((await mine()).headers.get('cache-control')).toBe('no-store')
    expect(await (await visit('/a-propos')).text()).not.toContain(testPeople.director_general.name)
  })

  test('a sentence about what was just done is shown to who did it', async () => {
    const noticed = () => visit('/accessibilite', { cookie: 'notice=Merci' })
    await expectKept(0, [noticed, () => visit('/accessibilite'), noticed])
    expect(await (await noticed()).text()).toContain('Merci')
    expect(await (await visit('/accessibilite')).text()).not.toContain('Merci')
  })

  test('whoever has any other cookie goes past', async () => {
    const other = () => visit('/accessibilite', { cookie: 'langue=fr; panier=1' })
    await expectKept(1, [() => visit('/accessibilite'), other, other])
  })

  test('a page that the site does not give to all, a page not found and a form sent are never kept', async () => {
    await expectKept(0, [() => visit('/connexion'), () => visit('/connexion')])
    const before = await countKept()
    for (const path of ['/mesures/rien', '/mesures/rien']) expect((await visit(path)).status).toBe(404)
    for (const _ of [1, 2])
      expect((await visit('/langue', { origin: 'http://localhost' }, 'POST')).status).toBe(303)
    expect(await countKept()).toBe(before)
  })
})

test('every page given to all, found from the first one, is the same for two visitors: no token, no chance', async () => {
  const path = await decideMeasure(world, 'Composteurs de quartier')
  const waiting = new Set(['/', path])
  let given = 0
  // A set answers what was added during the walk too.
  for (const address of waiting) {
    if (given === 25) break
    const [one, two] = [await world.app.request(address), await world.app.request(address)]
    if (one.status !== 200 || !one.headers.get('content-type')?.startsWith('text/html')) continue
    const page = await one.text()
    for (const [, link = ''] of page.matchAll(/href="(\/[^"#?]*)"/g)) waiting.add(link)
    if (one.headers.get('cache-control') === 'no-store') continue
    given += 1
    expect(await two.text(), address).toBe(page)
  }
  expect(given).toBeGreaterThan(6)
})

test('other pages travel compressed too', async () => {
  const packed = await visit('/connexion', { 'accept-encoding': 'gzip' })
  const bytes = new Uint8Array(await packed.arrayBuffer())
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect(packed.headers.get('vary')).toContain('Accept-Encoding')
  const plain = await (await visit('/connexion')).text()
  expect(gunzipSync(bytes).toString()).toBe(plain)
  expect(bytes.length).toBeLessThan(plain.length / 2)
})

test('whoever invents questions pushes out no page without one', async () => {
  const page = 'x'.repeat(250_000)
  const headers = { 'content-type': 'text/html', 'cache-control': 'private, no-cache' }
  let made = 0
  const large: Site = () => {
    made += 1
    return new Response(page, { headers })
  }
  const services = { ...(await world.context(null)), dataVersion: async () => 'the same' }
  const kept = keepVisitorPages(large, services, () => undefined).site
  const ask = (path: string) => kept(new Request(`http://localhost${path}`), {})
  for (const path of ['/', '/mesures', '/mesures?partie=I']) await ask(path)
  for (let question = 0; question < 100; question += 1) await ask(`/mesures?q=${question}`)
  expect(made).toBe(103)
  await ask('/')
  await ask('/mesures')
  expect(made).toBe(103)
  await ask('/mesures?partie=I')
  await ask(`/mesures?q=${'0'.repeat(300)}`)
  await ask(`/mesures?q=${'0'.repeat(300)}`)
  expect(made).toBe(106)
})

test('Node’s own server answers visitors with the same bytes, and lets every other request through', async () => {
  const services = await world.context(null)
  const server = createSiteServer({
    services,
    accounts: await openAccounts(services),
    assets: { style: '', script: '', fonts: [], islands: {} },
    metrics: openMetrics(),
    staticFiles: () => null,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)
  try {
    const first = await ask('/mesures')
    const second = await ask('/mesures')
    // Proxies keep a connection for a minute: the server never closes one first, with a request under way on it.
    expect(first.headers.get('keep-alive')).toBe('timeout=75')
    expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'))
    expect(await second.text()).toBe(await first.text())
    for (const name of ['content-security-policy', 'content-encoding', 'vary', 'etag', 'cache-control'])
      expect(second.headers.get(name)).toBe(first.headers.get(name))
    const same = await ask('/mesures', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
    expect([same.status, await same.text()]).toEqual([304, ''])
    const named = await ask('/mesures', { headers: { cookie: director } })
    expect(await named.text()).toContain(testPeople.director_general.name)
    expect(await (await ask('/mesures')).text()).not.toContain(testPeople.director_general.name)
    expect((await ask('/mesures', { method: 'HEAD' })).status).toBe(200)
    const posted = await ask('/langue', { method: 'POST', body: new URLSearchParams({ langue: 'en' }) })
    expect(posted.status).toBe(403)
    expect((await ask('/rien')).status).toBe(404)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})
