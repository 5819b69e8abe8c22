import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testPeople } from '#test/test-town.ts'
import { untriedRoutes } from '#test/untried-routes.ts'
import { authoritiesRoutes } from './authorities.routes.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const everybody: readonly (Role | null)[] = [null, ...roles]
const recorders: readonly (Role | null)[] = ['director_general', 'administrator', 'legal_officer']
const partners: readonly Role[] = [
  'director_general',
  'administrator',
  'legal_officer',
  'mayor',
  'elected_member',
  'manager',
  'agent',
]
const angers = '/collectivites/commune/49007'

type Matrix = readonly (readonly [string, readonly (Role | null)[]])[]

const pages: Matrix = [
  ['/collectivites', everybody],
  [angers, everybody],
  ['/competences', everybody],
  ['/competences/rien', []],
  ['/competences/modele.csv', everybody],
  ['/competences/import', recorders],
  ['/api/v1/authorities', everybody],
  ['/api/v1/authorities/commune/49007', everybody],
  ['/api/v1/authorities/commune/00000', []],
]

const forms: Matrix = [
  [`${angers}/representants`, recorders],
  [`${angers}/representants/${crypto.randomUUID()}/fin`, []],
  ['/competences/import', recorders],
  ['/competences/import/confirmation', recorders],
]

describe('every route × every role', () => {
  test('no route is left out', () => {
    const tried = [
      ...pages.map(([path]) => ({ method: 'GET', path })),
      ...forms.map(([path]) => ({ method: 'POST', path })),
    ]
    expect(untriedRoutes(authoritiesRoutes().routes, tried)).toEqual([])
  })

  test('pages and forms', { timeout: 120_000 }, async () => {
    for (const role of everybody) {
      const browser = await world.as(role)
      for (const [path, allowed] of pages)
        expect([role, path, (await browser.get(path)).status]).toEqual([
          role,
          path,
          allowed.includes(role) ? 200 : 404,
        ])
      for (const [path, allowed] of forms)
        expect([role, path, (await browser.post(path, {})).status]).toEqual([
          role,
          path,
          allowed.includes(role) ? 422 : 404,
        ])
    }
  })

  test('who speaks for an authority is named to those who work with partners only', async () => {
    const account = await world.db
      .selectFrom('accounts')
      .select('id')
      .where('email', '=', testPeople.partner_officer.email)
      .executeTakeFirstOrThrow()
    const form = { compte: account.id, fonction: 'Chargée de coopération', depuis: '2026-11-01' }
    const director = await world.as('director_general')
    expect((await director.post(`${angers}/representants`, form)).status).toBe(303)
    for (const role of everybody) {
      const page = await (await (await world.as(role)).get(angers)).text()
      expect([role, page.includes('Chargée de coopération')]).toEqual([
        role,
        role !== null && partners.includes(role),
      ])
    }
  })
})
