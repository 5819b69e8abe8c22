import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { expectDone } from '#test/budget-edition.ts'
import { arbitrate, decide, makeCall } from '#test/made-call.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant } from '#test/test-town.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterEach(() => world.setNow(testInstant))
afterAll(() => world.close())

const step = (etape: string) => ({ etape, le: '2026-12-18' })

async function statusOf(id: string): Promise<string | undefined> {
  const row = await world.db
    .selectFrom('applications')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.status
}

test('a grant on condition is paid once the services have found the condition met; the database refuses it before', async () => {
  const call = await makeCall(world)
  const [file] = await arbitrate(world, call, 1)
  if (!file) throw new Error('one application')
  const condition = 'Le permis de stationner est accordé.'
  await decide(world, call, [file], 1, {
    [`decision_${file.id}`]: 'granted_on_condition',
    [`motif_${file.id}`]: condition,
  })
  const [agent, mayor, finance] = [
    await world.as('agent'),
    await world.as('mayor'),
    await world.as('finance_officer'),
  ]
  await expectDone(agent.post(`${file.path}/convention`))
  await expectDone(agent.post(`${file.path}/convention/etapes`, step('holder')))
  await expectDone(mayor.post(`${file.path}/convention/etapes`, step('mayor')))
  await expectDone(agent.post(`${file.path}/convention/etapes`, step('notified')))
  const early = await finance.post(`${file.path}/versements/1/mandat`, { mandat: 'C-1' })
  const page = await early.text()
  expect([early.status, page.includes('la condition de la subvention n’est pas encore constatée')]).toEqual([
    422,
    true,
  ])
  expect(page).toContain(condition)
  await expect(
    world.db
      .updateTable('grant_instalments')
      .set({ order_number: 'C-1', ordered_on: '2026-12-18' })
      .where('application_id', '=', file.id)
      .where('number', '=', 1)
      .execute(),
  ).rejects.toMatchObject({ code: '23001' })
  expect((await finance.post(`${file.path}/convention/etapes`, step('condition'))).status).toBe(404)
  await expectDone(agent.post(`${file.path}/convention/etapes`, step('condition')))
  expect((await agent.post(`${file.path}/convention/etapes`, step('condition'))).status).toBe(422)
  await expectDone(finance.post(`${file.path}/versements/1/mandat`, { mandat: 'C-1' }))
})

test('a holder renounces a grant until the agreement binds: it is nobody’s any more, and the call can end', async () => {
  const call = await makeCall(world)
  const [kept, given, refused] = await arbitrate(world, call, 3)
  if (!kept || !given || !refused) throw new Error('three applications')
  await decide(world, call, [kept, given, refused], 2)
  const [agent, mayor, holder] = [
    await world.as('agent'),
    await world.as('mayor'),
    await world.as('organisation_officer'),
  ]
  for (const { path } of [kept, given]) {
    await expectDone(agent.post(`${path}/convention`))
    await expectDone(agent.post(`${path}/convention/etapes`, step('holder')))
    await expectDone(mayor.post(`${path}/convention/etapes`, step('mayor')))
  }
  await expectDone(agent.post(`${kept.path}/convention/etapes`, step('notified')))
  expect(await (await holder.get(given.path)).text()).toContain('Renoncer à cette subvention')
  expect(await (await holder.get(kept.path)).text()).not.toContain('Renoncer à cette subvention')
  for (const { path } of [kept, given, refused]) await holder.post(`${path}/retrait`)
  expect(await Promise.all([kept, given, refused].map(({ id }) => statusOf(id)))).toEqual([
    'granted',
    'renounced',
    'refused',
  ])
  expect((await agent.post(`${given.path}/convention/etapes`, step('notified'))).status).toBe(404)
  const visitor = await world.as(null)
  const page = (await (await visitor.get(`${call.path}/laureats`)).text()).replaceAll(/[\u202f\u00a0]/g, ' ')
  expect(page).toContain('1 projet aidé, 1 500 € attribués')
  const rows = (await (await visitor.get('/appels-a-projets/scdl.csv')).text()).split('\r\n')
  expect(rows.filter((row) => row.includes(call.code))).toHaveLength(1)
  // What the jury found stays as it was found.
  expect(await (await agent.get(`${call.path}/classement`)).text()).toContain('Projet 2')

  const finance = await world.as('finance_officer')
  for (const number of [1, 2]) {
    if (number === 2) {
      await expectDone(
        holder.post(`${kept.path}/bilan`, { depense: '1 500', personnes: '3', heures: '0', bilan: 'Fait.' }),
      )
      await expectDone(agent.post(`${kept.path}/bilan/verification`, { remarque: '', reversement: '' }))
    }
    await expectDone(finance.post(`${kept.path}/versements/${number}/mandat`, { mandat: `R-${number}` }))
    await expectDone(finance.post(`${kept.path}/versements/${number}/paiement`, { le: '2026-12-18' }))
  }
  await expectDone(agent.post(`${kept.path}/fin`))
  await (await world.as('manager')).post(`${call.path}/cloture`)
  const ended = await world.db
    .selectFrom('calls')
    .select('status')
    .where('id', '=', call.id)
    .executeTakeFirst()
  expect(ended?.status).toBe('closed_out')
})
