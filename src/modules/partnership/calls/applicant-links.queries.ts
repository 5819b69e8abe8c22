import { z } from 'zod'
import type { Database } from '#infra/database.ts'

/** What a mailed link opens once its mailbox is known to be the person's. */
export interface ApplicantLink {
  readonly callId: string
  /** The application that it lets join; null: it begins one. */
  readonly applicationId: string | null
  readonly email: string
  /** Number of the body that applies, as it was typed. */
  readonly number: string
  readonly askedAt: Date
}

const columns = [
  'call_id as callId',
  'application_id as applicationId',
  'email',
  'number',
  'asked_at as askedAt',
] as const

const linkRow = z.object({
  callId: z.string(),
  applicationId: z.string().nullable(),
  email: z.string(),
  number: z.string(),
  askedAt: z.date(),
}) satisfies z.ZodType<ApplicantLink>

/** Keeps a link, and forgets those that open nothing any more. */
export async function insertApplicantLink(
  tx: Database,
  link: ApplicantLink & { readonly tokenHash: string; readonly expiresAt: Date },
): Promise<void> {
  await tx.deleteFrom('application_links').where('expires_at', '<', link.askedAt).execute()
  await tx
    .insertInto('application_links')
    .values({
      token_hash: link.tokenHash,
      call_id: link.callId,
      application_id: link.applicationId,
      email: link.email,
      number: link.number,
      asked_at: link.askedAt,
      expires_at: link.expiresAt,
    })
    .execute()
}

/** The link, if it still opens something; looking at it uses nothing up. */
export async function findApplicantLink(
  db: Database,
  tokenHash: string,
  now: Date,
): Promise<ApplicantLink | null> {
  const row = await db
    .selectFrom('application_links')
    .select(columns)
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ? linkRow.parse(row) : null
}

/** Uses the link up; null when it was used already or expired. Of two at once one gets it. */
export async function takeApplicantLink(
  tx: Database,
  tokenHash: string,
  now: Date,
): Promise<ApplicantLink | null> {
  const row = await tx
    .updateTable('application_links')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(columns)
    .executeTakeFirst()
  return row ? linkRow.parse(row) : null
}
