import { z } from 'zod'
import type { Database } from '#infra/database.ts'

export const linkPurposes = ['publish', 'support', 'comment', 'follow', 'coauthor', 'key', 'report'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

/** What somebody asked for before their mailbox was known; done when the link is used. */
export interface Link {
  readonly purpose: LinkPurpose
  readonly email: string
  readonly name: string
  readonly proposalId: string | null
  readonly details: Readonly<Record<string, string | null>>
}

const linkRow = z.object({
  purpose: z.enum(linkPurposes),
  email: z.string(),
  name: z.string(),
  proposal_id: z.string().nullable(),
  details: z.record(z.string(), z.string().nullable()),
})

const columns = ['purpose', 'email', 'name', 'proposal_id', 'details'] as const

function readLink(found: unknown): Link {
  const { proposal_id, ...row } = linkRow.parse(found)
  return { ...row, proposalId: proposal_id }
}

export async function insertLink(
  tx: Database,
  link: Link & { readonly tokenHash: string; readonly expiresAt: Date },
): Promise<void> {
  await tx
    .insertInto('proposal_links')
    .values({
      token_hash: link.tokenHash,
      purpose: link.purpose,
      email: link.email.toLowerCase(),
      name: link.name,
      proposal_id: link.proposalId,
      details: JSON.stringify(link.details),
      expires_at: link.expiresAt,
    })
    .execute()
}

/** The link, if it still opens something; looking at it uses nothing up. */
export async function findLink(db: Database, tokenHash: string, now: Date): Promise<Link | null> {
  const row = await db
    .selectFrom('proposal_links')
    .select(columns)
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ? readLink(row) : null
}

/** Uses the link up; null when it was used already or expired. Of two at once one gets it. */
export async function takeLink(tx: Database, tokenHash: string, now: Date): Promise<Link | null> {
  const row = await tx
    .updateTable('proposal_links')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(columns)
    .executeTakeFirst()
  return row ? readLink(row) : null
}
