import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Database } from '#infra/database.ts'
import { getSecret } from '#infra/secrets.queries.ts'

/**
 * The token of a person's mails: it opens their choices without signing in, and nothing else. It never expires, since a
 * mail of last year must still let its reader go.
 */
export async function unsubscribeToken(db: Database, recipientId: string): Promise<string> {
  return `${recipientId}.${sealOf(await getSecret(db, secretName), recipientId)}`
}

/** Id of the recipient whom the token belongs to; null for one that we did not make. */
export async function readUnsubscribeToken(db: Database, token: string): Promise<string | null> {
  const [id = '', seal = ''] = token.split('.')
  if (!uuid.test(id)) return null
  const expected = Buffer.from(sealOf(await getSecret(db, secretName), id))
  const given = Buffer.from(seal)
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null
}

const secretName = 'unsubscribe'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function sealOf(secret: string, id: string): string {
  return createHmac('sha256', secret).update(id).digest('base64url')
}
