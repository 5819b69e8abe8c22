import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { askStillRight } from './officers.actions.ts'
import { insertOrganisation } from './organisation-book.queries.ts'

let world: World
let id: string
let other: string
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.db.deleteFrom('organisations').execute()
  await world.db.deleteFrom('attempts').execute()
  const on = calendarDate('2026-11-23')
  const make = (name: string) => insertOrganisation(world.db, { name, number: null, source: 'Mairie' }, on)
  id = (await make('La Deuxième Vie')).id
  other = (await make('Les Voisins')).id
  world.setNow(new Date('2026-11-23T09:00:00Z'))
})

const claim = { nom: 'Rose Dupré', courriel: 'Rose@vie.example', fonction: 'présidente' }
const whole = { nom: 'La Deuxième Vie', sigle: 'LDV', version: '1' }

/** A browser of its own: the world gives the same one for the same role. */
function browser() {
  let cookie = ''
  const send = async (path: string, init: RequestInit = {}) => {
    const response = await world.app.request(`http://localhost${path}`, {
      ...init,
      headers: { cookie, origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
    })
    const set = response.headers.getSetCookie().find((line) => line.startsWith('organisation='))
    if (set) cookie = set.split(';')[0] ?? ''
    return response
  }
  return {
    get: (path: string) => send(path),
    post: (path: string, form: Record<string, string> = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams(form) }),
  }
}

const lastLink = () => /\/organisations\/acces\/[\w-]{43}/.exec(world.sent.at(-1)?.text ?? '')?.[0] ?? ''

async function acceptClaim() {
  const agent = await world.as('agent')
  const page = await (await agent.get('/organisations/a-traiter')).text()
  const path = /action="(\/organisations\/a-traiter\/demandes\/[0-9a-f-]{36})"/.exec(page)?.[1] ?? ''
  return agent.post(path, { decision: 'oui', motif: '' })
}

async function enter() {
  const own = browser()
  await own.post(`/organisations/${id}/repondre`, claim)
  await acceptClaim()
  await own.post(lastLink())
  return own
}

describe('officers', () => {
  test('a claim waits for the town, then a mailed link lets in for a week, to that page only', async () => {
    const before = world.sent.length
    const own = browser()
    await Promise.all(Array.from({ length: 50 }, () => own.post(`/organisations/${id}/repondre`, claim)))
    expect(await world.db.selectFrom('organisation_officers').select('email').execute()).toEqual([
      { email: 'rose@vie.example' },
    ])
    expect(world.sent).toHaveLength(before)
    expect((await acceptClaim()).status).toBe(303)
    expect(world.sent.at(-1)).toMatchObject({ to: 'rose@vie.example' })
    const link = lastLink()
    expect(await (await own.get(link)).text()).toContain('Entrer')
    expect((await own.get(`/organisations/${id}/modifier`)).status).toBe(404)
    expect((await own.post(link)).status).toBe(303)
    expect((await own.post(`/organisations/${id}/modifier`, whole)).status).toBe(303)
    expect(await (await own.get(`/organisations/${id}`)).text()).toContain('Rose Dupré')
    for (const path of [`/organisations/${other}/modifier`, `/organisations/${id}/echanges/nouveau`])
      expect((await own.get(path)).status).toBe(404)
    world.setNow(new Date('2026-12-01T09:00:00Z'))
    expect((await own.get(`/organisations/${id}/modifier`)).status).toBe(404)
    expect((await own.get(link)).status).toBe(404)
  })

  test('a mailbox that answers already gets a link, one that does not gets the same page and no mail', async () => {
    await enter()
    const before = world.sent.length
    const known = await browser().post(`/organisations/${id}/repondre`, claim)
    const stranger = await browser().post(`/organisations/${id}/repondre`, {
      ...claim,
      courriel: 'autre@x.example',
    })
    expect(world.sent.slice(before).map(({ to }) => to)).toEqual(['rose@vie.example'])
    expect([known.status, known.headers.get('location'), known.headers.get('set-cookie')]).toEqual([
      stranger.status,
      stranger.headers.get('location'),
      stranger.headers.get('set-cookie'),
    ])
  })

  test('with an account: asked, accepted, then ended; a refusal says why', async () => {
    const officer = await world.as('organisation_officer')
    await officer.post(`/organisations/${id}/repondre`, { fonction: 'président' })
    expect((await officer.get(`/organisations/${id}/modifier`)).status).toBe(404)
    await acceptClaim()
    expect((await officer.post(`/organisations/${id}/modifier`, whole)).status).toBe(303)
    expect((await officer.get(`/organisations/${other}/modifier`)).status).toBe(404)
    const agent = await world.as('agent')
    const page = await (await agent.get(`/organisations/${id}`)).text()
    const end = /action="(\/organisations\/officiers\/[0-9a-f-]{36}\/fin)"/.exec(page)?.[1] ?? ''
    expect((await officer.post(end)).status).toBe(404)
    expect((await agent.post(end)).status).toBe(303)
    expect((await officer.get(`/organisations/${id}/modifier`)).status).toBe(404)
    await officer.post(`/organisations/${id}/repondre`, {})
    const queue = await (await agent.get('/organisations/a-traiter')).text()
    const path = /action="(\/organisations\/a-traiter\/demandes\/[0-9a-f-]{36})"/.exec(queue)?.[1] ?? ''
    expect((await agent.post(path, { decision: 'non', motif: '' })).status).toBe(422)
    expect((await agent.post(path, { decision: 'non', motif: 'inconnu au bureau' })).status).toBe(303)
  })

  test('once a year each officer is asked whether the page is still right; who has said so is not', async () => {
    const own = await enter()
    const context = await world.context(null)
    const before = world.sent.length
    await Promise.all(Array.from({ length: 10 }, () => askStillRight(context)))
    expect(world.sent.slice(before).map(({ to }) => to)).toEqual(['rose@vie.example'])
    await own.post(lastLink())
    expect((await own.post(`/organisations/${id}/confirmation`)).status).toBe(303)
    expect(await (await own.get(`/organisations/${id}`)).text()).toContain('le 23 novembre 2026')
    world.setNow(new Date('2027-11-22T09:00:00Z'))
    await askStillRight(context)
    expect(world.sent).toHaveLength(before + 1)
    world.setNow(new Date('2027-11-23T09:00:00Z'))
    await askStillRight(context)
    expect(world.sent).toHaveLength(before + 2)
  })
})

