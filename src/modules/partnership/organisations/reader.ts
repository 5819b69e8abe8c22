import { getCookie } from 'hono/cookie'
import { hashSecret, isSecret } from '#infra/link-secret.ts'
import type { WebContext } from '#web/respond.ts'
import { findKeyOfficer, isOfficerByAccount } from './officers.queries.ts'
import { type Standing, standingOf } from './organisations.permissions.ts'

/** Who reads or writes a record: what they are to that organisation, and the name under which they write. */
export interface Reader {
  readonly standing: Standing
  readonly name: string
}

export const keyCookie = 'organisation'

/** Whoever has an account that answers for it, or a browser that a mailed link let in. */
export async function readerOf(c: WebContext, organisationId: string): Promise<Reader> {
  const { db, actor, clock } = c.var.context
  if (actor) {
    const isOfficer = await isOfficerByAccount(db, organisationId, actor.id)
    return { standing: standingOf(actor, isOfficer), name: actor.name }
  }
  const key = getCookie(c, keyCookie) ?? ''
  const officer = isSecret(key) ? await findKeyOfficer(db, hashSecret(key), clock.now()) : null
  const isOfficer = officer?.organisationId === organisationId
  return { standing: standingOf(null, isOfficer), name: isOfficer ? officer.name : '' }
}
