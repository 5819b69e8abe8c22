import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { enterAsAdministrator, makePlace, type TestPlace } from './running-town.ts'

// Each test starts processes: 5 s on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 240_000 })

let place: TestPlace
beforeAll(() => {
  place = makePlace()
})
afterAll(() => place.remove())

const writers = 8
const enough = 60

test('kill -9 during writes loses nothing that was acknowledged', async () => {
  const server = await place.start()
  const administrator = await enterAsAdministrator(place, server.address)
  const acknowledged: string[] = []

  async function write(writer: number): Promise<void> {
    for (let index = 0; ; index += 1) {
      const courriel = `compte-${writer}-${index}@essais.example`
      const answer = await administrator.post('/comptes', { nom: `Compte ${index}`, courriel, fonction: '' })
      if (answer.status === 303) acknowledged.push(courriel)
      if (acknowledged.length >= enough) server.child.kill('SIGKILL')
    }
  }
  // Each writer goes on until its request is cut short by the death of the server.
  const outcomes = await Promise.allSettled(Array.from({ length: writers }, (_, writer) => write(writer)))
  expect(outcomes.map((outcome) => outcome.status)).toEqual(Array(writers).fill('rejected'))
  expect((await server.ended).code).toBe('SIGKILL')
  expect(acknowledged.length).toBeGreaterThanOrEqual(enough)

  const listed = await place.run(['account', 'list', '--world', 'empty'])
  const kept = listed.out
    .trim()
    .split('\n')
    .map((line) => line.split('\t')[0])
  expect(acknowledged.filter((email) => !kept.includes(email))).toEqual([])
  // No half of an act either: one entry for each account, and one for the role of the administrator.
  const verified = await place.run(['journal', 'verify', '--world', 'empty'])
  expect(verified.out).toContain(`whole: ${kept.length + 1} entries`)
})
