import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ideaForm,
  makeCooperation,
  neighbours,
  optionsForm,
  partiesOf,
  send,
  takeAct,
} from '#test/made-cooperation.ts'
import { makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const page = async (role: Parameters<World['as']>[0], path: string) =>
  (await (await (await world.as(role)).get(path)).text()).replace(/[\u00a0\u202f]/g, ' ')

describe('an idea', () => {
  test('is read by the town alone, and stands in the journal for the town alone', async () => {
    const path = await makeCooperation(world, 'Bibliothèques en réseau', 'idea')
    expect(await page('agent', path)).toContain('Valmarie-les-Essais')
    expect(await page('agent', '/cooperations')).toContain('Bibliothèques en réseau')
    expect(await page(null, '/cooperations')).toContain('Aucune coopération n’est encore publiée')
    expect((await (await world.as(null)).get(path)).status).toBe(404)
    expect(await page('agent', '/journal')).toContain('Bibliothèques en réseau')
    expect(await page(null, '/journal')).not.toContain('Bibliothèques en réseau')
  })

  test('comes back with what was typed when something lacks', async () => {
    const manager = await world.as('manager')
    const refused = await manager.post('/cooperations/nouvelle', { ...ideaForm, titre: '', resume: 'Gardé' })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect([html.includes('href="#titre"'), html.includes('Gardé')]).toEqual([true, true])
    const english = await manager.post('/langue', { langue: 'en', retour: '/cooperations' })
    expect(english.status).toBe(303)
    expect(await (await manager.post('/cooperations/nouvelle', { ...ideaForm, titre: '' })).text()).toContain(
      'Fill this in.',
    )
    await manager.post('/langue', { langue: 'fr', retour: '/cooperations' })
  })

  test('fifty identical proposals at once leave one cooperation', async () => {
    const manager = await world.as('manager')
    const form = { ...ideaForm, titre: 'Cinquante fois la même' }
    const sent = await Promise.all(
      Array.from({ length: 50 }, () => manager.post('/cooperations/nouvelle', form)),
    )
    expect(sent.filter(({ status }) => status === 303)).toHaveLength(1)
    const rows = await world.db
      .selectFrom('cooperations')
      .select('id')
      .where('title', '=', form.titre)
      .execute()
    expect(rows).toHaveLength(1)
  })
})

describe('parties', () => {
  test('are found in the catalogue, each once; the direction follows from their ranks', async () => {
    const path = await makeCooperation(world, 'Parties du catalogue', 'idea')
    expect(await page('manager', path)).toContain('Horizontale')
    expect(await page('manager', `${path}/parties?q=maine-et-loire`)).toContain('Maine-et-Loire')
    await send(world, 'manager', `${path}/parties/ajout`, { type: 'departement', code: '49' })
    expect(await page('manager', path)).toContain('Verticale')
    const twice = await send(world, 'manager', `${path}/parties/ajout`, neighbours[0])
    expect([twice.status, (await twice.text()).includes('déjà partie')]).toEqual([422, true])
    const unknown = await send(world, 'manager', `${path}/parties/ajout`, { type: 'commune', code: '00000' })
    expect([unknown.status, (await unknown.text()).includes('pas au catalogue')]).toEqual([422, true])
  })

  test('two people who change them: the second is told', async () => {
    const path = await makeCooperation(world, 'Deux mains', 'idea')
    const [town] = await partiesOf(world, path)
    const form = { [`role-${town?.id}`]: 'member', [`part-${town?.id}`]: '10' }
    const stale = await send(world, 'manager', `${path}/parties/${town?.id}`, { ...form, version: '1' })
    expect([stale.status, (await stale.text()).includes('entre-temps')]).toEqual([409, true])
  })
})

describe('the three depths', () => {
  test('are compared for the subject before one is chosen', async () => {
    const path = await makeCooperation(world, 'Trois profondeurs', 'mandated')
    const early = await takeAct(world, 'director_general', path, 'choose', {
      profondeur: 'formal',
      motif: 'Vite',
    })
    expect([early.status, (await early.text()).includes('Comparez d’abord')]).toEqual([422, true])
    await send(world, 'manager', `${path}/comparaison`, optionsForm)
    const html = await page('manager', path)
    expect([html.includes('Permet integrated'), html.includes('30 000 €'), html.includes('18 mois')]).toEqual(
      [true, true, true],
    )
    const wrong = await send(world, 'manager', `${path}/comparaison`, {
      ...optionsForm,
      'forme-formal': 'syndicate',
    })
    expect([wrong.status, (await wrong.text()).includes('autre profondeur')]).toEqual([422, true])
  })
})
