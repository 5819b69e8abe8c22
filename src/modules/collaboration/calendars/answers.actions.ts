import type { Context } from '#infra/context.ts'
import { type Result, refuse } from '#kernel/result.ts'
import { spreadAnswer } from './answers.ts'
import { type Answer, addressOfPerson } from './event-draft.rules.ts'
import { type ObjectRefusal, settled, writable } from './object-writing.ts'
import { findObjectById } from './objects.queries.ts'

type Given = Exclude<Answer, 'needs_action'>

/** Answers an invitation that is in the person's own calendar; everybody invited sees the answer. */
export async function answerInvitation(
  context: Context,
  objectId: string,
  answer: Given,
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

/** Answers as somebody invited who has no account: the address of their mail was their proof. */
export function answerAsGuest(
  context: Context,
  objectId: string,
  address: string,
  answer: Given,
): Promise<Result<null, ObjectRefusal>> {
  return settled(context, (within) => spreadAnswer(within, objectId, address, answer, null))
}
