import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#infra/context.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import type { Role } from '#kernel/roles.ts'
import { openService } from '#modules/people/services/services.public.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'
import { openCalendar, ownCalendar } from './calendars.actions.ts'
import { addressOfPerson, addressOfResource, type EventDraft } from './event-draft.rules.ts'
import { draftOf } from './event-reading.rules.ts'
import { createEvent, removeFollowing, reviseFollowing } from './events.actions.ts'
import { busyBetween, listObjects } from './read-objects.ts'

let world: World
let manager: Context
let own = ''
beforeAll(async () => {
  world = await makeWorld()
  manager = await world.context('manager')
  own = (await ownCalendar(manager))?.id ?? ''
  const ids = [manager.actor?.id ?? '', (await world.context('agent')).actor?.id ?? '']
  await openService(await world.context('administrator'), {
    code: 'accueil',
    name: 'Accueil',
    managerId: ids[0] ?? null,
    memberIds: ids,
  })
})
afterAll(() => world?.close())

async function room(slug: string): Promise<string> {
  const opened = await openCalendar(manager, { kind: 'room', slug, name: slug, capacity: 12 })
  return opened.ok ? opened.value.id : ''
}

async function weekly(rooms: readonly string[], startsOn = '2026-12-01'): Promise<string> {
  const agent = (await world.context('agent')).actor?.email ?? ''
  const draft: EventDraft = {
    summary: 'Point voirie',
    location: '',
    description: '',
    time: {
      kind: 'timed',
      startsOn: calendarDate(startsOn),
      startMinute: 600,
      endsOn: calendarDate(startsOn),
      endMinute: 660,
    },
    repeat: 'weekly',
    repeatUntil: calendarDate('2027-01-31'),
    isPrivate: false,
    leavesFree: false,
    remindBefore_min: null,
    invited: [
      { address: addressOfPerson(agent), name: 'Ahmed', isOptional: false, kind: 'person' },
      ...rooms.map((id) => ({
        address: addressOfResource(id),
        name: 'Salle',
        isOptional: false,
        kind: 'room' as const,
      })),
    ],
  }
  const made = await createEvent(manager, own, draft)
  if (!made.ok) throw new Error(made.refusal)
  return made.value.id
}

async function stored(id: string) {
  const object = (await listObjects(manager, own))?.find((each) => each.id === id)
  return { text: object?.text ?? '', etag: object?.etag ?? '' }
}

async function starts(role: Role | null, calendarId: string): Promise<string[]> {
  const all = [new Date('2026-11-30T00:00:00Z'), new Date('2027-02-28T00:00:00Z')] as const
  const times = await busyBetween(role ? await world.context(role) : manager, calendarId, ...all)
  return (times ?? []).map(({ startsAt }) => startsAt.toISOString().slice(0, 16)).sort()
}

const at = (hour: string, ...days: readonly string[]) => days.map((day) => `${day}T${hour}`)