describe('corrections of visitors', () => {
  const wrong = { champ: 'website', propose: 'https://vie.example', remarque: 'vu sur place' }
  async function decide(who: 'agent' | 'resident', decision: string) {
    const row = await world.db
      .selectFrom('organisation_corrections')
      .select('id')
      .where('status', '=', 'waiting')
      .executeTakeFirstOrThrow()
    const browserOf = await world.as(who)
    return browserOf.post(`/organisations/a-traiter/corrections/${row.id}`, { decision, motif: '' })
  }

  test('wait in a queue, once however many say it; applying one is the local layer', async () => {
    const visitor = await world.as(null)
    await Promise.all(Array.from({ length: 50 }, () => visitor.post(`/organisations/${id}/signaler`, wrong)))
    expect(await world.db.selectFrom('organisation_corrections').select('field').execute()).toHaveLength(1)
    expect(await (await visitor.get(`/organisations/${id}`)).text()).not.toContain('https://vie.example')
    expect((await decide('resident', 'oui')).status).toBe(404)
    expect((await decide('agent', 'oui')).status).toBe(303)
    expect(await (await visitor.get(`/organisations/${id}`)).text()).toContain('https://vie.example')
  })

  test('set aside, nothing changes; an officer decides for their own page', async () => {
    const visitor = await world.as(null)
    await visitor.post(`/organisations/${id}/signaler`, wrong)
    await decide('agent', 'non')
    expect(await (await visitor.get(`/organisations/${id}`)).text()).not.toContain('https://vie.example')
    const own = await enter()
    await visitor.post(`/organisations/${id}/signaler`, { ...wrong, propose: 'https://vraie.example' })
    const page = await (await own.get(`/organisations/${id}`)).text()
    const path = /action="(\/organisations\/a-traiter\/corrections\/[0-9a-f-]{36})"/.exec(page)?.[1] ?? ''
    expect((await own.post(path, { decision: 'oui' })).status).toBe(303)
    expect(await (await visitor.get(`/organisations/${id}`)).text()).toContain('https://vraie.example')
  })

  test('an empty one comes back', async () => {
    const visitor = await world.as(null)
    const back = await visitor.post(`/organisations/${id}/signaler`, { champ: 'nul', propose: '' })
    expect(back.status).toBe(422)
  })
})
