import { afterAll, beforeAll, describe, test, vi } from 'vitest'
import { toolPath } from '../tools.ts'
import { type DemoTown, openDemoTown } from './demo-town.ts'
import { liveThroughProcess } from './journey-process.ts'
import { manners, watch } from './watched-browser.ts'

// Forty pages, each looked at by axe: some seconds on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const program = toolPath('chromium')

describe.skipIf(program === null)('with a browser, in the town of demonstration', () => {
  let town: DemoTown
  beforeAll(async () => {
    town = await openDemoTown(program ?? '')
  })
  afterAll(() => town?.close())

  test.for(manners)(
    'a process is created, signed, opened, counted, closed and answered, then read by a visitor, $name',
    async (manner, { expect }) => {
      const watched = await watch(town.browser, town.address, manner)
      try {
        await liveThroughProcess(watched)
      } finally {
        await watched.close()
      }
      expect(watched.faults).toEqual([])
    },
  )
})
