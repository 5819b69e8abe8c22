import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#infra/context.ts'
import type { Role } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { answerInvitation } from './answers.actions.ts'
import { deleteObject, putObject } from './calendar-objects.actions.ts'
import { openCalendar, ownCalendar } from './calendars.actions.ts'
import { busyBetween, changesSince, getObject, listObjects, listObjectsBetween } from './read-objects.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world?.close())

const event = (uid: string, lines: readonly string[] = []) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//FR',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20261101T080000Z',
    ...(lines.some((line) => line.startsWith('DTSTART'))
      ? []
      : ['DTSTART;TZID=Europe/Paris:20261124T100000', 'DTEND;TZID=Europe/Paris:20261124T110000']),
    'SUMMARY:Point hebdomadaire',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')

async function desk(role: Role): Promise<{ context: Context; id: string }> {
  const context = await world.context(role)
  return { context, id: (await ownCalendar(context))?.id ?? '' }
}

const week = [new Date('2026-11-22T23:00:00Z'), new Date('2026-11-29T23:00:00Z')] as const

describe('objects of a calendar, as CalDAV reads and writes them', () => {
  test('an object comes back as it was written; etags hold the one who writes over another', async () => {
    const { context, id } = await desk('agent')
    const text = event('a1')
    const put = await putObject(context, id, 'a1.ics', { text, ifNoneMatch: true })
    expect(put).toMatchObject({ ok: true, value: { isNew: true } })
    expect(await putObject(context, id, 'a1.ics', { text, ifNoneMatch: true })).toEqual({
      ok: false,
      refusal: 'precondition_failed',
    })
    const object = await getObject(context, id, 'a1.ics')
    expect(object?.text).toBe(text)
    expect(await putObject(context, id, 'a1.ics', { text, ifMatch: 'another' })).toMatchObject({
      refusal: 'precondition_failed',
    })
    expect(await putObject(context, id, 'other.ics', { text })).toMatchObject({ refusal: 'uid_taken' })
    expect(
      await putObject(context, id, 'a1.ics', {
        text: event('a1', ['LOCATION:Mairie']),
        ifMatch: object?.etag ?? '',
      }),
    ).toMatchObject({ ok: true, value: { isNew: false } })
    expect(await deleteObject(context, id, 'a1.ics')).toEqual({ ok: true, value: null })
    expect(await getObject(context, id, 'a1.ics')).toBeNull()
  })

  test('what is not an object is refused with its reason', async () => {
    const { context, id } = await desk('agent')
    const refusal = async (text: string) => {
      const put = await putObject(context, id, 'x.ics', { text })
      return put.ok ? 'written' : put.refusal
    }
    expect(await refusal('bonjour')).toBe('not_icalendar')
    expect(await refusal(event('x').replace('VERSION', 'METHOD:REQUEST\r\nVERSION'))).toBe('method_present')
    expect(await refusal(event('x').replace('UID:x\r\n', ''))).toBe('uid_missing')
    expect(await refusal(event('x', ['DTSTART;TZID=Mars/Olympus:20261124T100000']))).toBe('zone_unknown')
    expect(await refusal(event('x', ['DTSTART:20261124T100000Z', 'DTEND:20261124T090000Z']))).toBe(
      'ends_before_start',
    )
    expect(await refusal(event('x', ['DTSTART:20261124T100000Z', 'RRULE:FREQ=SECONDLY']))).toBe(
      'too_many_occurrences',
    )
    expect(
      await refusal(event('x', ['DTSTART:20261124T100000Z', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31'])),
    ).toBe('rule_unreadable')
    const task = event('x').replaceAll('VEVENT', 'VTODO')
    expect(await refusal(task)).toBe('component_unsupported')
    expect(await listObjects(context, id)).toEqual([])
  })

  test('a program that comes back is told what changed and what went, and a token never given is refused', async () => {
    const { context, id } = await desk('finance_officer')
    await putObject(context, id, 'c1.ics', { text: event('c1') })
    await putObject(context, id, 'c2.ics', { text: event('c2') })
    const first = await changesSince(context, id, 0)
    const token = first.ok ? first.value.token : -1
    expect(first).toMatchObject({ ok: true, value: { changed: [{ name: 'c1.ics' }, { name: 'c2.ics' }] } })
    expect(await changesSince(context, id, token)).toEqual({
      ok: true,
      value: { token, changed: [], removed: [] },
    })
    await deleteObject(context, id, 'c1.ics')
    await putObject(context, id, 'c3.ics', { text: event('c3') })
    expect(await changesSince(context, id, token)).toMatchObject({
      value: { token: token + 2, changed: [{ name: 'c3.ics' }], removed: [{ name: 'c1.ics' }] },
    })
    await putObject(context, id, 'c1.ics', { text: event('c1') })
    expect(await changesSince(context, id, token)).toMatchObject({
      value: { changed: [{ name: 'c3.ics' }, { name: 'c1.ics' }], removed: [] },
    })
    expect(await changesSince(context, id, token + 99)).toEqual({ ok: false, refusal: 'token_unknown' })
  })

  test('fifty identical writings at once leave one object', async () => {
    const { context, id } = await desk('legal_officer')
    const puts = await Promise.all(
      Array.from({ length: 50 }, () =>
        putObject(context, id, 'p.ics', { text: event('p'), ifNoneMatch: true }),
      ),
    )
    expect(puts.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await listObjects(context, id)).toHaveLength(1)
  })

  test('a period has what takes place there, repeated events too', async () => {
    const { context, id } = await desk('moderator')
    const weekly = ['DTSTART;TZID=Europe/Paris:20260105T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY']
    await putObject(context, id, 'w.ics', { text: event('w', weekly) })
    await putObject(context, id, 'o.ics', { text: event('o', ['DTSTART:20260301T090000Z', 'DURATION:PT1H']) })
    expect((await listObjectsBetween(context, id, ...week))?.map(({ name }) => name)).toEqual(['w.ics'])
    expect(await busyBetween(context, id, ...week)).toEqual([
      {
        startsAt: new Date('2026-11-23T08:00:00Z'),
        endsAt: new Date('2026-11-23T09:00:00Z'),
        standing: 'busy',
      },
    ])
  })

  test('others know when the time is taken, and nothing else; a resident does not know of the calendar', async () => {
    const { context, id } = await desk('security_officer')
    const text = event('s', ['LOCATION:Salle des serveurs', 'DESCRIPTION:Mot de passe'])
    await putObject(context, id, 's.ics', { text })
    const seen = await getObject(await world.context('agent'), id, 's.ics')
    expect(seen?.text).toContain('SUMMARY:Occupé')
    for (const secret of ['serveurs', 'Mot de passe', 'hebdomadaire'])
      expect(seen?.text).not.toContain(secret)
    expect(await putObject(await world.context('agent'), id, 's.ics', { text })).toEqual({
      ok: false,
      refusal: 'not_found',
    })
    expect(await getObject(await world.context('resident'), id, 's.ics')).toBeNull()
    expect(await getObject(await world.context(null), id, 's.ics')).toBeNull()
  })
})

describe('invitations', () => {
  const invites = (uid: string, guests: readonly string[]) =>
    event(uid, [
      'ORGANIZER;CN=Mona:mailto:manager@essais.example',
      ...guests.map((guest) => `ATTENDEE;PARTSTAT=NEEDS-ACTION:${guest}`),
    ])

  test('those invited have the event in their own calendar, and everybody sees the answer', async () => {
    const mona = await desk('manager')
    const [ahmed, dora] = [await desk('agent'), await desk('data_protection_officer')]
    const guests = ['mailto:agent@essais.example', 'mailto:Data-Protection-Officer@essais.example']
    await putObject(mona.context, mona.id, 'i.ics', { text: invites('i', guests) })
    const copy = await getObject(ahmed.context, ahmed.id, 'i.ics')
    expect(copy?.text).toContain('Point hebdomadaire')
    expect(await busyBetween(ahmed.context, ahmed.id, ...week)).toMatchObject([{ standing: 'tentative' }])
    expect(await answerInvitation(ahmed.context, copy?.id ?? '', 'accepted')).toMatchObject({ ok: true })
    expect(await busyBetween(ahmed.context, ahmed.id, ...week)).toMatchObject([{ standing: 'busy' }])
    for (const { context, id } of [mona, dora])
      expect((await getObject(context, id, 'i.ics'))?.text.replace(/\r\n /g, '')).toMatch(
        /PARTSTAT=ACCEPTED[^\r]*mailto:agent@/,
      )
    // Dora's program throws it away: she declines.
    await deleteObject(dora.context, dora.id, 'i.ics')
    expect((await getObject(mona.context, mona.id, 'i.ics'))?.text.replace(/\r\n /g, '')).toMatch(
      /PARTSTAT=DECLINED[^\r]*mailto:Data-Protection-Officer@/i,
    )
    expect(await getObject(dora.context, dora.id, 'i.ics')).toBeNull()
    await deleteObject(mona.context, mona.id, 'i.ics')
    expect(await getObject(ahmed.context, ahmed.id, 'i.ics')).toBeNull()
  })

  test('the answer that a calendar program writes reaches whoever invites', async () => {
    const mona = await desk('manager')
    const ahmed = await desk('agent')
    await putObject(mona.context, mona.id, 'j.ics', { text: invites('j', ['mailto:agent@essais.example']) })
    const copy = await getObject(ahmed.context, ahmed.id, 'j.ics')
    const text = (copy?.text ?? '').replace('NEEDS-ACTION', 'TENTATIVE')
    expect(await putObject(ahmed.context, ahmed.id, 'j.ics', { text })).toMatchObject({ ok: true })
    expect((await getObject(mona.context, mona.id, 'j.ics'))?.text).toContain('PARTSTAT=TENTATIVE')
    expect((await getObject(ahmed.context, ahmed.id, 'j.ics'))?.text).toBe(text)
  })

  test('nobody invites under the name of another', async () => {
    const ahmed = await desk('agent')
    const dora = await desk('data_protection_officer')
    const text = invites('k', ['mailto:data-protection-officer@essais.example'])
    await putObject(ahmed.context, ahmed.id, 'k.ics', { text })
    expect(await getObject(dora.context, dora.id, 'k.ics')).toBeNull()
  })
})

describe('rooms', () => {
  test('two hundred bookings of one room at once: none over another, and no deadlock', async () => {
    const { context, id } = await desk('manager')
    const opened = await openCalendar(context, { kind: 'room', slug: 'salle-200', name: 'Salle 200' })
    const room = opened.ok ? opened.value.id : ''
    const at = (index: number) => {
      const minute = (index * 37) % 480
      const time = (minutes: number) =>
        `${String(8 + Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}00`
      return [
        `DTSTART;TZID=Europe/Paris:20261207T${time(minute)}`,
        `DTEND;TZID=Europe/Paris:20261207T${time(minute + 30 + (index % 3) * 15)}`,
        'ORGANIZER:mailto:manager@essais.example',
        `ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:urn:uuid:${room}`,
      ]
    }
    const puts = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        putObject(context, id, `r${index}.ics`, { text: event(`r${index}`, at(index)) }),
      ),
    )
    const refusals = puts.flatMap((put) => (put.ok ? [] : [put.refusal]))
    expect(new Set(refusals)).toEqual(new Set(['resource_taken']))
    const day = [new Date('2026-12-06T23:00:00Z'), new Date('2026-12-07T23:00:00Z')] as const
    const booked = (await busyBetween(context, room, ...day)) ?? []
    expect(booked).toHaveLength(200 - refusals.length)
    expect(booked.length).toBeGreaterThan(5)
    const overlaps = booked.filter((one, index) =>
      booked.slice(index + 1).some((other) => other.startsAt < one.endsAt && one.startsAt < other.endsAt),
    )
    expect(overlaps).toEqual([])
    // A refused booking leaves nothing in the calendar of whoever asked.
    expect((await listObjects(context, id))?.filter(({ name }) => /^r\d/.test(name))).toHaveLength(
      booked.length,
    )
  }, 240_000)
})
