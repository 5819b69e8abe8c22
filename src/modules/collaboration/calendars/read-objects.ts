import type { Context } from '#infra/context.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { findCalendar, findStandpoint, listCalendars, type OpenCalendar } from './calendars.queries.ts'
import { calendarsWords } from './calendars.words.ts'
import { maskedText } from './event-reading.rules.ts'
import {
  type CalendarObject,
  findObject,
  listChanges,
  listObjectRows,
  listObjectRowsBetween,
} from './objects.queries.ts'
import { listOccurrences } from './occurrences.queries.ts'
import type { Standing } from './occurrences.rules.ts'

/**
 * What programs read of calendars, with the rights of whoever asks: `context.actor`. A calendar that they may not know of is null,
 * like one that does not exist; where they may only know when the time is taken, objects say no more than that, and what is
 * marked private says no more to anybody but its owner.
 */

/** Every calendar that the person may know of, with what they may do there. */
export async function listOpenCalendars(context: Context): Promise<OpenCalendar[]> {
  return listCalendars(context.db, await findStandpoint(context))
}

export async function findOpenCalendar(context: Context, id: string): Promise<OpenCalendar | null> {
  return findCalendar(context.db, await findStandpoint(context), id)
}

export async function getObject(
  context: Context,
  calendarId: string,
  name: string,
): Promise<CalendarObject | null> {
  const calendar = await findOpenCalendar(context, calendarId)
  const object = calendar && (await findObject(context.db, calendarId, name))
  return calendar && object ? shown(context, calendar, object) : null
}

/** The objects of a calendar, by name; with `names`, those alone. */
export async function listObjects(
  context: Context,
  calendarId: string,
  names: readonly string[] | null = null,
): Promise<CalendarObject[] | null> {
  const calendar = await findOpenCalendar(context, calendarId)
  if (!calendar) return null
  const objects = await listObjectRows(context.db, calendarId, names)
  return objects.map((object) => shown(context, calendar, object))
}

/**
 * The objects that may have something in that time: a reader that filters by itself loses none, and reads far fewer. Tasks are
 * among them whatever their day.
 */
export async function listObjectsBetween(
  context: Context,
  calendarId: string,
  from: Date,
  until: Date,
): Promise<CalendarObject[] | null> {
  const calendar = await findOpenCalendar(context, calendarId)
  if (!calendar) return null
  const objects = await listObjectRowsBetween(context.db, calendarId, from, until)
  return objects.map((object) => shown(context, calendar, object))
}

export interface CalendarChanges {
  /** Change number to ask from the next time. */
  readonly token: number
  readonly changed: readonly { readonly name: string; readonly etag: string; readonly changeNumber: number }[]
  readonly removed: readonly { readonly name: string; readonly changeNumber: number }[]
}

/** What changed after that token (0: from the start); a token that this calendar never gave is refused (RFC 6578, 3.2). */
export async function changesSince(
  context: Context,
  calendarId: string,
  token: number,
): Promise<Result<CalendarChanges, 'not_found' | 'token_unknown'>> {
  const calendar = await findOpenCalendar(context, calendarId)
  if (!calendar) return refuse('not_found')
  if (!Number.isSafeInteger(token) || token < 0 || token > calendar.changeNumber)
    return refuse('token_unknown')
  const { changed, removed } = await listChanges(context.db, calendarId, token)
  // Whoever begins has nothing to take away.
  const gone = token === 0 ? [] : removed
  // Written between the two questions: asked again from here, it is told again, which harms nobody.
  const isSeen = ({ changeNumber }: { readonly changeNumber: number }) =>
    changeNumber <= calendar.changeNumber
  return ok({ token: calendar.changeNumber, changed: changed.filter(isSeen), removed: gone.filter(isSeen) })
}

export interface BusyTime {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly standing: Extract<Standing, 'busy' | 'tentative'>
}

/** When the time of a calendar is taken or asked for: what everybody who knows of it may know. */
export async function busyBetween(
  context: Context,
  calendarId: string,
  from: Date,
  until: Date,
): Promise<BusyTime[] | null> {
  const calendar = await findOpenCalendar(context, calendarId)
  if (!calendar) return null
  const occurrences = await listOccurrences(context.db, [calendarId], from, until)
  return occurrences.flatMap(({ startsAt, endsAt, standing }) =>
    standing === 'busy' || standing === 'tentative' ? [{ startsAt, endsAt, standing }] : [],
  )
}

function shown({ actor, locale }: Context, calendar: OpenCalendar, object: CalendarObject): CalendarObject {
  if (calendar.ownerId !== null && calendar.ownerId === actor?.id) return object
  const hides = calendar.access === 'busy' ? 'all' : 'private'
  // Whoever booked a room for something private still reads what.
  if (hides === 'private' && object.createdBy !== null && object.createdBy === actor?.id) return object
  return { ...object, ...masked(object, hides, calendarsWords(locale)('busy')) }
}

function masked(object: CalendarObject, hides: 'all' | 'private', word: string) {
  const text = maskedText(object.text, hides, word)
  return text === object.text ? {} : { text, summary: word }
}
