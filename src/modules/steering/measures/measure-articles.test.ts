import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#kernel/roles.ts'
import { decideMeasure } from '#test/decided-measure.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant } from '#test/test-town.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** The page as that person reads it; every reader after the first finds articles written already. */
async function read(role: Role, path: string): Promise<string> {
  const answer = await (await world.as(role)).get(path)
  expect(answer.status).toBe(200)
  return (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')
}

test('each person reads the article by their rights, whoever read it before', async () => {
  const path = await decideMeasure(world, 'Café de réparation', 'idea')
  const edit = `href="${path}/modifier"`
  for (const _ of [1, 2]) {
    expect(await read('agent', path)).toContain(edit)
    expect(await read('mayor', path)).not.toContain(edit)
  }
})

test('in their language, on the day', async () => {
  const path = await decideMeasure(world, 'Outilthèque')
  const manager = await world.as('manager')
  expect(await read('manager', path)).toContain('Ce que la mesure coûte et rapporte')
  await manager.post('/langue', { langue: 'en', retour: path })
  expect(await read('manager', path)).not.toContain('Ce que la mesure coûte et rapporte')
  expect(await read('agent', path)).toContain('Ce que la mesure coûte et rapporte')
  expect(await read('agent', path)).toContain('23 novembre 2026')
  world.setNow(new Date('2027-02-10T09:00:00Z'))
  expect(await read('agent', path)).toContain('10 février 2027')
  world.setNow(testInstant)
  expect(await read('agent', path)).toContain('23 novembre 2026')
})

test('with what was recorded and decided a moment ago', async () => {
  const path = await decideMeasure(world, 'Grainothèque', 'idea')
  const before = await read('agent', path)
  expect(before).not.toContain('Bénévoles trop peu nombreux')
  const answer = await (await world.as('agent')).post(`${path}/risques/nouveau`, {
    nature: 'participation',
    enonce: 'Bénévoles trop peu nombreux',
    probabilite: '3',
    gravite: '2',
    parade: '',
    responsable: '',
    source: '',
  })
  expect(answer.status).toBe(303)
  expect(await read('agent', path)).toContain('Bénévoles trop peu nombreux')
})
