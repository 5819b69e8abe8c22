import { z } from 'zod'
import type { Database } from '#infra/database.ts'

/** A text that was public, or waited to be. */
export interface Version {
  readonly version: number
  readonly title: string
  readonly body: string
  readonly source: 'author' | 'amendment'
  readonly authorName: string
  readonly writtenAt: Date
}

export async function insertVersion(
  tx: Database,
  text: {
    readonly id: string
    readonly version: number
    readonly title: string
    readonly body: string
    readonly source: 'author' | 'amendment'
    readonly contributorId: string
  },
  writtenAt: Date,
): Promise<void> {
  await tx
    .insertInto('proposal_versions')
    .values({
      proposal_id: text.id,
      version: text.version,
      title: text.title,
      body_text: text.body,
      source: text.source,
      contributor_id: text.contributorId,
      written_at: writtenAt,
    })
    .execute()
}

const sources = z.enum(['author', 'amendment'])

/** Oldest first. */
export async function listVersions(db: Database, proposalId: string): Promise<Version[]> {
  const rows = await db
    .selectFrom('proposal_versions')
    .leftJoin('contributors', 'contributors.id', 'proposal_versions.contributor_id')
    .select(['version', 'title', 'body_text', 'source', 'contributors.name', 'written_at'])
    .where('proposal_id', '=', proposalId)
    .orderBy('version')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    title: row.title,
    body: row.body_text,
    source: sources.parse(row.source),
    authorName: row.name ?? '',
    writtenAt: row.written_at,
  }))
}
