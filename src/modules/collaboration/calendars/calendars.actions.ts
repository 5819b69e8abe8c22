import type { Context } from '#infra/context.ts'
import { isDuplicate } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { canKeepResources, canShare, canUseCalendars } from './calendars.permissions.ts'
import {
  deleteCalendarRow,
  ensureOwnCalendars,
  findCalendar,
  findProjectCalendar,
  findStandpoint,
  insertCalendars,
  type NewCalendar,
  type OpenCalendar,
  setShare,
  updateCalendar,
} from './calendars.queries.ts'
import { type Calendar, isExclusive, ownSlug } from './calendars.rules.ts'
import { calendarsWords } from './calendars.words.ts'
import type { ComponentKind } from './icalendar.rules.ts'

/** Projects have longer titles than calendars. */
const longestName = 120

export type CalendarRefusal = 'not_found' | 'calendar_exists' | 'calendar_needed'

/** The calendar that the person has from the start; null for whoever has none. */
export async function ownCalendar({ db, actor }: Context): Promise<Calendar | null> {
  if (!actor || !canUseCalendars(actor)) return null
  const [calendar] = await ensureOwnCalendars(db, [actor.id], calendarsWords('fr')('own_name'))
  return calendar ?? null
}

/** Another calendar of the person's own: what CalDAV's MKCALENDAR asks for. */
export async function createOwnCalendar(
  { db, actor }: Context,
  calendar: {
    readonly slug: string
    readonly name: string
    readonly description?: string
    readonly colour?: string | null
    readonly components?: readonly ComponentKind[]
  },
): Promise<Result<Calendar, CalendarRefusal>> {
  if (!actor || !canUseCalendars(actor)) return refuse('not_found')
  return insertOne(db, { ...calendar, kind: 'personal', ownerId: actor.id })
}

async function insertOne(
  db: Context['db'],
  calendar: NewCalendar,
): Promise<Result<Calendar, CalendarRefusal>> {
  try {
    const [made] = await insertCalendars(db, [calendar])
    return made ? ok(made) : refuse('not_found')
  } catch (error) {
    if (isDuplicate(error)) return refuse('calendar_exists')
    throw error
  }
}

async function found(context: Context, id: string): Promise<OpenCalendar | null> {
  return findCalendar(context.db, await findStandpoint(context), id)
}

/** Name, words and colour of a calendar of the person's own. */
export async function describeOwnCalendar(
  context: Context,
  id: string,
  change: { readonly name?: string; readonly description?: string; readonly colour?: string | null },
): Promise<Result<null, CalendarRefusal>> {
  const calendar = await found(context, id)
  if (!calendar || calendar.ownerId !== context.actor?.id) return refuse('not_found')
  await updateCalendar(context.db, id, change)
  return ok(null)
}

/** Takes away a calendar of the person's own with all that is in it; the one they have from the start stays. */
export async function deleteOwnCalendar(
  context: Context,
  id: string,
): Promise<Result<null, CalendarRefusal>> {
  const calendar = await found(context, id)
  if (!calendar || calendar.ownerId !== context.actor?.id) return refuse('not_found')
  if (calendar.slug === ownSlug) return refuse('calendar_needed')
  await deleteCalendarRow(context.db, id)
  return ok(null)
}

/** Opens a room, a vehicle, the calendar of a service or the town's public one. */
export async function openCalendar(
  { db, actor }: Context,
  calendar: NewCalendar & { readonly kind: 'room' | 'vehicle' | 'team' | 'town' },
): Promise<Result<Calendar, CalendarRefusal>> {
  if (!canKeepResources(actor)) return refuse('not_found')
  return insertOne(db, calendar)
}

/** Opens the calendar to somebody by name, or closes it to them (`null`). */
export async function shareCalendar(
  context: Context,
  id: string,
  accountId: string,
  access: 'read' | 'write' | null,
): Promise<Result<null, CalendarRefusal>> {
  const calendar = await found(context, id)
  if (!calendar || !canShare(context.actor, calendar)) return refuse('not_found')
  await setShare(context.db, id, accountId, access)
  return ok(null)
}

/** The calendar of a project, made the first time: its members are those of the project. */
export async function ensureProjectCalendar(
  db: Context['db'],
  project: { readonly id: string; readonly name: string },
): Promise<Calendar> {
  const known = await findProjectCalendar(db, project.id)
  if (known) return known
  const made = await insertOne(db, {
    kind: 'project',
    slug: `projet-${project.id}`,
    name: project.name.slice(0, longestName),
    projectId: project.id,
  })
  const calendar = made.ok ? made.value : await findProjectCalendar(db, project.id)
  if (!calendar) throw new Error('impossible: the calendar of a project is neither there nor made')
  return calendar
}

/** The calendar takes the name that the project now has. */
export async function renameProjectCalendar(
  db: Context['db'],
  project: { readonly id: string; readonly name: string },
): Promise<void> {
  const calendar = await ensureProjectCalendar(db, project)
  await updateCalendar(db, calendar.id, { name: project.name.slice(0, longestName) })
}

/** Describes a room or a vehicle, or closes it: what was booked stays, nothing more is. */
export async function changeResource(
  context: Context,
  id: string,
  change: {
    readonly name: string
    readonly place: string
    readonly capacity: number | null
    readonly is_closed: boolean
  },
): Promise<Result<null, CalendarRefusal>> {
  const calendar = await found(context, id)
  if (!calendar || !isExclusive(calendar.kind) || !canKeepResources(context.actor)) return refuse('not_found')
  await updateCalendar(context.db, id, change)
  return ok(null)
}
