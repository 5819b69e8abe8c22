import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { assertDefined } from '#kernel/assert.ts'
import { roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testPeople } from '#test/test-town.ts'
import { type SharedServiceRecord, sharedServicesFile } from '../../db/worlds/shared-services-file.ts'
import { loadSharedServices } from './load-shared-services.ts'
import { readWorldFile } from './read-world.ts'

function recordsOf(name: 'town' | 'agglomeration'): SharedServiceRecord[] {
  const records = assertDefined(readWorldFile(name, 'shared-services.json', sharedServicesFile), name)
  // The test town has its own people, and none of the measures of the demo town.
  const officer = testPeople.partner_officer.email
  return records.map((record) => ({
    ...record,
    measure: null,
    parties: record.parties.map((party) => ({ ...party, officer: party.officer && officer })),
  }))
}

test.each(['town', 'agglomeration'] as const)('no party of %s has the name of a real commune', (name) => {
  const file = new URL(
    '../../node_modules/@etalab/decoupage-administratif/data/communes.json',
    import.meta.url,
  )
  const real = new Set(
    z
      .array(z.object({ nom: z.string() }))
      .parse(JSON.parse(readFileSync(file, 'utf8')))
      .map(({ nom }) => nom.toLowerCase()),
  )
  const names = recordsOf(name).flatMap(({ parties }) => parties.map((party) => party.name))
  expect(names.filter((each) => real.has(each.toLowerCase()))).toEqual([])
})

describe.each(['town', 'agglomeration'] as const)('shared services of %s', (name) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
    const actors = new Map(
      await Promise.all(
        roles.map(async (role) => [role, assertDefined((await world.context(role)).actor, role)] as const),
      ),
    )
    const people = { holding: (role: (typeof roles)[number]) => assertDefined(actors.get(role), role) }
    await loadSharedServices(await world.context('director_general'), recordsOf(name), people)
  })
  afterAll(() => world.close())

  async function page(path: string, role: 'director_general' | 'partner_officer' = 'director_general') {
    const answer = await (await world.as(role)).get(path)
    expect([path, answer.status]).toEqual([path, 200])
    return (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')
  }

  test('the comparison shows them with what was measured, and every fictional party says so', async () => {
    const list = await page('/services-partages')
    for (const { title } of recordsOf(name)) expect(list).toContain(title)
    expect(list).toContain('économie mesurée')
    const code = name === 'town' ? 'parc-commun-d-engins' : 'paie-et-gestion-des-carrieres'
    const service = await page(`/services-partages/${code}`)
    expect(service.match(/\(fictive\)/g)?.length).toBeGreaterThanOrEqual(name === 'town' ? 3 : 10)
    expect(await page('/services-partages/bilan-du-reseau')).toContain('Unités données')
  })

  test('a line waits for the answer of its host', async () => {
    const code = name === 'town' ? 'service-commun-du-numerique' : 'paie-et-gestion-des-carrieres'
    expect(await page(`/services-partages/${code}`, 'partner_officer')).toContain('1 ouverte')
  })
})
