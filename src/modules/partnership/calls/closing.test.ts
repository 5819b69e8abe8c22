import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayInParis, systemClock } from '#infra/clock.ts'
import { assertDefined } from '#kernel/assert.ts'
import { addDays } from '#kernel/calendar-date.ts'
import {
  afterClosing,
  atClosing,
  makeApplication,
  makeCall,
  receivedOf,
  type TestApplication,
} from '#test/made-call.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant } from '#test/test-town.ts'
import { submitApplication } from './applications.actions.ts'
import { readDatabaseClock } from './applications.queries.ts'
import { findCall, lockCall } from './calls.queries.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

describe('the closing', () => {
  test('at the second it is in time, the second after it is late, and the draft is still there', async () => {
    const call = await makeCall(world)
    const applicant = await world.as('organisation_officer')
    const inTime = await makeApplication(world, call, {}, { send: false })
    const late = await makeApplication(world, call, {}, { send: false })
    world.setNow(atClosing)
    expect((await applicant.post(`${inTime.path}/envoi`)).status).toBe(303)
    world.setNow(afterClosing)
    const refused = await applicant.post(`${late.path}/envoi`)
    expect([refused.status, (await refused.text()).includes('L’appel est clos')]).toEqual([422, true])
    expect(await receivedOf(world, call)).toMatchObject([
      { number: 1, received_at: atClosing, status: 'submitted' },
    ])
    expect(await (await applicant.get(late.path)).text()).toContain('Un jardin sous les fenêtres')
    world.setNow(testInstant)
  })

  test('whoever came in time is received at that time, however long the queue; whoever came a second late is refused, and told when', async () => {
    const call = await makeCall(world)
    const applicant = await world.as('organisation_officer')
    const drafts: TestApplication[] = []
    for (let index = 0; index < 20; index += 1)
      drafts.push(await makeApplication(world, call, { titre: `Projet ${index}` }, { send: false }))
    const last = await makeApplication(world, call, {}, { send: false })
    world.setNow(atClosing)
    const { answers, late } = await world.db.transaction().execute(async (tx) => {
      // The queue: nobody is received while somebody else holds the call.
      await lockCall(tx, call.code)
      const answers = drafts.map(({ path }) => applicant.post(`${path}/envoi`))
      await new Promise((resolve) => setImmediate(resolve))
      world.setNow(afterClosing)
      const late = applicant.post(`${last.path}/envoi`)
      await new Promise((resolve) => setImmediate(resolve))
      world.setNow(new Date(afterClosing.getTime() + 600_000))
      return { answers, late }
    })
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([303]))
    const refused = await late
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(
      'votre envoi est arrivé au serveur le 18 décembre 2026 à 17:00:01, après la clôture du 18 décembre 2026 à 17:00:00',
    )
    const rows = await receivedOf(world, call)
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(new Set(rows.map(({ received_at }) => received_at?.getTime()))).toEqual(
      new Set([atClosing.getTime()]),
    )
    const page = await (await applicant.get(drafts[0]?.path ?? '')).text()
    expect(page).toContain('Reçu le 18 décembre 2026 à 17:00:00, heure d’arrivée au serveur.')
    world.setNow(testInstant)
  })

  test('the database refuses a receipt outside the time of the call, whoever writes it', async () => {
    const call = await makeCall(world)
    const { id } = await makeApplication(world, call, {}, { send: false })
    const { dossier } = await world.db
      .selectFrom('applications')
      .select('dossier')
      .where('id', '=', (await makeApplication(world, call)).id)
      .executeTakeFirstOrThrow()
    const receive = (at: Date) =>
      world.db
        .updateTable('applications')
        .set({
          status: 'submitted',
          number: 9,
          requested_cents: 1,
          dossier: JSON.stringify(dossier),
          received_at: at,
        })
        .where('id', '=', id)
        .execute()
    for (const at of [afterClosing, new Date('2026-11-23T07:59:59Z')])
      await expect(receive(at)).rejects.toMatchObject({ code: '23001' })
    await receive(atClosing)
  })

  test('sixty applicants in the last second: all are received, numbered without gap, told once', async () => {
    const call = await makeCall(world)
    const applicant = await world.as('organisation_officer')
    const drafts = []
    for (let index = 0; index < 60; index += 1)
      drafts.push(await makeApplication(world, call, { titre: `Projet ${index}` }, { send: false }))
    world.setNow(atClosing)
    const sent = world.sent.length
    const answers = await Promise.all(drafts.map((draft) => applicant.post(`${draft.path}/envoi`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    const rows = await receivedOf(world, call)
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
    expect(new Set(rows.map(({ title }) => title)).size).toBe(60)
    expect(world.sent.length - sent).toBe(60)
    world.setNow(testInstant)
  })

  test('fifty identical sendings at once are one application', async () => {
    const call = await makeCall(world)
    const applicant = await world.as('organisation_officer')
    const draft = await makeApplication(world, call, {}, { send: false })
    const sent = world.sent.length
    const answers = await Promise.all(Array.from({ length: 50 }, () => applicant.post(`${draft.path}/envoi`)))
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(await receivedOf(world, call)).toHaveLength(1)
    expect(world.sent.length - sent).toBe(1)
  })

  test('the time of receipt is the database’s, less what the request waited for in this process', async () => {
    const inAMonth = dayInParis(new Date(Math.max(Date.now(), testInstant.getTime()) + 30 * 86_400_000))
    const call = await makeCall(world, {
      titre: 'Horloge',
      ouverture: '2020-01-01',
      cloture: inAMonth,
      reponse: addDays(inAMonth, 60),
    })
    const draft = await makeApplication(world, call, {}, { send: false })
    const open = assertDefined(await findCall(world.db, call.code), 'the call')
    const context = { ...(await world.context('organisation_officer')), clock: systemClock }
    const before = await readDatabaseClock(world.db)
    const waited_ms = 90_000
    const result = await submitApplication(context, open, draft.id, {
      mark_ms: performance.now() - waited_ms,
      shown: testInstant,
    })
    expect(result.ok).toBe(true)
    const [row] = await receivedOf(world, call)
    // What the test itself takes, either way: clocks are read in whole milliseconds.
    const apart_ms = Math.abs((row?.received_at?.getTime() ?? 0) + waited_ms - before.getTime())
    expect(apart_ms).toBeLessThan(30_000)
  })

  test('what was received is refused any change by the database', async () => {
    const call = await makeCall(world)
    const { id } = await makeApplication(world, call)
    for (const change of [{ title: 'Autre' }, { received_at: atClosing }, { requested_cents: 1 }])
      await expect(
        world.db.updateTable('applications').set(change).where('id', '=', id).execute(),
      ).rejects.toMatchObject({ code: '23001' })
  })
})
