import type { Context } from '#infra/context.ts'
import { hashSecret, isSecret } from '#infra/link-secret.ts'
import { inTransaction } from '#infra/transaction.ts'
import type { Actor } from '#kernel/actor.ts'
import { assertDefined } from '#kernel/assert.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { ensureMailboxAccount, findActor } from '#modules/people/accounts/accounts.public.ts'
import { type ApplicantsRefusal, actorOf, holdsRole } from './applicant-links.actions.ts'
import { type ApplicantLink, takeApplicantLink } from './applicant-links.queries.ts'
import { mayEnter } from './applicant-links.rules.ts'
import { beginApplication } from './applications.actions.ts'
import type { Outcome } from './calls.actions.ts'
import { callsPaths } from './calls.paths.ts'
import { findCallById } from './calls.queries.ts'
import { type Call, stageOf } from './calls.rules.ts'
import { joinApplication } from './writers.actions.ts'

/** Whose session to open, and where the person goes on. */
export interface UsedLink {
  readonly email: string
  readonly path: string
}

/**
 * Uses a link, once: the person gets an account that holds no role, where there is none, and their application begins, or the one that
 * they were invited to is theirs too. A refusal leaves nothing behind and uses nothing up.
 */
export async function confirmLink(
  context: Context,
  token: string,
  name: string,
): Outcome<UsedLink, ApplicantsRefusal> {
  if (!isSecret(token)) return refuse('link_expired')
  return inTransaction<UsedLink, ApplicantsRefusal>(context.db, async (tx) => {
    const link = await takeApplicantLink(tx, hashSecret(token), context.clock.now())
    const call = link && (await findCallById(tx, link.callId))
    if (!link || !call) return refuse('link_expired')
    const actor = await applicantOf({ ...context, db: tx }, link, name)
    if (!actor.ok) return actor
    const path = await fulfil({ ...context, db: tx, actor: actor.value }, link, call)
    return path.ok ? ok({ email: link.email, path: path.value }) : path
  })
}

async function applicantOf(
  context: Context,
  link: ApplicantLink,
  name: string,
): Promise<Result<Actor, ApplicantsRefusal>> {
  const { db, clock } = context
  const known = await actorOf(context, link.email)
  if (known === null && name === '') return refuse('applicant_name_missing')
  const account = known ?? (await ensureMailboxAccount(db, { email: link.email, name }))
  const actor = assertDefined(await findActor(db, account.id, clock.today()), 'the account that is there now')
  return mayEnter({ holdsRole: holdsRole(actor) }, link.askedAt, clock.now())
    ? ok(actor)
    : refuse('link_expired')
}

async function fulfil(
  within: Context & { readonly actor: Actor },
  link: ApplicantLink,
  call: Call,
): Promise<Result<string, ApplicantsRefusal>> {
  if (link.applicationId !== null) return joinApplication(within, link.applicationId)
  if (stageOf(call, within.clock.now()) !== 'open') return refuse('not_open')
  return ok(callsPaths.application(call.code, await beginApplication(within, call, link.number)))
}
