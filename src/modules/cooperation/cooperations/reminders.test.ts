import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCooperation, partiesOf } from '#test/made-cooperation.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { remindOfCooperations } from './reminders.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** What the manager, who proposed it, was told on that day, however often the work came back. */
async function toldOn(day: string): Promise<string[]> {
  world.setNow(new Date(`${day}T09:00:00Z`))
  const before = await notices()
  await Promise.all([
    remindOfCooperations(await world.context(null)),
    remindOfCooperations(await world.context(null)),
  ])
  await remindOfCooperations(await world.context(null))
  return (await notices()).slice(before.length).map((text) => text.replace(/[\u00a0\u202f]/g, ' '))
}

async function notices(): Promise<string[]> {
  const rows = await world.db.selectFrom('notices').select('text_fr').orderBy('id').execute()
  return rows.map(({ text_fr }) => text_fr)
}

test('each day is announced once at ninety days, once at thirty, and once when it has passed', async () => {
  const path = await makeCooperation(world, 'Bus du soir', 'running')
  expect(await toldOn('2026-11-24')).toEqual([])
  // A year after it took effect, on 1 November 2026, the review is due.
  expect(await toldOn('2027-08-05')).toEqual([
    '« Bus du soir » : bilan annuel, le 1er novembre 2027, dans moins de trois mois.',
  ])
  expect(await toldOn('2027-08-20')).toEqual([])
  expect(await toldOn('2027-10-15')).toEqual([
    '« Bus du soir » : bilan annuel, le 1er novembre 2027, dans moins d’un mois.',
  ])
  expect(await toldOn('2027-11-02')).toEqual([
    '« Bus du soir » : bilan annuel, attendu le 1er novembre 2027. La date est passée.',
  ])
  expect(await toldOn('2027-12-24')).toEqual([])
  const manager = await world.as('manager')
  const review = { annee: '2027', tenu_le: '2027-12-24', resultats: 'Bien', difficultes: '', suite: 'keep' }
  expect((await manager.post(`${path}/bilan`, review)).status).toBe(303)
  expect((await toldOn('2028-02-01')).length).toBe(0)
  world.setNow(new Date('2026-11-23T09:00:00Z'))
})

test('after the election of 2032, each council is asked to say that it goes on', async () => {
  const path = await makeCooperation(world, 'Bus du matin', 'running')
  world.setNow(new Date('2032-04-02T09:00:00Z'))
  await remindOfCooperations(await world.context(null))
  expect((await toldOn('2032-07-20')).filter((text) => text.includes('confirmation attendue'))).toHaveLength(
    6,
  )
  const [, angers] = await partiesOf(world, path)
  const mayor = await world.as('mayor')
  expect((await mayor.post(`${path}/parties/${angers?.id}/confirmation`)).status).toBe(303)
  const late = await toldOn('2032-10-02')
  expect(late.filter((text) => text.includes('Bus du matin') && text.includes('confirmation'))).toHaveLength(
    2,
  )
  world.setNow(new Date('2026-11-23T09:00:00Z'))
})
