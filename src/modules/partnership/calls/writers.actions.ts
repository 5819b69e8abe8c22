import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import type { Actor } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import { countAttempt } from '#modules/people/accounts/accounts.public.ts'
import { invitationLink } from './applicant-links.actions.ts'
import { invitationLimits } from './applicant-links.rules.ts'
import { type ApplicationsRefusal, note, ownApplication } from './applications.actions.ts'
import { isHolder } from './applications.permissions.ts'
import { lockApplication } from './applications.queries.ts'
import type { Outcome } from './calls.actions.ts'
import { callsPaths } from './calls.paths.ts'
import { findCallById } from './calls.queries.ts'
import type { Call } from './calls.rules.ts'
import { callsWords } from './calls.words.ts'
import { addWriter, insertInvitation, listInvitations, takeInvitation } from './parts.queries.ts'

/** Invitations of one application that wait at the same time. */
export const mostInvitations = 10

/**
 * Invites somebody to write the application too, or to hold it instead: a person who leaves an association hands its file over. They
 * accept by the link of the message, or once signed in; the page says the same whether the address has an account or not.
 */
export async function inviteWriter(
  context: Context,
  call: Call,
  id: string,
  invited: { readonly email: string; readonly asHolder: boolean },
): Outcome<null, ApplicationsRefusal> {
  const { actor, clock } = context
  const own = await ownApplication(context, call, id)
  if (!own || actor === null || !isHolder(actor, own.writers)) return refuse('not_found')
  const email = invited.email.toLowerCase()
  const limits = invitationLimits(actor.id, email, context.clientAddress)
  if (await countAttempt(context.db, limits, clock.now())) return refuse('too_many_attempts')
  return inTransaction<null, ApplicationsRefusal>(context.db, async (tx) => {
    await lockApplication(tx, id)
    const waiting = (await listInvitations(tx, id)).filter((each) => each.email !== email)
    if (waiting.length >= mostInvitations) return refuse('too_many_invitations')
    await insertInvitation(tx, id, { email, asHolder: invited.asHolder, at: clock.now() })
    const t = callsWords(context.locale)
    const link = await invitationLink({ ...context, db: tx }, call, { email, applicationId: id })
    await context.mailer.write(tx, {
      to: email,
      subject: t('mail.invited_subject', { call: call.title }),
      text: t(invited.asHolder ? 'mail.invited_holder' : 'mail.invited', {
        name: actor.name,
        title: own.application.title,
        call: call.title,
        link: link ?? `${context.settings.publicUrl}${callsPaths.mine()}`,
      }),
    })
    await note({ ...context, db: tx }, id, 'invited', email)
    return ok(null)
  })
}

/** Accepts an invitation; answers the address of the application. */
export async function acceptInvitation(context: Context, id: string): Outcome<string, ApplicationsRefusal> {
  const { actor } = context
  if (!actor) return refuse('not_found')
  return inTransaction(context.db, (tx) => joinApplication({ ...context, db: tx, actor }, id))
}

/** The same within the caller's transaction. */
export async function joinApplication(
  within: Context & { readonly actor: Actor },
  id: string,
): Outcome<string, 'not_found'> {
  const { db, actor } = within
  const invitation = await takeInvitation(db, id, actor.email)
  const application = invitation && (await lockApplication(db, id))
  const call = application && (await findCallById(db, application.callId))
  if (!invitation || !call) return refuse('not_found')
  await addWriter(db, id, actor.id, invitation.asHolder)
  await note(within, id, invitation.asHolder ? 'transferred' : 'joined')
  return ok(callsPaths.application(call.code, id))
}
