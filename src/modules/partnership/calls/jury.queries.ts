import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { Mark, SubmittedReview } from './ranking.rules.ts'

export const reviewStates = ['assigned', 'recused', 'started', 'submitted'] as const
export type ReviewState = (typeof reviewStates)[number]

export interface Review {
  readonly applicationId: string
  readonly accountId: string
  readonly state: ReviewState
  readonly declaredAt: Date | null
  readonly recusalReason: string
  readonly submittedAt: Date | null
  readonly comment: string
}

const reviewRow = z.object({
  applicationId: z.string(),
  accountId: z.string(),
  state: z.enum(reviewStates),
  declaredAt: z.date().nullable(),
  recusalReason: z.string(),
  submittedAt: z.date().nullable(),
  comment: z.string(),
}) satisfies z.ZodType<Review>

function reviews(db: Database) {
  return db
    .selectFrom('reviews')
    .select([
      'application_id as applicationId',
      'account_id as accountId',
      'reviews.state',
      'declared_at as declaredAt',
      'recusal_reason as recusalReason',
      'submitted_at as submittedAt',
      'comment',
    ])
}

/** Every review of a call. */
export async function listReviews(db: Database, callId: string): Promise<Review[]> {
  const rows = await reviews(db)
    .innerJoin('applications', 'applications.id', 'reviews.application_id')
    .where('applications.call_id', '=', callId)
    .orderBy('applications.number')
    .execute()
  return rows.map((row) => reviewRow.parse(row))
}

export async function lockReview(
  tx: Database,
  applicationId: string,
  accountId: string,
): Promise<Review | null> {
  const row = await reviews(tx)
    .where('application_id', '=', applicationId)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  return row ? reviewRow.parse(row) : null
}

export interface ReviewToAssign {
  readonly applicationId: string
  readonly accountId: string
  /** Set aside from the start: the juror writes that application. Empty: to read. */
  readonly recusalReason: string
}

export async function insertReviews(
  tx: Database,
  assigned: readonly ReviewToAssign[],
  at: Date,
): Promise<void> {
  if (assigned.length === 0) return
  await tx
    .insertInto('reviews')
    .values(
      assigned.map(({ applicationId, accountId, recusalReason }) => ({
        application_id: applicationId,
        account_id: accountId,
        state: recusalReason === '' ? 'assigned' : 'recused',
        declared_at: recusalReason === '' ? null : at,
        recusal_reason: recusalReason,
      })),
    )
    .execute()
}

/** Marks every file of the juror that was not declared yet as declared without a link. */
export async function declareNoLink(
  tx: Database,
  callId: string,
  accountId: string,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ declared_at: at })
    .where('account_id', '=', accountId)
    .where('declared_at', 'is', null)
    .where('application_id', 'in', (of) =>
      of.selectFrom('applications').select('applications.id').where('call_id', '=', callId),
    )
    .execute()
}

/** Sets the juror aside, with the marks that were begun. */
export async function recuse(
  tx: Database,
  review: { readonly applicationId: string; readonly accountId: string },
  reason: string,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ state: 'recused', declared_at: at, recusal_reason: reason, submitted_at: null, comment: '' })
    .where('application_id', '=', review.applicationId)
    .where('account_id', '=', review.accountId)
    .execute()
  await tx
    .deleteFrom('review_scores')
    .where('application_id', '=', review.applicationId)
    .where('account_id', '=', review.accountId)
    .execute()
}

export interface KeptScore extends Mark {
  readonly comment: string
}

export async function replaceScores(
  tx: Database,
  review: { readonly applicationId: string; readonly accountId: string },
  scores: readonly KeptScore[],
  comment: string,
): Promise<void> {
  const own = tx
    .deleteFrom('review_scores')
    .where('application_id', '=', review.applicationId)
    .where('account_id', '=', review.accountId)
  await own.execute()
  if (scores.length > 0)
    await insertScores(
      tx,
      scores.map((score) => ({ ...review, ...score })),
    )
  await tx
    .updateTable('reviews')
    .set({ state: 'started', submitted_at: null, comment })
    .where('application_id', '=', review.applicationId)
    .where('account_id', '=', review.accountId)
    .execute()
}

