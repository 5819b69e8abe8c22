import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type Depth, depths } from './cooperations.rules.ts'
import { type ToldAct, toldActs } from './told-acts.rules.ts'

export interface ToldOnce {
  readonly act: ToldAct
  readonly actorName: string
  readonly actedOn: CalendarDate
  readonly reason: string
  /** The party that it is about, if it is about one. */
  readonly party: string | null
  readonly fromDepth: Depth | null
  readonly toDepth: Depth | null
}

const actRow = z.object({
  act: z.enum(toldActs),
  actor_name: z.string(),
  acted_on: z.string().transform(calendarDate),
  reason: z.string(),
  details: z.object({
    party: z.string().optional(),
    from_depth: z.enum(depths).nullish(),
    to_depth: z.enum(depths).nullish(),
  }),
})

/** The acts on a cooperation, oldest first. */
export async function listToldActs(db: Database, cooperationId: string): Promise<ToldOnce[]> {
  const rows = await db
    .selectFrom('official_acts')
    .select(['act', 'actor_name', 'acted_on', 'reason', 'details'])
    .where('subject_kind', '=', 'cooperation')
    .where('subject_id', '=', cooperationId)
    .orderBy('acted_on')
    .orderBy('recorded_at')
    .execute()
  return rows.map((input) => {
    const { act, actor_name, acted_on, reason, details } = actRow.parse(input)
    return {
      act,
      actorName: actor_name,
      actedOn: acted_on,
      reason,
      party: details.party ?? null,
      fromDepth: details.from_depth ?? null,
      toDepth: details.to_depth ?? null,
    }
  })
}
