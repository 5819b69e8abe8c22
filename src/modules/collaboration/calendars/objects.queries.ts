import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { assertDefined } from '#kernel/assert.ts'
import { readCalendar } from './calendars.queries.ts'
import type { Calendar } from './calendars.rules.ts'
import type { Attendee } from './event-reading.rules.ts'
import type { ComponentKind } from './icalendar.rules.ts'
import type { Occurrence } from './occurrences.rules.ts'

/** One iCalendar object as a calendar keeps it. */
export interface CalendarObject {
  readonly id: string
  readonly calendarId: string
  /** Its name in the collection: `8c1f….ics`. */
  readonly name: string
  readonly uid: string
  readonly component: ComponentKind
  /** The text, lines ended by CR LF. */
  readonly text: string
  /** Without its quotes; another text has another one. */
  readonly etag: string
  readonly summary: string
  readonly isRecurring: boolean
  readonly changeNumber: number
  /** Object of whoever invites, which this one follows; null when it follows none. */
  readonly originId: string | null
  readonly createdBy: string | null
  readonly writtenAt: Date
}

const columns = [
  'id',
  'calendar_id',
  'name',
  'uid',
  'component',
  'ics',
  'etag',
  'summary',
  'is_recurring',
  'change_number',
  'origin_id',
  'created_by',
  'written_at',
] as const

const objectRow = z.object({
  id: z.string(),
  calendar_id: z.string(),
  name: z.string(),
  uid: z.string(),
  component: z.enum(['VEVENT', 'VTODO']),
  ics: z.string(),
  etag: z.string(),
  summary: z.string(),
  is_recurring: z.boolean(),
  change_number: z.number(),
  origin_id: z.string().nullable(),
  created_by: z.string().nullable(),
  written_at: z.date(),
})

function readRow(input: unknown): CalendarObject {
  const row = objectRow.parse(input)
  return {
    id: row.id,
    calendarId: row.calendar_id,
    name: row.name,
    uid: row.uid,
    component: row.component,
    text: row.ics,
    etag: row.etag,
    summary: row.summary,
    isRecurring: row.is_recurring,
    changeNumber: row.change_number,
    originId: row.origin_id,
    createdBy: row.created_by,
    writtenAt: row.written_at,
  }
}

function objects(db: Database) {
  return db.selectFrom('calendar_objects').select(columns)
}

export async function findObject(
  db: Database,
  calendarId: string,
  name: string,
): Promise<CalendarObject | null> {
  const row = await objects(db)
    .where('calendar_id', '=', calendarId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row ? readRow(row) : null
}

export async function findObjectById(db: Database, id: string): Promise<CalendarObject | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await objects(db).where('id', '=', id).executeTakeFirst()
  return row ? readRow(row) : null
}

export async function findObjectsByUid(
  db: Database,
  calendarIds: readonly string[],
  uid: string,
): Promise<CalendarObject[]> {
  if (calendarIds.length === 0) return []
  const rows = await objects(db).where('calendar_id', 'in', calendarIds).where('uid', '=', uid).execute()
  return rows.map(readRow)
}

export async function listCopies(db: Database, originId: string): Promise<CalendarObject[]> {
  return (await objects(db).where('origin_id', '=', originId).execute()).map(readRow)
}

/** Every object of a calendar, by name; with `names`, those alone. */
export async function listObjectRows(
  db: Database,
  calendarId: string,
  names: readonly string[] | null = null,
): Promise<CalendarObject[]> {
  if (names?.length === 0) return []
  let query = objects(db).where('calendar_id', '=', calendarId).orderBy('name')
  if (names) query = query.where('name', 'in', names)
  return (await query.execute()).map(readRow)
}

/** Objects that may have something in that time: those with an occurrence there, those not written so far, and tasks. */
export async function listObjectRowsBetween(
  db: Database,
  calendarId: string,
  from: Date,
  until: Date,
): Promise<CalendarObject[]> {
  const rows = await objects(db)
    .where('calendar_id', '=', calendarId)
    .where((or) =>
      or.or([
        or('component', '=', 'VTODO'),
        or('expanded_until', '<', until),
        or.and([
          or('is_recurring', '=', true),
          // Before the years that are written.
          sql<boolean>`${from}::timestamptz < written_at - interval '5 years'`,
        ]),
        or.exists(
          or
            .selectFrom('calendar_occurrences as o')
            .select('o.recurrence')
            .whereRef('o.object_id', '=', 'calendar_objects.id')
            .where('o.starts_at', '<=', until)
            .where('o.ends_at', '>=', from),
        ),
      ]),
    )
    .orderBy('name')
    .execute()
  return rows.map(readRow)
}

export interface Changes {
  readonly changed: readonly Pick<CalendarObject, 'name' | 'etag' | 'changeNumber'>[]
  readonly removed: readonly { readonly name: string; readonly changeNumber: number }[]
}

/** What changed after that number, in the order in which it did. */
export async function listChanges(db: Database, calendarId: string, after: number): Promise<Changes> {
  const [changed, removed] = await Promise.all([
    db
      .selectFrom('calendar_objects')
      .select(['name', 'etag', 'change_number as changeNumber'])
      .where('calendar_id', '=', calendarId)
      .where('change_number', '>', after)
      .orderBy('change_number')
      .orderBy('name')
      .execute(),
    db
      .selectFrom('calendar_removals')
      .select(['name', 'change_number as changeNumber'])
      .where('calendar_id', '=', calendarId)
      .where('change_number', '>', after)
      .orderBy('change_number')
      .orderBy('name')
      .execute(),
  ])
  return { changed, removed }
}

/** Makes one of those who book these rooms or vehicles go first, in one order for all. */
export async function lockResources(tx: Database, numbers: readonly number[]): Promise<void> {
  // The first number keeps these locks apart from those of other modules.
  for (const number of [...numbers].sort((one, other) => one - other))
    await sql`select pg_advisory_xact_lock(2300, ${number}::int)`.execute(tx)
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

/** Objects whose occurrences are not written so far. */
export async function listToExpand(db: Database, until: Date, size: number): Promise<CalendarObject[]> {
  const rows = await objects(db)
    .where('expanded_until', '<', until)
    .orderBy('expanded_until')
    .orderBy('id')
    .limit(size)
    .execute()
  return rows.map(readRow)
}

/** Accounts behind those addresses, and the rooms or vehicles behind the others. */
export async function findInvited(
  db: Database,
  emails: readonly string[],
  resourceIds: readonly string[],
): Promise<{
  readonly people: readonly { readonly id: string; readonly email: string }[]
  readonly resources: readonly Calendar[]
}> {
  const people =
    emails.length === 0
      ? []
      : await db.selectFrom('accounts').select(['id', 'email']).where('email', 'in', emails).execute()
  const resources =
    resourceIds.length === 0
      ? []
      : await db
          .selectFrom('calendars')
          .selectAll()
          .where('id', 'in', resourceIds)
          .where('kind', 'in', ['room', 'vehicle'])
          .where('is_closed', '=', false)
          .execute()
  return { people, resources: resources.map(readCalendar) }
}
