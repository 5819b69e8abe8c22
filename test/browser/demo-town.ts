import { cpSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { assertDefined } from '#kernel/assert.ts'
import { makePlace, type TestPlace } from '../running-town.ts'
import { openBrowser, type Watched } from './watched-browser.ts'

/** The town of demonstration, served by a process of its own over a copy of its folder, and a browser to look at it with. */
export interface DemoTown {
  readonly address: string
  readonly browser: Browser
  close(): Promise<void>
}

export async function openDemoTown(program: string): Promise<DemoTown> {
  const place = makePlace()
  try {
    const image = assertDefined(process.env.TEST_DEMO_TOWN, 'the folder that town-image.ts filled')
    cpSync(image, place.folder, { recursive: true })
    const address = await startTown(place)
    const browser = await openBrowser(program)
    return {
      address,
      browser,
      async close() {
        await browser.close()
        await place.remove()
      },
    }
  } catch (error) {
    await place.remove()
    throw error
  }
}

/** Starts the town and waits until it answers; what it said is in the error, if it never does. */
async function startTown(place: TestPlace): Promise<string> {
  const { address, child, ended } = await place.start(['--world', 'town'])
  if (address !== '' && (await isHealthy(address))) return address
  child.kill('SIGKILL')
  const { code, out, err } = await ended
  throw new Error(`the town does not answer (${code})\n${out}\n${err}`)
}

async function isHealthy(address: string): Promise<boolean> {
  for (let tries = 0; tries < 40; tries += 1) {
    const answer = await fetch(`${address}/healthz`).catch(() => null)
    if (answer?.ok) return true
    await wait(250)
  }
  return false
}

export const director = 'Étienne Valadour'
export const mayor = 'Solène Marchaudon'

export async function enterAs(watched: Watched, name: string): Promise<void> {
  await watched.open('/demonstration')
  await watched.press(watched.page.getByRole('button', { name: `Entrer comme ${name}`, exact: true }))
}
