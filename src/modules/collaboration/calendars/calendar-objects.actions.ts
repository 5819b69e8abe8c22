import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { followAnswer, spreadAnswer } from './answers.ts'
import { canChangeObject } from './calendars.permissions.ts'
import { type Calendar, isExclusive } from './calendars.rules.ts'
import { deliver, type GuestList, guestsOf } from './delivery.ts'
import { addressOfCalendar, addressOfPerson } from './event-draft.rules.ts'
import { type ReadObject, readObject } from './icalendar.rules.ts'
import { type ObjectRefusal, ownerAddress, settled, writable } from './object-writing.ts'
import {
  type CalendarObject,
  findObject,
  findObjectById,
  findObjectsByUid,
  listCopies,
} from './objects.queries.ts'
import { lockResources, removeObjects, takeCalendars, writeObjects } from './objects-writing.queries.ts'
import { windowAround } from './occurrences.rules.ts'
import { prepareObject } from './prepare.ts'

export type { ObjectRefusal }

/** What must be true of the object before, as HTTP says it: etags without their quotes. */
export interface Precondition {
  readonly ifMatch?: string | undefined
  /** Only where there is none yet. */
  readonly ifNoneMatch?: boolean | undefined
}

export interface Put {
  readonly id: string
  readonly etag: string
  readonly isNew: boolean
}

/**
 * Writes one iCalendar object under that name: what CalDAV's PUT does, and what our pages do too. Its occurrences are worked out,
 * those invited get their copy, rooms and vehicles are booked, all or nothing.
 */
export async function putObject(
  context: Context,
  calendarId: string,
  name: string,
  { text, ...precondition }: Precondition & { readonly text: string },
): Promise<Result<Put, ObjectRefusal>> {
  const calendar = await writable(context, calendarId)
  if (!calendar.ok) return calendar
  const read = readObject(text)
  if (!read.ok) return read
  if (!calendar.value.components.includes(read.value.kind)) return refuse('component_unsupported')
  return settled(context, (within) =>
    writeInto(within, calendar.value, { name, text, read: read.value, precondition }),
  )
}

/**
 * Writes an object that another part of the product keeps in a calendar, whoever acts: that part has its own rights. `sourcePath` is the
 * page where it is changed. Within a transaction of the caller.
 */
export async function putKeptObject(
  context: Context,
  calendar: Calendar,
  { name, text, sourcePath }: { readonly name: string; readonly text: string; readonly sourcePath: string },
): Promise<Result<Put, ObjectRefusal>> {
  const read = readObject(text)
  if (!read.ok) return read
  return settled(context, (within) =>
    writeInto(within, calendar, { name, text, read: read.value, precondition: {}, sourcePath }),
  )
}

/** Takes the object away. Whoever invited takes it back from all; somebody invited declines. */
export async function deleteObject(
  context: Context,
  calendarId: string,
  name: string,
  precondition: Precondition = {},
): Promise<Result<null, ObjectRefusal>> {
  const calendar = await writable(context, calendarId)
  if (!calendar.ok) return calendar
  return settled(context, (within) => removeFrom(within, calendar.value, name, precondition))
}

interface Writing {
  readonly name: string
  readonly text: string
  readonly read: ReadObject
  readonly precondition: Precondition
  /** Page where the object is changed, when another part of the product writes it. */
  readonly sourcePath?: string | null
}

