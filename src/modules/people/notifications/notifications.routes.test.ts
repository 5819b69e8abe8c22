import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '#kernel/roles.ts'
import { roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testPeople } from '#test/test-town.ts'
import { follow, type Notice, notify, notifyFollowers, sendDigests } from './notifications.public.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const morning = new Date('2026-11-24T07:30:00Z')
beforeEach(async () => {
  world.setNow(morning)
  await world.db.deleteFrom('recipients').execute()
})

const news = (event: string): Notice => ({
  event,
  path: '/mesures',
  text: { fr: `La mesure ${event} est décidée.`, en: `Measure ${event} is decided.` },
})
const visitor = { email: 'voisine@essais.example' }
const lamps = { kind: 'proposal', id: '7', label: 'Des lampes rue Haute', path: '/propositions/7' }

async function digests(): Promise<typeof world.sent> {
  const before = world.sent.length
  await sendDigests(await world.context(null))
  return world.sent.slice(before)
}

/** The path of the way out, as it stands in the mail. */
function wayOut(text: string): string {
  return /http:\/\/localhost(\/abonnement\/\S+)/.exec(text)?.[1] ?? ''
}

describe('digests', () => {
  test('what happened is told once, in one message, in the morning', async () => {
    const context = await world.context(null)
    await notify(context, [visitor], news('A'))
    await notify(context, [visitor], news('A'))
    await notify(context, [visitor], news('B'))
    const [mail, ...others] = await digests()
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      to: visitor.email,
      subject: expect.stringContaining('2 nouvelles pour vous'),
    })
    expect(mail?.text.match(/La mesure A est décidée\./g)).toHaveLength(1)
    expect(mail?.text).toContain('http://localhost/mesures')
    await notify(context, [visitor], news('C'))
    expect(await digests()).toEqual([])
    world.setNow(new Date('2026-11-25T07:30:00Z'))
    expect(await digests()).toHaveLength(1)
  })

  test('twenty processes at once write one message', async () => {
    const context = await world.context(null)
    await notify(context, [visitor], news('A'))
    const before = world.sent.length
    await Promise.all(Array.from({ length: 20 }, () => sendDigests(context)))
    expect(world.sent.slice(before)).toHaveLength(1)
  })

  test('an address that belongs to an account is that account: nobody is told twice', async () => {
    const resident = testPeople.resident.email
    const account = await world.context('resident')
    const context = await world.context(null)
    await notify(
      context,
      [{ accountId: account.actor?.id ?? '' }, { email: resident.toUpperCase() }],
      news('A'),
    )
    expect(await digests()).toHaveLength(1)
  })

  test('followers hear of it, but for the one who did it', async () => {
    const context = await world.context('agent')
    const agent = { accountId: context.actor?.id ?? '' }
    await follow(context, visitor, lamps)
    await follow(context, agent, lamps)
    await notifyFollowers(context, lamps, news('A'), agent)
    expect((await digests()).map((mail) => mail.to)).toEqual([visitor.email])
  })
})

describe('the way out, without signing in', () => {
  async function mailed(): Promise<{ path: string; oneClick: string }> {
    const context = await world.context(null)
    await follow(context, visitor, lamps)
    await notify(context, [visitor], news('A'))
    const [mail] = await digests()
    const oneClick =
      /<http:\/\/localhost(\/[^>]+)>/.exec(mail?.headers?.['List-Unsubscribe'] ?? '')?.[1] ?? ''
    expect(mail?.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    return { path: wayOut(mail?.text ?? ''), oneClick }
  }
  const rhythm = async () =>
    (await world.db.selectFrom('recipients').select('rhythm').executeTakeFirstOrThrow()).rhythm

  test('the link opens the choices; opening changes nothing, the button does', async () => {
    const { path } = await mailed()
    const browser = await world.as(null)
    const page = await browser.get(path)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Des lampes rue Haute')
    expect(await rhythm()).toBe('daily')
    const done = await browser.post(`${path}/rythme`, { rythme: 'never', langue_messages: 'fr' })
    expect(done.status).toBe(303)
    expect(await rhythm()).toBe('never')
    await notify(await world.context(null), [visitor], news('B'))
    world.setNow(new Date('2026-12-24T07:30:00Z'))
    expect(await digests()).toEqual([])
  })

  test('one thing alone can be left', async () => {
    const { path } = await mailed()
    const browser = await world.as(null)
    const stop = () => browser.post(`${path}/ne-plus-suivre`, { sorte: 'proposal', objet: '7' })
    expect((await stop()).status).toBe(303)
    expect((await stop()).status).toBe(404)
    await notifyFollowers(await world.context(null), lamps, news('B'))
    world.setNow(new Date('2026-11-25T07:30:00Z'))
    expect(await digests()).toEqual([])
  })

  test('a mail program leaves by itself, from its own site (RFC 8058)', async () => {
    const { oneClick } = await mailed()
    const response = await world.app.request(`http://localhost${oneClick}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://courriel.example' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(response.status).toBe(200)
    expect(await rhythm()).toBe('never')
  })

  test('a token that we did not make opens nothing', async () => {
    const { path, oneClick } = await mailed()
    const browser = await world.as(null)
    for (const forged of [`${path.slice(0, -1)}!`, '/abonnement/x', `${path.replace(/\..*/, '')}`])
      expect((await browser.get(forged)).status).toBe(404)
    const forgedClick = oneClick.replace(/\.[^/]+/, '.AAAA')
    expect((await world.app.request(`http://localhost${forgedClick}`, { method: 'POST' })).status).toBe(404)
    expect(await rhythm()).toBe('daily')
  })

  test('a rhythm that does not exist comes back with its remedy', async () => {
    const { path } = await mailed()
    const response = await (await world.as(null)).post(`${path}/rythme`, { rythme: 'hourly' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('Choisissez quand vous écrire.')
  })
})

describe('the page of a signed-in person', () => {
  test.each<Role>([...roles])('%s has one, which says what is new until it is read', async (role) => {
    const browser = await world.as(role)
    const context = await world.context(role)
    expect(await (await browser.get('/mes-nouvelles')).text()).toContain('Rien pour l’instant')
    await notify(context, [{ accountId: context.actor?.id ?? '' }], news('A'))
    expect(await (await browser.get('/mes-nouvelles')).text()).toContain('Nouveau')
    expect((await browser.post('/mes-nouvelles')).status).toBe(303)
    expect(await (await browser.get('/mes-nouvelles')).text()).not.toContain('class="badge"')
  })

  test('a visitor has none, and changes nothing', async () => {
    const browser = await world.as(null)
    expect((await browser.get('/mes-nouvelles')).status).toBe(404)
    for (const path of ['/mes-nouvelles', '/mes-nouvelles/rythme', '/mes-nouvelles/ne-plus-suivre'])
      expect((await browser.post(path, { rythme: 'never', langue_messages: 'fr' })).status).toBe(404)
  })

  test('nobody stops what another follows', async () => {
    await follow(await world.context(null), visitor, lamps)
    const response = await (await world.as('resident')).post('/mes-nouvelles/ne-plus-suivre', {
      sorte: 'proposal',
      objet: '7',
    })
    expect(response.status).toBe(404)
    expect(await world.db.selectFrom('follows').select('subject_id').execute()).toHaveLength(1)
  })
})
