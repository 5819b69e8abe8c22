import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import type { Message } from './lines.rules.ts'

export async function insertContest(
  tx: Database,
  contest: {
    readonly lineId: number
    readonly serviceId: string
    readonly partyId: string
    readonly openedOn: CalendarDate
    readonly dueOn: CalendarDate
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('shared_service_contests')
    .values({
      line_id: contest.lineId,
      service_id: contest.serviceId,
      party_id: contest.partyId,
      opened_on: contest.openedOn,
      due_on: contest.dueOn,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The same words of the same person are one message. */
export async function insertMessage(
  tx: Database,
  contestId: string,
  message: {
    readonly authorId: string | null
    readonly authorName: string
    readonly body: string
    readonly at: Date
  },
): Promise<void> {
  await tx
    .insertInto('shared_service_messages')
    .values({
      contest_id: contestId,
      author_id: message.authorId,
      author_name: message.authorName,
      body: message.body,
      written_at: message.at,
    })
    .onConflict((conflict) => conflict.columns(['contest_id', 'author_id', 'body']).doNothing())
    .execute()
}

export async function listMessages(db: Database, contestId: string): Promise<Message[]> {
  const rows = await db
    .selectFrom('shared_service_messages')
    .select(['id', 'author_name', 'body', 'written_at'])
    .where('contest_id', '=', contestId)
    .orderBy('written_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    authorName: row.author_name,
    body: row.body,
    writtenAt: row.written_at,
  }))
}

/** Answers a contest that nobody answered; says whether it did. */
export async function settleContest(
  tx: Database,
  contestId: string,
  outcome: 'upheld' | 'rejected',
  on: CalendarDate,
): Promise<boolean> {
  const result = await tx
    .updateTable('shared_service_contests')
    .set({ outcome, closed_on: on })
    .where('id', '=', contestId)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export interface OpenContest {
  readonly lineId: number
  readonly partyId: string
  readonly year: number
  readonly dueOn: CalendarDate
}

const openRow = z.object({ line_id: z.number(), party_id: z.string(), due_on: z.string(), day: z.string() })

/** Contests that wait for an answer, the most urgent first. */
export async function listOpenContests(db: Database, serviceId: string): Promise<OpenContest[]> {
  const rows = await db
    .selectFrom('shared_service_contests as contest')
    .innerJoin('shared_service_lines as line', 'line.id', 'contest.line_id')
    .select(['contest.line_id', 'contest.party_id', 'contest.due_on', 'line.day'])
    .where('contest.service_id', '=', serviceId)
    .where('contest.outcome', 'is', null)
    .orderBy('contest.due_on')
    .execute()
  return rows
    .map((row) => openRow.parse(row))
    .map((row) => ({
      lineId: row.line_id,
      partyId: row.party_id,
      year: Number(row.day.slice(0, 4)),
      dueOn: calendarDate(row.due_on),
    }))
}
