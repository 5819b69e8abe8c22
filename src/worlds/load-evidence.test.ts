import { afterAll, beforeAll, expect, test } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { type Role, roles } from '#kernel/roles.ts'
import { compare } from '#modules/steering/evidence/evidence.public.ts'
import { measureBook } from '#modules/steering/measures/measures.public.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { decisionsFile, deliberationsFile, evidenceFile } from '../../db/worlds/world-files.ts'
import { loadDeliberations } from './load-deliberations.ts'
import { loadEvidence } from './load-evidence.ts'
import { loadDecisions, loadMeasures } from './load-measures.ts'
import { listMeasureFiles, readWorldFile } from './read-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

test('the town of the note: facts load once, and each measure reads beside its promise', async () => {
  const director = await world.context('director_general')
  const actors = new Map<Role, NonNullable<typeof director.actor>>()
  for (const role of roles) actors.set(role, assertDefined((await world.context(role)).actor, role))
  const people = { holding: (role: Role) => assertDefined(actors.get(role), role) }
  const decisions = readWorldFile('town', 'decisions.json', decisionsFile) ?? []
  const records = readWorldFile('town', 'evidence.json', evidenceFile) ?? []
  await loadMeasures(director, listMeasureFiles('town'), calendarDate('2023-01-02'))
  const deliberations = await loadDeliberations(
    director,
    readWorldFile('town', 'deliberations.json', deliberationsFile) ?? [],
  )
  await loadDecisions(director, decisions, people, deliberations)

  await loadEvidence(director, records)
  await loadEvidence(director, records)
  const { n } = await world.db
    .selectFrom('evidence')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  expect(n).toBe(records.length)

  const read = async (code: string) => {
    const measure = assertDefined(await measureBook.find(director, code), code)
    return new Map(compare(measure, director.clock.today()).lines.map((line) => [line.label, line]))
  }
  const digital = await read('service-commun-numerique')
  expect(digital.get('Accompagnement et reprise des données')).toMatchObject({
    measured: 5_395_000,
    reading: 'worse',
  })
  const shop = await read('ressourcerie')
  expect(shop.get('Objets réemployés')).toMatchObject({
    measured: 187.3,
    unit: 'tonnes',
    reading: 'as_promised',
  })
  expect(shop.get('Aide au démarrage, deux premières années')?.horizon.basis).toBe('final')
  const alerts = await (await (await world.as('mayor')).get('/alertes')).text()
  expect(alerts).toContain('Accompagnement et reprise des données')
})
