import { afterAll, beforeAll, expect, test } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { processesFile } from '../../db/worlds/world-files.ts'
import { loadMeasures } from './load-measures.ts'
import { loadProcesses } from './load-processes.ts'
import { listMeasureFiles, readWorldFile } from './read-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  const director = await world.context('director_general')
  await loadMeasures(director, listMeasureFiles('town'), calendarDate('2023-11-12'))
  const actors = new Map(
    await Promise.all(
      roles.map(async (role) => [role, assertDefined((await world.context(role)).actor, role)] as const),
    ),
  )
  const people = { holding: (role: (typeof roles)[number]) => assertDefined(actors.get(role), role) }
  const file = assertDefined(readWorldFile('town', 'processes.json', processesFile), 'the town has processes')
  await loadProcesses(director, 'town', file, people)
})
afterAll(() => world.close())

async function page(path: string, role: 'agent' | null = null): Promise<string> {
  const answer = await (await world.as(role)).get(path)
  expect([path, answer.status]).toEqual([path, 200])
  return (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')
}

test('the town has one process lived through, one open, one in preparation', async () => {
  const rows = await world.db.selectFrom('processes').select(['status', 'form']).orderBy('status').execute()
  expect(rows).toEqual([
    { status: 'answered', form: 'concertation' },
    { status: 'draft', form: 'participatory_budget' },
    { status: 'open', form: 'concertation' },
  ])
  expect(await page('/')).toContain('De l’ombre et de l’eau')
  expect(await page('/demarches')).not.toContain('préparer la première édition')
  expect(await page('/demarches', 'agent')).toContain('préparer la première édition')
})

test('the one lived through shows its promises, a late one with its reason, its cost and who took part', async () => {
  const path = '/demarches/ressourcerie-ou-deposer-a-quelles-heures'
  const shown = await page(path)
  for (const words of [
    'Tenue en partie',
    'Non tenue',
    'le local envisagé a été vendu',
    '295 personnes comptées',
    '9 semaines',
  ])
    expect(shown).toContain(words)
  expect(await page('/engagements?etat=delivered_late')).toContain(
    'le congé d’une agente n’avait pas été remplacé',
  )
  const people = await page(`${path}/participants`)
  expect(people).toContain('moins présents qu’en ville')
  expect(people).toContain('Population de référence fictive')
  expect(people).toContain('non montré')
})

test('its money, hours, weeks and participants are in the ledger of its measure, once', async () => {
  const facts = await world.db
    .selectFrom('evidence')
    .innerJoin('measures', 'measures.id', 'evidence.measure_id')
    .select(['evidence.unit', 'evidence.kind'])
    .select((of) => of.fn.sum<number>('quantity').as('quantity'))
    .where('measures.code', '=', 'ressourcerie')
    .groupBy(['evidence.unit', 'evidence.kind'])
    .orderBy('evidence.unit')
    .execute()
  // 80 hours of agents and 203 of residents.
  expect(facts.map((fact) => ({ ...fact, quantity: Number(fact.quantity) }))).toEqual([
    { unit: 'cents', kind: 'cost', quantity: 245_250 },
    { unit: 'hours', kind: 'cost', quantity: 283 },
    { unit: 'people', kind: 'indicator', quantity: 295 },
    { unit: 'weeks', kind: 'cost', quantity: 9 },
  ])
})
