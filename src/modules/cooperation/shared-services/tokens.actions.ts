import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { changeService, nameOf, type Outcome, subjectOf } from './change-service.ts'
import { canManageTokens, roleForReview } from './shared-services.permissions.ts'
import { findToken, insertToken, revokeToken } from './tokens.queries.ts'

/** Opens a service to a program until a day; answers the token, which is kept nowhere. */
export function createToken(
  context: Context,
  code: string,
  label: string,
  expiresOn: CalendarDate,
): Outcome<string> {
  return changeService(context, code, async ({ tx, within, service }) => {
    const role = roleForReview(context.actor)
    if (!canManageTokens(context.actor) || role === null) return refuse('not_found')
    const today = context.clock.today()
    if (expiresOn <= today) return refuse('expires_early')
    const token = `fcs_${randomBytes(32).toString('base64url')}`
    await insertToken(tx, service.id, {
      label,
      hash: hashOf(token),
      createdByName: nameOf(context),
      createdOn: today,
      expiresOn,
    })
    await recordAct(within, { act: 'open_program', ...subjectOf(service), role, details: { label } })
    return ok(token)
  })
}

export function closeToken(context: Context, code: string, id: string): Outcome<null> {
  return changeService(context, code, async ({ tx, within, service }) => {
    const role = roleForReview(context.actor)
    if (!canManageTokens(context.actor) || role === null) return refuse('not_found')
    if (!(await revokeToken(tx, service.id, id, context.clock.today()))) return refuse('not_found')
    await recordAct(within, { act: 'close_program', ...subjectOf(service), role })
    return ok(null)
  })
}

/** Label of the program that sends that `Authorization` header, if that service is open to it today. */
export async function programOf(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  code: string,
  header: string | undefined,
): Promise<string | null> {
  const token = /^Bearer (fcs_[\w-]{43})$/.exec(header ?? '')?.[1]
  return token === undefined ? null : findToken(db, code, hashOf(token), clock.today())
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
