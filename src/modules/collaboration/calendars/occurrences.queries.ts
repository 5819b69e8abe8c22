import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type Occurrence, standings } from './occurrences.rules.ts'

/** One time that an event takes place, and where it is kept. */
export interface PlacedOccurrence extends Occurrence {
  readonly objectId: string
  readonly calendarId: string
}

const instant = z.number().transform((milliseconds) => new Date(milliseconds))

/** An occurrence as one list: hundreds of rows of ten fields cost several times their one text. */
const occurrenceFields = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  instant,
  instant,
  z.boolean(),
  z.string(),
  z.string(),
  z.boolean(),
  z.enum(standings),
])

const foundRow = z.object({ found: z.array(occurrenceFields) })

const fields = sql`json_build_array(object_id, recurrence, calendar_id, (extract(epoch from starts_at) * 1000)::bigint,
  (extract(epoch from ends_at) * 1000)::bigint, is_all_day, summary, location, is_private, standing)`

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
    select coalesce(json_agg(${fields} order by starts_at, ends_at, summary, object_id), '[]') as found from (
      select * from calendar_occurrences
      where calendar_id = any(${calendarIds}::uuid[]) and ends_at - starts_at <= interval '7 days'
        and starts_at > ${from}::timestamptz - interval '7 days' and starts_at < ${until}
        and (ends_at > ${from} or starts_at >= ${from})
      union all
      select * from calendar_occurrences
      where calendar_id = any(${calendarIds}::uuid[]) and ends_at - starts_at > interval '7 days'
        and starts_at < ${until} and ends_at > ${from}
    ) shown`.execute(db)
  return foundIn(rows[0])
}

function foundIn(row: unknown): PlacedOccurrence[] {
  return foundRow.parse(row).found.map(readFields)
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
    select coalesce(json_agg(${fields}), '[]') as found
    from calendar_occurrences where object_id = ${objectId} and recurrence = ${recurrence}`.execute(db)
  return foundIn(rows[0])[0] ?? null
}

function readFields(fieldsOfRow: z.infer<typeof occurrenceFields>): PlacedOccurrence {
  const [
    objectId,
    recurrence,
    calendarId,
    startsAt,
    endsAt,
    isAllDay,
    summary,
    location,
    isPrivate,
    standing,
  ] = fieldsOfRow
  return {
    objectId,
    recurrence,
    calendarId,
    startsAt,
    endsAt,
    isAllDay,
    summary,
    location,
    isPrivate,
    standing,
  }
}
