import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction, isDuplicate, isOverlap } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { emailOfOwner, findCalendar, findStandpoint, type OpenCalendar } from './calendars.queries.ts'
import type { Calendar } from './calendars.rules.ts'
import { addressOfPerson } from './event-draft.rules.ts'
import type { ObjectFault } from './icalendar.rules.ts'
import type { ExpansionFault } from './occurrences.rules.ts'

export type ObjectRefusal =
  | 'not_found'
  /** The calendar or the object may be read by that person, not written. */
  | 'forbidden'
  | 'precondition_failed'
  /** Another object of the calendar has that UID. */
  | 'uid_taken'
  /** A room or a vehicle is booked at that time. */
  | 'resource_taken'
  | 'component_unsupported'
  | 'changed_meanwhile'
  | ObjectFault
  | ExpansionFault

/** The calendar, for somebody who may write in it. */
export async function writable(
  context: Context,
  calendarId: string,
): Promise<Result<OpenCalendar, ObjectRefusal>> {
  const calendar = await findCalendar(context.db, await findStandpoint(context), calendarId)
  if (!calendar || calendar.access === 'busy') return refuse('not_found')
  return calendar.access === 'write' && !calendar.isClosed ? ok(calendar) : refuse('forbidden')
}

/** In one transaction; what the database refuses is a refusal like another. */
export async function settled<Value>(
  context: Context,
  change: (within: Context) => Promise<Result<Value, ObjectRefusal>>,
): Promise<Result<Value, ObjectRefusal>> {
  try {
    if (context.db.isTransaction) return await change(context)
    return await inTransaction(context.db, (db) => change({ ...context, db }))
  } catch (error) {
    if (isOverlap(error)) return refuse('resource_taken')
    if (isDuplicate(error)) return refuse('changed_meanwhile')
    throw error
  }
}

/** Address of whoever's calendar it is; null for a room, a team, a project. */
export async function ownerAddress(db: Database, calendar: Calendar): Promise<string | null> {
  if (calendar.ownerId === null) return null
  const email = await emailOfOwner(db, calendar.id)
  return email === null ? null : addressOfPerson(email)
}
