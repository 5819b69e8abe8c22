import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Comment, Stance } from './discussion.rules.ts'
import type { Contributor } from './proposals.rules.ts'

/** One support a person: false when they supported it already. */
export async function insertSupport(
  tx: Database,
  proposalId: string,
  contributorId: string,
  on: CalendarDate,
): Promise<boolean> {
  const row = await tx
    .insertInto('proposal_supports')
    .values({ proposal_id: proposalId, contributor_id: contributorId, supported_on: on })
    .onConflict((conflict) => conflict.columns(['proposal_id', 'contributor_id']).doNothing())
    .returning('contributor_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Supports of several people at once, each once. */
export async function insertSupports(
  tx: Database,
  proposalId: string,
  contributorIds: readonly string[],
  on: CalendarDate,
): Promise<void> {
  if (contributorIds.length === 0) return
  await tx
    .insertInto('proposal_supports')
    .values(
      contributorIds.map((contributor_id) => ({
        proposal_id: proposalId,
        contributor_id,
        supported_on: on,
      })),
    )
    .onConflict((conflict) => conflict.columns(['proposal_id', 'contributor_id']).doNothing())
    .execute()
}

export async function deleteSupport(
  tx: Database,
  proposalId: string,
  contributorId: string,
): Promise<boolean> {
  const result = await tx
    .deleteFrom('proposal_supports')
    .where('proposal_id', '=', proposalId)
    .where('contributor_id', '=', contributorId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** What the person did here already: for the buttons of the page. */
export async function getOwnPart(
  db: Database,
  proposalId: string,
  contributorId: string,
): Promise<{ readonly hasSupported: boolean }> {
  const row = await db
    .selectFrom('proposal_supports')
    .select('contributor_id')
    .where('proposal_id', '=', proposalId)
    .where('contributor_id', '=', contributorId)
    .executeTakeFirst()
  return { hasSupported: row !== undefined }
}

export async function listSupporters(db: Database, proposalId: string): Promise<Contributor[]> {
  return db
    .selectFrom('proposal_supports')
    .innerJoin('contributors', 'contributors.id', 'proposal_supports.contributor_id')
    .select([
      'contributors.id',
      'contributors.account_id as accountId',
      'contributors.email',
      'contributors.name',
    ])
    .where('proposal_id', '=', proposalId)
    .orderBy('contributors.id')
    .execute()
}

const commentRow = z.object({
  id: z.string(),
  parent_id: z.string().nullable(),
  contributor_id: z.string(),
  name: z.string(),
  stance: z.enum(['for', 'against', 'neutral']),
  body_text: z.string(),
  written_at: z.date(),
  is_hidden: z.boolean(),
})

/** More than that on one proposal are not shown: the page says so. */
export const mostComments = 500

/** Every comment, hidden ones too: the page shows their place and not their words. Oldest first. */
export async function listComments(db: Database, proposalId: string): Promise<Comment[]> {
  const rows = await db
    .selectFrom('proposal_comments')
    .innerJoin('contributors', 'contributors.id', 'proposal_comments.contributor_id')
    .select([
      'proposal_comments.id',
      'parent_id',
      'contributor_id',
      'contributors.name',
      'stance',
      'body_text',
      'written_at',
      'is_hidden',
    ])
    .where('proposal_id', '=', proposalId)
    .orderBy('written_at')
    .orderBy('proposal_comments.id')
    .limit(mostComments)
    .execute()
  return rows.map((found) => {
    const row = commentRow.parse(found)
    return {
      id: row.id,
      parentId: row.parent_id,
      contributorId: row.contributor_id,
      authorName: row.name,
      stance: row.stance,
      body: row.body_text,
      writtenAt: row.written_at,
      isHidden: row.is_hidden,
    }
  })
}

export async function insertComment(
  tx: Database,
  comment: {
    readonly proposalId: string
    readonly parentId: string | null
    readonly contributorId: string
    readonly stance: Stance
    readonly body: string
    readonly writtenAt: Date
  },
): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('proposal_comments')
    .values({
      id,
      proposal_id: comment.proposalId,
      parent_id: comment.parentId,
      contributor_id: comment.contributorId,
      stance: comment.stance,
      body_text: comment.body,
      written_at: comment.writtenAt,
    })
    .execute()
  return id
}

/** A comment of that proposal that is shown; null else. */
export async function findComment(
  db: Database,
  proposalId: string,
  id: string,
): Promise<{ readonly author: Contributor; readonly isHidden: boolean } | null> {
  const row = await db
    .selectFrom('proposal_comments')
    .innerJoin('contributors', 'contributors.id', 'proposal_comments.contributor_id')
    .select([
      'contributors.id',
      'contributors.account_id as accountId',
      'contributors.email',
      'contributors.name',
      'is_hidden',
    ])
    .where('proposal_id', '=', proposalId)
    .where('proposal_comments.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { is_hidden, ...author } = row
  return { author, isHidden: is_hidden }
}

export async function updateHidden(tx: Database, commentId: string, isHidden: boolean): Promise<boolean> {
  const result = await tx
    .updateTable('proposal_comments')
    .set({ is_hidden: isHidden })
    .where('id', '=', commentId)
    .where('is_hidden', '=', !isHidden)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** One report a person of the same words: false when they reported them already. */
export async function insertReport(
  tx: Database,
  report: {
    readonly proposalId: string
    readonly commentId: string | null
    readonly contributorId: string
    readonly reason: string
    readonly reportedAt: Date
  },
): Promise<boolean> {
  const row = await tx
    .insertInto('proposal_reports')
    .values({
      id: randomUUID(),
      proposal_id: report.proposalId,
      comment_id: report.commentId,
      contributor_id: report.contributorId,
      reason: report.reason,
      reported_at: report.reportedAt,
    })
    .onConflict((conflict) => conflict.columns(['proposal_id', 'comment_id', 'contributor_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The words were looked at: their reports wait no longer. */
export async function settleReports(
  tx: Database,
  proposalId: string,
  commentId: string | null,
): Promise<void> {
  await tx
    .updateTable('proposal_reports')
    .set({ settled: true })
    .where('proposal_id', '=', proposalId)
    .where('comment_id', commentId === null ? 'is' : '=', commentId)
    .execute()
}

/** Whether that person follows the proposal, with an account or by their mailbox. */
export async function isFollowedBy(
  db: Database,
  { accountId, email }: Pick<Contributor, 'accountId' | 'email'>,
  subject: { readonly kind: string; readonly id: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('follows')
    .innerJoin('recipients', 'recipients.id', 'follows.recipient_id')
    .select('follows.subject_id')
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where((or) => or.or([or('recipients.account_id', '=', accountId), or('recipients.email', '=', email)]))
    .executeTakeFirst()
  return row !== undefined
}
