import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Role, roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { openProcess } from '#test/open-process.ts'
import { publish } from '#test/proposal-pages.ts'

let world: World
let path: string
beforeAll(async () => {
  world = await makeWorld()
  await openProcess(world.db, 'cadre-de-vie')
  path = await publish(world, 'resident', 'cadre-de-vie')
})
afterAll(() => world.close())

type Who = Role | null
const everybody: readonly Who[] = [null, ...roles]
const outsideOf = (allowed: readonly Who[]) => everybody.filter((who) => !allowed.includes(who))

/** Each route with those who may take it; for all others it is not there. Refused forms (422) are theirs to see. */
const routes: readonly {
  readonly verb: 'get' | 'post'
  readonly rest: string
  readonly allowed: readonly Who[]
}[] = [
  { verb: 'get', rest: '/modifier', allowed: ['resident'] },
  { verb: 'post', rest: '/modifier', allowed: ['resident'] },
  { verb: 'get', rest: '/retrait', allowed: ['resident'] },
  { verb: 'get', rest: '/coauteurs', allowed: ['resident'] },
  { verb: 'post', rest: '/coauteurs', allowed: ['resident'] },
  {
    verb: 'get',
    rest: '/instruction',
    allowed: [
      'agent',
      'manager',
      'elected_member',
      'mayor',
      'director_general',
      'legal_officer',
      'finance_officer',
    ],
  },
  {
    verb: 'post',
    rest: '/instruction',
    allowed: [
      'agent',
      'manager',
      'elected_member',
      'mayor',
      'director_general',
      'legal_officer',
      'finance_officer',
    ],
  },
  { verb: 'get', rest: '/reponse', allowed: ['manager', 'elected_member', 'mayor', 'director_general'] },
  { verb: 'post', rest: '/reponse', allowed: ['manager', 'elected_member', 'mayor', 'director_general'] },
  { verb: 'get', rest: '/fusion', allowed: ['manager', 'director_general'] },
  { verb: 'post', rest: '/fusion', allowed: ['manager', 'director_general'] },
  { verb: 'post', rest: '/moderation', allowed: ['moderator'] },
]

test.each(routes)('$verb $rest: everybody else finds nothing', async ({ verb, rest, allowed }) => {
  for (const who of outsideOf(allowed)) {
    const browser = await world.as(who)
    // A form that is whole for its reader, so that only the right can refuse it.
    const form = {
      titre: 'x',
      texte: 'y',
      version: '1',
      motif: 'z',
      decision: 'keep',
      courriel: 'a@b.example',
      cible: '1',
    }
    const answer = verb === 'get' ? await browser.get(path + rest) : await browser.post(path + rest, form)
    expect([who, answer.status]).toEqual([who, 404])
  }
  for (const who of allowed) {
    const browser = await world.as(who)
    const answer = verb === 'get' ? await browser.get(path + rest) : await browser.post(path + rest, {})
    expect([who, answer.status]).toEqual([who, verb === 'get' ? 200 : 422])
  }
})

test('acts on the file of somebody who was not given it are not found', async () => {
  const agent = await world.as('agent')
  const whole = {
    question: 'q',
    faisabilite: 'feasible',
    competence: 'town',
    avis: 'a',
    libelle: 'l',
    section: 'operating',
    montant: '1',
    evaluateur: 'x',
  }
  for (const rest of ['', '/questions', '/couts', '/evaluateurs', '/evaluateurs/retrait'])
    expect([rest, (await agent.post(`${path}/instruction${rest}`, whole)).status]).toEqual([rest, 404])
})

test('numbers that are nobody’s are not found, in every shape', async () => {
  const resident = await world.as('resident')
  for (const number of ['0', '999999', '1e3', '-1', '99999999999999999999', 'NaN', '%00'])
    for (const rest of ['', '/historique', '/amendements'])
      expect([number, (await resident.get(`/propositions/${number}${rest}`)).status]).toEqual([number, 404])
})

test('no GET changes anything, and a request from another site changes nothing', async () => {
  const before = await world.db
    .selectFrom('proposals')
    .select(['support_count', 'status', 'version'])
    .execute()
  const resident = await world.as('resident')
  for (const rest of ['/soutien', '/retrait', '/moderation', '/suivi', '/commentaires'])
    await resident.get(path + rest)
  const foreign = await world.app.request(`http://localhost${path}/soutien`, {
    method: 'POST',
    headers: { origin: 'http://ailleurs.example', 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
  })
  expect(foreign.status).toBe(403)
  expect(
    await world.db.selectFrom('proposals').select(['support_count', 'status', 'version']).execute(),
  ).toEqual(before)
})
