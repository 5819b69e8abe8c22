import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { roles } from '#kernel/roles.ts'
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
    if (address === '') expect(await server.ended).toBe('a server that answers')
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

    // The forms of the services are driven at one width; what everybody reads, and each menu, at both.
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

  test.each(manners)('each of the roles enters and opens its whole menu, $name', async (manner) => {
    const lobby = await watch(browser, address, manner)
    await lobby.open('/demonstration')
    const entrances = await lobby.page.getByRole('button', { name: /^Entrer comme / }).allTextContents()
    await lobby.close()
    expect(entrances).toHaveLength(roles.length)
    for (const entrance of entrances) {
      const watched = await watch(browser, address, manner)
      await watched.open('/demonstration')
      await watched.press(watched.page.getByRole('button', { name: entrance, exact: true }))
      const links = await watched.page.evaluate(
        `[...document.querySelectorAll('.site-menu a, a.person')].map((link) => link.pathname)`,
      )
      for (const path of paths(links)) {
        await watched.open(path)
        expect([entrance, path, await watched.page.locator('h1').count()]).toEqual([entrance, path, 1])
      }
      expect([entrance, watched.faults]).toEqual([entrance, []])
      await watched.close()
    }
  })

  test('with the keyboard alone: skip link, menu, a form sent, and the focus always seen', async () => {
    const watched = await watch(browser, address, manners[1] ?? fail())
    const { page } = watched
    await page.goto('/mesures')
    await page.keyboard.press('Tab')
    expect(await focused(watched)).toMatchObject({ href: '#contenu', isSeen: true })
    await page.keyboard.press('Enter')
    expect(await focused(watched)).toMatchObject({ id: 'contenu' })
    await page.goto('/')
    await tabTo(watched, ({ href }) => href === '/mesures')
    await Promise.all([page.waitForURL('**/mesures'), page.keyboard.press('Enter')])
    await tabTo(watched, ({ name }) => name === 'q')
    await page.keyboard.type('ressourcerie')
    await Promise.all([page.waitForURL(/q=ressourcerie/), page.keyboard.press('Enter')])
    expect(await page.locator('main a[href="/mesures/ressourcerie"]').count()).toBeGreaterThan(0)
    expect(watched.faults).toEqual([])
    await watched.close()
  })

  test('without JavaScript: a scenario is computed, moved by hand, and its note read', async () => {
    const context = await browser.newContext({ baseURL: address, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto('/demonstration')
    await page.getByRole('button', { name: `Entrer comme ${person.director}` }).click()
    await page.goto('/scenarios/prudence')
    await page.getByRole('button', { name: 'Calculer de nouveau' }).click()
    await vi.waitFor(
      async () => {
        await page.goto('/scenarios/prudence')
        expect(await page.locator('main').innerText()).toContain('prouvé')
      },
      { timeout: 60_000, interval: 1000 },
    )
    await page.goto('/scenarios/prudence/main')
    await page.locator('select[name="debut-budget-participatif"]').selectOption('')
    await page.getByRole('button', { name: 'Voir le nouveau budget' }).click()
    expect(await page.locator('main').innerText()).toContain('est imposée')
    await page.goto('/note/prudence')
    expect(await page.locator('main h1').innerText()).toBe('Propositions pour coopérer et faire participer')
    await context.close()
  })
})

function paths(found: unknown): string[] {
  if (!Array.isArray(found) || found.length === 0) throw new Error('no menu')
  return found.map(String)
}

function fail(): never {
  throw new Error('no such manner')
}

interface Focused {
  readonly id: string
  readonly name: string | null
  readonly href: string | null
  /** Has an outline or a shadow around it, and is on the screen. */
  readonly isSeen: boolean
}

function focused({ page }: Watched): Promise<Focused> {
  return page.evaluate<Focused>(`(() => {
    const element = document.activeElement
    const style = getComputedStyle(element)
    const box = element.getBoundingClientRect()
    const hasRing = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none'
    return {
      id: element.id,
      name: element.getAttribute('name'),
      href: element.getAttribute('href'),
      isSeen: hasRing && box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    }
  })()`)
}

/** Presses Tab until that element has the focus; every one on the way shows that it has it. */
async function tabTo(watched: Watched, isIt: (focus: Focused) => boolean): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await watched.page.keyboard.press('Tab')
    const focus = await focused(watched)
    expect(focus).toMatchObject({ isSeen: true })
    if (isIt(focus)) return
  }
  throw new Error('sixty presses of Tab do not reach it')
}
