import { addDays, type CalendarDate } from '#kernel/calendar-date.ts'
import type { Access, CalendarKind } from './calendars.rules.ts'
import type { Occurrence, Standing } from './occurrences.rules.ts'
import { midnightOf, wallTimeOf } from './zones.rules.ts'

/** An occurrence with where it is kept, as the database gives it. */
interface Placed extends Occurrence {
  readonly objectId: string
  readonly calendarId: string
}

/** What a reader may see of one time that an event takes place. */
export interface ShownEvent {
  readonly objectId: string
  readonly recurrence: string
  readonly calendarId: string
  readonly calendarName: string
  readonly kind: CalendarKind
  readonly startsAt: Date
  readonly endsAt: Date
  readonly isAllDay: boolean
  readonly standing: Standing
  /** Null where the reader may only know that the time is taken. */
  readonly title: string | null
  readonly place: string
}

interface ReadCalendar {
  readonly id: string
  readonly name: string
  readonly kind: CalendarKind
  readonly ownerId: string | null
  readonly access: Access
}

/**
 * What that reader sees. What is private shows to others when the time is taken; time left free or refused concerns its owner
 * alone, unless the calendar may be read.
 */
export function showOccurrences(
  occurrences: readonly Placed[],
  calendars: readonly ReadCalendar[],
  readerId: string | null,
): ShownEvent[] {
  const byId = new Map(calendars.map((calendar) => [calendar.id, calendar]))
  return occurrences.flatMap((occurrence) => {
    const calendar = byId.get(occurrence.calendarId)
    if (!calendar) return []
    const isOwn = calendar.ownerId !== null && calendar.ownerId === readerId
    const isMasked = !isOwn && (calendar.access === 'busy' || occurrence.isPrivate)
    const takesTime = occurrence.standing === 'busy' || occurrence.standing === 'tentative'
    if (!isOwn && (occurrence.standing === 'declined' || (isMasked && !takesTime))) return []
    return [
      {
        objectId: occurrence.objectId,
        recurrence: occurrence.recurrence,
        calendarId: calendar.id,
        calendarName: calendar.name,
        kind: calendar.kind,
        startsAt: occurrence.startsAt,
        endsAt: occurrence.endsAt,
        isAllDay: occurrence.isAllDay,
        standing: occurrence.standing,
        title: isMasked ? null : occurrence.summary,
        place: isMasked ? '' : occurrence.location,
      },
    ]
  })
}

/** The part of an event that falls on one day, in minutes of the clock; a whole day goes from 0 to 1440. */
export interface DayPart {
  readonly event: ShownEvent
  readonly from: number
  readonly to: number
  readonly isWholeDay: boolean
}

const dayEnd = 24 * 60

/** What falls on that day, whole days first. */
export function partsOn(day: CalendarDate, events: readonly ShownEvent[]): DayPart[] {
  const opens = midnightOf(day)
  const closes = midnightOf(addDays(day, 1))
  const parts = events
    .filter(({ startsAt, endsAt }) => startsAt < closes && (endsAt > opens || startsAt >= opens))
    .map((event): DayPart => {
      const from = event.startsAt <= opens ? 0 : wallTimeOf(event.startsAt).minute
      const to = event.endsAt >= closes ? dayEnd : Math.max(from, wallTimeOf(event.endsAt).minute)
      return { event, from, to, isWholeDay: event.isAllDay || (from === 0 && to === dayEnd) }
    })
  return [...parts.filter((part) => part.isWholeDay), ...parts.filter((part) => !part.isWholeDay)]
}
