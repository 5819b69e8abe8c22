import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makePlace, type TestPlace } from '../running-town.ts'
import { toolPath } from '../tools.ts'
import { bringFile, exportMeasures } from './journey-files.ts'
import { assessMeasure, decideMeasure, recordEvidence } from './journey-measure.ts'
import { manners, openBrowser, type Watched, watch } from './watched-browser.ts'

// A journey is dozens of pages, each looked at by axe: 10 s on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const program = toolPath('chromium')

describe.skipIf(program === null)('with a browser, in the town of demonstration', () => {
  let place: TestPlace
  let browser: Browser
  let address: string
  beforeAll(async () => {
    place = makePlace()
    const [server, opened] = await Promise.all([place.start(['--world', 'town']), openBrowser(program ?? '')])
    address = server.address
    browser = opened
    expect(address).not.toBe('')
  })
  afterAll(async () => {
    await browser?.close()
    await place?.remove()
  })

  const person = {
    director: 'Étienne Valadour',
    mayor: 'Solène Marchaudon',
  }

  async function enter(watched: Watched, name: string): Promise<void> {
    await watched.open('/demonstration')
    await watched.press(watched.page.getByRole('button', { name: `Entrer comme ${name}` }))
  }

  describe.each(manners)('$name', (manner) => {
    let watched: Watched
    beforeAll(async () => {
      watched = await watch(browser, address, manner)
    })
    afterAll(() => watched?.close())

    test('the first visit: home, measures, one measure, journal, deliberations, law', async () => {
      await watched.open('/')
      for (const path of ['/mesures', '/mesures/ressourcerie', '/journal', '/deliberations', '/droit'])
        await watched.open(path)
      for (const path of ['/a-propos', '/accessibilite', '/connexion']) await watched.open(path)
      await watched.open('/mesures/ressourcerie')
      expect(await watched.page.locator('main svg, main img').count()).toBeGreaterThan(0)
      expect(watched.faults).toEqual([])
    })

    // Forms are driven at one width; only pages that a visitor reads are looked at on a telephone.
    if (manner.width_px === 360) return

    test('the director assesses a measure, the mayor decides it, and what happens is recorded', async () => {
      await enter(watched, person.director)
      const path = await assessMeasure(watched)
      await enter(watched, person.mayor)
      await decideMeasure(watched, path)
      await enter(watched, person.director)
      await recordEvidence(watched)
      expect(watched.faults).toEqual([])
    })

    test('a file with a bad line: the fault is named, the good lines are kept when asked, and come out again', async () => {
      await enter(watched, person.director)
      const code = await bringFile(watched)
      expect(await exportMeasures(watched)).toContain(code)
      expect(watched.faults).toEqual([])
    })
  })
})
