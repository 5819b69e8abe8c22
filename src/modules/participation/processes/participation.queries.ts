import { randomUUID } from 'node:crypto'
import type { Database } from '#infra/database.ts'
import type { Count } from './participation.rules.ts'

/**
 * Counts people who took part, in the caller's transaction; answers whether they are new: a source that was counted
 * already changes nothing. Rights are the caller's. After a secret ballot, send totals by category at close, never a
 * row for each voter: rows of one transaction can be told together.
 */
export async function countParticipation(
  tx: Database,
  count: Count,
  recordedBy: string | null = null,
): Promise<boolean> {
  const row = await tx
    .insertInto('process_participation')
    .values({
      id: randomUUID(),
      process_id: count.processId,
      phase_id: count.phaseId ?? null,
      day: count.day,
      channel: count.channel,
      district_id: count.districtId ?? null,
      age_band: count.ageBand ?? null,
      gender: count.gender ?? null,
      people: count.people,
      source_kind: count.source.kind,
      source_id: count.source.id,
      recorded_by: recordedBy,
    })
    .onConflict((conflict) => conflict.columns(['source_kind', 'source_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
