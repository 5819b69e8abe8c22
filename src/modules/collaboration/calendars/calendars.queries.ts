import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { accessTo, type Standpoint } from './calendars.permissions.ts'
import { type Access, type Calendar, calendarKinds, ownSlug } from './calendars.rules.ts'

const columns = [
  'calendars.id',
  'calendars.number',
  'calendars.kind',
  'calendars.slug',
  'calendars.name',
  'calendars.description',
  'calendars.colour',
  'calendars.components',
  'calendars.owner_id',
  'calendars.service_id',
  'calendars.project_id',
  'calendars.capacity',
  'calendars.place',
  'calendars.change_number',
  'calendars.is_closed',
] as const

const calendarRow = z.object({
  id: z.string(),
  number: z.number(),
  kind: z.enum(calendarKinds),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  colour: z.string().nullable(),
  components: z.array(z.enum(['VEVENT', 'VTODO'])),
  owner_id: z.string().nullable(),
  service_id: z.string().nullable(),
  project_id: z.string().nullable(),
  capacity: z.number().nullable(),
  place: z.string(),
  change_number: z.number(),
  is_closed: z.boolean(),
})

export function readCalendar(input: unknown): Calendar {
  const row = calendarRow.parse(input)
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    slug: row.slug,
    name: row.name,
    description: row.description,
    colour: row.colour,
    components: row.components,
    ownerId: row.owner_id,
    serviceId: row.service_id,
    projectId: row.project_id,
    capacity: row.capacity,
    place: row.place,
    changeNumber: row.change_number,
    isClosed: row.is_closed,
  }
}

/** A calendar with what the person who asks may do with it. */
export interface OpenCalendar extends Calendar {
  readonly access: Access
}

function withShares(db: Database, standpoint: Standpoint) {
  return db
    .selectFrom('calendars')
    .leftJoin('service_members as owner_service', 'owner_service.account_id', 'calendars.owner_id')
    .leftJoin('calendar_shares as share', (join) =>
      join
        .onRef('share.calendar_id', '=', 'calendars.id')
        .on('share.account_id', '=', standpoint.actor?.id ?? ''),
    )
    .select(columns)
    .select(['owner_service.service_id as owner_service_id', 'share.access as share'])
}

function opened(
  row: { readonly owner_service_id: string | null; readonly share: string | null },
  standpoint: Standpoint,
): OpenCalendar[] {
  const calendar = readCalendar(row)
  const share = row.share === 'read' || row.share === 'write' ? row.share : null
  const access = accessTo(standpoint, calendar, { ownerServiceId: row.owner_service_id, share })
  return access ? [{ ...calendar, access }] : []
}

/** The calendar, when that person may know of it. */
export async function findCalendar(
  db: Database,
  standpoint: Standpoint,
  id: string,
): Promise<OpenCalendar | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await withShares(db, standpoint).where('calendars.id', '=', id).executeTakeFirst()
  return (row && opened(row, standpoint)[0]) ?? null
}

/** Those of the calendars that the person may know of, by name; with `ids`, those alone. */
export async function listCalendars(
  db: Database,
  standpoint: Standpoint,
  ids: readonly string[] | null = null,
): Promise<OpenCalendar[]> {
  if (ids?.length === 0) return []
  let query = withShares(db, standpoint).orderBy('calendars.name').orderBy('calendars.id')
  if (ids) query = query.where('calendars.id', 'in', ids)
  return (await query.execute()).flatMap((row) => opened(row, standpoint))
}

/** What the person is to the calendars of others. */
export async function findStandpoint({
  db,
  actor,
  clock,
}: Pick<Context, 'db' | 'actor' | 'clock'>): Promise<Standpoint> {
  if (!actor) return { actor, serviceId: null, ledServiceIds: [], projects: new Map() }
  const [own, led, projects] = await Promise.all([
    db
      .selectFrom('service_members')
      .select('service_id')
      .where('account_id', '=', actor.id)
      .executeTakeFirst(),
    db.selectFrom('services').select('id').where('manager_id', '=', actor.id).execute(),
    listMemberships(db, actor.id, clock.today()),
  ])
  return {
    actor,
    serviceId: own?.service_id ?? null,
    ledServiceIds: led.map(({ id }) => id),
    projects: new Map(projects.map(({ project_id, lives }) => [project_id, lives ? 'write' : 'read'])),
  }
}

/** Projects that the person is a member of that day; what is over is read, and written no more. */
function listMemberships(db: Database, accountId: string, on: CalendarDate) {
  return db
    .selectFrom('project_members as m')
    .innerJoin('projects', 'projects.id', 'm.project_id')
    .select(['m.project_id', sql<boolean>`projects.status in ('preparing', 'running')`.as('lives')])
    .where('m.account_id', '=', accountId)
    .where((or) => or.or([or('m.ends_on', 'is', null), or('m.ends_on', '>=', on)]))
    .execute()
}

