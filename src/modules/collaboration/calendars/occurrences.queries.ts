import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type Occurrence, standings } from './occurrences.rules.ts'

/** One time that an event takes place, and where it is kept. */
export interface PlacedOccurrence extends Occurrence {
  readonly objectId: string
  readonly calendarId: string
}

const occurrenceRow = z.object({
  object_id: z.string(),
  recurrence: z.string(),
  calendar_id: z.string(),
  starts_at: z.date(),
  ends_at: z.date(),
  is_all_day: z.boolean(),
  summary: z.string(),
  location: z.string(),
  is_private: z.boolean(),
  standing: z.enum(standings),
})

/**
 * What takes place in those calendars between two instants, in order. Long events are looked for apart, so that a week is read
 * without the years before it.
 */
export async function listOccurrences(
  db: Database,
  calendarIds: readonly string[],
  from: Date,
  until: Date,
): Promise<PlacedOccurrence[]> {
  if (calendarIds.length === 0) return []
  const { rows } = await sql`
    select object_id, recurrence, calendar_id, starts_at, ends_at, is_all_day, summary, location, is_private, standing
    from calendar_occurrences
    where calendar_id = any(${calendarIds}::uuid[]) and ends_at - starts_at <= interval '7 days'
      and starts_at > ${from}::timestamptz - interval '7 days' and starts_at < ${until} and (ends_at > ${from} or starts_at >= ${from})
    union all
    select object_id, recurrence, calendar_id, starts_at, ends_at, is_all_day, summary, location, is_private, standing
    from calendar_occurrences
    where calendar_id = any(${calendarIds}::uuid[]) and ends_at - starts_at > interval '7 days'
      and starts_at < ${until} and ends_at > ${from}
    order by starts_at, ends_at, summary, object_id`.execute(db)
  return rows.map(readRow)
}

/** When that room or vehicle is booked by other objects than that one. */
export async function listTaken(
  db: Database,
  calendarId: string,
  exceptObjectId: string,
): Promise<{ readonly startsAt: Date; readonly endsAt: Date }[]> {
  return db
    .selectFrom('calendar_occurrences')
    .select(['starts_at as startsAt', 'ends_at as endsAt'])
    .where('calendar_id', '=', calendarId)
    .where('is_exclusive', '=', true)
    .where('object_id', '<>', exceptObjectId)
    .execute()
}

/** One time that an event of that object takes place. */
export async function findOccurrence(
  db: Database,
  objectId: string,
  recurrence: string,
): Promise<PlacedOccurrence | null> {
  const { rows } = await sql`
    select object_id, recurrence, calendar_id, starts_at, ends_at, is_all_day, summary, location, is_private, standing
    from calendar_occurrences where object_id = ${objectId} and recurrence = ${recurrence}`.execute(db)
  const [row] = rows
  return row ? readRow(row) : null
}

function readRow(input: unknown): PlacedOccurrence {
  const row = occurrenceRow.parse(input)
  return {
    objectId: row.object_id,
    recurrence: row.recurrence,
    calendarId: row.calendar_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    isAllDay: row.is_all_day,
    summary: row.summary,
    location: row.location,
    isPrivate: row.is_private,
    standing: row.standing,
  }
}
