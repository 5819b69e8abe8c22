import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toolPath } from '../tools.ts'
import { type DemoTown, enterAs, openDemoTown } from './demo-town.ts'
import { answerAsService, dictate, proposeByMail, takeAway } from './journey-proposal.ts'
import { manners, onPhone, type Watched, watch } from './watched-browser.ts'

// A journey is dozens of pages, each looked at by axe.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const program = toolPath('chromium')
const agent = 'Inès Dumarchey'
const manager = 'Olivier Sarrazac'
const moderator = 'Jonas Pelletreau'

describe.skipIf(program === null)('a proposal, from a phone to its answer', () => {
  let town: DemoTown
  beforeAll(async () => {
    town = await openDemoTown(program ?? '')
  })
  afterAll(() => town?.close())

  const windowOf = (manner = onPhone): Promise<Watched> => watch(town.browser, town.address, manner)
  test.each(manners)(
    'a resident proposes by mail, a service answers; another is taken away, $name',
    async (manner) => {
      const resident = await windowOf(manner)
      const staff = await windowOf(manner)
      const visitor = await windowOf(manner)
      const mailbox = await windowOf(manner)
      await visitor.open('/propositions')
      await visitor.open('/propositions/charte')
      const path = await proposeByMail(resident, mailbox)
      await enterAs(staff, agent)
      await dictate(staff)
      await enterAs(staff, manager)
      await answerAsService(staff, path)
      await enterAs(staff, moderator)
      await staff.open('/propositions/moderation')
      await takeAway(staff, visitor, path)
      for (const watched of [resident, staff, visitor, mailbox]) {
        expect(watched.faults.filter((fault) => !fault.includes('404'))).toEqual([])
        await watched.close()
      }
    },
  )
})
