import { afterAll, beforeAll, expect, test } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import type { Role } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testPeople } from '#test/test-town.ts'
import { projectsFile } from '../../db/worlds/projects-file.ts'
import { loadProjects } from './load-projects.ts'
import { readWorld, readWorldFile } from './read-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

test('the projects of the town are loaded by the acts of their teams, on their days', async () => {
  const records = assertDefined(readWorldFile('town', 'projects.json', projectsFile), 'projects')
  const { accounts } = readWorld('town')
  // People of the file stand for those of the test town who hold their role; its administrator was not there yet in September.
  const roleOf = ([first = 'agent']: readonly Role[]) => (first === 'administrator' ? 'legal_officer' : first)
  const stand = new Map(accounts.map(({ email, roles }) => [email, testPeople[roleOf(roles)].email]))
  const swap = (text: string) => [...stand].reduce((all, [from, to]) => all.replaceAll(from, to), text)
  const ours = projectsFile.parse(JSON.parse(swap(JSON.stringify(records))))
  const people = accounts.map((account) => ({
    ...account,
    email: assertDefined(stand.get(account.email), account.email),
  }))
  await loadProjects(await world.context('director_general'), ours, people)
  const rows = await world.db.selectFrom('projects').select(['code', 'status']).orderBy('code').execute()
  expect(rows).toEqual([
    { code: 'preparer-le-budget-participatif-2027', status: 'preparing' },
    { code: 'ranger-les-fichiers-partages-des-services', status: 'closed' },
    { code: 'un-guichet-unique-pour-les-associations', status: 'running' },
  ])
  const born = await world.db
    .selectFrom('cards')
    .select(['title', 'due_on'])
    .where('meeting_id', 'is not', null)
    .execute()
  expect(born.map(({ due_on }) => due_on)).toEqual(['2026-12-04'])
})
