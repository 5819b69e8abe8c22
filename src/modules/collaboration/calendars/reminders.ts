import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok } from '#kernel/result.ts'
import { notify } from '#modules/people/notifications/notifications.public.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { emailOfOwner, findCalendarRow } from './calendars.queries.ts'
import { type Calendar, isExclusive } from './calendars.rules.ts'
import { calendarsWords } from './calendars.words.ts'
import { addressOfPerson } from './event-draft.rules.ts'
import { readObject } from './icalendar.rules.ts'
import { listDueReminders } from './invitations.queries.ts'
import { formatWhen } from './moment-text.ts'
import { type CalendarObject, listToExpand } from './objects.queries.ts'
import { lockResources, replaceOccurrences } from './objects-writing.queries.ts'
import { listTaken } from './occurrences.queries.ts'
import { expandObject, type Occurrence, type Window, windowAround } from './occurrences.rules.ts'

/**
 * Tells people of what begins soon, as long before as they asked, each meeting once. Their telephones ring by themselves; this is
 * for those who have only the site. Work that comes back by itself.
 */
export async function remindOfEvents(context: Context): Promise<void> {
  for (const due of await listDueReminders(context.db, context.clock.now())) {
    const say = (locale: 'fr' | 'en') =>
      calendarsWords(locale)('notice.reminder', { title: due.summary, when: formatWhen(due, locale) })
    await notify(context, [{ accountId: due.ownerId }], {
      event: `calendar:${due.objectId}:reminder:${due.startsAt.toISOString()}`,
      path: calendarsPaths.event(due.objectId, due.recurrence),
      text: { fr: say('fr'), en: say('en') },
    })
  }
}

/** How many series are written further at each turn, and how many days before the end of what is written. */
const batch = 100
const margin_ms = 60 * 86_400_000

/** Writes the next months of what repeats without end, before anybody looks so far. Work that comes back by itself. */
export async function expandFurther(context: Context): Promise<void> {
  const { db, clock } = context
  const window = windowAround(clock.now())
  const objects = await listToExpand(db, new Date(window.until.getTime() - margin_ms), batch)
  for (const object of objects)
    await inTransaction(db, async (tx) => {
      await expandOne({ ...context, db: tx }, object, window)
      return ok(null)
    })
}

async function expandOne(context: Context, object: CalendarObject, window: Window): Promise<void> {
  const { db } = context
  const calendar = await findCalendarRow(db, object.calendarId)
  const read = readObject(object.text)
  if (!calendar || !read.ok) return
  const email = await emailOfOwner(db, calendar.id)
  const reader = email === null ? null : addressOfPerson(email)
  const expansion = expandObject(read.value.calendar, window, reader)
  if (!expansion.ok) return
  const exclusive = isExclusive(calendar.kind)
  const { expandedUntil, occurrences } = expansion.value
  if (exclusive) await lockResources(db, [calendar.number])
  const free = exclusive ? await freeOnly(context, calendar, object, occurrences) : occurrences
  await replaceOccurrences(db, {
    id: object.id,
    calendar,
    isExclusive: exclusive,
    occurrences: free,
    expandedUntil,
  })
}

/** A room that somebody booked for a day far off, before the series came there, stays theirs: whoever has the series is told. */
async function freeOnly(
  context: Context,
  calendar: Calendar,
  object: CalendarObject,
  occurrences: readonly Occurrence[],
): Promise<readonly Occurrence[]> {
  const taken = await listTaken(context.db, calendar.id, object.id)
  const isTaken = ({ startsAt, endsAt }: Occurrence) =>
    taken.some((other) => other.startsAt < endsAt && startsAt < other.endsAt)
  const refused = occurrences.filter(isTaken)
  if (object.createdBy !== null)
    for (const occurrence of refused)
      await tellTaken(context, calendar, object.createdBy, object.id, occurrence)
  return occurrences.filter((occurrence) => !refused.includes(occurrence))
}

async function tellTaken(
  context: Context,
  { name }: Calendar,
  accountId: string,
  objectId: string,
  occurrence: Occurrence,
): Promise<void> {
  const say = (locale: 'fr' | 'en') =>
    calendarsWords(locale)('notice.room_taken', {
      room: name,
      title: occurrence.summary,
      when: formatWhen(occurrence, locale),
    })
  await notify(context, [{ accountId }], {
    event: `calendar:${objectId}:room:${occurrence.startsAt.toISOString()}`,
    path: calendarsPaths.event(objectId),
    text: { fr: say('fr'), en: say('en') },
  })
}
