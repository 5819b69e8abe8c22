import { afterAll, beforeAll, expect, test } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { legalChecks, listMeasureFiles as listFiles } from '#modules/steering/measures/measures.public.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { measureRulesFile } from '../../db/worlds/world-files.ts'
import { loadMeasureRules } from './load-measure-rules.ts'
import { loadMeasures } from './load-measures.ts'
import { listMeasureFiles, readWorldFile } from './read-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  const director = await world.context('director_general')
  await loadMeasures(director, listMeasureFiles('town'), calendarDate('2023-01-02'))
  await loadMeasureRules(
    director,
    assertDefined(readWorldFile('town', 'measure-rules.json', measureRulesFile), 'the town has rules'),
  )
})
afterAll(() => world.close())

async function checksOf(code: string) {
  const files = await listFiles(world.db, calendarDate('2026-11-23'), ['idea'])
  const file = assertDefined(
    files.find(({ measure }) => measure.code === code),
    code,
  )
  return legalChecks(file)
}

test('the rules of the town’s measures answer, from the lines where they say enough', async () => {
  const grants = (await checksOf('ressourcerie'))[0]
  expect(grants?.answer).toMatchObject({ rule: 'SUB-02', status: 'required', missing: [] })
  expect(grants?.derived.map(({ name }) => name)).toEqual(['cash_year_cents', 'in_kind_year_cents'])
  const [purchase] = await checksOf('plateforme-collaborative')
  expect(purchase?.answer).toMatchObject({ rule: 'PP', status: 'computed', missing: [] })
})

test('the ceiling of the SCIC is the present one, and the former one is said to be replaced', async () => {
  const [capital] = await checksOf('scic')
  expect(capital?.answer).toMatchObject({ rule: 'SCIC-01', status: 'allowed', value: 0.25, threshold: 0.5 })
  expect(capital?.superseded).toMatchObject({ threshold: 0.2, on: '2014-08-02', by: 'SCIC-01b' })
})

test('every rule that the town names is read, and only what a town cannot know yet is missing', async () => {
  const files = await listFiles(world.db, calendarDate('2026-11-23'), ['idea'])
  const checks = files.flatMap(legalChecks)
  expect(checks.length).toBeGreaterThan(15)
  expect(checks.filter(({ answer }) => answer === null).map(({ named }) => named.rule)).toEqual([])
  const lacking = checks.filter(({ answer }) => answer?.status === 'unknown')
  // Aids that a company of the business centre had before: nobody knows the company yet.
  expect(lacking.map(({ named, answer }) => [named.rule, answer?.missing])).toEqual([['AID-01', ['aids']]])
})
