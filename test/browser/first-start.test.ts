import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makePlace, type TestPlace } from '../running-town.ts'
import { toolPath } from '../tools.ts'
import { pathsOfMenu } from './journey-roles.ts'
import { manners, openBrowser, watch } from './watched-browser.ts'

// Opening a town is half a minute on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const program = toolPath('chromium')

describe.skipIf(program === null)('a town that was just opened', () => {
  let place: TestPlace
  beforeAll(() => {
    place = makePlace()
  })
  afterAll(() => place?.remove())

  test('its first administrator comes in by the printed link and opens every page of the menu', async () => {
    const { address } = await place.start(['--world', 'empty'])
    const browser = await openBrowser(program ?? '')
    for (const manner of manners) {
      const watched = await watch(browser, address, manner)
      const { page } = watched
      await watched.open('/')
      await watched.open('/mesures')
      const email = `${manner.code}@essais.example`
      const made = await place.run(['account', 'create-admin', email, '--world', 'empty'])
      await watched.open(new URL(made.out.trim()).pathname)
      await watched.press(page.locator('main').getByRole('button'))
      for (const path of await pathsOfMenu(page)) await watched.open(path)
      await watched.close()
      expect(watched.faults).toEqual([])
    }
    await browser.close()
  })
})
