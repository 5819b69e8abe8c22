import { randomUUID } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { notify } from '#modules/people/notifications/notifications.public.ts'
import { deleteObject, type ObjectRefusal, putObject } from './calendar-objects.actions.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { calendarsWords } from './calendars.words.ts'
import { addressOfPerson, type EventDraft } from './event-draft.rules.ts'
import { newEvent, removeOccurrence, rewriteEvent, rewriteOccurrence } from './event-text.rules.ts'
import { listInvitedCopies } from './invitations.queries.ts'
import { formatWhen } from './moment-text.ts'
import { findObjectById } from './objects.queries.ts'
import { findOccurrence } from './occurrences.queries.ts'

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

/** Takes away an event, or one meeting of its series. */
export async function removeEvent(
  context: Context,
  objectId: string,
  recurrence: string,
): Promise<Result<null, ObjectRefusal>> {
  const { db, clock } = context
  const object = await findObjectById(db, objectId)
  if (!object) return refuse('not_found')
  if (recurrence === '')
    return deleteObject(context, object.calendarId, object.name, { ifMatch: object.etag })
  if (object.originId !== null || !(await findOccurrence(db, objectId, recurrence)))
    return refuse('not_found')
  const text = removeOccurrence(object.text, recurrence, clock.now())
  const written = await putObject(context, object.calendarId, object.name, { text, ifMatch: object.etag })
  return written.ok ? ok(null) : written
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
  return inTransaction(context.db, async (db) => {
    const within = { ...context, db }
    const put = await putObject(within, calendarId, name, writing)
    if (!put.ok) return put
    await tellInvited(within, put.value.id)
    return ok({ id: put.value.id })
  })
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
