import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import { assertDefined } from '#kernel/assert.ts'
import { readCalendar } from './calendars.queries.ts'
import type { Calendar } from './calendars.rules.ts'
import type { Attendee } from './event-reading.rules.ts'
import type { ComponentKind } from './icalendar.rules.ts'
import type { CalendarObject } from './objects.queries.ts'
import type { Occurrence } from './occurrences.rules.ts'

/** Makes one of those who book these rooms or vehicles go first, in one order for all. */
export async function lockResources(tx: Database, numbers: readonly number[]): Promise<void> {
  // The first number keeps these locks apart from those of other modules.
  for (const number of [...numbers].sort((one, other) => one - other))
    await sql`select pg_advisory_xact_lock(2300, ${number}::int)`.execute(tx)
}

/**
 * Makes everybody else who writes in these calendars wait until the transaction ends: for work of several changes, so that two people
 * who do such work never wait for each other. Rooms and vehicles first, as each change asks for them.
 */
export async function holdCalendars(tx: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await tx.selectFrom('calendars').select(['number', 'kind']).where('id', 'in', ids).execute()
  const exclusive = rows.filter(({ kind }) => kind === 'room' || kind === 'vehicle')
  await lockResources(
    tx,
    exclusive.map(({ number }) => number),
  )
  await tx.selectFrom('calendars').select('id').where('id', 'in', ids).orderBy('number').forUpdate().execute()
}

