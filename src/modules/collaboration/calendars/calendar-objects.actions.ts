import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction, isDuplicate, isOverlap } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { canChangeObject } from './calendars.permissions.ts'
import { emailOfOwner, findCalendar, findStandpoint, type OpenCalendar } from './calendars.queries.ts'
import { type Calendar, isExclusive } from './calendars.rules.ts'
import { deliver, type GuestList, guestsOf } from './delivery.ts'
import { type Answer, addressOfPerson } from './event-draft.rules.ts'
import { invitationIn } from './event-reading.rules.ts'
import { answerIn } from './event-text.rules.ts'
import { type ObjectFault, parseCalendar, type ReadObject, readObject } from './icalendar.rules.ts'
import {
  type CalendarObject,
  findObject,
  findObjectById,
  findObjectsByUid,
  listCopies,
} from './objects.queries.ts'
import { lockResources, removeObjects, takeCalendars, writeObjects } from './objects-writing.queries.ts'
import { type ExpansionFault, windowAround } from './occurrences.rules.ts'
import { prepareObject } from './prepare.ts'

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

/** Answers an invitation that is in the person's own calendar; everybody invited sees the answer. */
export async function answerInvitation(
  context: Context,
  objectId: string,
  answer: Exclude<Answer, 'needs_action'>,
): Promise<Result<null, ObjectRefusal>> {
  const { actor, db } = context
  const object = await findObjectById(db, objectId)
  const calendar = object && (await writable(context, object.calendarId))
  if (!actor || !object || !calendar?.ok || calendar.value.ownerId !== actor.id) return refuse('not_found')
  const { originId } = object
  if (originId === null) return refuse('not_found')
  const address = addressOfPerson(actor.email)
  return settled(context, (within) => spreadAnswer(within, originId, address, answer, null))
}

async function writable(context: Context, calendarId: string): Promise<Result<OpenCalendar, ObjectRefusal>> {
  const { db, actor } = context
  const calendar = await findCalendar(db, await findStandpoint(db, actor), calendarId)
  if (!calendar || calendar.access === 'busy') return refuse('not_found')
  return calendar.access === 'write' && !calendar.isClosed ? ok(calendar) : refuse('forbidden')
}

/** In one transaction; what the database refuses is a refusal like another. */
async function settled<Value>(
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

interface Writing {
  readonly name: string
  readonly text: string
  readonly read: ReadObject
  readonly precondition: Precondition
}

async function writeInto(
  context: Context,
  calendar: Calendar,
  { name, text, read, precondition }: Writing,
): Promise<Result<Put, ObjectRefusal>> {
  const { db, actor, clock } = context
  const owner = await ownerAddress(db, calendar)
  const seen = await findObject(db, calendar.id, name)
  const originId = seen?.originId ?? null
  const list = await guestsOf(context, read, originId === null ? organisersOf(context, owner) : [])
  const taken = await take(db, calendar, seen, list)
  const before = await findObject(db, calendar.id, name)
  const fault = await refusalOf(context, calendar, before, precondition, { name, uid: read.uid })
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

/** Under whose name the writer may invite: their own, and that of whoever's calendar it is. */
function organisersOf({ actor }: Context, owner: string | null): string[] {
  return [actor ? addressOfPerson(actor.email) : null, owner].filter((address) => address !== null)
}

async function ownerAddress(db: Database, calendar: Calendar): Promise<string | null> {
  if (calendar.ownerId === null) return null
  const email = await emailOfOwner(db, calendar.id)
  return email === null ? null : addressOfPerson(email)
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
  next: { readonly name: string; readonly uid: string },
): Promise<ObjectRefusal | null> {
  if (ifNoneMatch && before) return 'precondition_failed'
  if (ifMatch !== undefined && before?.etag !== ifMatch) return 'precondition_failed'
  if (before && !canChangeObject(actor, calendar, before)) return 'forbidden'
  const others = await findObjectsByUid(db, [calendar.id], next.uid)
  return others.some(({ name }) => name !== next.name) ? 'uid_taken' : null
}

/** A program of somebody invited writes the whole event back: of that, their answer goes to the others. */
async function followAnswer(
  context: Context,
  originId: string,
  before: CalendarObject | null,
  written: { readonly attendees: readonly { readonly address: string; readonly answer: Answer }[] },
  owner: string | null,
  calendarId: string,
): Promise<Result<null, ObjectRefusal>> {
  const answer = written.attendees.find(({ address }) => address === owner)?.answer
  const old = before && answerOf(before.text, owner)
  if (owner === null || answer === undefined || answer === old) return ok(null)
  return spreadAnswer(context, originId, owner, answer, calendarId)
}

function answerOf(text: string, address: string | null): Answer | null {
  const calendar = parseCalendar(text)
  const attendees = calendar ? invitationIn(calendar).attendees : []
  return attendees.find((attendee) => attendee.address === address)?.answer ?? null
}

/** Writes the answer where the event comes from, then in every copy but that of `except`. */
async function spreadAnswer(
  context: Context,
  originId: string,
  address: string,
  answer: Answer,
  except: string | null,
): Promise<Result<null, ObjectRefusal>> {
  const { db, clock } = context
  const seen = await findObjectById(db, originId)
  const copies = await listCopies(db, originId)
  if (!seen) return refuse('not_found')
  const taken = await takeCalendars(db, [
    ...new Set([seen.calendarId, ...copies.map((copy) => copy.calendarId)]),
  ])
  const origin = await findObjectById(db, originId)
  const calendar = taken.get(seen.calendarId)
  if (!origin || !calendar) return refuse('changed_meanwhile')
  const text = answerIn(origin.text, address, answer)
  const read = readObject(text)
  if (!read.ok) return read
  const owner = await ownerAddress(db, calendar)
  const organiser = invitationIn(read.value.calendar).organiser
  const list = await guestsOf(context, read.value, [organiser])
  const prepared = prepareObject(read.value, {
    calendar,
    name: origin.name,
    text,
    originId: null,
    createdBy: origin.createdBy,
    reader: owner,
    window: windowAround(clock.now()),
    accounts: list.accounts,
  })
  if (!prepared.ok) return prepared
  await writeObjects(db, [prepared.value], clock.now())
  const guests = list.guests.filter((guest) => taken.has(guest.calendar.id))
  return deliver(context, { ...origin, text }, { ...list, guests }, taken, except)
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
  if (!canChangeObject(actor, calendar, object)) return refuse('forbidden')
  const copies = await listCopies(db, object.id)
  if (copies.some(({ calendarId }) => !taken.has(calendarId))) return refuse('changed_meanwhile')
  await removeObjects(db, [...copies, object], taken)
  if (object.originId === null) return ok(null)
  const address = (await ownerAddress(db, calendar)) ?? `urn:uuid:${calendar.id}`
  return spreadAnswer(context, object.originId, address, 'declined', calendar.id)
}
