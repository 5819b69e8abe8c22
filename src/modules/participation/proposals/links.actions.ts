import type { Context } from '#infra/context.ts'
import { hashSecret, isSecret, newSecret } from '#infra/link-secret.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { countAttempt, mailboxLimits } from '#modules/people/accounts/accounts.public.ts'
import { findLink, insertLink, type Link, type LinkPurpose } from './links.queries.ts'
import type { Proposal } from './proposals.rules.ts'
import type { ProposalsRefusal } from './refusals.ts'
import { sendLinkMail } from './telling.ts'

const hour_ms = 3_600_000
/** Long enough for a mailbox that is read in the evening of the next day. */
export const linkLife_h = 48
/** A browser is known for three months. */
export const keyLife_ms = 90 * 24 * hour_ms

type Outcome<Value> = Promise<Result<Value, ProposalsRefusal>>

/** Sends a link that does, when it is used, what the person asks now. The answer is the same whichever mailbox it is. */
export async function requestLink(
  context: Context,
  asked: {
    readonly purpose: LinkPurpose
    readonly email: string
    readonly name: string
    readonly proposal: Pick<Proposal, 'id' | 'title'> | null
    readonly details: Link['details']
  },
): Outcome<null> {
  const { db, clock } = context
  const limits = mailboxLimits('proposal', asked.email, context.clientAddress)
  if (await countAttempt(db, limits, clock.now())) return refuse('too_many_attempts')
  const token = newSecret()
  await insertLink(db, {
    tokenHash: hashSecret(token),
    purpose: asked.purpose,
    email: asked.email,
    name: asked.name,
    proposalId: asked.proposal?.id ?? null,
    details: asked.details,
    expiresAt: new Date(clock.now().getTime() + linkLife_h * hour_ms),
  })
  await sendLinkMail(context, asked.email, asked.purpose, token, asked.proposal?.title ?? '')
  return ok(null)
}

/** What the link would do; null when it does nothing any more. */
export async function readLink({ db, clock }: Context, token: string): Promise<Link | null> {
  return isSecret(token) ? findLink(db, hashSecret(token), clock.now()) : null
}
