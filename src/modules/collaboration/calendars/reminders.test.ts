import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#infra/context.ts'
import type { Role } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { answerInvitation } from './answers.actions.ts'
import { putObject } from './calendar-objects.actions.ts'
import { openCalendar, ownCalendar } from './calendars.actions.ts'
import { getObject } from './read-objects.ts'
import { expandFurther, remindOfEvents } from './reminders.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world?.close())

const event = (uid: string, start: string, lines: readonly string[] = []) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//FR',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20261101T080000Z',
    `DTSTART;TZID=Europe/Paris:${start}`,
    'DURATION:PT1H',
    `SUMMARY:Point ${uid}`,
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')

const alarm = (before: string) => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'DESCRIPTION:x',
  `TRIGGER:-${before}`,
  'END:VALARM',
]

async function write(role: Role, uid: string, start: string, lines: readonly string[]): Promise<string> {
  const context = await world.context(role)
  const own = (await ownCalendar(context))?.id ?? ''
  const put = await putObject(context, own, `${uid}.ics`, { text: event(uid, start, lines) })
  if (!put.ok) throw new Error(put.refusal)
  return put.value.id
}

/** The server by itself, at that instant. */
async function at(instant: string, work: (context: Context) => Promise<void>): Promise<void> {
  world.setNow(new Date(instant))
  await work(await world.context(null))
}

async function noticesOf(role: Role, word: string): Promise<string[]> {
  const accountId = (await world.context(role)).actor?.id ?? ''
  const rows = await world.db
    .selectFrom('notices')
    .innerJoin('recipients', 'recipients.id', 'notices.recipient_id')
    .select('notices.text_fr as text')
    .where('recipients.account_id', '=', accountId)
    .orderBy('notices.id')
    .execute()
  return rows.map(({ text }) => text.replace(/[\u00a0\u202f]/g, ' ')).filter((text) => text.includes(word))
}

describe('reminders', () => {
  test('come once, not before the time asked for, and each meeting of a series has its own', async () => {
    await write('agent', 'quotidien', '20261201T100000', ['RRULE:FREQ=DAILY;COUNT=3', ...alarm('PT30M')])
    await at('2026-12-01T08:29:00Z', remindOfEvents)
    expect(await noticesOf('agent', 'Rappel')).toEqual([])
    await at('2026-12-01T08:30:00Z', remindOfEvents)
    await at('2026-12-01T08:31:00Z', remindOfEvents)
    expect(await noticesOf('agent', 'Rappel')).toEqual([
      'Rappel : Point quotidien, mardi 1er décembre 2026, 10 h – 11 h.',
    ])
    await at('2026-12-02T08:45:00Z', remindOfEvents)
    expect(await noticesOf('agent', 'Rappel')).toHaveLength(2)
  })

  test('a meeting that has begun, or that the person declined, is not told', async () => {
    await write('manager', 'commence', '20261210T100000', alarm('PT15M'))
    await at('2026-12-10T09:00:01Z', remindOfEvents)
    expect(await noticesOf('manager', 'commence')).toEqual([])
    world.setNow(new Date('2026-12-10T10:00:00Z'))
    await write('manager', 'refuse', '20261211T100000', [
      'ORGANIZER:mailto:manager@essais.example',
      'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:agent@essais.example',
    ])
    const agent = await world.context('agent')
    const own = (await ownCalendar(agent))?.id ?? ''
    const copy = await getObject(agent, own, 'refuse.ics')
    // The agent's program adds a reminder of its own, then the agent declines.
    const text = (copy?.text ?? '').replace('END:VEVENT', [...alarm('PT1H'), 'END:VEVENT'].join('\r\n'))
    expect(await putObject(agent, own, 'refuse.ics', { text })).toMatchObject({ ok: true })
    expect(await answerInvitation(agent, copy?.id ?? '', 'declined')).toMatchObject({ ok: true })
    await at('2026-12-11T08:30:00Z', remindOfEvents)
    expect(await noticesOf('agent', 'Rappel : Point refuse')).toEqual([])
  })
})

describe('series without end', () => {
  async function lastOf(objectId: string): Promise<string> {
    const row = await world.db
      .selectFrom('calendar_occurrences')
      .select((of) => of.fn.max('starts_at').as('last'))
      .where('object_id', '=', objectId)
      .executeTakeFirstOrThrow()
    return row.last.toISOString().slice(0, 10)
  }

  test('are written further as time goes, and their text and change number stay', async () => {
    world.setNow(new Date('2026-11-23T09:00:00Z'))
    const id = await write('moderator', 'sans-fin', '20261124T100000', ['RRULE:FREQ=WEEKLY'])
    expect(await lastOf(id)).toBe('2028-11-21')
    const before = await world.db.selectFrom('calendar_objects').selectAll().where('id', '=', id).execute()
    await at('2026-12-01T09:00:00Z', expandFurther)
    expect(await lastOf(id)).toBe('2028-11-21')
    await at('2027-06-01T09:00:00Z', expandFurther)
    expect(await lastOf(id)).toBe('2029-05-29')
    const after = await world.db.selectFrom('calendar_objects').selectAll().where('id', '=', id).execute()
    expect(after.map(({ expanded_until: _, ...row }) => row)).toEqual(
      before.map(({ expanded_until: _, ...row }) => row),
    )
  })

  test('in a room that somebody booked meanwhile for a day far off, that day is theirs, and the others are told', async () => {
    world.setNow(new Date('2026-11-23T09:00:00Z'))
    const manager = await world.context('manager')
    const opened = await openCalendar(manager, { kind: 'room', slug: 'loin', name: 'Salle des mariages' })
    const room = opened.ok ? opened.value.id : ''
    const books = [
      'ORGANIZER:mailto:manager@essais.example',
      `ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:urn:uuid:${room}`,
    ]
    await write('manager', 'serie', '20261125T100000', ['RRULE:FREQ=WEEKLY', ...books])
    await write('manager', 'mariage', '20290103T103000', books)
    await at('2027-06-01T09:00:00Z', expandFurther)
    const booked = await world.db
      .selectFrom('calendar_occurrences')
      .select(['starts_at', 'summary'])
      .where('calendar_id', '=', room)
      .where('starts_at', '>', new Date('2028-12-25'))
      .where('starts_at', '<', new Date('2029-01-15'))
      .orderBy('starts_at')
      .execute()
    const rows = booked.map((row) => `${row.starts_at.toISOString().slice(0, 10)} ${row.summary}`)
    expect(rows).toEqual(['2028-12-27 Point serie', '2029-01-03 Point mariage', '2029-01-10 Point serie'])
    expect(await noticesOf('manager', 'Salle des mariages')).toHaveLength(1)
  })
})
