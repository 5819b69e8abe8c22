import { randomUUID } from 'node:crypto'
import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type Decision, decisions, type ModerationReason, moderationReasons } from './charter.rules.ts'

export interface NewModeration {
  readonly processId: string
  readonly proposalId: string
  readonly commentId: string | null
  readonly decision: Decision
  readonly reason: ModerationReason | null
  readonly explanation: string
  readonly on: CalendarDate
  readonly at: Date
  readonly by: string
}

export async function insertModeration(tx: Database, moderation: NewModeration): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('moderations')
    .values({
      id,
      process_id: moderation.processId,
      proposal_id: moderation.proposalId,
      comment_id: moderation.commentId,
      decision: moderation.decision,
      reason: moderation.reason,
      explanation: moderation.explanation,
      decided_on: moderation.on,
      decided_at: moderation.at,
      decided_by: moderation.by,
    })
    .execute()
  return id
}

/** What was decided of a proposal last, for its author: with the explanation and what they answered. */
export interface OwnModeration {
  readonly id: string
  readonly decision: Decision
  readonly reason: ModerationReason | null
  readonly explanation: string
  readonly decidedOn: CalendarDate
  readonly reply: string | null
}

const ownRow = z.object({
  id: z.string(),
  decision: z.enum(decisions),
  reason: z.enum(moderationReasons).nullable(),
  explanation: z.string(),
  decided_on: z.string().transform(calendarDate),
  reply: z.string().nullable(),
})

/** The latest decision on the proposal itself; null while nothing was decided. */
export async function findModerationOf(db: Database, proposalId: string): Promise<OwnModeration | null> {
  const found = await db
    .selectFrom('moderations as m')
    .leftJoin('moderation_replies as r', 'r.moderation_id', 'm.id')
    .select(['m.id', 'm.decision', 'm.reason', 'm.explanation', 'm.decided_on', 'r.body_text as reply'])
    .where('m.proposal_id', '=', proposalId)
    .where('m.comment_id', 'is', null)
    .orderBy('m.decided_at', 'desc')
    .orderBy('m.id')
    .limit(1)
    .executeTakeFirst()
  if (!found) return null
  const { decided_on, ...row } = ownRow.parse(found)
  return { ...row, decidedOn: decided_on }
}

/** How often the proposal was put back after it had been taken away. */
export async function countReturns(db: Database, proposalId: string): Promise<number> {
  const { count } = await db
    .selectFrom('moderations')
    .select(sql<number>`count(*)`.as('count'))
    .where('proposal_id', '=', proposalId)
    .where('comment_id', 'is', null)
    .where('decision', '=', 'restore')
    .executeTakeFirstOrThrow()
  return count
}

/** The author's answer to a decision, given once: false when there is one already. */
export async function insertReply(
  tx: Database,
  moderationId: string,
  body: string,
  writtenAt: Date,
): Promise<boolean> {
  const row = await tx
    .insertInto('moderation_replies')
    .values({ moderation_id: moderationId, body_text: body, written_at: writtenAt })
    .onConflict((conflict) => conflict.column('moderation_id').doNothing())
    .returning('moderation_id')
    .executeTakeFirst()
  return row !== undefined
}

/** A line of the public log: neither a name, nor a title, nor a word of what was moderated. */
export interface LogLine {
  readonly id: string
  readonly decidedOn: CalendarDate
  readonly process: string
  readonly what: 'proposal' | 'comment'
  readonly decision: Decision
  readonly reason: ModerationReason | null
  readonly hasReply: boolean
}

const logRow = z.object({
  id: z.string(),
  decided_on: z.string().transform(calendarDate),
  decided_at: z.date(),
  title: z.string(),
  is_comment: z.boolean(),
  decision: z.enum(decisions),
  reason: z.enum(moderationReasons).nullable(),
  has_reply: z.boolean(),
})

const logKey = z.tuple([z.iso.datetime(), z.uuid()])
const logSize = 50

