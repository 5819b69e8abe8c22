import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'

const actRow = z.object({
  act: z.string(),
  actor_name: z.string(),
  acted_on: z.string().transform(calendarDate),
  reason: z.string(),
  deliberation_id: z.string().nullable(),
  number: z.string().nullable(),
})

export interface ProcessActDone {
  readonly act: string
  readonly actorName: string
  readonly actedOn: CalendarDate
  readonly reason: string
  readonly deliberation: { readonly id: string; readonly number: string } | null
}

/** The acts on a process with the deliberations that they name, oldest first. */
export async function listProcessActs(db: Database, processId: string): Promise<ProcessActDone[]> {
  const rows = await db
    .selectFrom('official_acts')
    .leftJoin('deliberations', 'deliberations.id', 'official_acts.deliberation_id')
    .select(['act', 'actor_name', 'acted_on', 'reason', 'deliberation_id', 'deliberations.number'])
    .where('subject_kind', '=', 'process')
    .where('subject_id', '=', processId)
    .orderBy('official_acts.acted_on')
    .orderBy('official_acts.recorded_at')
    .execute()
  return rows.map((input) => {
    const row = actRow.parse(input)
    return {
      act: row.act,
      actorName: row.actor_name,
      actedOn: row.acted_on,
      reason: row.reason,
      deliberation:
        row.deliberation_id !== null && row.number !== null
          ? { id: row.deliberation_id, number: row.number }
          : null,
    }
  })
}
