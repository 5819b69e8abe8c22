import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { z } from 'zod'
import { hashSecret, isSecret } from '#infra/link-secret.ts'
import type { FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import {
  ensureAccountContributor,
  findContributorByAccount,
  findContributorByKey,
} from './contributors.queries.ts'
import type { Sender } from './draft.actions.ts'
import { inputCodes } from './proposals.inputs.ts'
import type { Contributor } from './proposals.rules.ts'
import { type ProposalsWords, proposalsWords } from './proposals.words.ts'
import type { ProposalsRefusal } from './refusals.ts'

export function words(c: WebContext): ProposalsWords {
  return proposalsWords(c.var.context.locale)
}

/** The form to show again after a schema refused it. */
export function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = words(c)
  return refusedForm(values, error.issues, inputCodes, (code) => t(`error.${code}`))
}

/** Where a refusal is shown; the others stand at the top of the form. */
const fields: Readonly<Partial<Record<ProposalsRefusal, string>>> = {
  district_unknown: 'quartier',
  point_outside: 'latitude',
  picture_type: 'image',
  picture_large: 'image',
  picture_unreadable: 'image',
  reason_missing: 'raison',
  evaluator_unknown: 'evaluateur',
  commitment_reason_missing: 'retard',
  merge_target: 'cible',
  nothing_changed: 'texte',
}

export function refusedAct(c: WebContext, values: FormValues, refusal: ProposalsRefusal): FormState {
  return { values, errors: { [fields[refusal] ?? '']: sentence(c, refusal) } }
}

export function sentence(c: WebContext, refusal: ProposalsRefusal): string {
  return words(c)(`error.${refusal}`)
}

export function statusOf(refusal: ProposalsRefusal): 409 | 422 | 429 {
  if (refusal === 'too_many_attempts') return 429
  return refusal === 'changed_meanwhile' ? 409 : 422
}

const cookie = 'habitant'

/** Who looks at a page: an account, or a browser whose mailbox was confirmed. */
export async function onlookerOf(c: WebContext): Promise<Sender> {
  const { actor, db } = c.var.context
  if (actor) return { actor, contributor: await findContributorByAccount(db, actor.id) }
  return { actor, contributor: await contributorOfKey(c) }
}

/** Who acts: an account becomes a contributor the first time it does. */
export async function senderOf(c: WebContext): Promise<Sender> {
  const { actor, db } = c.var.context
  if (!actor) return { actor, contributor: await contributorOfKey(c) }
  const contributor =
    (await findContributorByAccount(db, actor.id)) ??
    (await db.transaction().execute((tx) => ensureAccountContributor(tx, actor)))
  return { actor, contributor }
}

async function contributorOfKey(c: WebContext): Promise<Contributor | null> {
  const key = getCookie(c, cookie) ?? ''
  const { db, clock } = c.var.context
  return isSecret(key) ? findContributorByKey(db, hashSecret(key), clock.now()) : null
}

export function keepKey(c: WebContext, key: string): void {
  setCookie(c, cookie, key, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.var.context.settings.publicUrl.startsWith('https:'),
    maxAge: 90 * 24 * 3600,
  })
}

/** The hash of the key that this browser had; it has none any more. */
export function dropKey(c: WebContext): string | null {
  const key = deleteCookie(c, cookie)
  return key && isSecret(key) ? hashSecret(key) : null
}

/** The number of the address; null when it is none of ours. */
export function numberOf(c: WebContext): number | null {
  const text = c.req.param('number') ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}
