import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '#test/make-world.ts'
import { compute, createScenario, proposeWorks } from '#test/scenario-pages.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  const code = await proposeWorks(world, 'Coopérative', 40_000, 95_000)
  const named = await (await world.as('legal_officer')).post(
    `/mesures/${code}/regles/nouvelle?regle=SCIC-01`,
    {
      le: '2014-10-07',
      capital_total_euros: '100 000',
      territorial_public_capital_euros: '21 000',
    },
  )
  expect(named.status).toBe(303)
  await compute(await world.as('director_general'), await createScenario(world, 'Droit'))
})
afterAll(() => world.close())

test('part I.B says what the rules named by its measures answer, with article and date, and what was superseded', async () => {
  const page = await (await (await world.as('mayor')).get('/note/droit')).text()
  const legal = page.slice(page.lastIndexOf('Juridique', page.indexOf('SCIC-01b')))
  expect(legal).toMatch(/Part publique au capital d’une SCIC, au 7 octobre 2014 \(Coopérative\s; SCIC-01b\)/)
  expect(legal).toContain('Permis\u00a0: 21\u00a0%, seuil 50\u00a0%.')
  expect(legal).toContain('loi 47-1775, art. 19 septies (loi 2014-856, art. 33)')
  expect(legal).toMatch(/Le seuil de 20\u00a0% \(SCIC-01a\).* remplacé le 2 août 2014 par celui de 50\u00a0%/)
})
