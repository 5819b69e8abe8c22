import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { gatherJury, judge, jurorRoles, makeApplication, makeCall } from '#test/made-call.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant } from '#test/test-town.ts'
import { assignReaders } from './assign.rules.ts'
import { listScenarios } from './scenarios.queries.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterEach(() => world.setNow(testInstant))
afterAll(() => world.close())

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')
const chairRole = jurorRoles[0]
const marks = { note_1: '7', note_2: '7', note_3: '7', note_4: '7' }

test('the jury is not gathered while a file is still to assess, nor before the closing', async () => {
  const call = await makeCall(world)
  await makeApplication(world, call)
  const manager = await world.as('manager')
  expect((await manager.post(`${call.path}/jury/reunion`)).status).toBe(422)
  world.setNow(new Date('2026-12-19T09:00:00Z'))
  const page = await (await manager.post(`${call.path}/jury/reunion`)).text()
  expect(page).toContain('Des dossiers restent à instruire')
})

describe('a juror', () => {
  test('reads nothing before saying where there is a link, and never a file with a link', async () => {
    const call = await makeCall(world)
    await gatherJury(world, call, 2, (role, index) =>
      role === 'mayor' && index === 1 ? 'Présidente d’honneur de l’association' : '',
    )
    const mayor = await world.as('mayor')
    expect((await mayor.get(`${call.path}/jury/dossiers/1`)).status).toBe(200)
    expect((await mayor.get(`${call.path}/jury/dossiers/2`)).status).toBe(404)
    expect((await mayor.post(`${call.path}/jury/dossiers/2`, { ...marks, suite: 'rendre' })).status).toBe(404)
    await judge(world, call, 2)
    const ranking = plain(await (await mayor.get(`${call.path}/classement`)).text())
    const row = ranking.slice(ranking.indexOf('2. Projet 2'), ranking.indexOf('2. Projet 2') + 400)
    expect([row.includes('déport'), row.includes('8 – 8')]).toEqual([true, false])
  })

  test('is set aside without asking from an application that they write', async () => {
    const call = await makeCall(world)
    await makeApplication(world, call, {}, { role: 'mayor' })
    await makeApplication(world, call)
    const agent = await world.as('agent')
    const list = await (await agent.get(`${call.path}/candidatures`)).text()
    for (const [, path] of list.matchAll(/href="(\/appels-a-projets\/[^"]+\/candidatures\/[^"]+)"/g))
      await agent.post(`${path}/recevabilite`, { avis: 'eligible' })
    world.setNow(new Date('2026-12-19T09:00:00Z'))
    expect((await (await world.as('manager')).post(`${call.path}/jury/reunion`)).status).toBe(303)
    const mayor = await world.as('mayor')
    await mayor.post(`${call.path}/jury/liens`, {})
    expect((await mayor.get(`${call.path}/jury/dossiers/1`)).status).toBe(404)
    expect((await mayor.get(`${call.path}/jury/dossiers/2`)).status).toBe(200)
  })

  test('sees nobody else’s marks before giving their own, and all of them after', async () => {
    const call = await makeCall(world)
    await gatherJury(world, call, 1)
    const [first, second] = [await world.as('elected_member'), await world.as('mayor')]
    const file = `${call.path}/jury/dossiers/1`
    await first.post(file, { ...marks, dire_1: 'Très proche des habitants', suite: 'rendre' })
    await second.post(file, { note_1: '3', suite: 'garder' })
    expect(await (await second.get(file)).text()).not.toContain('Très proche des habitants')
    const half = await second.post(file, { note_1: '3', suite: 'rendre' })
    expect([half.status, (await half.text()).includes('Il manque une note')]).toEqual([422, true])
    await second.post(file, { ...marks, suite: 'rendre' })
    expect(await (await second.get(file)).text()).toContain('Très proche des habitants')
    expect((await second.get(`${call.path}/classement`)).status).toBe(404)
  })

  test('does not change marks that were given, unless the chair opens them and says why', async () => {
    const call = await makeCall(world)
    const [application] = await gatherJury(world, call, 1)
    const juror = await world.as('mayor')
    const file = `${call.path}/jury/dossiers/1`
    await juror.post(file, { ...marks, suite: 'rendre' })
    expect((await juror.post(file, { ...marks, note_1: '1', suite: 'rendre' })).status).toBe(422)
    await expect(
      world.db
        .updateTable('review_scores')
        .set({ mark: 1 })
        .where('application_id', '=', application?.id ?? '')
        .execute(),
    ).rejects.toMatchObject({ code: '23001' })
    const jure = (await world.context('mayor')).actor?.id ?? ''
    const chair = await world.as(chairRole)
    expect((await juror.post(`${file}/reouverture`, { jure_1: jure, motif_1: 'Je veux' })).status).toBe(404)
    expect((await chair.post(`${file}/reouverture`, { jure_1: jure, motif_1: '' })).status).toBe(422)
    expect(
      (await chair.post(`${file}/reouverture`, { jure_1: jure, motif_1: 'Erreur de ligne' })).status,
    ).toBe(303)
    expect((await juror.post(file, { ...marks, note_1: '1', suite: 'rendre' })).status).toBe(303)
    expect(await (await world.as(null)).get('/journal').then((page) => page.text())).toContain(
      'Erreur de ligne',
    )
  })

  test('a mark above the grid is refused, and what was typed comes back', async () => {
    const call = await makeCall(world)
    await gatherJury(world, call, 1)
    const answer = await (await world.as('mayor')).post(`${call.path}/jury/dossiers/1`, {
      ...marks,
      note_2: '11',
    })
    expect([answer.status, (await answer.text()).includes('value="11"')]).toEqual([422, true])
  })
})