export async function insertScores(
  tx: Database,
  scores: readonly (KeptScore & { readonly applicationId: string; readonly accountId: string })[],
): Promise<void> {
  await tx
    .insertInto('review_scores')
    .values(
      scores.map((score) => ({
        application_id: score.applicationId,
        account_id: score.accountId,
        criterion: score.criterion,
        mark: score.mark,
        comment: score.comment,
      })),
    )
    .execute()
}

export async function submitReview(
  tx: Database,
  review: { readonly applicationId: string; readonly accountId: string },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ state: 'submitted', submitted_at: at })
    .where('application_id', '=', review.applicationId)
    .where('account_id', '=', review.accountId)
    .execute()
}

/** Marks every review of a call that has marks as submitted: what a whole jury did, taken over at once. */
export async function submitAll(tx: Database, callId: string, at: Date): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ state: 'submitted', declared_at: at, submitted_at: at })
    .where('state', 'in', ['assigned', 'started'])
    .where('application_id', 'in', (of) =>
      of.selectFrom('applications').select('applications.id').where('call_id', '=', callId),
    )
    .execute()
}

export async function reopenReview(
  tx: Database,
  review: { readonly applicationId: string; readonly accountId: string },
): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ state: 'started', submitted_at: null })
    .where('application_id', '=', review.applicationId)
    .where('account_id', '=', review.accountId)
    .execute()
}

export interface FullReview extends SubmittedReview {
  readonly state: ReviewState
  readonly juror: string
  readonly comment: string
  readonly scores: readonly KeptScore[]
}

const scoreList = z.array(z.object({ criterion: z.number(), mark: z.number(), comment: z.string() }))

/** Reviews with their marks, of one application or of a whole call. */
export async function listFullReviews(
  db: Database,
  of: { readonly callId: string; readonly applicationId?: string },
): Promise<FullReview[]> {
  let query = db
    .selectFrom('reviews')
    .innerJoin('applications', 'applications.id', 'reviews.application_id')
    .innerJoin('accounts', 'accounts.id', 'reviews.account_id')
    .select([
      'reviews.application_id as applicationId',
      'reviews.account_id as accountId',
      'reviews.state',
      'reviews.comment',
      'accounts.name as juror',
      sql<unknown>`coalesce((select json_agg(json_build_object('criterion', s.criterion, 'mark', s.mark, 'comment', s.comment)
        order by s.criterion) from review_scores s
        where s.application_id = reviews.application_id and s.account_id = reviews.account_id), '[]')`.as(
        'scores',
      ),
    ])
    .where('applications.call_id', '=', of.callId)
    .orderBy('applications.number')
    .orderBy('accounts.name')
  if (of.applicationId !== undefined) query = query.where('reviews.application_id', '=', of.applicationId)
  const rows = await query.execute()
  return rows.map((row) => {
    const scores = scoreList.parse(row.scores)
    return { ...row, state: z.enum(reviewStates).parse(row.state), scores, marks: scores }
  })
}

/** Accounts that write each application of a call: none of them judges it. */
export async function listWritersOfCall(
  db: Database,
  callId: string,
): Promise<{ applicationId: string; accountId: string }[]> {
  return db
    .selectFrom('application_people')
    .innerJoin('applications', 'applications.id', 'application_people.application_id')
    .select(['application_id as applicationId', 'account_id as accountId'])
    .where('applications.call_id', '=', callId)
    .execute()
}

export async function updateMinutes(db: Database, callId: string, minutes: string): Promise<void> {
  await db.updateTable('calls').set({ minutes }).where('id', '=', callId).execute()
}

export async function getMinutes(db: Database, callId: string): Promise<string> {
  const row = await db.selectFrom('calls').select('minutes').where('id', '=', callId).executeTakeFirst()
  return row?.minutes ?? ''
}
