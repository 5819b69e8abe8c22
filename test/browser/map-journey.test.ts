import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, test, vi } from 'vitest'
import { referencePath } from '../reference.ts'
import { toolPath } from '../tools.ts'
import { type DemoTown, enterAs, openDemoTown } from './demo-town.ts'
import { vienneDirectory } from './vienne-directory.ts'
import { onComputer, onPhone, type Watched, watch, withoutJavaScript } from './watched-browser.ts'

// Pages looked at by axe one after the other: some seconds on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const program = toolPath('chromium')
const outlines = referencePath('data', 'actors', 'geo', 'communes-86-1000m.geojson')
const register = referencePath('data', 'actors', 'ess-sirene-rna.csv')
const agent = 'Inès Dumarchey'
const organisations = 2561
/** No task of the page may keep a hand waiting longer: figure of the acceptance case P6. */
const longest_ms = 200

/** P6: 266 outlines of Vienne and 2,561 organisations; the town of demonstration has its own beside them. */
describe.skipIf(program === null || outlines === null || register === null)('the map of Vienne (P6)', () => {
  let town: DemoTown
  let agentWindow: Watched
  /** Places of the town of demonstration. */
  let before = 0
  beforeAll(async () => {
    town = await openDemoTown(program ?? '')
    agentWindow = await watch(town.browser, town.address, onComputer)
    const { page } = agentWindow
    await enterAs(agentWindow, agent)
    await page.goto('/organisations/carte')
    before = await placesShown(page)
    await page.goto('/organisations/territoire')
    await page.setInputFiles('input[type=file]', outlines ?? '')
    await agentWindow.fill({ source: 'Etalab, contours administratifs' })
    await agentWindow.press(page.getByRole('button', { name: 'Verser le fichier' }))
    await page.goto('/organisations/fichiers/nouveau')
    await page.setInputFiles('input[type=file]', {
      name: 'ess-vienne.csv',
      mimeType: 'text/csv',
      buffer: vienneDirectory(readFileSync(register ?? '', 'utf8'), readFileSync(outlines ?? '', 'utf8')),
    })
    await agentWindow.press(page.getByRole('button', { name: 'Voir ce que ferait ce fichier' }))
    await agentWindow.press(page.getByRole('button', { name: 'Confirmer et écrire' }))
  })
  afterAll(async () => {
    await agentWindow?.close()
    await town?.close()
  })

  test('an officer brought both files: every commune is drawn, every organisation is counted once', async ({
    expect,
  }) => {
    const { page } = agentWindow
    await agentWindow.open('/organisations/territoire')
    expect(await page.locator('main').innerText()).toContain('266 communes, d’après Etalab')
    await agentWindow.open('/organisations/carte')
    expect(await page.locator('.map-commune').count()).toBe(266)
    expect(await placesShown(page)).toBe(before + organisations)
    expect(await placesInMarkers(page)).toBe(before + organisations)
    expect(await page.locator('.map-marker').count()).toBeLessThan(150)
    expect(agentWindow.faults).toEqual([])
  })

  test('Poitiers (86194) is found by the point of a place', async ({ expect }) => {
    const { page } = agentWindow
    await page.goto('/organisations/carte?commune=86194')
    expect(await page.locator('.map-chosen').count()).toBe(1)
    const link = page.locator('#lieux tbody a').first()
    await agentWindow.press(link)
    expect(await page.locator('main').innerText()).toContain('Poitiers (86194)')
  })

  test('it moves and zooms by buttons, mouse, keys and two fingers, without a task of 200 ms or a request elsewhere', async ({
    expect,
  }) => {
    const watched = await watch(town.browser, town.address, onComputer)
    const { page } = watched
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    try {
      await page.addInitScript(noteLongTasks)
      await page.goto('/organisations/carte')
      expect(await longestOf(page, () => page.evaluate(busyFor, longest_ms + 60))).toBeGreaterThan(longest_ms)
      // Another program may take the processor for a while: the best of three rounds is what the page costs.
      const rounds: number[] = []
      while (rounds.length < 3 && !rounds.some((longest) => longest < longest_ms))
        rounds.push(await longestOf(page, () => moveAbout(page, expect)))
      console.log(`longest task of each round of moves: ${rounds.map((ms) => Math.round(ms)).join(', ')} ms`)
      expect(Math.min(...rounds)).toBeLessThan(longest_ms)
      expect(asked.length).toBeGreaterThan(10)
      expect(asked.filter((url) => new URL(url).origin !== town.address)).toEqual([])
    } finally {
      await watched.close()
    }
    expect(watched.faults).toEqual([])
  })

  test('the keyboard reaches the same places as a table, on a phone and on a large screen', async ({
    expect,
  }) => {
    const watched = await watch(town.browser, town.address, onPhone)
    const { page } = watched
    try {
      await watched.open('/organisations/carte')
      await page.locator('.skip-map a').focus()
      await page.keyboard.press('Enter')
      await tabTo(page, '#lieux tbody a')
      const first = await page.evaluate('document.activeElement.textContent')
      expect(first).toBe(await page.locator('#lieux tbody a').first().textContent())
      await tabTo(page, '.pager a', 120)
      await page.keyboard.press('Enter')
      await page.waitForURL(/page=2/)
      await watched.look()
      expect(await page.locator('#lieux tbody tr').count()).toBe(50)
      expect(await rowsOfAllPages(page, before + organisations)).toBe(before + organisations)
      await watched.open('/organisations/carte?niveau=3&lat=46.58&lon=0.34')
    } finally {
      await watched.close()
    }
    expect(watched.faults).toEqual([])
  })

  test('without JavaScript, links move and zoom it, and a marker of several leads nearer', async ({
    expect,
  }) => {
    const watched = await watch(town.browser, town.address, withoutJavaScript)
    const { page } = watched
    try {
      await watched.open('/organisations/carte')
      await watched.press(page.getByRole('link', { name: 'Rapprocher' }))
      await watched.press(page.getByRole('link', { name: 'Aller vers le sud' }))
      expect(await levelOf(page)).toBe(1)
      const near = await placesShown(page)
      expect(near).toBeGreaterThan(0)
      expect(near).toBeLessThan(before + organisations)
      await page.locator('.map-marker:not([data-places="1"])').first().focus()
      await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')])
      expect(await levelOf(page)).toBeGreaterThan(1)
      await watched.press(page.getByRole('link', { name: 'Voir toute la carte' }))
      expect(await placesShown(page)).toBe(before + organisations)
    } finally {
      await watched.close()
    }
    expect(watched.faults).toEqual([])
  })
})

