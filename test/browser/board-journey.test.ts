import { afterAll, beforeAll, describe, test, vi } from 'vitest'
import { toolPath } from '../tools.ts'
import { type DemoTown, director, enterAs, openDemoTown } from './demo-town.ts'
import { manners, onComputer, type Watched, watch } from './watched-browser.ts'

// Pages looked at by axe: some seconds on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const program = toolPath('chromium')
const lead = 'Inès Dumarchey'
const project = '/projets/un-guichet-unique-pour-les-associations'
const board = `${project}/tableau`

describe.skipIf(program === null)('with a browser, the projects of the town of demonstration', () => {
  let town: DemoTown
  beforeAll(async () => {
    town = await openDemoTown(program ?? '')
  })
  afterAll(() => town?.close())

  /** Titles of the cards of a column: of those out of sight, the browser renders no text. */
  function cardsOf({ page }: Watched, column: string) {
    return page
      .locator('.board-column', { has: page.getByRole('heading', { name: column }) })
      .locator('.board-card-title')
      .allTextContents()
  }

  test.for(manners)(
    'a card is added, moved by plain forms and talked about, $name',
    async (manner, { expect }) => {
      const watched = await watch(town.browser, town.address, manner)
      const title = `Appeler la fédération ${manner.code}`
      const { page } = watched
      try {
        await enterAs(watched, lead)
        await watched.open(board)
        await page.locator('.board-new summary').click()
        await watched.fill({ carte: title })
        await watched.press(page.locator('.board-new button'))
        expect(await cardsOf(watched, 'À faire')).toContain(title)
        await watched.press(page.getByRole('link', { name: title, exact: true }))
        await page.locator('#colonne').selectOption({ label: 'Terminé' })
        await watched.press(page.getByRole('button', { name: 'Déplacer', exact: true }))
        expect(await page.locator('main .badge').first().innerText()).toBe('Terminé')
        await watched.fill({ commentaire: 'C’est fait, @Olivier Sarrazac.' })
        await watched.press(page.getByRole('button', { name: 'Publier' }))
        expect(await page.locator('#commentaires + ol').innerText()).toContain('C’est fait')
        await watched.open(board)
        expect(await cardsOf(watched, 'Terminé')).toContain(title)
      } finally {
        await watched.close()
      }
      expect(watched.faults).toEqual([])
    },
  )

  test('the keyboard alone moves a card, and another open board shows it by itself', async ({ expect }) => {
    const watched = await watch(town.browser, town.address, onComputer)
    const other = await watch(town.browser, town.address, onComputer)
    const { page } = watched
    try {
      await enterAs(watched, lead)
      await enterAs(other, director)
      await watched.open(board)
      await other.open(board)
      const title = 'Lettre aux 240 associations'
      await page.getByRole('link', { name: title, exact: true }).focus()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Colonne suivante')
      await page.keyboard.press('Enter')
      await other.page
        .locator('.board-column', { has: other.page.getByRole('heading', { name: 'En cours' }) })
        .getByRole('link', { name: title, exact: true })
        .waitFor()
      expect(await cardsOf(watched, 'En cours')).toContain(title)
      await watched.look()
    } finally {
      await watched.close()
      await other.close()
    }
    expect([...watched.faults, ...other.faults]).toEqual([])
  })

  test('a card is dragged to another column, and stays there', async ({ expect }) => {
    const watched = await watch(town.browser, town.address, onComputer)
    const { page } = watched
    const title = 'Choisir la salle et les horaires du guichet'
    try {
      await enterAs(watched, lead)
      await watched.open(board)
      const column = page.locator('.board-column', { has: page.getByRole('heading', { name: 'À valider' }) })
      const moved = page.waitForResponse((answer) => answer.url().endsWith('/deplacement'))
      await page.locator('.board-card', { hasText: title }).dragTo(column)
      await moved
      await watched.open(board)
      expect(await cardsOf(watched, 'À valider')).toContain(title)
    } finally {
      await watched.close()
    }
    expect(watched.faults).toEqual([])
  })

  test.for(manners)('what a team and its managers read of a project, $name', async (manner, { expect }) => {
    const watched = await watch(town.browser, town.address, manner)
    try {
      await enterAs(watched, director)
      for (const path of [
        '/projets',
        '/projets/nouveau',
        '/projets/services',
        '/projets/securite',
        '/projets/mon-travail',
        project,
        `${project}/calendrier`,
        `${project}/charge`,
        `${project}/reunions`,
        `${project}/delegation`,
        `${project}/import`,
        '/projets/ranger-les-fichiers-partages-des-services',
      ])
        await watched.open(path)
    } finally {
      await watched.close()
    }
    expect(watched.faults).toEqual([])
  })
})
