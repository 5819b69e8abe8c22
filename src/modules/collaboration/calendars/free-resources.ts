import type { Context } from '#infra/context.ts'
import { addDays } from '#kernel/calendar-date.ts'
import { findStandpoint, listCalendars, type OpenCalendar } from './calendars.queries.ts'
import type { EventTime } from './event-draft.rules.ts'
import { listOccurrences } from './occurrences.queries.ts'
import { instantAt } from './zones.rules.ts'

/** Rooms that nobody has at that time. */
export async function listFreeResources(context: Context, time: EventTime): Promise<OpenCalendar[]> {
  const { db } = context
  const all = await listCalendars(db, await findStandpoint(context))
  const rooms = all.filter(({ kind, isClosed }) => kind === 'room' && !isClosed)
  const [from, until] =
    time.kind === 'all_day'
      ? [instantAt(time.startsOn, 0), instantAt(addDays(time.endsOn, 1), 0)]
      : [instantAt(time.startsOn, time.startMinute), instantAt(time.endsOn, time.endMinute)]
  const taken = await listOccurrences(
    db,
    rooms.map(({ id }) => id),
    from,
    until,
  )
  return rooms.filter(({ id }) => !taken.some(({ calendarId }) => calendarId === id))
}