/** Takes these calendars until the transaction ends, in one order for all; each has its next change number. */
export async function takeCalendars(
  tx: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Calendar>> {
  if (ids.length === 0) return new Map()
  await tx.selectFrom('calendars').select('id').where('id', 'in', ids).orderBy('number').forUpdate().execute()
  const rows = await tx
    .updateTable('calendars')
    .set({ change_number: sql`change_number + 1` })
    .where('id', 'in', ids)
    .returningAll()
    .execute()
  return new Map(rows.map((row) => [row.id, readCalendar(row)]))
}

/** An object ready to be written, with all that is read out of it. */
export interface PreparedObject {
  readonly calendar: Pick<Calendar, 'id' | 'number' | 'changeNumber'>
  readonly name: string
  readonly uid: string
  readonly component: ComponentKind
  readonly text: string
  readonly etag: string
  readonly sequence: number
  readonly summary: string
  readonly isRecurring: boolean
  readonly remindBefore_min: number | null
  readonly expandedUntil: Date | null
  readonly originId: string | null
  readonly createdBy: string | null
  readonly sourcePath: string | null
  readonly isExclusive: boolean
  readonly occurrences: readonly Occurrence[]
  readonly attendees: readonly (Attendee & { readonly accountId: string | null })[]
}

/** Writes those objects in place of those of the same name; answers their ids, in the order given. */
export async function writeObjects(
  tx: Database,
  prepared: readonly PreparedObject[],
  writtenAt: Date,
): Promise<string[]> {
  const ids: string[] = []
  for (let start = 0; start < prepared.length; start += batch)
    ids.push(...(await writeBatch(tx, prepared.slice(start, start + batch), writtenAt)))
  return ids
}

const batch = 500

async function writeBatch(
  tx: Database,
  prepared: readonly PreparedObject[],
  writtenAt: Date,
): Promise<string[]> {
  const rows = await tx
    .insertInto('calendar_objects')
    .values(prepared.map((object) => valuesOf(object, writtenAt)))
    .onConflict((conflict) =>
      conflict.columns(['calendar_id', 'name']).doUpdateSet((of) => ({
        uid: of.ref('excluded.uid'),
        component: of.ref('excluded.component'),
        ics: of.ref('excluded.ics'),
        etag: of.ref('excluded.etag'),
        sequence: of.ref('excluded.sequence'),
        summary: of.ref('excluded.summary'),
        is_recurring: of.ref('excluded.is_recurring'),
        remind_before_min: of.ref('excluded.remind_before_min'),
        expanded_until: of.ref('excluded.expanded_until'),
        change_number: of.ref('excluded.change_number'),
        origin_id: of.ref('excluded.origin_id'),
        source_path: of.ref('excluded.source_path'),
        written_at: of.ref('excluded.written_at'),
      })),
    )
    .returning(['id', 'calendar_id', 'name'])
    .execute()
  const byName = new Map(rows.map((row) => [`${row.calendar_id}/${row.name}`, row.id]))
  const ids = prepared.map(({ calendar, name }) =>
    assertDefined(byName.get(`${calendar.id}/${name}`), 'an object that was just written has an id'),
  )
  await tx.deleteFrom('calendar_occurrences').where('object_id', 'in', ids).execute()
  await tx.deleteFrom('calendar_attendees').where('object_id', 'in', ids).execute()
  await forgetRemovals(tx, prepared)
  await insertOccurrences(
    tx,
    prepared.map((object, index) => ({ ...object, id: ids[index] ?? '' })),
  )
  await insertAttendees(
    tx,
    prepared.flatMap(({ attendees }, index) =>
      attendees.map((attendee) => ({ ...attendee, id: ids[index] ?? '' })),
    ),
  )
  return ids
}

function valuesOf(object: PreparedObject, writtenAt: Date) {
  return {
    calendar_id: object.calendar.id,
    name: object.name,
    uid: object.uid,
    component: object.component,
    ics: object.text,
    etag: object.etag,
    sequence: object.sequence,
    summary: object.summary,
    is_recurring: object.isRecurring,
    remind_before_min: object.remindBefore_min,
    expanded_until: object.expandedUntil,
    change_number: object.calendar.changeNumber,
    origin_id: object.originId,
    created_by: object.createdBy,
    source_path: object.sourcePath,
    written_at: writtenAt,
  }
}

/** A name that is written again is no longer one that was taken away. */
async function forgetRemovals(tx: Database, prepared: readonly PreparedObject[]): Promise<void> {
  for (const [calendarId, list] of Map.groupBy(prepared, ({ calendar }) => calendar.id))
    await tx
      .deleteFrom('calendar_removals')
      .where('calendar_id', '=', calendarId)
      .where(
        'name',
        'in',
        list.map(({ name }) => name),
      )
      .execute()
}

type Expanded = Pick<PreparedObject, 'calendar' | 'isExclusive' | 'occurrences'> & { readonly id: string }

/** One statement for all of them: a year of a calendar is hundreds of rows. */
async function insertOccurrences(tx: Database, expanded: readonly Expanded[]): Promise<void> {
  const rows = expanded.flatMap(({ id, calendar, isExclusive, occurrences }) =>
    occurrences.map((occurrence) => ({
      object_id: id,
      recurrence: occurrence.recurrence,
      calendar_id: calendar.id,
      calendar_number: calendar.number,
      starts_at: occurrence.startsAt,
      ends_at: occurrence.endsAt,
      is_all_day: occurrence.isAllDay,
      summary: occurrence.summary,
      location: occurrence.location,
      is_private: occurrence.isPrivate,
      standing: occurrence.standing,
      is_exclusive: isExclusive && (occurrence.standing === 'busy' || occurrence.standing === 'tentative'),
    })),
  )
  if (rows.length === 0) return
  await sql`
    insert into calendar_occurrences (object_id, recurrence, calendar_id, calendar_number, starts_at, ends_at, is_all_day, summary,
      location, is_private, standing, is_exclusive)
    select object_id, recurrence, calendar_id, calendar_number, starts_at, ends_at, is_all_day, summary, location, is_private,
      standing, is_exclusive
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (object_id uuid, recurrence text, calendar_id uuid,
      calendar_number bigint, starts_at timestamptz, ends_at timestamptz, is_all_day boolean, summary text, location text,
      is_private boolean, standing text, is_exclusive boolean)`.execute(tx)
}

async function insertAttendees(
  tx: Database,
  attendees: readonly (Attendee & { readonly id: string; readonly accountId: string | null })[],
): Promise<void> {
  if (attendees.length === 0) return
  await tx
    .insertInto('calendar_attendees')
    .values(
      attendees.map((attendee) => ({
        object_id: attendee.id,
        address: attendee.address,
        name: attendee.name.slice(0, 200),
        is_optional: attendee.isOptional,
        answer: attendee.answer,
        account_id: attendee.accountId,
      })),
    )
    .execute()
}

/** The occurrences of an object again, further; the object itself does not change. */
export async function replaceOccurrences(
  tx: Database,
  expanded: Expanded & { readonly expandedUntil: Date | null },
): Promise<void> {
  await tx.deleteFrom('calendar_occurrences').where('object_id', '=', expanded.id).execute()
  await insertOccurrences(tx, [expanded])
  await tx
    .updateTable('calendar_objects')
    .set({ expanded_until: expanded.expandedUntil })
    .where('id', '=', expanded.id)
    .execute()
}

/** Takes those objects away and remembers their names; `calendars` are taken already. */
export async function removeObjects(
  tx: Database,
  objectsToRemove: readonly CalendarObject[],
  calendars: ReadonlyMap<string, Calendar>,
): Promise<void> {
  if (objectsToRemove.length === 0) return
  await tx
    .deleteFrom('calendar_objects')
    .where(
      'id',
      'in',
      objectsToRemove.map(({ id }) => id),
    )
    .execute()
  await tx
    .insertInto('calendar_removals')
    .values(
      objectsToRemove.map(({ calendarId, name }) => ({
        calendar_id: calendarId,
        name,
        change_number: assertDefined(calendars.get(calendarId), 'its calendar was taken').changeNumber,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['calendar_id', 'name'])
        .doUpdateSet((of) => ({ change_number: of.ref('excluded.change_number') })),
    )
    .execute()
}
