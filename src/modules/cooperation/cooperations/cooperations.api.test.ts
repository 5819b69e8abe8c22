import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCooperation, optionsForm, partiesOf, send, takeAct } from '#test/made-cooperation.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { cooperationListSchema, cooperationSchema } from './cooperations.openapi.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const json = async (path: string): Promise<unknown> =>
  (await (await (await world.as(null)).get(path)).json()) as unknown

async function publish(path: string): Promise<void> {
  for (const { id } of await partiesOf(world, path))
    expect(
      (await send(world, 'mayor', `${path}/parties/${id}/publication`, { accord: 'oui', motif: 'Courrier' }))
        .status,
    ).toBe(303)
}

test('programs read what the parties publish, as the description says, and nothing else', async () => {
  const open = await makeCooperation(world, 'Ouverte', 'running')
  const closed = await makeCooperation(world, 'Fermée', 'running')
  await publish(open)
  const slug = open.split('/').at(-1) ?? ''
  const list = cooperationListSchema.parse(await json('/api/v1/cooperations'))
  expect(list.cooperations.map((each) => each.slug)).toEqual([slug])
  const found = await json(`/api/v1/cooperations/${slug}`)
  expect(cooperationSchema.parse(found)).toMatchObject({
    title: 'Ouverte',
    direction: 'horizontal',
    depth: 'formal',
    legal_kind: 'agreement',
    yearly_cents: 3_000_000,
    term: { kind: 'tacit', months: 36, notice_months: 6 },
    parties: [{ kind: 'town', role: 'coordinator', funding_percent: 50 }, {}, {}],
    councils: [{ outcome: 'adopted' }, { outcome: 'adopted' }, { outcome: 'adopted' }],
  })
  const hidden = await (await world.as('director_general')).get(
    `/api/v1/cooperations/${closed.split('/').at(-1)}`,
  )
  expect([hidden.status, await hidden.json()]).toEqual([404, { error: 'not_found' }])
})

test('while the next form is prepared, everybody reads the one in force', async () => {
  const path = await makeCooperation(world, 'Change de forme', 'running')
  await publish(path)
  expect((await send(world, 'manager', `${path}/comparaison`, optionsForm)).status).toBe(303)
  const move = { profondeur: 'integrated', motif: 'Un syndicat, dit en confidence' }
  expect((await takeAct(world, 'director_general', path, 'choose', move)).status).toBe(303)
  const slug = path.split('/').at(-1) ?? ''
  expect(await json(`/api/v1/cooperations/${slug}`)).toMatchObject({ depth: 'formal', status: 'running' })
  const visitor = await world.as(null)
  for (const filter of ['profondeur=integrated', 'etat=compared'])
    expect(await json(`/api/v1/cooperations?${filter}`)).toMatchObject({ cooperations: [] })
  const html = await (await visitor.get(path)).text()
  expect([html.includes('Syndicat'), html.includes('confidence')]).toEqual([false, false])
  expect(await (await visitor.get('/cooperations?q=change')).text()).not.toContain('badge">Intégrée')
})

test('the description of the site names every address', async () => {
  const { paths } = (await json('/api/v1/openapi.json')) as { paths: object }
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/api/v1/authorities',
      '/api/v1/authorities/{kind}/{code}',
      '/api/v1/cooperations',
      '/api/v1/cooperations/{slug}',
    ]),
  )
})
