import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles, townRoles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { compute, createScenario, placeOf, proposeWorks, versionAt } from '#test/scenario-pages.ts'

const hostile = 'Vélos <script>alert(1)</script> & Cie'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

test('before any scenario, the page says what to do first, to those who may do it', async () => {
  const director = await (await (await world.as('director_general')).get('/note')).text()
  expect(director).toContain('href="/scenarios/nouveau"')
  const reader = await (await (await world.as('elected_member')).get('/note')).text()
  expect(reader).toContain('Aucun scénario n’est encore écrit')
  expect(reader).not.toContain('href="/scenarios/nouveau"')
})

describe('with a computed scenario', () => {
  beforeAll(async () => {
    await proposeWorks(world, 'Ressourcerie', 50_000, 95_000)
    await proposeWorks(world, hostile, 40_000, 65_000)
    await proposeWorks(world, 'Jardins', 30_000, 10_000)
    await compute(await world.as('director_general'), await createScenario(world, 'Calculé'))
    await createScenario(world, 'À calculer')
  })

  test('the note says what is chosen, from whom to whom, with the total to the euro', async () => {
    const page = await (await (await world.as('mayor')).get('/note/calcule')).text()
    expect(page).toContain('Diane Directrice')
    expect(page).toContain('Marc Maire')
    expect(page).toContain('Ressourcerie')
    // 50,000 € and 40,000 € of works.
    expect(page).toContain('90\u202f000\u00a0€')
    expect(page).toContain('Jardins')
  })

  test('names typed by people are text, never markup, in the page and in the picture', async () => {
    const mayor = await world.as('mayor')
    for (const place of ['/note/calcule', '/note/calcule/budget.svg'])
      expect([place, (await (await mayor.get(place)).text()).includes('<script>alert')]).toEqual([
        place,
        false,
      ])
  })

  test('the picture and both files are what they say, and nobody keeps them on the way', async () => {
    const mayor = await world.as('mayor')
    const picture = await mayor.get('/note/calcule/budget.svg')
    expect([picture.headers.get('content-type'), (await picture.text()).startsWith('<svg')]).toEqual([
      'image/svg+xml',
      true,
    ])
    const files = await Promise.all(
      ['docx', 'pdf'].map((format) => mayor.get(`/note/calcule/note.${format}`)),
    )
    const starts = await Promise.all(files.map(async (file) => (await file.text()).slice(0, 4)))
    expect(starts).toEqual(['PK\u0003\u0004', '%PDF'])
    expect(files.map((file) => file.headers.get('content-disposition'))).toEqual([
      'attachment; filename="note-valmarie-les-essais-calcule.docx"',
      'attachment; filename="note-valmarie-les-essais-calcule.pdf"',
    ])
    expect([picture, ...files].map((file) => file.headers.get('cache-control'))).toEqual([
      'no-store',
      'no-store',
      'no-store',
    ])
  })

  test('a scenario that is not computed has no note yet; another format or name is not found', async () => {
    const mayor = await world.as('mayor')
    const answer = await mayor.get('/note/a-calculer')
    expect([answer.status, (await answer.text()).includes('n’est pas encore calculé')]).toEqual([409, true])
    const missing = [
      'a-calculer/note.pdf',
      'a-calculer/budget.svg',
      'calcule/note.exe',
      'inconnu',
      'inconnu/note.pdf',
    ]
    for (const place of missing)
      expect([place, (await mayor.get(`/note/${place}`)).status]).toEqual([place, 404])
  })

  test('a note on figures that have changed since says so', async () => {
    const director = await world.as('director_general')
    const stale = 'la note porte sur le dernier choix calculé'
    expect(await (await director.get('/note/calcule')).text()).not.toContain(stale)
    const version = await versionAt(director, '/scenarios/calcule/mesures')
    placeOf(await director.post('/scenarios/calcule/mesures', { 'choix-jardins': 'imposed', version }))
    expect(await (await director.get('/note/calcule')).text()).toContain(stale)
  })

  test('every page and every file, for every role and for a visitor', async () => {
    const pages = ['/note', '/note/calcule', '/note/calcule/budget.svg']
    const files = ['/note/calcule/note.docx', '/note/calcule/note.pdf']
    for (const role of [null, ...roles]) {
      const browser = await world.as(role)
      const sees = role !== null && townRoles.has(role)
      // One right opens pages and files: writing a file takes a second, so one who may is enough.
      for (const place of sees && role !== 'mayor' ? pages : [...pages, ...files])
        expect([role, place, (await browser.get(place)).status]).toEqual([role, place, sees ? 200 : 404])
      if (!sees) expect([role, (await browser.get('/note/a-calculer')).status]).toEqual([role, 404])
    }
  })
})
