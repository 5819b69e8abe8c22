import { afterAll, beforeAll, expect, test } from 'vitest'
import { roles, townRoles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const hourly = {
  categorie: 'B',
  montant: '35,20',
  valable_horaire: '2026-01-01',
  source_horaire: 'Compte administratif 2025',
}

test('the finance office sets a rate from a day on, as an act; the figures of measures follow', async () => {
  const finance = await world.as('finance_officer')
  expect((await finance.post('/taux/horaires', hourly)).status).toBe(303)
  const page = await (await (await world.as('agent')).get('/taux')).text()
  expect(page).toContain('35,20\u00a0€')
  expect(page).toContain('Compte administratif 2025')
  const act = await world.db
    .selectFrom('official_acts')
    .select(['act', 'actor_role', 'reason', 'details'])
    .where('subject_id', '=', 'hourly-B')
    .executeTakeFirstOrThrow()
  expect(act).toEqual({
    act: 'set_rate',
    actor_role: 'finance_officer',
    reason: 'Compte administratif 2025',
    details: { cents: 3520, valid_from: '2026-01-01' },
  })
})

test('a rate is never rewritten: a second one on the same day is refused and nothing is lost', async () => {
  const finance = await world.as('finance_officer')
  const answer = await finance.post('/taux/horaires', { ...hourly, montant: '36' })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('value="36"')
  expect(page).toContain('Un taux commence déjà ce jour-là')
})

test('a discount rate is read in percent, and bad figures are refused in place', async () => {
  const finance = await world.as('finance_officer')
  const rate = { taux: '2,5', valable_actualisation: '2027-01-01', source_actualisation: 'Choix de la ville' }
  expect((await finance.post('/taux/actualisation', { ...rate, taux: '25' })).status).toBe(422)
  expect((await finance.post('/taux/actualisation', rate)).status).toBe(303)
  expect(await (await finance.get('/taux')).text()).toContain('2,5 %')
})

test('the town’s people read the rates, the finance office alone sets them', async () => {
  for (const role of roles) {
    const browser = await world.as(role)
    const read = (await browser.get('/taux')).status
    const set = (await browser.post('/taux/horaires', {})).status
    const discount = (await browser.post('/taux/actualisation', {})).status
    const mayRead = townRoles.has(role) ? 200 : 404
    const maySet = role === 'finance_officer' ? 422 : 404
    expect([role, read, set, discount]).toEqual([role, mayRead, maySet, maySet])
  }
})
