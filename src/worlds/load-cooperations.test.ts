import { afterAll, beforeAll, expect, test } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { type Role, roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { cooperationsFile } from '../../db/worlds/cooperations-file.ts'
import { deliberationsFile } from '../../db/worlds/world-files.ts'
import { loadCooperations } from './load-cooperations.ts'
import { loadDeliberations } from './load-deliberations.ts'
import { loadMeasures } from './load-measures.ts'
import { listMeasureFiles, readWorldFile } from './read-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  const director = await world.context('director_general')
  await loadMeasures(director, listMeasureFiles('town'), calendarDate('2023-11-12'))
  const deliberations = await loadDeliberations(
    director,
    readWorldFile('town', 'deliberations.json', deliberationsFile) ?? [],
  )
  const actors = new Map(
    await Promise.all(
      roles.map(async (role) => [role, assertDefined((await world.context(role)).actor, role)] as const),
    ),
  )
  const people = { holding: (role: Role) => assertDefined(actors.get(role), role) }
  const file = assertDefined(readWorldFile('town', 'cooperations.json', cooperationsFile), 'cooperations')
  // The partner of the tests was given the role on 1 January 2026, after the office of the file.
  const officers = file.officers.map((officer) => ({ ...officer, on: '2026-01-05' }))
  await loadCooperations({ context: director, people, deliberations }, { ...file, officers })
})
afterAll(() => world.close())

async function page(path: string, role: Role | null = null): Promise<string> {
  const answer = await (await world.as(role)).get(path)
  expect([path, answer.status]).toEqual([path, 200])
  return (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')
}

test('six cooperations, one for each depth in each direction', async () => {
  const html = await page('/cooperations', 'agent')
  for (const title of ['Cuisine centrale', 'Service commun du numérique', 'Réseau de villes'])
    expect([title, html.includes(title)]).toEqual([title, true])
  for (const depth of ['informal', 'formal', 'integrated'])
    for (const direction of ['horizontal', 'vertical']) {
      const found = await page(`/cooperations?profondeur=${depth}&sens=${direction}`, 'agent')
      expect([depth, direction, found.split('class="card"').length - 1]).toEqual([depth, direction, 1])
    }
})

test('everybody reads those that the parties publish, the agglomeration what is shared with it', async () => {
  const titles = (html: string) =>
    [...html.matchAll(/href="\/cooperations\/([a-z-]+)"/g)].map(([, slug]) => slug)
  expect(titles(await page('/cooperations'))).toEqual([
    'rencontres-des-directions-generales-du-bassin-de-vie',
    'reseau-de-villes-pour-l-echange-de-pratiques',
    'service-commun-du-numerique-avec-l-agglomeration',
  ])
  expect(titles(await page('/cooperations', 'partner_officer'))).toContain(
    'maison-itinerante-des-services-et-du-lien',
  )
})

test('a form that was changed keeps the one in force; a late confirmation shows', async () => {
  const moved = await page('/cooperations/maison-itinerante-des-services-et-du-lien', 'agent')
  expect(moved).toContain('Formelle → Intégrée')
  expect(moved).toContain('reste en vigueur')
  const shared = '/cooperations/service-commun-du-numerique-avec-l-agglomeration'
  expect(await page(shared, 'agent')).toContain('22 septembre 2026')
  expect(await page(`${shared}/exposition`, 'mayor')).toContain('T6')
})
