import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'

/** What somebody of the town said would follow a meeting, and that nobody has ticked off. */
export interface NextStep {
  readonly meetingId: string
  readonly organisation: { readonly id: string; readonly name: string }
  readonly step: string
  readonly before: CalendarDate | null
  readonly heldOn: CalendarDate
  readonly participants: string
}

const stepRow = z.object({
  id: z.string(),
  organisationId: z.string(),
  name: z.string(),
  next_step: z.string(),
  next_on: z.string().nullable(),
  held_on: z.string(),
  participants: z.string(),
})

/** Steps to come, the most pressing first; those without a day last. */
export async function listNextSteps(db: Database): Promise<NextStep[]> {
  const rows = await db
    .selectFrom('organisation_meetings as m')
    .innerJoin('organisations as holder', 'holder.id', 'm.organisation_id')
    .innerJoin('organisations as o', (join) =>
      join.on(({ eb, ref, fn }) => eb('o.id', '=', fn.coalesce(ref('holder.merged_into'), ref('holder.id')))),
    )
    .select([
      'm.id',
      'm.organisation_id as organisationId',
      'o.name',
      'm.next_step',
      'm.next_on',
      'm.held_on',
      'm.participants',
    ])
    .where('m.next_step', '<>', '')
    .where('m.is_done', '=', false)
    .orderBy('m.next_on', (order) => order.asc().nullsLast())
    .orderBy('m.held_on')
    .limit(200)
    .execute()
  return rows.map((found) => {
    const row = stepRow.parse(found)
    return {
      meetingId: row.id,
      organisation: { id: row.organisationId, name: row.name },
      step: row.next_step,
      before: row.next_on === null ? null : calendarDate(row.next_on),
      heldOn: calendarDate(row.held_on),
      participants: row.participants,
    }
  })
}
