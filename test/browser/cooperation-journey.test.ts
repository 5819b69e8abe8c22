import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toolPath } from '../tools.ts'
import { type DemoTown, openDemoTown } from './demo-town.ts'
import { liveThroughCooperation } from './journey-cooperation.ts'
import { manners, watch } from './watched-browser.ts'

// A journey is dozens of pages, each looked at by axe.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const program = toolPath('chromium')

describe.skipIf(program === null)('a cooperation, from the idea to its yearly review', () => {
  let town: DemoTown
  beforeAll(async () => {
    town = await openDemoTown(program ?? '')
  })
  afterAll(() => town?.close())

  test.each(manners)('three councils vote, all sign, $name', async (manner) => {
    const watched = await watch(town.browser, town.address, manner)
    await liveThroughCooperation(watched)
    expect(watched.faults).toEqual([])
    await watched.close()
  })
})
