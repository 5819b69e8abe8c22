import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { readCalendar } from './calendars.queries.ts'
import type { Calendar } from './calendars.rules.ts'
import type { ComponentKind } from './icalendar.rules.ts'

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
  /** Page where it is changed, when another part of the product keeps it here. */
  readonly sourcePath: string | null
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
  'source_path',
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
  source_path: z.string().nullable(),
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
    sourcePath: row.source_path,
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

/** Of those objects, the ones that some object of these calendars follows: invitations that are there twice. */
export async function listFollowed(
  db: Database,
  calendarIds: readonly string[],
  originIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (calendarIds.length === 0 || originIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('calendar_objects')
    .select('origin_id')
    .where('origin_id', 'in', originIds)
    .where('calendar_id', 'in', calendarIds)
    .execute()
  return new Set(rows.flatMap(({ origin_id }) => origin_id ?? []))
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
