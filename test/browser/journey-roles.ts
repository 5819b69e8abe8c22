import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { z } from 'zod'
import { roles } from '#kernel/roles.ts'
import { type Manner, watch } from './watched-browser.ts'

const paths = z.array(z.string()).nonempty()

/** Everybody of the demonstration, one for each role, opens each page of their menu. Answers what was wrong. */
export async function openEachMenu(browser: Browser, address: string, manner: Manner): Promise<string[]> {
  const lobby = await watch(browser, address, manner)
  await lobby.open('/demonstration')
  const entrances = await lobby.page.getByRole('button', { name: /^Entrer comme / }).allTextContents()
  await lobby.close()
  expect(entrances).toHaveLength(roles.length)
  const faults: string[] = [...lobby.faults]
  for (const entrance of entrances) faults.push(...(await openMenuOf(entrance, browser, address, manner)))
  return faults
}

async function openMenuOf(
  entrance: string,
  browser: Browser,
  address: string,
  manner: Manner,
): Promise<string[]> {
  const watched = await watch(browser, address, manner)
  const { page } = watched
  await watched.open('/demonstration')
  await watched.press(page.getByRole('button', { name: entrance, exact: true }))
  for (const path of await pathsOfMenu(page)) {
    await watched.openNew(path)
    expect([entrance, path, await page.locator('h1').count()]).toEqual([entrance, path, 1])
  }
  await watched.close()
  return watched.faults.map((fault) => `${entrance}: ${fault}`)
}

/** Pages of the menu of whoever is signed in, with the one about them. */
export async function pathsOfMenu(page: Page): Promise<string[]> {
  const links = `[...document.querySelectorAll('.site-menu a, a.person')].map((link) => link.pathname)`
  return paths.parse(await page.evaluate(links))
}
