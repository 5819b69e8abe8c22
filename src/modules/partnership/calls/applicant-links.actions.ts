import type { Context } from '#infra/context.ts'
import { hashSecret, isSecret, newSecret } from '#infra/link-secret.ts'
import type { Actor } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import {
  countAttempt,
  findAccountByEmail,
  findActor,
  mailboxLimits,
} from '#modules/people/accounts/accounts.public.ts'
import { type ApplicantLink, findApplicantLink, insertApplicantLink } from './applicant-links.queries.ts'
import {
  expiryOf,
  holderLife_min,
  type LinkPurpose,
  mayEnter,
  newcomerLife_h,
} from './applicant-links.rules.ts'
import type { Outcome } from './calls.actions.ts'
import { callsPaths } from './calls.paths.ts'
import { findCallById } from './calls.queries.ts'
import { type Call, stageOf } from './calls.rules.ts'
import { callsWords } from './calls.words.ts'

export type ApplicantsRefusal =
  | 'not_found'
  | 'not_open'
  | 'too_many_attempts'
  | 'link_expired'
  | 'applicant_name_missing'

/**
 * Somebody without an account asks to apply: a link goes to the mailbox, and nothing is opened before it is used. The answer, and what
 * is done before it, are the same whether the address has an account or not.
 */
export async function askToApply(
  context: Context,
  call: Call,
  asked: { readonly email: string; readonly number: string },
): Outcome<null, ApplicantsRefusal> {
  const { db, clock, clientAddress } = context
  if (stageOf(call, clock.now()) !== 'open') return refuse('not_open')
  const limits = mailboxLimits('application', asked.email, clientAddress)
  if (await countAttempt(db, limits, clock.now())) return refuse('too_many_attempts')
  const holder = await actorOf(context, asked.email)
  const link = await makeLink(context, call, { ...asked, applicationId: null })
  const t = callsWords(context.locale)
  await context.mailer.send({
    to: asked.email,
    subject: t('mail.apply_subject', { call: call.title }),
    text: t('mail.apply', {
      call: call.title,
      town: context.town.name,
      link,
      life: holdsRole(holder)
        ? t('mail.life_minutes', { minutes: holderLife_min })
        : t('mail.life_hours', { hours: newcomerLife_h.apply }),
    }),
  })
  return ok(null)
}

/** The link of an invitation, for somebody to whom the town gave no role; others sign in as they always do: null. */
export async function invitationLink(
  context: Context,
  call: Call,
  invited: { readonly email: string; readonly applicationId: string },
): Promise<string | null> {
  if (holdsRole(await actorOf(context, invited.email))) return null
  return makeLink(context, call, { ...invited, number: '' })
}

/** Keeps a new link; answers its address. */
async function makeLink(
  { db, clock, settings }: Context,
  call: Call,
  asked: Pick<ApplicantLink, 'email' | 'number' | 'applicationId'>,
): Promise<string> {
  const token = newSecret()
  const askedAt = clock.now()
  await insertApplicantLink(db, {
    ...asked,
    callId: call.id,
    email: asked.email.toLowerCase(),
    tokenHash: hashSecret(token),
    askedAt,
    expiresAt: expiryOf(purposeOf(asked), askedAt),
  })
  return `${settings.publicUrl}${callsPaths.confirmation(token)}`
}

function purposeOf({ applicationId }: Pick<ApplicantLink, 'applicationId'>): LinkPurpose {
  return applicationId === null ? 'apply' : 'join'
}

export function holdsRole(actor: Actor | null): boolean {
  return actor !== null && actor.roles.size > 0
}

/** The account of that mailbox, with the roles that it holds today. */
export async function actorOf(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  email: string,
): Promise<Actor | null> {
  const account = await findAccountByEmail(db, email)
  return account && findActor(db, account.id, clock.today())
}

/** What a link opens, as its page says it before the button is pressed. */
export interface ReadLink {
  readonly purpose: LinkPurpose
  readonly call: Call
  readonly email: string
  /** The mailbox has an account already: nobody is asked for their name again. */
  readonly isKnown: boolean
}

export async function readLink(context: Context, token: string): Promise<ReadLink | null> {
  const { db, clock } = context
  const link = isSecret(token) ? await findApplicantLink(db, hashSecret(token), clock.now()) : null
  const call = link && (await findCallById(db, link.callId))
  if (!link || !call) return null
  const actor = await actorOf(context, link.email)
  if (!mayEnter({ holdsRole: holdsRole(actor) }, link.askedAt, clock.now())) return null
  return { purpose: purposeOf(link), call, email: link.email, isKnown: actor !== null }
}
