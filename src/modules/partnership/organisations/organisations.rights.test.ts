import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { type Role, roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { insertOrganisation } from './organisation-book.queries.ts'
import { organisationsRoutes } from './organisations.routes.ts'

let world: World
const ids: Record<string, string> = {}

/** An organisation that the association's officer answers for, another one, and a place and a person of each. */
beforeAll(async () => {
  world = await makeWorld()
  const on = calendarDate('2026-11-23')
  const agent = await world.as('agent')
  for (const name of ['mine', 'theirs']) {
    const made = await insertOrganisation(world.db, { name, number: null, source: 'Mairie' }, on)
    ids[name] = made.id
    const path = `/organisations/${made.id}`
    await agent.post(`${path}/etablissements/nouveau`, { rue: '1 rue' })
    await agent.post(`${path}/numeros/nouveau`, {
      nature: 'alsace_moselle',
      numero: '42/17',
      tribunal: 'Colmar',
    })
    await agent.post(`${path}/personnes/nouveau`, { nom: 'Zoé', fonction: 'president' })
    await agent.post(`${path}/labels/nouveau`, { nom: 'ESUS', emetteur: 'Préfecture' })
    await agent.post(`${path}/echanges/nouveau`, {
      jour: '2026-11-01',
      nature: 'call',
      participants: 'a',
      objet: 'b',
    })
    await agent.post(`${path}/versements/nouveau`, {
      nature: 'gift',
      jour: '2026-01-01',
      montant: '5',
      objet: 'x',
      regime: 'none',
    })
    const page = await (await agent.get(path)).text()
    for (const part of ['etablissements', 'numeros', 'personnes', 'labels', 'echanges', 'versements'])
      ids[`${name} ${part}`] = new RegExp(`${path}/${part}/([0-9a-f-]{36})"`).exec(page)?.[1] ?? ''
  }
  await agent.post(`/organisations/${ids.mine}/liens/nouveau`, {
    nature: 'partner_of',
    autre: ids.theirs ?? '',
  })
  const page = await (await agent.get(`/organisations/${ids.mine}`)).text()
  ids['mine liens'] = /\/liens\/([0-9a-f-]{36})"/.exec(page)?.[1] ?? ''
  await (await world.as('organisation_officer')).post(`/organisations/${ids.mine}/repondre`, {})
  const queue = await (await agent.get('/organisations/a-traiter')).text()
  const claim = /action="(\/organisations\/a-traiter\/demandes\/[0-9a-f-]{36})"/.exec(queue)?.[1] ?? ''
  await agent.post(claim, { decision: 'oui' })
})
afterAll(() => world.close())

type Who = Role | null
const everybody: readonly Who[] = [null, ...roles]
const keepers: readonly Who[] = ['agent', 'manager', 'director_general', 'finance_officer', 'administrator']
const outside: readonly Who[] = [null, 'resident', 'organisation_officer', 'partner_officer']
const town = everybody.filter((who) => !outside.includes(who))
const editors: readonly Who[] = ['organisation_officer', ...keepers]
const nobody: readonly Who[] = []

const ofOfficers = ['etablissements', 'personnes', 'labels']
const ofKeepers = ['numeros', 'liens', 'echanges', 'versements']
const parts = (list: readonly string[], allowed: readonly Who[]) =>
  list.flatMap(
    (part) =>
      [
        [`GET /organisations/:id/${part}/nouveau`, allowed],
        [`POST /organisations/:id/${part}/nouveau`, allowed],
        [`GET /organisations/:id/${part}/:partId`, allowed],
        [`POST /organisations/:id/${part}/:partId`, allowed],
        // Without its version, nothing is taken away.
        [`POST /organisations/:id/${part}/:partId/retrait`, allowed],
      ] as const,
  )

/** Who may take each route on an organisation of theirs; a route that is not here fails the test. */
const table: ReadonlyMap<string, readonly Who[]> = new Map<string, readonly Who[]>([
  ...[
    '',
    '/carte',
    '/imprimer',
    '/cadre',
    '/annuaire.csv',
    '/annuaire.geojson',
    '/annuaire.vcf',
    '/subventions.csv',
    '/:id',
    '/:id/carte.vcf',
    '/:id/repondre',
    '/:id/signaler',
  ].map((path) => [`GET /organisations${path}`, everybody] as const),
  ['GET /api/v1/organisations', everybody],
  ['POST /organisations/:id/signaler', everybody],
  ['POST /organisations/:id/repondre', everybody],
  ['GET /organisations/vitalite', town],
  ...[
    'GET /organisations/nouvelle',
    'POST /organisations/nouvelle',
    'GET /organisations/fichiers',
    'GET /organisations/fichiers/nouveau',
    'POST /organisations/fichiers/nouveau',
    'GET /organisations/subventions',
    'POST /organisations/subventions/siret',
    'POST /organisations/vitalite',
    'GET /organisations/doublons',
    'GET /organisations/doublons/comparer',
    'GET /organisations/doublons/:one/:other',
    'POST /organisations/doublons/:one/:other',
    'GET /organisations/a-traiter',
    'GET /organisations/territoire',
    'POST /organisations/territoire',
  ].map((route) => [route, keepers] as const),
  ['GET /organisations/:id/modifier', editors],
  ['POST /organisations/:id/modifier', editors],
  ['GET /organisations/:id/confirmation', editors],
  ['POST /organisations/:id/confirmation', editors],
  ...parts(ofOfficers, editors),
  ...parts(ofKeepers, keepers),
  ['POST /organisations/:id/versements/:partId/regime', keepers],
  ['POST /organisations/a-traiter/demandes/:claimId', keepers],
  // What they act on does not exist here: with somebody else's id there is nothing, for anybody.
  ...[
    'GET /organisations/acces/:token',
    'POST /organisations/acces/:token',
    'POST /organisations/fichiers/:id/retrait',
    'POST /organisations/fichiers/nouveau/colonnes',
    'POST /organisations/fichiers/nouveau/lecture',
    'POST /organisations/fichiers/nouveau/confirmation',
    'POST /organisations/doublons/fusions/:mergeId/annulation',
    'POST /organisations/officiers/:officerId/fin',
    'POST /organisations/a-traiter/corrections/:correctionId',
    // No outlines were brought.
    'POST /organisations/territoire/retrait',
  ].map((route) => [route, nobody] as const),
])

const routes = organisationsRoutes().routes.map(({ method, path }) => `${method} ${path}`)

/** The path with ids: those of `whose` organisation, rows of `rows`. */
function fill(path: string, whose: 'mine' | 'theirs', rows: 'mine' | 'theirs'): string {
  const part = /:id\/(\w+)\//.exec(path)?.[1] ?? ''
  const stranger = '00000000-0000-4000-8000-000000000000'
  return path
    .replace(':id', path.includes('/fichiers/') ? stranger : (ids[whose] ?? ''))
    .replace(':partId', ids[`${rows} ${part}`] || stranger)
    .replace(':one', ids.mine ?? '')
    .replace(':other', ids.theirs ?? '')
    .replace(/:(token|mergeId|officerId|correctionId|claimId)/, stranger)
}

async function statusOf(who: Who, route: string, path: string): Promise<number> {
  const browser = await world.as(who)
  // Nothing is filled in: whoever may send the form gets it back.
  return (route.startsWith('GET') ? await browser.get(path) : await browser.post(path, {})).status
}

test('every route is in the table of rights, and the table has no other', () => {
  expect([...new Set(routes)].sort()).toEqual([...table.keys()].sort())
})

test.each([...table])('%s: whoever may, and nobody else', async (route, allowed) => {
  const path = fill(route.split(' ')[1] ?? '', 'mine', 'mine')
  const found: Who[] = []
  for (const who of everybody) if ((await statusOf(who, route, path)) !== 404) found.push(who)
  expect(found).toEqual(everybody.filter((who) => allowed.includes(who)))
})

const withRows = [...table.keys()].filter((route) => route.includes(':partId') && !route.includes('/liens/'))
test.each(withRows)('%s: a row of another organisation is not found, whoever asks', async (route) => {
  const path = fill(route.split(' ')[1] ?? '', 'mine', 'theirs')
  for (const who of everybody) {
    const browser = await world.as(who)
    const answer = route.startsWith('GET')
      ? await browser.get(path)
      : await browser.post(path, { regime: 'none', version: '1' })
    expect([who, answer.status]).toEqual([who, 404])
  }
})

test('the officer of one organisation edits nothing of another', async () => {
  const officer = await world.as('organisation_officer')
  for (const route of table.keys()) {
    if (!route.includes(':id/') || table.get(route) === everybody) continue
    const path = fill(route.split(' ')[1] ?? '', 'theirs', 'theirs')
    const answer = route.startsWith('GET') ? await officer.get(path) : await officer.post(path, {})
    expect([route, answer.status]).toEqual([route, 404])
  }
})
