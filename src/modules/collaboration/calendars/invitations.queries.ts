import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { Answer } from './event-draft.rules.ts'

/** The copy of an event that somebody invited has, with its next time. */
export interface InvitedCopy {
  readonly objectId: string
  readonly ownerId: string
  readonly summary: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly isAllDay: boolean
}

const copyRow = z.object({
  object_id: z.string(),
  owner_id: z.string(),
  summary: z.string(),
  starts_at: z.date(),
  ends_at: z.date(),
  is_all_day: z.boolean(),
})

function readCopy(input: unknown): InvitedCopy {
  const row = copyRow.parse(input)
  return {
    objectId: row.object_id,
    ownerId: row.owner_id,
    summary: row.summary,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    isAllDay: row.is_all_day,
  }
}

/** The copies that people have of that event, each with the first time that it takes place; rooms have theirs apart. */
export async function listInvitedCopies(db: Database, originId: string): Promise<InvitedCopy[]> {
  const { rows } = await sql`
    select distinct on (o.id) o.id as object_id, c.owner_id, o.summary, t.starts_at, t.ends_at, t.is_all_day
    from calendar_objects o
    join calendars c on c.id = o.calendar_id and c.owner_id is not null
    join calendar_occurrences t on t.object_id = o.id
    where o.origin_id = ${originId}
    order by o.id, t.starts_at`.execute(db)
  return rows.map(readCopy)
}

/** Invitations that the person has not answered, for what is still to come: each series once. */
export async function listUnanswered(
  db: Database,
  accountId: string,
  after: Date,
): Promise<(InvitedCopy & { readonly organiser: string })[]> {
  const { rows } = await sql`
    select distinct on (o.id) o.id as object_id, c.owner_id, o.summary, t.starts_at, t.ends_at, t.is_all_day,
      coalesce(by_whom.name, '') as organiser
    from calendar_attendees a
    join calendar_objects o on o.id = a.object_id and o.origin_id is not null
    join calendars c on c.id = o.calendar_id and c.owner_id = a.account_id
    join calendar_occurrences t on t.object_id = o.id and t.ends_at > ${after}
    left join calendar_objects origin on origin.id = o.origin_id
    left join accounts by_whom on by_whom.id = origin.created_by
    where a.account_id = ${accountId} and a.answer = 'needs_action'
    order by o.id, t.starts_at`.execute(db)
  return rows
    .map((row) => ({ ...readCopy(row), ...z.object({ organiser: z.string() }).parse(row) }))
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
}

export interface ShownAttendee {
  readonly name: string
  readonly isOptional: boolean
  readonly answer: Answer
}

/** What somebody answered, as the object has it; null when they are not invited. */
export async function findAnswer(db: Database, objectId: string, accountId: string): Promise<Answer | null> {
  const row = await db
    .selectFrom('calendar_attendees')
    .select('answer')
    .where('object_id', '=', objectId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  const known: readonly Answer[] = ['needs_action', 'accepted', 'declined', 'tentative']
  return known.find((answer) => answer === row?.answer) ?? null
}

/** Meetings whose reminder is due and that have not begun, in the calendars of people. */
export async function listDueReminders(
  db: Database,
  now: Date,
): Promise<(InvitedCopy & { readonly recurrence: string })[]> {
  const { rows } = await sql`
    select o.id as object_id, c.owner_id, t.summary, t.starts_at, t.ends_at, t.is_all_day, t.recurrence
    from calendar_objects o
    join calendars c on c.id = o.calendar_id and c.owner_id is not null
    join calendar_occurrences t on t.object_id = o.id
    where o.remind_before_min is not null and t.standing <> 'declined'
      and t.starts_at > ${now}::timestamptz and t.starts_at <= ${now}::timestamptz + interval '28 days'
      and t.starts_at - o.remind_before_min * interval '1 minute' <= ${now}
    order by t.starts_at, o.id`.execute(db)
  return rows.map((row) => ({ ...readCopy(row), ...z.object({ recurrence: z.string() }).parse(row) }))
}
