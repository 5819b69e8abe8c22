import { createHash } from 'node:crypto'
import { ok, type Result } from '#kernel/result.ts'
import type { Calendar } from './calendars.rules.ts'
import { isExclusive } from './calendars.rules.ts'
import { invitationIn, reminderIn } from './event-reading.rules.ts'
import { masterOf, sequenceOf } from './event-text.rules.ts'
import { type ReadObject, textOf } from './icalendar.rules.ts'
import type { PreparedObject } from './objects-writing.queries.ts'
import { type ExpansionFault, expandObject, type Window } from './occurrences.rules.ts'

/** What the text itself does not say of an object. */
export interface Circumstances {
  readonly calendar: Calendar
  readonly name: string
  readonly text: string
  readonly originId: string | null
  readonly createdBy: string | null
  /** Page where it is changed, when it is not here. */
  readonly sourcePath?: string | null
  /** Address of whoever's calendar it is; null for a room, a team, a project. */
  readonly reader: string | null
  readonly window: Window
  /** Accounts behind the addresses of those invited. */
  readonly accounts: ReadonlyMap<string, string>
}

/** The object with all that is read out of it, ready to be written. */
export function prepareObject(
  read: ReadObject,
  around: Circumstances,
): Result<PreparedObject, ExpansionFault> {
  const isEvent = read.kind === 'VEVENT'
  const expansion = isEvent
    ? expandObject(read.calendar, around.window, around.reader)
    : ok({ occurrences: [], expandedUntil: null })
  if (!expansion.ok) return expansion
  const main = isEvent
    ? masterOf(read.calendar)
    : (read.calendar.getFirstSubcomponent('vtodo') ?? read.calendar)
  const invitation = isEvent ? invitationIn(read.calendar).attendees : []
  return ok({
    calendar: around.calendar,
    name: around.name,
    uid: read.uid,
    component: read.kind,
    text: around.text,
    etag: etagOf(around.text),
    sequence: sequenceOf(main),
    summary: textOf(main, 'summary').slice(0, 500),
    isRecurring: main.hasProperty('rrule') || main.hasProperty('rdate'),
    remindBefore_min: reminderIn(main),
    expandedUntil: expansion.value.expandedUntil,
    originId: around.originId,
    createdBy: around.createdBy,
    sourcePath: around.sourcePath ?? null,
    isExclusive: isExclusive(around.calendar.kind),
    occurrences: expansion.value.occurrences,
    attendees: invitation.map((attendee) => ({
      ...attendee,
      accountId: around.accounts.get(attendee.address) ?? null,
    })),
  })
}

export function etagOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27)
}
