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

test('the annex says what the rules named by the measures answer, with article and date; the body keeps one line', async () => {
  const page = (await (await (await world.as('mayor')).get('/note/droit')).text()).replace(
    /[\u00a0\u202f]/g,
    ' ',
  )
  const row =
    /<tr><th scope="row">1<\/th>(.*?)<\/tr>/s.exec(page.slice(page.indexOf('Annexe du droit</h2>')))?.[1] ??
    ''
  expect(row).toContain('Part publique au capital d’une SCIC (SCIC-01b)')
  expect(row).toContain('Coopérative')
  expect(row).toContain('7 octobre 2014')
  expect(row).toContain('Permis : 21 %, seuil 50 %.')
  expect(row).toContain('loi 47-1775, art. 19 septies (loi 2014-856, art. 33)')
  expect(row).toMatch(/Le seuil de 20 % \(SCIC-01a\).* remplacé le 2 août 2014 par celui de 50 %/)
  const body = page.slice(page.indexOf('I. Avec les habitants'), page.indexOf('II. Avec les autres'))
  expect(body).toContain('Règles vérifiées à leur date : 1.')
  expect(body).not.toContain('SCIC-01b')
})
