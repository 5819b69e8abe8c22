import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, refuse } from '#kernel/result.ts'
import { type ApplicationsRefusal, note, ownApplication } from './applications.actions.ts'
import { isHolder } from './applications.permissions.ts'
import { lockApplication } from './applications.queries.ts'
import type { Outcome } from './calls.actions.ts'
import { callsPaths } from './calls.paths.ts'
import { findCallById } from './calls.queries.ts'
import type { Call } from './calls.rules.ts'
import { callsWords } from './calls.words.ts'
import { addWriter, insertInvitation, takeInvitation } from './parts.queries.ts'

export const mostInvitations = 10

/**
 * Invites somebody to write the application too, or to hold it instead: a person who leaves an association hands its file over. They
 * accept once signed in with that address; the page says the same whether the address has an account or not.
 */
export async function inviteWriter(
  context: Context,
  call: Call,
  id: string,
  invited: { readonly email: string; readonly asHolder: boolean },
): Outcome<null, ApplicationsRefusal> {
  const own = await ownApplication(context, call, id)
  if (!own || !isHolder(context.actor, own.writers)) return refuse('not_found')
  return inTransaction(context.db, async (tx) => {
    const email = invited.email.toLowerCase()
    await insertInvitation(tx, id, { email, asHolder: invited.asHolder, at: context.clock.now() })
    const t = callsWords(context.locale)
    await context.mailer.write(tx, {
      to: email,
      subject: t('mail.invited_subject', { call: call.title }),
      text: t(invited.asHolder ? 'mail.invited_holder' : 'mail.invited', {
        name: context.actor?.name ?? '',
        title: own.application.title,
        call: call.title,
        link: `${context.settings.publicUrl}${callsPaths.mine()}`,
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
  return inTransaction(context.db, async (tx) => {
    const invitation = await takeInvitation(tx, id, actor.email)
    const application = invitation && (await lockApplication(tx, id))
    const call = application && (await findCallById(tx, application.callId))
    if (!invitation || !call) return refuse('not_found')
    await addWriter(tx, id, actor.id, invitation.asHolder)
    await note({ ...context, db: tx }, id, invitation.asHolder ? 'transferred' : 'joined')
    return ok(callsPaths.application(call.code, id))
  })
}
