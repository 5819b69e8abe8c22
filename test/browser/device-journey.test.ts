import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toolPath } from '../tools.ts'
import { type DemoTown, enterAs, openDemoTown } from './demo-town.ts'
import { manners, type Watched, watch } from './watched-browser.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const program = toolPath('chromium')
const agent = 'Inès Dumarchey'
const officer = 'Kamel Desvignols'

describe.skipIf(program === null)('a telephone that reads the agenda', () => {
  let town: DemoTown
  beforeAll(async () => {
    town = await openDemoTown(program ?? '')
  })
  afterAll(() => town?.close())

  /** What the server answers to a program with that password. */
  async function reads(email: string, password: string): Promise<number> {
    const authorization = `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`
    const answer = await fetch(`${town.address}/dav/`, {
      method: 'PROPFIND',
      headers: { authorization, depth: '0' },
    })
    return answer.status
  }

  test.each(manners)(
    'gets a password from the agenda’s pages, works, and reads no more once it is taken back, $name',
    async (manner) => {
      const watched = await watch(town.browser, town.address, manner)
      const { page } = watched
      const label = `Téléphone ${manner.code}`
      await enterAs(watched, agent)
      await watched.open('/agenda/reglages')
      await watched.press(page.locator('main').getByRole('link', { name: 'Mes appareils' }))
      await watched.press(page.locator('main button[type=submit]').last())
      expect(await page.locator('.error-summary li').count()).toBe(1)
      await watched.fill({ nom: label })
      await watched.press(page.locator('main button[type=submit]').last())
      const [server = '', email = '', password = ''] = await page.locator('main dl code').allInnerTexts()
      expect([server, await reads(email, password)]).toEqual([`${town.address}/dav/`, 207])
      // Shown once: whoever opens the page again does not read it.
      await watched.open('/mon-compte/appareils')
      expect(await page.locator('main dl code').count()).toBe(0)
      await takenBack(watched, label)
      expect(await reads(email, password)).toBe(401)
      await watched.close()
      expect(watched.faults).toEqual([])
    },
  )
})

/** The security officer finds the device among all, and takes its password back with a reason. */
async function takenBack(watched: Watched, label: string): Promise<void> {
  const { page } = watched
  await enterAs(watched, officer)
  await watched.open('/projets/securite')
  await watched.press(page.getByRole('link', { name: 'Tous les appareils, et en retirer un' }))
  await watched.press(page.locator('tr', { hasText: label }).getByRole('link'))
  await watched.press(page.locator('main form button'))
  expect(await page.locator('.error-summary li').count()).toBe(1)
  await watched.fill({ motif: 'Téléphone perdu' })
  await watched.press(page.locator('main form button'))
  expect(await page.locator('main').innerText()).toContain(label)
}
