import type { Hono } from 'hono'
import { addDays, type CalendarDate } from '#kernel/calendar-date.ts'
import {
  findServiceOf,
  listServiceHours,
  type ServiceHours,
  usualServiceHours,
} from '#modules/people/services/services.public.ts'
import { type AppEnv, show, type WebContext } from '#web/respond.ts'
import { findTimeInput } from './calendars.inputs.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { canUseCalendars } from './calendars.permissions.ts'
import { ensureOwnCalendars, type OpenCalendar } from './calendars.queries.ts'
import { calendarsWords } from './calendars.words.ts'
import { choicesOf } from './event-form.ts'
import { type Found, findTimes } from './find-time.rules.ts'
import { clockField } from './moment-text.ts'
import { listOccurrences } from './occurrences.queries.ts'
import { FindTimePage } from './views/find-time-page.tsx'
import { commonHours, openings, type Span } from './working-hours.rules.ts'
import { instantAt } from './zones.rules.ts'

/** How many answers a page gives. */
const wanted = 8
const quarter_ms = 15 * 60_000

export type PersonFound = { readonly id: string; readonly name: string }

export function addFindTimeRoutes(app: Hono<AppEnv>): void {
  app.get(calendarsPaths.findTime(), async (c) => {
    const { actor, clock } = c.var.context
    if (!actor || !canUseCalendars(actor)) return c.notFound()
    const input = findTimeInput.parse(c.req.query())
    const choices = await choicesOf(c.var.context)
    const invites = new Set(c.req.queries('invites') ?? [])
    const others = choices.people.filter(({ id }) => invites.has(id))
    const first = input.du ?? addDays(clock.today(), 1)
    const last = addDays(first, input.semaines * 7 - 1)
    const people = [{ id: actor.id, name: actor.name }, ...others]
    const rooms = roomsFor(choices.rooms, people.length)
    const found =
      others.length === 0
        ? null
        : await search(c, {
            first,
            last,
            duration_ms: input.duree * 60_000,
            hours: commonHours({ from: input.de, to: input.a }, await hoursOf(c, others)),
            people,
            rooms: input.salle === 'oui' ? rooms : null,
          })
    return show(c, FindTimePage, {
      people: choices.people,
      hasRooms: choices.rooms.length > 0,
      state: {
        values: {
          invites: [...invites].join(','),
          duree: String(input.duree),
          du: first,
          semaines: String(input.semaines),
          de: clockField(input.de),
          a: clockField(input.a),
          salle: input.salle,
        },
        errors: {},
      },
      found,
      invites: others.map(({ id }) => id),
      isAsked: c.req.query('du') !== undefined,
      hasRoomsEnough: input.salle === 'non' || rooms.length > 0,
      peopleCount: people.length,
    })
  })
}

/** The hours of every service that one of those people, or whoever asks, works in. */
async function hoursOf(
  c: WebContext,
  people: readonly { readonly serviceId: string }[],
): Promise<ServiceHours[]> {
  const { db, actor } = c.var.context
  const own = actor && (await findServiceOf(db, actor.id))
  const ids = new Set([...people.map(({ serviceId }) => serviceId), ...(own ? [own.id] : [])])
  const known = await listServiceHours(db)
  return [...ids].map((id) => known.get(id) ?? usualServiceHours)
}

/** Rooms with a seat for everybody, the smallest first; those whose size nobody wrote down come last. */
function roomsFor(rooms: readonly OpenCalendar[], people: number): OpenCalendar[] {
  const size = ({ capacity }: OpenCalendar) => capacity ?? Number.MAX_SAFE_INTEGER
  return rooms.filter((room) => size(room) >= people).sort((one, other) => size(one) - size(other))
}

interface Question {
  readonly first: CalendarDate
  readonly last: CalendarDate
  readonly duration_ms: number
  readonly hours: Parameters<typeof openings>[2]
  readonly people: readonly PersonFound[]
  readonly rooms: readonly OpenCalendar[] | null
}

/** Nothing is read of a colleague's calendar but when their time is taken. */
async function search(c: WebContext, question: Question): Promise<Found<PersonFound, OpenCalendar>> {
  const { db, clock } = c.var.context
  const { first, last, people, rooms } = question
  const calendars = await ensureOwnCalendars(
    db,
    people.map(({ id }) => id),
    calendarsWords('fr')('own_name'),
  )
  const ids = [...calendars.map(({ id }) => id), ...(rooms ?? []).map(({ id }) => id)]
  const occurrences = await listOccurrences(db, ids, instantAt(first, 0), instantAt(addDays(last, 1), 0))
  const busy = Map.groupBy(
    occurrences.filter(({ standing }) => standing === 'busy' || standing === 'tentative'),
    ({ calendarId }) => calendarId,
  )
  const spansOf = (id: string | undefined): Span[] =>
    (id === undefined ? [] : (busy.get(id) ?? [])).map(({ startsAt, endsAt }) => ({
      from: startsAt.getTime(),
      to: endsAt.getTime(),
    }))
  const now = clock.now().getTime()
  return findTimes({
    openings: openings(first, last, question.hours).filter(({ from }) => from > now),
    duration_ms: question.duration_ms,
    step_ms: quarter_ms,
    people: people.map((who) => ({
      who,
      busy: spansOf(calendars.find(({ ownerId }) => ownerId === who.id)?.id),
    })),
    rooms: rooms?.map((room) => ({ who: room, busy: spansOf(room.id) })) ?? null,
    count: wanted,
  })
}
