import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makePlace, type TestPlace, type Visitor, visit } from './running-town.ts'

// Each test starts processes: 5 s on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let place: TestPlace
beforeAll(() => {
  place = makePlace()
})
afterAll(() => place.remove())

const edition = '/budgets-participatifs/budget-participatif-premiere-edition'
const voters = 8
const enough = 60

/** Signs in on the page of the demonstration. */
async function enterAs(address: string, name: string): Promise<Visitor> {
  const visitor = visit(address)
  const page = await (await visitor.get('/demonstration')).text()
  const form = page.split('<form').find((part) => part.includes(name)) ?? ''
  const [, action = '/demonstration'] = /action="([^"]+)"/.exec(form) ?? []
  const fields = [...form.matchAll(/name="([^"]+)"[^>]*value="([^"]*)"/g)].map(([, key = '', value = '']) => [
    key,
    value,
  ])
  await visitor.post(action, Object.fromEntries(fields))
  return visitor
}

test('kill -9 during a vote loses no ballot whose receipt was shown', async () => {
  const server = await place.start(['--world', 'town'])
  const receipts: string[] = []

  async function voteOnAndOn(voter: number): Promise<void> {
    for (let index = 0; ; index += 1) {
      const visitor = visit(server.address)
      await visitor.post(`${edition}/voter`, {
        prenom: `Voisin ${voter}`,
        nom: `Numéro ${index}`,
        naissance: '1980-01-01',
        courriel: `voisin-${voter}-${index}@essais.example`,
        secteur: '1',
        attestation: 'oui',
      })
      const link = await linkFor(`voisin-${voter}-${index}@essais.example`)
      const ballot = await (await visitor.get(link)).text()
      const [, jeton = ''] = /name="jeton" value="([^"]*)"/.exec(ballot) ?? []
      const [, recu = ''] = /name="recu" value="([^"]*)"/.exec(ballot) ?? []
      const cast = await visitor.post(`${edition}/bulletin`, {
        jeton,
        recu,
        projet: String(1 + (index % 20)),
      })
      if (cast.status === 200 && (await cast.text()).includes(recu.slice(0, 5))) receipts.push(recu)
      if (receipts.length >= enough) server.child.kill('SIGKILL')
    }
  }
  // The outbox page shows the links: no SMTP server is set.
  const administrator = await enterAs(server.address, 'Léa Thévenoux')
  async function linkFor(email: string): Promise<string> {
    const page = await (await administrator.get('/messages')).text()
    const message = page.split(email).at(1) ?? ''
    return (
      /http:\/\/127\.0\.0\.1:\d+(\/budgets-participatifs\/[^\s<]+)/
        .exec(message)?.[1]
        ?.replaceAll('&amp;', '&') ?? ''
    )
  }

  const outcomes = await Promise.allSettled(Array.from({ length: voters }, (_, voter) => voteOnAndOn(voter)))
  expect(outcomes.map((outcome) => outcome.status)).toEqual(Array(voters).fill('rejected'))
  expect((await server.ended).code).toBe('SIGKILL')
  expect(receipts.length).toBeGreaterThanOrEqual(enough)

  const again = await place.start(['--world', 'town'])
  const visitor = visit(again.address)
  const lost: string[] = []
  for (const recu of receipts)
    if ((await visitor.post(`${edition}/recu`, { recu })).status !== 200) lost.push(recu)
  expect(lost).toEqual([])
})
