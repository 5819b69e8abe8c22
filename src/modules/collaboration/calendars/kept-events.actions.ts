import type { Context } from '#infra/context.ts'
import { putKeptObject } from './calendar-objects.actions.ts'
import { ensureProjectCalendar } from './calendars.actions.ts'
import { guestsOf } from './delivery.ts'
import { addressOfCalendar, type EventDraft } from './event-draft.rules.ts'
import { newEvent, rewriteEvent } from './event-text.rules.ts'
import { readObject } from './icalendar.rules.ts'
import { findObject, listCopies } from './objects.queries.ts'
import { holdCalendars } from './objects-writing.queries.ts'

/** An event that another part of the product keeps in a calendar: it is changed on the page `path`, and nowhere else. */
export interface KeptEvent {
  readonly uid: string
  readonly path: string
  readonly draft: EventDraft
}

/**
 * Writes events of a project in its calendar, in the caller's transaction, `context.db`. The project itself invites, so that everybody of
 * the team, whoever acts, has them in their own calendar.
 */
export async function keepProjectEvents(
  context: Context,
  project: { readonly id: string; readonly name: string },
  events: readonly KeptEvent[],
): Promise<void> {
  if (events.length === 0) return
  const { db, clock } = context
  const calendar = await ensureProjectCalendar(db, project)
  const organiser = { address: addressOfCalendar(calendar.id), name: project.name }
  const writing = { now: clock.now(), organiser }
  const touched = [calendar.id]
  const objects = []
  for (const { uid, path, draft } of events) {
    const before = await findObject(db, calendar.id, `${uid}.ics`)
    const text = before
      ? rewriteEvent(before.text, draft, writing)
      : newEvent(draft, { uid, now: writing.now, organiser })
    const read = readObject(text)
    if (!read.ok) throw new Error(`impossible: an event of a project is not an object (${read.refusal})`)
    const { guests } = await guestsOf(context, read.value, [organiser.address])
    const copies = before ? await listCopies(db, before.id) : []
    touched.push(...guests.map((guest) => guest.calendar.id), ...copies.map((copy) => copy.calendarId))
    objects.push({ name: `${uid}.ics`, text, sourcePath: path })
  }
  await holdCalendars(db, [...new Set(touched)])
  for (const object of objects) {
    const put = await putKeptObject(context, calendar, object)
    if (!put.ok) throw new Error(`impossible: an event of a project is refused (${put.refusal})`)
  }
}