describe('who reads what', () => {
  test('two readers a file, about as many files each; a reader who has a link is replaced', async () => {
    const call = await makeCall(world, { lecteurs: '2' })
    await gatherJury(world, call, 5, (role, index) => (role === 'mayor' && index === 0 ? 'Voisin' : ''))
    const rows = await world.db
      .selectFrom('reviews')
      .innerJoin('applications', 'applications.id', 'reviews.application_id')
      .select(['applications.number', 'reviews.state', 'account_id'])
      .where('applications.call_id', '=', call.id)
      .execute()
    const reading = rows.filter(({ state }) => state !== 'recused')
    const perFile = [...Map.groupBy(reading, ({ number }) => number).values()].map((own) => own.length)
    expect(perFile.toSorted()).toEqual([2, 2, 2, 2, 2])
  })

  test('the load is even', () => {
    const files = Array.from({ length: 60 }, (_, index) => ({
      applicationId: String(index),
      barred: new Set<string>(),
    }))
    const assigned = assignReaders(files, ['a', 'b', 'c', 'd', 'e'], 2)
    const load = [...Map.groupBy(assigned, ({ accountId }) => accountId).values()].map((own) => own.length)
    expect(load).toEqual([24, 24, 24, 24, 24])
  })
})

describe('sharing the money', () => {
  test('whoever stepped aside from a file neither sees nor changes what it gets, until the marks are closed', async () => {
    const call = await makeCall(world)
    const files = await gatherJury(world, call, 3, (role, index) =>
      role === 'manager' && index === 0 ? 'Membre du bureau' : '',
    )
    await judge(world, call, 3)
    const manager = await world.as('manager')
    const read = async (path: string) => plain(await (await manager.get(`${call.path}${path}`)).text())
    expect(await read('/classement')).toMatch(
      /2\. Projet 2[\s\S]*3\. Projet 3[\s\S]*1\. Projet 1[\s\S]*déport/,
    )
    await manager.post(`${call.path}/scenarios`, { nom: 'Dans l’ordre', methode: 'strict' })
    const { id } = await world.db
      .selectFrom('call_scenarios')
      .select('id')
      .where('call_id', '=', call.id)
      .executeTakeFirstOrThrow()
    const table = await read('/scenarios')
    const row = table.slice(table.indexOf('1. Projet 1'))
    expect(row.slice(0, row.indexOf('</tr>')).match(/déport/g)).toHaveLength(2)
    const page = await read(`/scenarios/${id}`)
    const [own, other] = [files[0]?.id, files[1]?.id]
    expect([page.includes(`montant_${own}`), page.includes(`montant_${other}`)]).toEqual([false, true])

    const typed = { version: '1', [`montant_${own}`]: '1', [`montant_${other}`]: '900' }
    expect((await manager.post(`${call.path}/scenarios/${id}`, typed)).status).toBe(303)
    const lines = (await listScenarios(world.db, call.id)).flatMap((scenario) => scenario.lines)
    expect(new Map(lines.map(({ applicationId, cents }) => [applicationId, cents]))).toEqual(
      new Map([
        [own, 1500_00],
        [other, 900_00],
      ]),
    )
    const director = await world.as('director_general')
    expect(await (await director.get(`${call.path}/scenarios/${id}`)).text()).toContain(`montant_${own}`)
    await manager.post(`${call.path}/scenarios/${id}/choix`)
    expect(await (await director.get(`${call.path}/proces-verbal`)).text()).not.toContain('déport</td>')
  })

  test('scenarios stand side by side, amounts are mended by hand, one is proposed by an official act', async () => {
    const call = await makeCall(world)
    const applications = await gatherJury(world, call, 3)
    const manager = await world.as('manager')
    expect(
      (await manager.post(`${call.path}/scenarios`, { nom: 'Trop tôt', methode: 'strict' })).status,
    ).toBe(422)
    await judge(world, call, 3)
    for (const [nom, methode, plancher] of [
      ['A', 'strict', ''],
      ['B', 'skip_and_fill', '8,5'],
      ['C', 'best_sum', ''],
      ['D', 'proportional', ''],
    ] as const)
      expect((await manager.post(`${call.path}/scenarios`, { nom, methode, plancher })).status).toBe(303)
    expect((await manager.post(`${call.path}/scenarios`, { nom: 'A', methode: 'strict' })).status).toBe(422)
    const page = plain(await (await manager.get(`${call.path}/scenarios`)).text())
    for (const total of ['4 500 €', '1 500 €', '58 500 €']) expect(page).toContain(total)
    const chosen = await world.db
      .selectFrom('call_scenarios')
      .select('id')
      .where('call_id', '=', call.id)
      .where('name', '=', 'A')
      .executeTakeFirstOrThrow()
    const scenario = `${call.path}/scenarios/${chosen.id}`
    const over = await manager.post(scenario, { version: '1', [`montant_${applications[0]?.id}`]: '1 501' })
    expect([over.status, (await over.text()).includes('dépasse ce qui était demandé')]).toEqual([422, true])
    const partial = await manager.post(scenario, {
      version: '1',
      [`montant_${applications[0]?.id}`]: '1 000,50',
    })
    expect(partial.status).toBe(303)
    expect(
      (await manager.post(scenario, { version: '1', [`montant_${applications[1]?.id}`]: '5' })).status,
    ).toBe(409)
    expect((await (await world.as('agent')).post(`${scenario}/choix`)).status).toBe(404)
    expect((await manager.post(`${scenario}/choix`)).status).toBe(303)
    const row = await world.db
      .selectFrom('calls')
      .select('status')
      .where('id', '=', call.id)
      .executeTakeFirst()
    expect(row?.status).toBe('arbitrated')
    const minutes = await (await world.as(chairRole)).post(`${call.path}/proces-verbal`, {
      compte_rendu: 'Débat calme.',
    })
    expect(minutes.status).toBe(303)
    expect(await (await manager.get(`${call.path}/proces-verbal`)).text()).toContain('Mona Cheffe')
  })
})
