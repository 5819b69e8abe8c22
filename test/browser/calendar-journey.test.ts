import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toolPath } from '../tools.ts'
import { type DemoTown, director, enterAs, openDemoTown } from './demo-town.ts'
import { tabThrough } from './journey-keyboard.ts'
import { type Manner, manners, onComputer, type Watched, watch } from './watched-browser.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const program = toolPath('chromium')
const agent = 'Inès Dumarchey'

describe.skipIf(program === null)('a day with the calendar', () => {
  let town: DemoTown
  beforeAll(async () => {
    town = await openDemoTown(program ?? '')
  })
  afterAll(() => town?.close())

  const windowOf = (manner: Manner): Promise<Watched> => watch(town.browser, town.address, manner)

  test.each(manners)(
    'an agent looks, finds a time, books a room, and the one invited answers, $name',
    async (manner) => {
      const watched = await windowOf(manner)
      const { page } = watched
      await enterAs(watched, agent)
      for (const view of ['semaine', 'mois', 'jour', 'liste']) await watched.open(`/agenda?vue=${view}`)
      await watched.open('/agenda/equipe')
      expect(await page.locator('.agenda-team tbody tr').count()).toBeGreaterThan(3)
      await watched.open('/agenda/ressources')
      await watched.open('/agenda/reglages')
      await findTime(watched)
      await watched.fill({ titre: `Point ${manner.code}` })
      await watched.press(page.getByRole('button', { name: 'Enregistrer' }))
      expect(await page.locator('h1').innerText()).toBe(`Point ${manner.code}`)
      await enterAs(watched, director)
      await watched.open('/agenda')
      await watched.press(page.getByRole('link', { name: `Point ${manner.code}` }).first())
      await watched.press(page.getByRole('button', { name: 'J’y serai' }))
      expect(await page.locator('main').innerText()).toContain('Vous avez accepté.')
      await watched.close()
      expect(watched.faults).toEqual([])
    },
  )

  test('a refused form says what to mend; a visitor reads the town’s calendar; the keyboard goes through the week', async () => {
    const watched = await windowOf(onComputer)
    await watched.open('/agenda-de-la-ville')
    await enterAs(watched, agent)
    await watched.open('/agenda/rendez-vous/nouveau')
    await watched.fill({ fin_heure: '06:00', titre: '' })
    await watched.press(watched.page.getByRole('button', { name: 'Enregistrer' }))
    expect(await watched.page.locator('.error-summary li').count()).toBe(1)
    await tabThrough(watched, '/agenda')
    await watched.close()
    expect(watched.faults).toEqual([])
  })
})

/** Chooses the director, a room, and the first time that is free for both; ends on the form, filled. */
async function findTime(watched: Watched): Promise<void> {
  const { page } = watched
  await watched.open('/agenda/trouver')
  const group = page.locator('details', { hasText: 'Direction générale' }).first()
  await group.locator('summary').click()
  await group.getByLabel(new RegExp(director)).check()
  await watched.fill({ salle: 'oui' })
  await watched.press(page.getByRole('button', { name: 'Chercher' }))
  expect(await page.locator('.slot[data-state="free"]').count()).toBeGreaterThan(0)
  await watched.press(page.locator('.slot[data-state="free"] a').first())
}
