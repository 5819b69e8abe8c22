import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toolPath } from '../tools.ts'
import { type DemoTown, director, enterAs, openDemoTown } from './demo-town.ts'
import {
  adoptAndStart,
  joinAndLeave,
  payAndMeasure,
  prepareService,
  stateAndReview,
  useAndContest,
} from './journey-shared-service.ts'
import { manners, type Watched, watch } from './watched-browser.ts'

// A journey is dozens of pages, each looked at by axe.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const program = toolPath('chromium')
const officer = { name: 'Thibaut Vernoy', email: 'thibaut.vernoy@montaubelle.example' }

describe.skipIf(program === null)('a shared service, from its first page to its review', () => {
  let town: DemoTown
  beforeAll(async () => {
    town = await openDemoTown(program ?? '')
  })
  afterAll(() => town?.close())

  test.each(manners)(
    'prepared, adopted by two councils, used, contested, paid, stated, reviewed, joined and left, $name',
    async (manner) => {
      const windowOf = (): Promise<Watched> => watch(town.browser, town.address, manner)
      const [staff, partner] = await Promise.all([windowOf(), windowOf()])
      await enterAs(staff, director)
      await enterAs(partner, officer.name)
      const base = await prepareService(staff, officer.email)
      await adoptAndStart(staff, partner, base)
      await useAndContest(staff, partner, base)
      await payAndMeasure(staff, partner, base)
      await stateAndReview(staff, partner, base)
      await joinAndLeave(staff, partner, base)
      for (const watched of [staff, partner]) {
        expect(watched.faults).toEqual([])
        await watched.close()
      }
    },
  )
})