type Expect = typeof import('vitest').expect

/** Every way to move the map, each with what it has to change; it ends where it began. */
async function moveAbout(page: Page, expect: Expect): Promise<void> {
  const map = page.locator('.map-frame')
  for (const name of ['Rapprocher', 'Rapprocher', 'Aller vers le nord', 'Éloigner']) {
    const address = page.url()
    await page.getByRole('link', { name }).click()
    await page.waitForURL((url) => url.href !== address)
  }
  expect(await levelOf(page)).toBe(1)
  await map.focus()
  for (const key of ['+', 'ArrowRight', 'ArrowDown', '+']) {
    const address = page.url()
    await page.keyboard.press(key)
    await page.waitForURL((url) => url.href !== address)
  }
  expect(await levelOf(page)).toBe(3)
  const box = await map.boundingBox()
  if (!box) throw new Error('the map is on the page')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const dragged = page.url()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 150, y - 60, { steps: 12 })
  await page.mouse.up()
  await page.waitForURL((url) => url.href !== dragged)
  expect(degreesOf(page.url(), 'lon')).toBeGreaterThan(degreesOf(dragged, 'lon'))
  expect(degreesOf(page.url(), 'lat')).toBeLessThan(degreesOf(dragged, 'lat'))
  const pinched = page.url()
  await pinch(page, x, y)
  await page.waitForURL((url) => url.href !== pinched)
  expect(await levelOf(page)).toBe(4)
  await map.focus()
  await page.keyboard.press('0')
  await page.waitForURL(/niveau=0/)
}

function degreesOf(url: string, name: 'lat' | 'lon'): number {
  return Number(new URL(url).searchParams.get(name))
}

/** Two fingers that go apart, to twice their distance. */
async function pinch(page: Page, x: number, y: number): Promise<void> {
  const hand = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number) =>
    hand.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        type === 'touchEnd'
          ? []
          : [
              { x: x - apart, y, id: 1 },
              { x: x + apart, y, id: 2 },
            ],
    })
  await touch('touchStart', 40)
  for (const apart of [50, 60, 70, 80]) await touch('touchMove', apart)
  await touch('touchEnd', 80)
  await hand.detach()
}

async function placesShown(page: Page): Promise<number> {
  const title = await page.locator('#lieux-titre').innerText()
  return Number(/^[\d\s\u00a0\u202f]+/.exec(title)?.[0].replaceAll(/\D/g, ''))
}

async function placesInMarkers(page: Page): Promise<number> {
  const counts = await page
    .locator('.map-marker')
    .evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-places'))))
  return counts.reduce((sum, count) => sum + count, 0)
}

async function levelOf(page: Page): Promise<number> {
  return Number(await page.locator('.directory-map').getAttribute('data-level'))
}

/** Goes from stop to stop until one of those is reached. */
async function tabTo(page: Page, selector: string, most = 20): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${most} presses of Tab do not reach ${selector}`)
}

async function rowsOfAllPages(page: Page, expected: number): Promise<number> {
  let rows = 0
  for (let number = 1; number <= Math.ceil(expected / 50); number += 1) {
    const answer = await page.request.get(`/organisations/carte?niveau=0&page=${number}`)
    const table = /<tbody>.*?<\/tbody>/s.exec(await answer.text())?.[0] ?? ''
    rows += table.split('<tr>').length - 1
  }
  return rows
}

/** Script of the page that keeps how long each task of 50 ms or more lasted. */
const noteLongTasks = `
  window.longTasks = []
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask' })`

/** Keeps the page busy that long, in a task of its own. */
const busyFor = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(() => {
      const end = performance.now() + ms
      while (performance.now() < end) Math.sqrt(end)
      resolve()
    })
  })

/** The longest task of the page meanwhile, in milliseconds; 0 when none lasted 50. */
async function longestOf(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate('window.longTasks.length = 0')
  await work()
  // The browser tells of a task once it is over.
  await page.waitForTimeout(300)
  return Number(await page.evaluate('Math.max(0, ...window.longTasks)'))
}
