import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { Contributor } from './proposals.rules.ts'

export interface Amendment {
  readonly id: string
  readonly author: Contributor
  /** The version of the proposal that it rewrites. */
  readonly version: number
  readonly title: string
  readonly body: string
  readonly reason: string
  readonly status: 'open' | 'accepted' | 'refused'
  readonly reply: string
  readonly writtenAt: Date
}

const amendmentRow = z.object({
  id: z.string(),
  author_id: z.string(),
  account_id: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string(),
  version: z.number(),
  title: z.string(),
  body_text: z.string(),
  reason: z.string(),
  status: z.enum(['open', 'accepted', 'refused']),
  reply: z.string(),
  written_at: z.date(),
})

function query(db: Database) {
  return db
    .selectFrom('proposal_amendments as a')
    .innerJoin('contributors as c', 'c.id', 'a.contributor_id')
    .select([
      'a.id',
      'c.id as author_id',
      'c.account_id',
      'c.email',
      'c.name',
      'a.version',
      'a.title',
      'a.body_text',
      'a.reason',
      'a.status',
      'a.reply',
      'a.written_at',
    ])
}

function readAmendment(found: unknown): Amendment {
  const row = amendmentRow.parse(found)
  return {
    id: row.id,
    author: { id: row.author_id, accountId: row.account_id, email: row.email, name: row.name },
    version: row.version,
    title: row.title,
    body: row.body_text,
    reason: row.reason,
    status: row.status,
    reply: row.reply,
    writtenAt: row.written_at,
  }
}

/** Oldest first. */
export async function listAmendments(db: Database, proposalId: string): Promise<Amendment[]> {
  const rows = await query(db)
    .where('a.proposal_id', '=', proposalId)
    .orderBy('a.written_at')
    .orderBy('a.id')
    .limit(200)
    .execute()
  return rows.map(readAmendment)
}

export async function lockAmendment(tx: Database, proposalId: string, id: string): Promise<Amendment | null> {
  const row = await query(tx)
    .where('a.proposal_id', '=', proposalId)
    .where('a.id', '=', id)
    .forUpdate('a')
    .executeTakeFirst()
  return row ? readAmendment(row) : null
}

export async function insertAmendment(
  tx: Database,
  amendment: {
    readonly proposalId: string
    readonly contributorId: string
    readonly version: number
    readonly title: string
    readonly body: string
    readonly reason: string
    readonly writtenAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('proposal_amendments')
    .values({
      proposal_id: amendment.proposalId,
      contributor_id: amendment.contributorId,
      version: amendment.version,
      title: amendment.title,
      body_text: amendment.body,
      reason: amendment.reason,
      written_at: amendment.writtenAt,
    })
    .execute()
}

export async function updateAmendment(
  tx: Database,
  id: string,
  decision: { readonly status: 'accepted' | 'refused'; readonly reply: string; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('proposal_amendments')
    .set({ status: decision.status, reply: decision.reply, decided_at: decision.at })
    .where('id', '=', id)
    .execute()
}

/** How many amendments wait for the authors. */
export async function countOpenAmendments(db: Database, proposalId: string): Promise<number> {
  const { count } = await db
    .selectFrom('proposal_amendments')
    .select(sql<number>`count(*)`.as('count'))
    .where('proposal_id', '=', proposalId)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()
  return count
}
