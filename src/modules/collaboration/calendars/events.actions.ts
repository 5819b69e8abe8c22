import { randomUUID } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { notify } from '#modules/people/notifications/notifications.public.ts'
import { deleteObject, type ObjectRefusal, putObject } from './calendar-objects.actions.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { calendarsWords } from './calendars.words.ts'
import { guestsOf } from './delivery.ts'
import { addressOfPerson, type EventDraft } from './event-draft.rules.ts'
import { newEvent, removeOccurrence, rewriteEvent, rewriteOccurrence } from './event-text.rules.ts'
import { readObject } from './icalendar.rules.ts'
import { listInvitedCopies } from './invitations.queries.ts'
import { formatWhen } from './moment-text.ts'
import { type CalendarObject, findObjectById, listCopies } from './objects.queries.ts'
import { holdCalendars } from './objects-writing.queries.ts'
import { findOccurrence } from './occurrences.queries.ts'
import { mailCancelled, mailOutsideGuests } from './outside-guests.ts'
import { endSeriesBefore, isFirstOfSeries, seriesFrom } from './series.rules.ts'

/** Writes a new event in that calendar; the same `uid` sent again is the same event. Those invited are told. */
export async function createEvent(
  context: Context,
  calendarId: string,
  draft: EventDraft,
  uid: string = randomUUID(),
): Promise<Result<{ readonly id: string }, ObjectRefusal>> {
  const { actor, clock } = context
  if (!actor) return refuse('not_found')
  const text = newEvent(draft, { uid, now: clock.now(), organiser: organiserOf(actor) })
  return writeAndTell(context, calendarId, `${uid}.ics`, { text, ifNoneMatch: true })
}

/** Rewrites an event, or one meeting of its series; `etag` is that of what the person saw. */
export async function reviseEvent(
  context: Context,
  objectId: string,
  {
    recurrence,
    draft,
    etag,
  }: { readonly recurrence: string; readonly draft: EventDraft; readonly etag: string },
): Promise<Result<{ readonly id: string }, ObjectRefusal>> {
  const { actor, db, clock } = context
  const object = await findObjectById(db, objectId)
  // What somebody else invites to is theirs to change.
  if (!actor || !object || object.originId !== null) return refuse('not_found')
  if (recurrence !== '' && !(await findOccurrence(db, objectId, recurrence))) return refuse('not_found')
  const writing = { now: clock.now(), organiser: organiserOf(actor) }
  const text =
    recurrence === ''
      ? rewriteEvent(object.text, draft, writing)
      : rewriteOccurrence(object.text, recurrence, draft, writing)
  const written = await writeAndTell(context, object.calendarId, object.name, { text, ifMatch: etag })
  return !written.ok && written.refusal === 'precondition_failed' ? refuse('changed_meanwhile') : written
}

/**
 * Rewrites one meeting of a series and all those after it: the series ends before it, and another one begins with it, with its people and
 * rooms. Both or nothing.
 */
export async function reviseFollowing(
  context: Context,
  objectId: string,
  {
    recurrence,
    draft,
    etag,
  }: { readonly recurrence: string; readonly draft: EventDraft; readonly etag: string },
): Promise<Result<{ readonly id: string }, ObjectRefusal>> {
  const { actor, db, clock } = context
  const object = await findObjectById(db, objectId)
  if (!actor || !object || object.originId !== null) return refuse('not_found')
  // Somebody may have cut it before: that meeting is no longer of this series.
  if (object.etag !== etag) return refuse('changed_meanwhile')
  if (!(await isCutAt(db, object, recurrence))) {
    // Missing because it never was, or since somebody cut it between the two questions.
    const now = await findObjectById(db, objectId)
    return refuse(now && now.etag !== etag ? 'changed_meanwhile' : 'not_found')
  }
  if (isFirstOfSeries(object.text, recurrence))
    return reviseEvent(context, objectId, { recurrence: '', draft, etag })
  const uid = randomUUID()
  const organiser = organiserOf(actor)
  const text = seriesFrom(object.text, recurrence, draft, { uid, now: clock.now(), organiser })
  return inTransaction(db, async (tx) => {
    const within = { ...context, db: tx }
    await holdAll(within, object, text, organiser.address)
    const old = { text: endSeriesBefore(object.text, recurrence, clock.now()), ifMatch: etag }
    const ended = await putObject(within, object.calendarId, object.name, old)
    if (!ended.ok) return ended.refusal === 'precondition_failed' ? refuse('changed_meanwhile') : ended
    return writeAndTell(within, object.calendarId, `${uid}.ics`, { text, ifNoneMatch: true })
  })
}

