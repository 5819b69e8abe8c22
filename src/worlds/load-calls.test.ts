import { afterAll, beforeAll, expect, test } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import type { Role } from '#kernel/roles.ts'
import { findCall, judgedCall, listScenarios } from '#modules/partnership/calls/calls.public.ts'
import { recordDeliberation } from '#modules/steering/deliberations/deliberations.public.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { organisationsFile } from '../../db/worlds/organisations-file.ts'
import { expected } from './load-accounts.ts'
import { loadCalls } from './load-calls.ts'
import { loadOrganisations } from './load-organisations.ts'
import { readWorldFile } from './read-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  const roles: readonly Role[] = [
    'director_general',
    'mayor',
    'agent',
    'organisation_officer',
    'elected_member',
    'manager',
    'security_officer',
    'data_protection_officer',
    'moderator',
  ]
  const actors = new Map(
    await Promise.all(roles.map(async (role) => [role, (await world.context(role)).actor] as const)),
  )
  const people = { holding: (role: Role) => assertDefined(actors.get(role), role) }
  const file = assertDefined(readWorldFile('town', 'organisations.json', organisationsFile), 'organisations')
  const context = await world.context('director_general')
  const draft = {
    number: '2026-094',
    adoptedOn: calendarDate('2026-10-01'),
    body: 'Conseil municipal',
    subject: 'Appel à projets',
    matterCode: '7.5',
    membersInOffice: 43,
    membersPresent: 40,
    votesFor: 33,
    votesAgainst: 1,
    abstentions: 4,
    recusals: [],
    documentUrl: null,
  }
  const { id } = expected(await recordDeliberation(context, draft), 'deliberation')
  const districts = new Set(file.organisations.map(({ district }) => district))
  await world.db
    .insertInto('districts')
    .values([...districts].map((id, index) => ({ id, name: id, population: 1000, position: index })))
    .execute()
  await loadOrganisations(context, file, people)
  await loadCalls({
    context,
    people,
    organisations: file.organisations,
    deliberations: new Map([['2026-094', id]]),
  })
})
afterAll(() => world.close())

test('the town has lived through two calls, has one before its jury, and one open today', async () => {
  const calls = await world.db
    .selectFrom('calls')
    .select(['code', 'status', 'last_number'])
    .orderBy('closes_at')
    .execute()
  expect(calls).toEqual([
    { code: 'initiatives-des-quartiers-2024', status: 'closed_out', last_number: 24 },
    { code: 'initiatives-des-quartiers-2025', status: 'decided', last_number: 30 },
    { code: 'utilite-sociale-et-environnementale-2027', status: 'jury', last_number: 60 },
    { code: 'fetes-de-quartier', status: 'open', last_number: 6 },
  ])
})

test('the sixty applications are ranked as P7 says, with their two scenarios', async () => {
  const call = assertDefined(await findCall(world.db, 'utilite-sociale-et-environnementale-2027'), 'call')
  const judged = await judgedCall({ db: world.db, actor: null }, call)
  expect(judged.ranking.slice(0, 6).map(({ number }) => number)).toEqual([1, 12, 23, 34, 45, 18])
  expect(judged.isComplete).toBe(true)
  expect(judged.reviews.filter(({ state }) => state === 'submitted')).toHaveLength(280)
  const totals = (await listScenarios(world.db, call.id)).map(({ lines }) =>
    lines.reduce((sum, { cents }) => sum + cents, 0),
  )
  expect(totals).toEqual([5_000_000, 5_850_000])
})

test('everybody reads what became of the projects of three years', async () => {
  const visitor = await world.as(null)
  const over = await (await visitor.get('/appels-a-projets/initiatives-des-quartiers-2024/laureats')).text()
  expect(over).toContain('Le groupe continue de se réunir')
  const going = await (await visitor.get('/appels-a-projets/initiatives-des-quartiers-2025/laureats')).text()
  expect(going).toContain('Bilan en retard')
  const csv = await (await visitor.get('/appels-a-projets/scdl.csv')).text()
  const grants = await world.db.selectFrom('grant_agreements').select('application_id').execute()
  expect(csv.trim().split('\r\n')).toHaveLength(grants.length + 1)
})