async function writeInto(
  context: Context,
  calendar: Calendar,
  { name, text, read, precondition, sourcePath = null }: Writing,
): Promise<Result<Put, ObjectRefusal>> {
  const { db, actor, clock } = context
  const owner = await ownerAddress(db, calendar)
  const seen = await findObject(db, calendar.id, name)
  const inviter = sourcePath === null ? owner : addressOfCalendar(calendar.id)
  const originId = seen?.originId ?? null
  const list = await guestsOf(context, read, originId === null ? organisersOf(context, inviter) : [])
  const taken = await take(db, calendar, seen, list)
  const before = await findObject(db, calendar.id, name)
  const fault = await refusalOf(context, calendar, before, precondition, { name, uid: read.uid, sourcePath })
  if (fault) return refuse(fault)
  if (before?.id !== seen?.id || (before?.originId ?? null) !== originId) return refuse('changed_meanwhile')
  const own = taken.get(calendar.id)
  if (!own) return refuse('not_found')
  const prepared = prepareObject(read, {
    calendar: own,
    name,
    text,
    originId,
    createdBy: before?.createdBy ?? actor?.id ?? null,
    sourcePath,
    reader: owner,
    window: windowAround(clock.now()),
    accounts: list.accounts,
  })
  if (!prepared.ok) return prepared
  const [id = ''] = await writeObjects(db, [prepared.value], clock.now())
  const spread =
    originId === null
      ? await deliver(context, { id, uid: read.uid, text, createdBy: prepared.value.createdBy }, list, taken)
      : await followAnswer(context, originId, before, prepared.value, owner, calendar.id)
  return spread.ok ? ok({ id, etag: prepared.value.etag, isNew: before === null }) : spread
}

/** Under whose name the writer may invite: their own, and that of whoever's, or of what project's, calendar it is. */
function organisersOf({ actor }: Context, owner: string | null): string[] {
  return [actor ? addressOfPerson(actor.email) : null, owner].filter((address) => address !== null)
}

/** Takes every calendar that the change touches, in one order for all; rooms and vehicles first. */
async function take(
  db: Database,
  calendar: Calendar,
  object: CalendarObject | null,
  list: GuestList,
): Promise<ReadonlyMap<string, Calendar>> {
  const touched = [calendar, ...list.guests.map((guest) => guest.calendar)]
  await lockResources(
    db,
    touched.filter(({ kind }) => isExclusive(kind)).map(({ number }) => number),
  )
  const origin = object?.originId ? await findObjectById(db, object.originId) : object
  const copies = origin ? await listCopies(db, origin.id) : []
  const ids = [
    ...touched.map(({ id }) => id),
    ...copies.map(({ calendarId }) => calendarId),
    ...(origin ? [origin.calendarId] : []),
  ]
  return takeCalendars(db, [...new Set(ids)])
}

async function refusalOf(
  { db, actor }: Context,
  calendar: Calendar,
  before: CalendarObject | null,
  { ifMatch, ifNoneMatch }: Precondition,
  next: { readonly name: string; readonly uid: string; readonly sourcePath: string | null },
): Promise<ObjectRefusal | null> {
  if (ifNoneMatch && before) return 'precondition_failed'
  if (ifMatch !== undefined && before?.etag !== ifMatch) return 'precondition_failed'
  // What a project keeps here is changed on the pages of the project.
  if (before && before.sourcePath !== next.sourcePath) return 'forbidden'
  if (before && !canChangeObject(actor, calendar, before)) return 'forbidden'
  const others = await findObjectsByUid(db, [calendar.id], next.uid)
  return others.some(({ name }) => name !== next.name) ? 'uid_taken' : null
}

async function removeFrom(
  context: Context,
  calendar: Calendar,
  name: string,
  { ifMatch }: Precondition,
): Promise<Result<null, ObjectRefusal>> {
  const { db, actor } = context
  const seen = await findObject(db, calendar.id, name)
  if (!seen) return refuse('not_found')
  const taken = await take(db, calendar, seen, { guests: [], accounts: new Map() })
  const object = await findObject(db, calendar.id, name)
  if (!object) return refuse('not_found')
  if (ifMatch !== undefined && object.etag !== ifMatch) return refuse('precondition_failed')
  if (object.sourcePath !== null || !canChangeObject(actor, calendar, object)) return refuse('forbidden')
  const copies = await listCopies(db, object.id)
  if (copies.some(({ calendarId }) => !taken.has(calendarId))) return refuse('changed_meanwhile')
  await removeObjects(db, [...copies, object], taken)
  if (object.originId === null) return ok(null)
  const address = (await ownerAddress(db, calendar)) ?? `urn:uuid:${calendar.id}`
  return spreadAnswer(context, object.originId, address, 'declined', calendar.id)
}