/** Whether that meeting is one of the series. */
async function isCutAt(db: Context['db'], object: CalendarObject, recurrence: string): Promise<boolean> {
  if (!object.isRecurring || recurrence === '') return false
  return (await findOccurrence(db, object.id, recurrence)) !== null
}

/** Everybody whom one of the two series touches waits from here on. */
async function holdAll(
  { db }: Context,
  { id, calendarId }: CalendarObject,
  next: string,
  organiser: string,
): Promise<void> {
  const read = readObject(next)
  const list = read.ok ? await guestsOf({ db }, read.value, [organiser]) : { guests: [] }
  const copies = await listCopies(db, id)
  await holdCalendars(db, [
    calendarId,
    ...copies.map((copy) => copy.calendarId),
    ...list.guests.map(({ calendar }) => calendar.id),
  ])
}

/** Takes away one meeting of a series and all those after it. */
export async function removeFollowing(
  context: Context,
  objectId: string,
  recurrence: string,
): Promise<Result<null, ObjectRefusal>> {
  const object = await findObjectById(context.db, objectId)
  // Whoever is invited to it cuts nothing.
  if (!object || object.originId !== null || !(await isCutAt(context.db, object, recurrence)))
    return refuse('not_found')
  const precondition = { ifMatch: object.etag }
  if (isFirstOfSeries(object.text, recurrence)) return removeWhole(context, object)
  const text = endSeriesBefore(object.text, recurrence, context.clock.now())
  const written = await putObject(context, object.calendarId, object.name, { text, ...precondition })
  return written.ok ? ok(null) : written
}

/** Takes away an event, or one meeting of its series. */
export async function removeEvent(
  context: Context,
  objectId: string,
  recurrence: string,
): Promise<Result<null, ObjectRefusal>> {
  const { db, clock } = context
  const object = await findObjectById(db, objectId)
  if (!object) return refuse('not_found')
  if (recurrence === '') return removeWhole(context, object)
  if (object.originId !== null || !(await findOccurrence(db, objectId, recurrence)))
    return refuse('not_found')
  const text = removeOccurrence(object.text, recurrence, clock.now())
  const written = await putObject(context, object.calendarId, object.name, { text, ifMatch: object.etag })
  return written.ok ? ok(null) : written
}

/** Takes the event away; those who were told of it by mail are told that. */
function removeWhole(
  context: Context,
  { id, calendarId, name, etag }: CalendarObject,
): Promise<Result<null, ObjectRefusal>> {
  return inTransaction(context.db, async (db) => {
    await mailCancelled({ ...context, db }, id)
    return deleteObject({ ...context, db }, calendarId, name, { ifMatch: etag })
  })
}

function organiserOf(actor: { readonly email: string; readonly name: string }) {
  return { address: addressOfPerson(actor.email), name: actor.name }
}

/** The event, its copies and what those invited are told: all of it or nothing. */
function writeAndTell(
  context: Context,
  calendarId: string,
  name: string,
  writing: { readonly text: string; readonly ifMatch?: string; readonly ifNoneMatch?: boolean },
): Promise<Result<{ readonly id: string }, ObjectRefusal>> {
  const write = async (within: Context): Promise<Result<{ readonly id: string }, ObjectRefusal>> => {
    const put = await putObject(within, calendarId, name, writing)
    if (!put.ok) return put
    await tellInvited(within, put.value.id)
    await mailOutsideGuests(within, put.value.id)
    return ok({ id: put.value.id })
  }
  if (context.db.isTransaction) return write(context)
  return inTransaction(context.db, (db) => write({ ...context, db }))
}

/** One sentence for each person invited, in their news: again when the event takes another time. */
async function tellInvited(context: Context, originId: string): Promise<void> {
  const { db, actor } = context
  for (const copy of await listInvitedCopies(db, originId)) {
    const say = (locale: 'fr' | 'en') =>
      calendarsWords(locale)('notice.invited', {
        who: actor?.name ?? '',
        title: copy.summary,
        when: formatWhen(copy, locale),
      })
    await notify(context, [{ accountId: copy.ownerId }], {
      event: `calendar:${originId}:${copy.startsAt.toISOString()}`,
      path: calendarsPaths.event(copy.objectId),
      text: { fr: say('fr'), en: say('en') },
    })
  }
}
