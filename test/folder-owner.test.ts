import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { enterAsAdministrator, makePlace, type TestPlace, visit } from './running-town.ts'

// Each test starts processes: 5 s on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 240_000 })

let place: TestPlace
beforeEach(() => {
  place = makePlace()
})
afterEach(() => place.remove())

const world = ['--world', 'empty']

describe('a folder in use', () => {
  test('refuses a second server and a migration, with the remedy, and loses nothing', async () => {
    const first = await place.start()
    const administrator = await enterAsAdministrator(place, first.address)
    const second = await (await place.start()).ended
    const migration = await place.run(['migrate', ...world])
    for (const refused of [second, migration]) {
      expect(refused.code).toBe(1)
      expect(refused.err).toContain('an embedded database belongs to one process')
      expect(refused.err).toContain('FAIRE_COMMUNE_DATA')
    }
    expect((await administrator.get('/comptes')).status).toBe(200)
    first.child.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)
    expect((await place.run(['account', 'list', ...world])).out).toContain('camille@essais.example')
    expect((await place.run(['journal', 'verify', ...world])).out).toContain('whole: 2 entries')
  })

  test('is won by one of two servers that start at the same moment', async () => {
    const starts = await Promise.all([place.start(), place.start()])
    const [winner, ...others] = starts.filter((server) => server.address !== '')
    expect(others).toEqual([])
    expect((await visit(winner?.address ?? '').get('/healthz')).status).toBe(200)
    const loser = starts.find((server) => server.address === '')
    expect(await loser?.ended).toMatchObject({ code: 1 })
  })

  test('has its commands run by the server that owns it', async () => {
    const server = await place.start()
    const made = await place.run(['account', 'create-admin', 'camille@essais.example', ...world])
    expect(made).toMatchObject({ code: 0, err: '' })
    // The link names the address that the server found for itself.
    expect(made.out).toContain(`${server.address}/connexion/lien/`)
    const again = await place.run(['account', 'create-admin', 'camille@essais.example', ...world])
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toContain('this account exists already')
    const named = ['--name', 'Angers', '--siren', '214900078', '--population', '157175', '--department', '49']
    expect((await place.run(['world', 'set-town', ...named, ...world])).code).toBe(0)
    expect(await (await visit(server.address).get('/')).text()).toContain('Angers')
  })
})