export type NewCalendar = Pick<Calendar, 'kind' | 'slug' | 'name'> &
  Partial<
    Pick<
      Calendar,
      'description' | 'colour' | 'components' | 'ownerId' | 'serviceId' | 'projectId' | 'capacity' | 'place'
    >
  >

function valuesOf(calendar: NewCalendar) {
  return {
    kind: calendar.kind,
    slug: calendar.slug,
    name: calendar.name,
    description: calendar.description ?? '',
    colour: calendar.colour ?? null,
    components: [...(calendar.components ?? ['VEVENT' as const])],
    owner_id: calendar.ownerId ?? null,
    service_id: calendar.serviceId ?? null,
    project_id: calendar.projectId ?? null,
    capacity: calendar.capacity ?? null,
    place: calendar.place ?? '',
  }
}

export async function insertCalendars(db: Database, calendars: readonly NewCalendar[]): Promise<Calendar[]> {
  if (calendars.length === 0) return []
  const rows = await db.insertInto('calendars').values(calendars.map(valuesOf)).returning(columns).execute()
  return rows.map(readCalendar)
}

/** The calendar that each of those people has from the start, made the first time that it is asked for. */
export async function ensureOwnCalendars(
  db: Database,
  accountIds: readonly string[],
  name: string,
): Promise<Calendar[]> {
  const owners = [...new Set(accountIds)].sort()
  if (owners.length === 0) return []
  const found = await ownCalendars(db, owners)
  if (found.length === owners.length) return found
  const lacking = owners.filter((ownerId) => !found.some((calendar) => calendar.ownerId === ownerId))
  await db
    .insertInto('calendars')
    .values(lacking.map((ownerId) => valuesOf({ kind: 'personal', slug: ownSlug, name, ownerId })))
    .onConflict((conflict) => conflict.columns(['owner_id', 'slug']).doNothing())
    .execute()
  return ownCalendars(db, owners)
}

async function ownCalendars(db: Database, owners: readonly string[]): Promise<Calendar[]> {
  const rows = await db
    .selectFrom('calendars')
    .select(columns)
    .where('owner_id', 'in', owners)
    .where('slug', '=', ownSlug)
    .orderBy('owner_id')
    .execute()
  return rows.map(readCalendar)
}

export async function updateCalendar(
  db: Database,
  id: string,
  change: Partial<Pick<Calendar, 'name' | 'description' | 'colour' | 'capacity' | 'place'>> & {
    readonly is_closed?: boolean
  },
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db.updateTable('calendars').set(change).where('id', '=', id).execute()
}

export async function deleteCalendarRow(db: Database, id: string): Promise<void> {
  await db.deleteFrom('calendars').where('id', '=', id).execute()
}

export interface Share {
  readonly accountId: string
  readonly name: string
  readonly access: 'read' | 'write'
}

export async function listShares(db: Database, calendarId: string): Promise<Share[]> {
  const rows = await db
    .selectFrom('calendar_shares')
    .innerJoin('accounts', 'accounts.id', 'calendar_shares.account_id')
    .select(['accounts.id', 'accounts.name', 'calendar_shares.access'])
    .where('calendar_id', '=', calendarId)
    .orderBy('accounts.name')
    .execute()
  return rows.map((row) => ({
    accountId: row.id,
    name: row.name,
    access: row.access === 'write' ? 'write' : 'read',
  }))
}

export async function setShare(
  db: Database,
  calendarId: string,
  accountId: string,
  access: 'read' | 'write' | null,
): Promise<void> {
  if (access === null) {
    await db
      .deleteFrom('calendar_shares')
      .where('calendar_id', '=', calendarId)
      .where('account_id', '=', accountId)
      .execute()
    return
  }
  await db
    .insertInto('calendar_shares')
    .values({ calendar_id: calendarId, account_id: accountId, access })
    .onConflict((conflict) => conflict.columns(['calendar_id', 'account_id']).doUpdateSet({ access }))
    .execute()
}

/** The calendar of that project; null before it has one. */
export async function findProjectCalendar(db: Database, projectId: string): Promise<Calendar | null> {
  const row = await db
    .selectFrom('calendars')
    .select(columns)
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  return row ? readCalendar(row) : null
}

/** Mail address of whoever owns the calendar; null for a room, a team, a project. */
export async function emailOfOwner(db: Database, calendarId: string): Promise<string | null> {
  const row = await db
    .selectFrom('calendars')
    .innerJoin('accounts', 'accounts.id', 'calendars.owner_id')
    .select('accounts.email')
    .where('calendars.id', '=', calendarId)
    .executeTakeFirst()
  return row?.email ?? null
}

/** The calendar whoever asks: for work that the server does by itself. */
export async function findCalendarRow(db: Database, id: string): Promise<Calendar | null> {
  const row = await db.selectFrom('calendars').select(columns).where('id', '=', id).executeTakeFirst()
  return row ? readCalendar(row) : null
}
