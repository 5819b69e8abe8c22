import { afterAll, beforeAll, expect, test } from 'vitest'
import { roles, townRoles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { createScenario, frame, placeOf, proposeWorks } from '#test/scenario-pages.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

test('every page and every form, for every role and for a visitor', async () => {
  const path = await createScenario(world, 'Droits')
  await proposeWorks(world, 'Vélos', 40_000, 60_000)
  await proposeWorks(world, 'Jardins', 30_000, 10_000)
  const director = await world.as('director_general')
  const link = { lien: 'excludes', mesure: 'velos', autre: 'jardins' }
  placeOf(await director.post(`${path}/liens`, link))
  placeOf(await director.post(`${path}/bonus`, { libelle: 'b', valeur: '1', mesures: 'velos,jardins' }))
  const before = await (await director.get(`${path}/liens`)).text()
  const bonus = /name="bonus" value="([^"]+)"/.exec(before)?.[1] ?? ''
  const form = {
    ...frame,
    ...link,
    bonus,
    titre: 'x',
    version: '1',
    'choix-velos': 'forbidden',
    'debut-velos': '2027',
  }
  const read = ['/scenarios', path, `${path}/probleme.json`]
  const written = ['cadre', 'mesures', 'liens', 'main'].map((form) => `${path}/${form}`)
  const posts = ['calcul', 'bonus', 'liens/suppression', 'bonus/suppression', 'suppression']
  const preparers = new Set<string | null>(['mayor', 'director_general', 'finance_officer'])
  for (const role of [null, ...roles]) {
    const browser = await world.as(role)
    const sees = role !== null && townRoles.has(role)
    const prepares = preparers.has(role)
    for (const page of read)
      expect([role, page, (await browser.get(page)).status]).toEqual([role, page, sees ? 200 : 404])
    expect([role, (await browser.get('/scenarios/comparaison')).status]).toEqual([role, sees ? 422 : 404])
    for (const page of ['/scenarios/nouveau', ...written])
      expect([role, page, (await browser.get(page)).status]).toEqual([role, page, prepares ? 200 : 404])
    if (prepares) continue
    for (const page of ['/scenarios/nouveau', ...written, ...posts.map((post) => `${path}/${post}`)])
      expect([role, page, (await browser.post(page, form)).status]).toEqual([role, page, 404])
  }
  const after = await (await director.get(`${path}/liens`)).text()
  expect(after).toContain('Vélos exclut Jardins')
  expect(after).toContain(bonus)
  expect(await (await director.get(path)).text()).toContain('Ce scénario n’est pas encore calculé')
})

test('what does not exist is not found, and reading never computes', async () => {
  const director = await world.as('director_general')
  for (const page of ['', '/cadre', '/mesures', '/liens', '/main', '/probleme.json'])
    expect([page, (await director.get(`/scenarios/inconnu${page}`)).status]).toEqual([page, 404])
  expect((await director.post('/scenarios/inconnu/calcul')).status).toBe(404)
  const path = await createScenario(world, 'Lu seulement')
  for (const page of [
    '',
    '/cadre',
    '/mesures',
    '/liens',
    '/main',
    '/probleme.json',
    '/calcul',
    '/suppression',
  ])
    await director.get(path + page)
  expect(await (await director.get(path)).text()).toContain('Ce scénario n’est pas encore calculé')
})
