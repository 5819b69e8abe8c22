import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectDone, makeEdition } from '#test/budget-edition.ts'
import { makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const roll = 'numero;naissance\nAB-123;1990-05-31\nCD-456;1985-12-31\n'

test('a device of the town becomes a kiosk: each vote comes back to its first page, and no session stays on it', async () => {
  const { path } = await makeEdition(world, { liste: 'roll' })
  const manager = await world.as('manager')
  await expectDone(manager.post(`${path}/liste`, { fichier: new Blob([roll], { type: 'text/csv' }) }))

  const device = await world.as('director_general')
  expect(await (await device.get(path)).text()).toContain(`${path}/borne`)
  expect((await device.get(`${path}/voter`)).headers.get('refresh')).toBeNull()
  await expectDone(device.post(`${path}/borne`))
  const signedIn = await (await device.get(`${path}/borne`)).text()
  expect(signedIn).toContain('Vous êtes encore dans votre compte')
  expect(signedIn).not.toContain(`href="${path}/voter"`)
  await expectDone(device.post('/deconnexion'))
  expect(await (await device.get(`${path}/borne`)).text()).toContain(`href="${path}/voter"`)

  for (const [piece, naissance] of [
    ['AB-123', '1990-05-31'],
    ['CD-456', '1985-12-31'],
  ] as const) {
    const door = await device.get(`${path}/voter`)
    expect(door.headers.get('refresh')).toBe(`300;url=${path}/borne`)
    expect(await door.text()).toContain('Recommencer')
    const opened = await expectDone(device.post(`${path}/voter`, { piece, naissance }))
    const ballot = await device.get(opened.headers.get('location') ?? '')
    expect(ballot.headers.get('refresh')).toBe(`300;url=${path}/borne`)
    const page = await ballot.text()
    const form = {
      jeton: /name="jeton" value="([^"]*)"/.exec(page)?.[1] ?? '',
      recu: /name="recu" value="([^"]*)"/.exec(page)?.[1] ?? '',
    }
    const receipt = await device.post(`${path}/bulletin`, { ...form, projet: '1' })
    expect([receipt.status, receipt.headers.get('refresh')]).toEqual([200, `120;url=${path}/borne`])
    expect(await receipt.text()).toContain('Terminer')
  }
})

test('pages of a kiosk are not those of other devices, and it ends where an agent says so', async () => {
  const { path } = await makeEdition(world, { liste: 'code' })
  const device = await world.as('agent')
  await expectDone(device.post(`${path}/borne`))
  expect((await device.get(`${path}/voter`)).headers.get('refresh')).toContain('/borne')
  const visitor = await world.as(null)
  expect((await visitor.get(`${path}/voter`)).headers.get('refresh')).toBeNull()
  expect((await visitor.get(`${path}/borne`)).status).toBe(404)
  await expectDone(device.post(`${path}/borne/fin`))
  expect((await device.get(`${path}/voter`)).headers.get('refresh')).toBeNull()
})

test('an edition that mails a link has no kiosk, and its page says why', async () => {
  const { path } = await makeEdition(world)
  const agent = await world.as('agent')
  expect(await (await agent.get(`${path}/borne`)).text()).toContain('une borne ne peut pas le recevoir')
  expect((await agent.post(`${path}/borne`)).status).toBe(404)
})
