import { afterAll, beforeAll, describe, test, vi } from 'vitest'
import { toolPath } from '../tools.ts'
import { type DemoTown, director, enterAs, mayor, openDemoTown } from './demo-town.ts'
import {
  applyWithoutAccount,
  arbitrate,
  askForPiece,
  decide,
  judgeOne,
  publishCall,
  readWinners,
  reopenAndRank,
  untilClosed,
  writeAtOnce,
} from './journey-call.ts'
import {
  type CallPeople,
  type HandPerson,
  type PreparedCall,
  prepareCall,
  soon,
  workAs,
} from './prepared-calls.ts'
import { type Manner, manners, onPhone, type Watched, watch } from './watched-browser.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const program = toolPath('chromium')
const agent = 'Inès Dumarchey'
const officer = 'Yasmine Larrivet'
const [chair, juror, other] = ['Awa Rochebrune', 'Kamel Desvignols', 'Mireille Aubanton'] as const

const marks = { note_1: '6', note_2: '6', note_3: '6', note_4: '6', suite: 'rendre' }

describe.skipIf(program === null)('a call for projects', () => {
  let town: DemoTown
  let people: CallPeople
  /** Receives applications as long as the tests last. */
  let open: PreparedCall
  /** One a manner, closed a minute or two later: each is taken from its jury to its winners. */
  const judged = new Map<Manner, PreparedCall>()

  beforeAll(async () => {
    town = await openDemoTown(program ?? '')
    people = {
      director: await workAs(town, director),
      applicant: await workAs(town, officer),
      agent: await workAs(town, agent),
      jurors: [chair, juror, other],
    }
    const inAMonth = new Date(Date.now() + 30 * 86_400_000)
    open = await prepareCall(people, 'Appel ouvert', inAMonth, { count: manners.length, isAssessed: false })
    const closesAt = soon()
    for (const manner of manners)
      judged.set(manner, await prepareCall(people, `Appel clos, ${manner.code}`, closesAt, { count: 2 }))
  })
  afterAll(() => town?.close())

  /** A window for the journey; what no page may do is said at the end. */
  async function during(manner: Manner, journey: (watched: Watched) => Promise<void>): Promise<string[]> {
    const watched = await watch(town.browser, town.address, manner)
    try {
      await journey(watched)
    } finally {
      await watched.close()
    }
    return watched.faults
  }

  test.for(manners)('somebody without an account applies, $name', async (manner, { expect }) => {
    const faults = await during(manner, async (visitor) => {
      await applyWithoutAccount(visitor, open)
    })
    expect(faults).toEqual([])
  })

  test('two people write the same draft at the same time: nothing is lost', async ({ expect }) => {
    const own = await people.applicant.send(`${open.path}/candidature`, { numero: '' })
    const faults = await during(onPhone, async (watched) => {
      await enterAs(watched, officer)
      await writeAtOnce(watched, people.applicant, own)
    })
    expect(faults).toEqual([])
  })

  test.for(manners)('the services publish a call and ask for a piece, $name', async (manner, { expect }) => {
    const faults = await during(manner, async (watched) => {
      await enterAs(watched, director)
      await publishCall(watched, people.jurors)
      await enterAs(watched, agent)
      await askForPiece(watched, open, open.applications[manners.indexOf(manner)] ?? '')
    })
    expect(faults).toEqual([])
  })

  test.for(manners)(
    'a jury marks, its chair reopens, the council decides, everybody reads it, $name',
    async (manner, { expect }) => {
      const call = judged.get(manner)
      if (!call) throw new Error('prepared above')
      await untilClosed(call)
      await people.director.send(`${call.path}/jury/reunion`, {})
      const others = await Promise.all([chair, other].map((name) => workAs(town, name)))
      const faults = await during(manner, async (watched) => {
        await enterAs(watched, juror)
        await judgeOne(watched, call)
        for (const each of others) await declareAndMark(each, call)
        await enterAs(watched, chair)
        await reopenAndRank(watched, call, other, async () => {
          await others[1]?.send(`${call.path}/jury/dossiers/1`, marks)
        })
        await enterAs(watched, director)
        await arbitrate(watched, call)
        await enterAs(watched, mayor)
        await decide(watched, call)
      })
      const publicFaults = await during(manner, (visitor) => readWinners(visitor, call))
      expect([...faults, ...publicFaults]).toEqual([])
    },
  )

  async function declareAndMark(each: HandPerson, call: PreparedCall): Promise<void> {
    await each.send(`${call.path}/jury/liens`, {})
    for (const number of [1, 2]) await each.send(`${call.path}/jury/dossiers/${number}`, marks)
  }
})