/** One page of the log, latest first, and where the next one starts. */
export async function listModerations(
  db: Database,
  after: string | undefined,
): Promise<{ rows: LogLine[]; next: string | null }> {
  let query = db
    .selectFrom('moderations as m')
    .innerJoin('processes', 'processes.id', 'm.process_id')
    .leftJoin('moderation_replies as r', 'r.moderation_id', 'm.id')
    .select([
      'm.id',
      'm.decided_on',
      'm.decided_at',
      'processes.title',
      sql<boolean>`m.comment_id is not null`.as('is_comment'),
      'm.decision',
      'm.reason',
      sql<boolean>`r.moderation_id is not null`.as('has_reply'),
    ])
    .orderBy('m.decided_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(logSize + 1)
  const key = readLogKey(after)
  if (key)
    query = query.where(
      sql<SqlBool>`(date_trunc('milliseconds', m.decided_at), m.id) < (${key[0]}::timestamptz, ${key[1]}::uuid)`,
    )
  const rows = (await query.execute()).map((found) => logRow.parse(found))
  const shown = rows.slice(0, logSize)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => ({
      id: row.id,
      decidedOn: row.decided_on,
      process: row.title,
      what: row.is_comment ? 'comment' : 'proposal',
      decision: row.decision,
      reason: row.reason,
      hasReply: row.has_reply,
    })),
    next: rows.length > logSize && last ? writeLogKey(last.decided_at, last.id) : null,
  }
}

function writeLogKey(at: Date, id: string): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

function readLogKey(text: string | undefined): z.infer<typeof logKey> | null {
  if (!text) return null
  try {
    return logKey.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

/** What waits for a moderator: proposals to read before they are seen, then words that people reported, oldest first. */
export interface QueueLine {
  readonly number: number
  readonly title: string
  readonly commentId: string | null
  readonly excerpt: string
  readonly reports: number
  readonly reasons: readonly string[]
  readonly isWaiting: boolean
  readonly since: Date
}

const queueRow = z.object({
  number: z.number(),
  title: z.string(),
  comment_id: z.string().nullable(),
  beginning: z.string(),
  reports: z.number(),
  reasons: z.array(z.string()).nullable(),
  since: z.date(),
})

export async function listQueue(db: Database): Promise<QueueLine[]> {
  const waiting = await db
    .selectFrom('proposals')
    .select([
      'number',
      'title',
      sql<string | null>`null::text`.as('comment_id'),
      sql<string>`left(body_text, 300)`.as('beginning'),
      sql<number>`0`.as('reports'),
      sql<unknown>`null::json`.as('reasons'),
      'written_at as since',
    ])
    .where('status', '=', 'submitted')
    .orderBy('number')
    .limit(200)
    .execute()
  const reported = await db
    .selectFrom('proposal_reports as r')
    .innerJoin('proposals', 'proposals.id', 'r.proposal_id')
    .leftJoin('proposal_comments as c', 'c.id', 'r.comment_id')
    .select([
      'proposals.number',
      'proposals.title',
      sql<string | null>`r.comment_id::text`.as('comment_id'),
      sql<string>`left(coalesce(c.body_text, proposals.body_text), 300)`.as('beginning'),
      sql<number>`count(*)`.as('reports'),
      sql<unknown>`json_agg(distinct r.reason)`.as('reasons'),
      sql<Date>`min(r.reported_at)`.as('since'),
    ])
    .where('r.settled', '=', false)
    .groupBy(['proposals.id', 'r.comment_id', 'c.id'])
    .orderBy(sql`min(r.reported_at)`)
    .limit(200)
    .execute()
  return [
    ...waiting.map((row) => readQueueRow(row, true)),
    ...reported.map((row) => readQueueRow(row, false)),
  ]
}

function readQueueRow(found: unknown, isWaiting: boolean): QueueLine {
  const row = queueRow.parse(found)
  return {
    number: row.number,
    title: row.title,
    commentId: row.comment_id,
    excerpt: row.beginning,
    reports: row.reports,
    reasons: row.reasons ?? [],
    isWaiting,
    since: row.since,
  }
}
