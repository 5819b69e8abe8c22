import { afterAll, beforeAll, describe, test, vi } from 'vitest'
import { toolPath } from '../tools.ts'
import { type DemoTown, director, enterAs, mayor, openDemoTown } from './demo-town.ts'
import {
  castBallot,
  countEdition,
  enterBallot,
  findRecommended,
  firstEdition,
  markPaper,
  pourPile,
  readPile,
  refuseWinner,
  replaceBallot,
} from './journey-budget.ts'
import { manners, onPhone, type Watched, watch, withoutJavaScript } from './watched-browser.ts'

// Dozens of pages, each looked at by axe: some seconds on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const program = toolPath('chromium')
const administrator = 'Léa Thévenoux'
const agent = 'Inès Dumarchey'
const trial = '/budgets-participatifs/budget-participatif-2025-edition-d-essai'
const schools = '/budgets-participatifs/budget-participatif-des-ecoles'

describe.skipIf(program === null)('with a browser, in the town of demonstration', () => {
  let town: DemoTown
  beforeAll(async () => {
    town = await openDemoTown(program ?? '')
  })
  afterAll(() => town?.close())

  /** The link of the mail, as the outbox page shows it where no SMTP server is set. */
  async function linkOf(watched: Watched, email: string): Promise<string> {
    await enterAs(watched, administrator)
    await watched.page.goto('/messages')
    const message = watched.page.locator('article', { hasText: email }).first()
    const [link = ''] = /\/budgets-participatifs\/\S+jeton=\S+/.exec(await message.innerText()) ?? []
    await watched.page.getByRole('button', { name: 'Se déconnecter' }).click()
    return link
  }

  test.for(manners)(
    'a resident votes, checks the receipt and replaces the ballot; paper is marked, read twice and poured, $name',
    async (manner, { expect }) => {
      const watched = await watch(town.browser, town.address, manner)
      const other = await watch(town.browser, town.address, { ...manner, scripts: 'off' })
      try {
        const person = {
          prenom: 'Rose',
          nom: `Voisine ${manner.code}`,
          courriel: `${manner.code}@essais.example`,
        }
        await enterBallot(watched, firstEdition, person, (email) => linkOf(other, email))
        const receipt = await castBallot(watched)
        await replaceBallot(watched, firstEdition, receipt)
        await enterAs(watched, agent)
        const batch = await markPaper(watched, firstEdition, manner.code)
        await readPile(watched, batch, '1 2\n3\n-\n4 5 6\n2')
        await enterAs(other, director)
        await readPile(other, batch, '1 2\n3\n-\n4 5 6\n2')
        await pourPile(watched, batch)
      } finally {
        await watched.close()
        await other.close()
      }
      expect([...watched.faults, ...other.faults]).toEqual([])
    },
  )

  test('the director counts a vote that is over, without JavaScript; what it says is read on every screen', async ({
    expect,
  }) => {
    const watched = await watch(town.browser, town.address, withoutJavaScript)
    const reader = await watch(town.browser, town.address, onPhone)
    try {
      await enterAs(watched, director)
      await countEdition(watched, schools)
      await reader.open(`${schools}/resultats`)
    } finally {
      await watched.close()
      await reader.close()
    }
    expect([...watched.faults, ...reader.faults]).toEqual([])
  })

  test.for(manners)(
    'the mayor records that the council refuses a winner, with reasons that visitors read, $name',
    async (manner, { expect }) => {
      const watched = await watch(town.browser, town.address, manner)
      try {
        await enterAs(watched, mayor)
        // One winner of each edition waits for the council: the first test counted the schools'.
        const edition = manner.scripts === 'off' ? schools : trial
        await refuseWinner(watched, await findRecommended(watched, edition))
      } finally {
        await watched.close()
      }
      expect(watched.faults).toEqual([])
    },
  )

  test.for(manners)('what everybody reads of participatory budgets, $name', async (manner, { expect }) => {
    const watched = await watch(town.browser, town.address, manner)
    try {
      for (const path of ['', '/secret']) await watched.open(`/budgets-participatifs${path}`)
      for (const path of ['', '/resultats', '/projets/1', '/projets/2', '/recu'])
        await watched.open(`${trial}${path}`)
      await watched.open(schools)
      await enterAs(watched, director)
      for (const path of [
        '/budgets-participatifs/nouveau',
        trial,
        `${trial}/projets/1`,
        `${firstEdition}/papier`,
      ])
        await watched.open(path)
    } finally {
      await watched.close()
    }
    expect(watched.faults).toEqual([])
  })
})