describe('one meeting of a series and all those after it', () => {
  test('moved to another hour, for those invited and in the room, which is nowhere booked twice', async () => {
    const hall = await room('salle-du-conseil')
    const id = await weekly([hall])
    const recurrence = '2026-12-22T10:00:00'
    const { text, etag } = await stored(id)
    const draft = draftOf(text, recurrence, true)
    const later = {
      ...draft,
      time: { ...draft.time, kind: 'timed' as const, startMinute: 630, endMinute: 720 },
    }
    const cut = await reviseFollowing(manager, id, { recurrence, draft: later, etag })
    expect(cut.ok && cut.value.id !== id).toBe(true)
    const expected = [
      ...at('09:00', '2026-12-01', '2026-12-08', '2026-12-15'),
      ...at('09:30', '2026-12-22', '2026-12-29', '2027-01-05', '2027-01-12', '2027-01-19', '2027-01-26'),
    ]
    const agent = (await ownCalendar(await world.context('agent')))?.id ?? ''
    expect(await starts(null, own)).toEqual(expected)
    expect(await starts(null, hall)).toEqual(expected)
    expect(await starts('agent', agent)).toEqual(expected)
  })

  test('a room that somebody else has then is refused, and nothing has changed', async () => {
    const [hall, other] = [await room('petite-salle'), await room('salle-des-fetes')]
    await weekly([other], '2026-12-03')
    const id = await weekly([hall], '2026-12-03')
    const before = await stored(id)
    const recurrence = '2026-12-17T10:00:00'
    const draft = draftOf(before.text, recurrence, true)
    const moved = {
      ...draft,
      invited: draft.invited.map((each) =>
        each.kind === 'room' ? { ...each, address: addressOfResource(other) } : each,
      ),
    }
    expect(await reviseFollowing(manager, id, { recurrence, draft: moved, etag: before.etag })).toEqual({
      ok: false,
      refusal: 'resource_taken',
    })
    expect(await stored(id)).toEqual(before)
  })

  test('twenty cuts at once of one series leave it cut once', async () => {
    const hall = await room('salle-vingt')
    const id = await weekly([hall], '2026-12-04')
    const recurrence = '2026-12-18T10:00:00'
    const { text, etag } = await stored(id)
    const draft = draftOf(text, recurrence, true)
    const cuts = await Promise.all(
      Array.from({ length: 20 }, () => reviseFollowing(manager, id, { recurrence, draft, etag })),
    )
    expect(cuts.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(cuts.flatMap((each) => (each.ok ? [] : [each.refusal])))).toEqual(
      new Set(['changed_meanwhile']),
    )
    expect(await starts(null, hall)).toHaveLength(9)
  })

  test('taken away, the ones before stay; from the first one on, the whole series goes', async () => {
    const hall = await room('salle-neuve')
    const id = await weekly([hall], '2026-12-05')
    expect(await removeFollowing(manager, id, '2026-12-19T10:00:00')).toEqual({ ok: true, value: null })
    expect(await starts(null, hall)).toEqual(at('09:00', '2026-12-05', '2026-12-12'))
    expect(await removeFollowing(manager, id, '2026-12-05T10:00:00')).toEqual({ ok: true, value: null })
    expect((await stored(id)).text).toBe('')
  })
})

describe('its pages', () => {
  const plain = (html: string) => html.replace(/[\u00a0\u202f]/g, ' ')
  const page = async (who: Browser, path: string) => plain(await (await who.get(path)).text())

  test('the form shows the series as it is from there on, and its answer leads to the new one', async () => {
    const id = await weekly([], '2026-12-07')
    const who = await world.as('manager')
    const path = `/agenda/rendez-vous/${id}`
    const fois = '2026-12-21T10:00:00'
    expect(await page(who, `${path}?fois=${fois}`)).toContain('Modifier celle-ci et les suivantes')
    const edit = `${path}/modifier?fois=${fois}&suite=oui`
    const html = await page(who, edit)
    expect(html).toContain('value="2026-12-21"')
    const version = /name="version" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const form = {
      titre: 'Point voirie et propreté',
      debut_jour: '2026-12-21',
      debut_heure: '10:00',
      fin_heure: '11:00',
      repetition: 'weekly',
      repetition_fin: '2027-01-31',
      version,
    }
    const refused = await who.post(edit, { ...form, debut_heure: '25:00' })
    expect([refused.status, plain(await refused.text())]).toEqual([
      422,
      expect.stringContaining('Point voirie et propreté'),
    ])
    const done = await who.post(edit, form)
    const next = done.headers.get('location') ?? ''
    expect([done.status, next === path]).toEqual([303, false])
    expect(await page(who, next)).toContain('Point voirie et propreté')
    expect(await page(who, `/agenda?vue=jour&le=2026-12-14`)).not.toContain('et propreté')
    // Another one, from the page, by the button.
    expect((await who.post(`${next}/suppression`, { suite: '2026-12-28T10:00:00' })).status).toBe(303)
    expect(await page(who, `/agenda?vue=jour&le=2026-12-28`)).not.toContain('Point voirie')
  })

  test('whoever is invited, or reads, cuts nothing', async () => {
    const id = await weekly([], '2026-12-08')
    const path = `/agenda/rendez-vous/${id}`
    const fois = '2026-12-15T10:00:00'
    for (const role of ['agent', 'moderator', 'resident', null] as const) {
      const who = await world.as(role)
      const removal = await who.post(`${path}/suppression`, { suite: fois })
      const edit = await who.post(`${path}/modifier?fois=${fois}&suite=oui`, { titre: 'Non' })
      expect([role, removal.status, edit.status]).toEqual([role, 404, 404])
    }
  })
})
