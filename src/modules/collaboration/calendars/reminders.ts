import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok } from '#kernel/result.ts'
import { notify } from '#modules/people/notifications/notifications.public.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { emailOfOwner, findCalendarRow } from './calendars.queries.ts'
import { isExclusive } from './calendars.rules.ts'
import { calendarsWords } from './calendars.words.ts'
import { addressOfPerson } from './event-draft.rules.ts'
import { readObject } from './icalendar.rules.ts'
import { listDueReminders } from './invitations.queries.ts'
import { formatWhen } from './moment-text.ts'
import { listToExpand } from './objects.queries.ts'
import { replaceOccurrences } from './objects-writing.queries.ts'
import { expandObject, windowAround } from './occurrences.rules.ts'

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
      const calendar = await findCalendarRow(tx, object.calendarId)
      const read = readObject(object.text)
      if (!calendar || !read.ok) return ok(null)
      const email = await emailOfOwner(tx, calendar.id)
      const expansion = expandObject(
        read.value.calendar,
        window,
        email === null ? null : addressOfPerson(email),
      )
      if (expansion.ok)
        await replaceOccurrences(tx, {
          id: object.id,
          calendar,
          isExclusive: isExclusive(calendar.kind),
          ...expansion.value,
        })
      return ok(null)
    })
}
