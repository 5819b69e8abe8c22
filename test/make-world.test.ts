import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '#kernel/roles.ts'
import { makeWorld, testDatabaseKind, type World } from './make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

describe('the world of the tests', () => {
  test('runs on the database that was asked for', () => {
    expect(world.kind).toBe(testDatabaseKind())
  })

  test('signs in a named person for each role, through the pages', async () => {
    for (const role of roles) {
      const page = await (await world.as(role)).get('/mon-compte')
      expect([role, page.status]).toEqual([role, 200])
    }
  })

  test('has visitors who are asked to sign in', async () => {
    const page = await (await world.as(null)).get('/mon-compte')
    expect(page.status).toBe(303)
    expect(page.headers.get('location')).toBe('/connexion?retour=%2Fmon-compte')
  })

  test('gives each role its own rights', async () => {
    expect((await (await world.as('administrator')).get('/comptes')).status).toBe(200)
    expect((await (await world.as('agent')).get('/comptes')).status).toBe(404)
  })

  test('keeps the messages that were sent', async () => {
    await (await world.as(null)).post('/connexion/lien', { courriel_lien: 'mayor@essais.example' })
    expect(world.sent.map((message) => message.to)).toEqual(['mayor@essais.example'])
  })

  test('gives actions the person and the chosen instant', async () => {
    world.setNow(new Date('2027-03-01T23:30:00Z'))
    const context = await world.context('mayor')
    expect([...(context.actor?.roles ?? [])]).toEqual(['mayor'])
    expect(context.clock.today()).toBe('2027-03-02')
  })
})
