import { afterAll, beforeAll, expect, test } from 'vitest'
import { roles, townRoles } from '#kernel/roles.ts'
import { openService } from '#modules/people/services/services.public.ts'
import { makeWorld, type World } from '#test/make-world.ts'

let world: World
const people: Record<string, string> = {}
beforeAll(async () => {
  world = await makeWorld()
  for (const role of ['agent', 'manager', 'moderator'] as const)
    people[role] = (await world.context(role)).actor?.id ?? ''
  const administrator = await world.context('administrator')
  const open = (code: string, name: string, managerId: string | null, memberIds: string[]) =>
    openService(administrator, { code, name, managerId, memberIds })
  await open('accueil', 'Accueil', null, [people.agent ?? ''])
  await open('mediatheque', 'Médiathèque', people.manager ?? '', [people.moderator ?? ''])
})
afterAll(() => world?.close())

const path = '/agenda/horaires/mediatheque'
const hours = {
  ouvre: '10:00',
  ferme: '19h',
  pause_de: '13:00',
  pause_a: '14:00',
  joignable_de: '10:00',
  joignable_a: '19:00',
  jours: '2,3,4,5,6',
}
const plain = (html: string) => html.replace(/[\u00a0\u202f]/g, ' ')

test('whoever leads the service, and those who arrange services, say its hours; nobody else', async () => {
  const statuses = await Promise.all(
    [...roles, null].map(async (role) => [role, (await (await world.as(role)).get(path)).status]),
  )
  const may = ['manager', 'administrator', 'director_general']
  expect(
    statuses
      .filter(([, status]) => status === 200)
      .map(([role]) => role)
      .sort(),
  ).toEqual(may.sort())
  expect((await (await world.as('agent')).post(path, hours)).status).toBe(404)
  expect((await (await world.as('manager')).get('/agenda/horaires/accueil')).status).toBe(404)
  expect((await (await world.as('manager')).get('/agenda/horaires/ailleurs')).status).toBe(404)
})

test.each([
  [{ ouvre: '25:00' }, 'Écrivez une heure'],
  [{ ferme: '9:00' }, 'La fin vient avant le début.'],
  [{ pause_a: '20:00' }, 'La pause est dans les heures de travail'],
  [{ joignable_de: '11:00' }, 'On peut être joint au moins'],
  [{ jours: '' }, 'Choisissez au moins un jour.'],
])('hours that cannot be come back with what to do: %o', async (change, sentence) => {
  const answer = await (await world.as('manager')).post(path, { ...hours, ...change })
  expect([answer.status, plain(await answer.text())]).toEqual([422, expect.stringContaining(sentence)])
})

test('a time is found within the hours of every service concerned', async () => {
  const manager = await world.as('manager')
  expect((await manager.post(path, hours)).status).toBe(303)
  expect(plain(await (await manager.get(path)).text())).toContain('value="19:00"')
  const agent = await world.as('agent')
  const query = new URLSearchParams({
    invites: people.moderator ?? '',
    duree: '60',
    du: '2026-11-30',
    semaines: '1',
    de: '08:00',
    a: '20:00',
  })
  const html = plain(await (await agent.get(`/agenda/trouver?${query}`)).text())
  const found = [...html.matchAll(/class="slot-when">([^<]*)</g)].map(([, when]) => when)
  expect(found.length).toBeGreaterThan(3)
  // 30 November 2026 is a Monday, when the library is closed.
  expect(found.filter((when) => when?.startsWith('lundi'))).toEqual([])
  expect(found[0]).toContain('mardi 1er décembre 2026, 10 h – 11 h')
  expect(found.filter((when) => when?.includes(', 12 h') || when?.includes(', 13 h'))).toEqual([])
})

test('everybody of the town reads the hours of the services, and finds « Mes appareils » there', async () => {
  for (const role of roles.filter((role) => townRoles.has(role))) {
    const html = plain(await (await (await world.as(role)).get('/agenda/reglages')).text())
    expect([role, html]).toEqual([role, expect.stringContaining('10 h – 19 h')])
    expect(html).toContain('Mes appareils')
  }
})
