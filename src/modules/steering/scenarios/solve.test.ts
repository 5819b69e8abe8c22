import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { takeStep } from '#test/decided-measure.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { compute, createScenario, frame, placeOf, proposeWorks, versionAt } from '#test/scenario-pages.ts'

// Computations come one after the other, each with its explanations: on a busy machine they take their time.
vi.setConfig({ testTimeout: 300_000 })

import { longestSolve_ms } from './solution.rules.ts'
import { openSolution } from './solutions.queries.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  // Worth 40,000 €, 20,000 € and less than nothing: with 60,000 € for works, the first alone is the best choice.
  await proposeWorks(world, 'Ressourcerie', 50_000, 95_000)
  await proposeWorks(world, 'Vélos', 40_000, 65_000)
  await proposeWorks(world, 'Jardins', 30_000, 10_000)
})
afterAll(() => world.close())

/** A scenario with that much for works in 2027, in euros. */
async function withWorks(title: string, works: string): Promise<string> {
  const path = await createScenario(world, title)
  const director = await world.as('director_general')
  const version = await versionAt(director, `${path}/cadre`)
  placeOf(
    await director.post(`${path}/cadre`, { ...frame, titre: title, investissement_2027: works, version }),
  )
  return path
}

test('the best choice is computed in a thread of its own, proven, explained, and shown with what was left out', async () => {
  const path = await withWorks('Calcul', '60000')
  const page = await compute(await world.as('director_general'), path)
  expect(page).toContain('Meilleur choix possible, prouvé')
  const [chosen = '', out = ''] = page.split('id="ecartees"')
  expect([chosen.includes('>Ressourcerie</a>'), chosen.includes('>Vélos</a>')]).toEqual([true, false])
  expect(out).toContain('>Vélos</a>')
  expect(out).toContain('Elle ne tient pas\u00a0: investissement 2027')
  expect(out).toContain('30\u202f000\u00a0€ de plus, pour un début en 2027')
  expect(out).toContain('Ses effets, au prix que le scénario leur donne, ne couvrent pas son coût')
  expect(chosen).toContain('50\u202f000\u00a0€ sur 60\u202f000\u00a0€')
  const reader = await (await (await world.as('elected_member')).get(path)).text()
  expect(reader).toContain('Meilleur choix possible, prouvé')
  expect(reader).not.toContain(`action="${path}/calcul"`)
})

test('of fifty demands at once one opens the computation; a lost one is opened again', async () => {
  await withWorks('Cinquante calculs', '60000')
  const { id } = await world.db
    .selectFrom('scenarios')
    .select('id')
    .where('code', '=', 'cinquante-calculs')
    .executeTakeFirstOrThrow()
  const at = new Date('2026-11-23T09:00:00Z')
  const opened = await Promise.all(Array.from({ length: 50 }, () => openSolution(world.db, id, 'x', at)))
  expect(opened.filter(Boolean)).toHaveLength(1)
  expect(await openSolution(world.db, id, 'x', new Date(at.getTime() + longestSolve_ms + 1))).toBe(true)
})

test('a change of the scenario, or of a measure, makes the answer out of date until it is computed again', async () => {
  const director = await world.as('director_general')
  const path = await withWorks('Périmé', '60000')
  const stale = 'ce qui suit n’est plus à jour'
  const gone = await proposeWorks(world, 'Abandonnée', 1_000, 60_000)
  const first = await compute(director, path)
  expect([first.includes('>Abandonnée</a>'), first.includes(stale)]).toEqual([true, false])
  placeOf(
    await director.post(`${path}/mesures`, {
      'choix-velos': 'imposed',
      version: await versionAt(director, `${path}/mesures`),
    }),
  )
  expect(await (await director.get(path)).text()).toContain(stale)
  const list = await (await director.get('/scenarios')).text()
  expect(list).toMatch(/>Périmé<\/a>.*?Meilleur choix possible, prouvé \(plus à jour\)/)
  const dropped = await takeStep(await world.as('mayor'), `/mesures/${gone}`, 'drop', 'Trop tard.')
  expect(dropped.status).toBe(303)
  const pages = await Promise.all([director.get(path), director.get(`${path}/main`)])
  expect(pages.map(({ status }) => status)).toEqual([200, 200])
  const again = await compute(director, path)
  expect(again).not.toContain(stale)
  expect(again).not.toContain('>Abandonnée</a>')
  expect(again.split('id="ecartees"')[0]).toContain('>Vélos</a>')
})

test('demands that cannot all be met are named, none too many', async () => {
  const director = await world.as('director_general')
  const path = await withWorks('Impossible', '60000')
  placeOf(
    await director.post(`${path}/mesures`, {
      'choix-ressourcerie': 'imposed',
      'choix-velos': 'imposed',
      'choix-jardins': 'forbidden',
      version: await versionAt(director, `${path}/mesures`),
    }),
  )
  const page = await compute(director, path)
  expect(page).toContain('Aucun choix possible')
  const conflict = /desserrer une suffit\s*:<\/p><ul>(.*?)<\/ul>/u.exec(page)?.[1] ?? ''
  expect([...conflict.matchAll(/<li>(.*?)<\/li>/g)].map((match) => match[1]).sort()).toEqual([
    'Ressourcerie est imposée',
    'Vélos est imposée',
    'la limite «\u00a0investissement 2027\u00a0»',
  ])
  expect(page).not.toContain('id="choisies"')
})

test('the choice moved by hand starts from the computed one, and comparing shows what each chooses', async () => {
  const director = await world.as('director_general')
  await withWorks('Serré', '60000')
  const wide = await withWorks('Large', '90000')
  await compute(director, wide)
  const hand = await (await director.get(`${wide}/main`)).text()
  expect(hand.match(/<option value="2027" selected>/g)).toHaveLength(2)
  const page = await (await director.get('/scenarios/comparaison?s=serre&s=large')).text()
  const row = /Vélos<\/th>(.*?)<\/tr>/.exec(page)?.[1] ?? ''
  expect([...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map((match) => match[1])).toEqual(['–', '2027'])
})
