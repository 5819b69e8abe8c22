import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideMeasure } from '#test/decided-measure.ts'
import { makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** The first page as it reads, whatever spaces French typography puts in it. */
async function home(role: 'agent' | null): Promise<string> {
  const answer = await (await world.as(role)).get('/')
  expect(answer.status).toBe(200)
  return (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')
}

test('an empty town says what to do first; a visitor never sees what is being prepared', async () => {
  await decideMeasure(world, 'Encore une idée', 'idea')
  const page = await home(null)
  expect(page).toContain('Aucune mesure n’est encore publiée')
  expect(page).not.toContain('Encore une idée')
  expect(await home('agent')).toContain('Encore une idée')
})

test('a decided measure counts in its part, with its band; what is recorded stands beside what was announced', async () => {
  const path = await decideMeasure(world, 'Ressourcerie du quartier')
  const before = await home(null)
  expect(before).toContain('Une mesure décidée')
  expect(before).toContain('Rien n’a encore été mesuré')
  // 700, 950 and 1,300 € a year over six years.
  expect(before).toContain('>5 700 €<')
  expect(before).toContain('entre 4 200 € et 7 800 €')
  expect(before).toMatch(/Ressourcerie du quartier<\/a> <span[^>]*>Décidée/)

  const { id } = await world.db
    .selectFrom('measure_lines')
    .select('measure_lines.id')
    .innerJoin('measures', 'measures.id', 'measure_lines.measure_id')
    .where('measure_lines.label', '=', 'Mobilier')
    .where('measures.code', '=', path.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
  const answer = await (await world.as('agent')).post(`${path}/faits/nouveau`, {
    cle: randomUUID(),
    jour: '2026-10-31',
    objet: `line:${id}`,
    quantite: '9 000',
    document: '',
    note: '',
    libelle: '',
    unite: '',
  })
  expect(answer.status).toBe(303)
  const after = await home(null)
  // Two years passed and a third begun: at most 3 × 1,300 €.
  expect(after).toContain('dépassent de 5 100 € le plus haut annoncé')
  expect(after).toContain('D’après un fait enregistré, le 31 octobre 2026.')
})
