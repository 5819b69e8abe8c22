import { afterAll, beforeAll, describe, test, vi } from 'vitest'
import { toolPath } from '../tools.ts'
import { type DemoTown, director, enterAs, mayor, openDemoTown } from './demo-town.ts'
import { bringFile, exportMeasures } from './journey-files.ts'
import { goToFault, tabThrough, useKeyboardAlone } from './journey-keyboard.ts'
import { assessMeasure, decideMeasure, recordEvidence } from './journey-measure.ts'
import { liveThroughProcess } from './journey-process.ts'
import { openEachMenu } from './journey-roles.ts'
import { buildScenarios, printNote } from './journey-scenarios.ts'
import {
  type Manner,
  manners,
  onComputer,
  onPhone,
  type Watched,
  watch,
  withoutScripts,
} from './watched-browser.ts'

// A journey is dozens of pages, each looked at by axe: 10 s on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000, maxConcurrency: 3 })

const program = toolPath('chromium')

describe.skipIf(program === null)('with a browser, in the town of demonstration', () => {
  let town: DemoTown
  beforeAll(async () => {
    town = await openDemoTown(program ?? '')
  })
  afterAll(() => town?.close())

  /** Makes the journey in a window of its own, and answers what the window saw that no page may do. */
  async function faultsOf(
    manner: Manner,
    journey: (watched: Watched) => Promise<unknown>,
  ): Promise<string[]> {
    const watched = await watch(town.browser, town.address, manner)
    try {
      await journey(watched)
    } finally {
      await watched.close()
    }
    return watched.faults
  }

  test.concurrent.for(manners)(
    'the director assesses a measure, the mayor decides it, and what happens is recorded, $name',
    async (manner, { expect }) => {
      const faults = await faultsOf(manner, async (watched) => {
        await enterAs(watched, director)
        const path = await assessMeasure(watched)
        await enterAs(watched, mayor)
        await decideMeasure(watched, path)
        await enterAs(watched, director)
        await recordEvidence(watched)
      })
      expect(faults).toEqual([])
    },
  )

  test.concurrent.for(manners)(
    'two scenarios computed, one measure moved by hand, both compared, and the note in its three forms, $name',
    async (manner, { expect }) => {
      const faults = await faultsOf(manner, async (watched) => {
        await enterAs(watched, director)
        const scenario = await buildScenarios(watched)
        expect(await printNote(watched, scenario)).toEqual(['PK\u0003\u0004', '%PDF'])
      })
      expect(faults).toEqual([])
    },
  )

  test.concurrent.for(manners)(
    'a file with a bad line: the fault is named, the good lines are kept when asked, and come out again, $name',
    async (manner, { expect }) => {
      const faults = await faultsOf(manner, async (watched) => {
        await enterAs(watched, director)
        const code = await bringFile(watched)
        expect(await exportMeasures(watched)).toContain(code)
      })
      expect(faults).toEqual([])
    },
  )

  test.concurrent.for(manners)(
    'a process is created, signed, opened, counted, closed and answered, then read by a visitor, $name',
    async (manner, { expect }) => {
      expect(await faultsOf(manner, liveThroughProcess)).toEqual([])
    },
  )

  test.concurrent.for([...manners, withoutScripts])(
    'what everybody reads, $name',
    async (manner, { expect }) => {
      const faults = await faultsOf(manner, async (watched) => {
        for (const path of ['/', '/mesures', '/journal', '/deliberations', '/droit', '/droit/SCIC-01'])
          await watched.open(path)
        for (const path of ['/a-propos', '/accessibilite', '/connexion']) await watched.open(path)
        await watched.open('/mesures/ressourcerie')
        expect(await watched.page.locator('main svg').count()).toBeGreaterThan(0)
      })
      expect(faults).toEqual([])
    },
  )

  test.concurrent('each of the roles enters and opens its whole menu', async ({ expect }) => {
    expect(await openEachMenu(town.browser, town.address, onPhone)).toEqual([])
  })

  test.concurrent('with the keyboard alone: skip link, menu, a form sent, no trap, and the focus always seen', async ({
    expect,
  }) => {
    const faults = await faultsOf(onComputer, async (watched) => {
      await useKeyboardAlone(watched)
      for (const path of ['/', '/mesures/ressourcerie', '/connexion']) await tabThrough(watched, path)
      await enterAs(watched, director)
      await goToFault(watched, '/mesures/nouvelle')
    })
    expect(faults).toEqual([])
  })
})
