import { afterAll, beforeAll, expect, test } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { projectsFile } from '../../db/worlds/projects-file.ts'
import { servicesFile } from '../../db/worlds/world-files.ts'
import { loadAccounts } from './load-accounts.ts'
import { loadProjects } from './load-projects.ts'
import { loadServices } from './load-services.ts'
import { readWorld, readWorldFile } from './read-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  const context = await world.context('director_general')
  const { accounts } = readWorld('town')
  const people = await loadAccounts(context, accounts, calendarDate('2026-01-01'))
  const services = assertDefined(readWorldFile('town', 'services.json', servicesFile), 'services')
  await loadServices({ ...context, actor: people.holding('administrator') }, services)
  const records = assertDefined(readWorldFile('town', 'projects.json', projectsFile), 'projects')
  await loadProjects({ ...context, actor: people.holding('director_general') }, records, accounts)
})
afterAll(() => world?.close())

test('the projects of the town are loaded by the acts of their teams, on their days', async () => {
  const rows = await world.db.selectFrom('projects').select(['code', 'status']).orderBy('code').execute()
  expect(rows).toEqual([
    { code: 'dire-une-seule-fois-l-accueil-de-la-mairie', status: 'running' },
    { code: 'la-fete-des-quartiers-2027', status: 'running' },
    { code: 'preparer-le-budget-participatif-2027', status: 'preparing' },
    { code: 'ranger-les-fichiers-partages-des-services', status: 'closed' },
    { code: 'un-guichet-unique-pour-les-associations', status: 'running' },
    { code: 'une-cour-d-ecole-ouverte-et-plantee', status: 'running' },
  ])
  const born = await world.db
    .selectFrom('cards')
    .select(['title', 'due_on'])
    .where('meeting_id', 'is not', null)
    .orderBy('due_on')
    .execute()
  expect(born.map(({ due_on }) => due_on)).toEqual(['2026-12-04', '2026-12-18'])
})

test('most agents take part, from every service, and each service has enough of them to be told its load', async () => {
  const rows = await world.db
    .selectFrom('card_assignees as a')
    .innerJoin('service_members as sm', 'sm.account_id', 'a.account_id')
    .innerJoin('services', 'services.id', 'sm.service_id')
    .select(['a.account_id', 'services.code'])
    .distinct()
    .execute()
  expect(new Set(rows.map(({ code }) => code)).size).toBe(12)
  expect(new Set(rows.map(({ account_id }) => account_id)).size).toBeGreaterThan(35)
})

test('meetings that the team was invited to are in the diary of each of its agents', async () => {
  const copies = await world.db
    .selectFrom('calendar_objects as o')
    .innerJoin('calendar_objects as origin', 'origin.id', 'o.origin_id')
    .innerJoin('calendars', 'calendars.id', 'o.calendar_id')
    .select('calendars.owner_id')
    .where('origin.summary', '=', 'Choisir le plan')
    .execute()
  expect(copies).toHaveLength(10)
})
