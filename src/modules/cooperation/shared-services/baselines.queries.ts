import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type Baseline, proofs, type StoredBaseline } from './shared-services.rules.ts'

const baselineRow = z
  .object({
    party_id: z.string(),
    cost_cents: z.number(),
    hours: z.number(),
    volume: z.number(),
    quality: z.number().nullable(),
    delay_days: z.number().nullable(),
    proof: z.enum(proofs),
    source: z.string(),
    entered_by_name: z.string(),
    entered_on: z.string(),
    version: z.number(),
  })
  .transform(
    (row): StoredBaseline => ({
      partyId: row.party_id,
      costCents: row.cost_cents,
      hours: row.hours,
      volume: row.volume,
      quality: row.quality,
      delayDays: row.delay_days,
      proof: row.proof,
      source: row.source,
      enteredByName: row.entered_by_name,
      enteredOn: calendarDate(row.entered_on),
      version: row.version,
    }),
  )

export async function listBaselines(db: Database, serviceId: string): Promise<StoredBaseline[]> {
  const rows = await db
    .selectFrom('shared_service_baselines as baseline')
    .innerJoin('shared_service_parties as party', 'party.id', 'baseline.party_id')
    .select([
      'baseline.party_id',
      'baseline.cost_cents',
      'baseline.hours',
      'baseline.volume',
      'baseline.quality',
      'baseline.delay_days',
      'baseline.proof',
      'baseline.source',
      'baseline.entered_by_name',
      'baseline.entered_on',
      'baseline.version',
    ])
    .where('party.service_id', '=', serviceId)
    .execute()
  return rows.map((row) => baselineRow.parse(row))
}

interface Entered {
  readonly name: string
  readonly on: CalendarDate
}

/** Writes a party's baseline: a first one for version 0, else over the version that the person saw. Answers whether it did. */
export async function saveBaseline(
  tx: Database,
  partyId: string,
  version: number,
  baseline: Baseline,
  by: Entered,
): Promise<boolean> {
  const values = {
    cost_cents: baseline.costCents,
    hours: baseline.hours,
    volume: baseline.volume,
    quality: baseline.quality,
    delay_days: baseline.delayDays,
    proof: baseline.proof,
    source: baseline.source,
    entered_by_name: by.name,
    entered_on: by.on,
  }
  if (version === 0) {
    const inserted = await tx
      .insertInto('shared_service_baselines')
      .values({ party_id: partyId, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
  }
  const updated = await tx
    .updateTable('shared_service_baselines')
    .set({ ...values, version: version + 1 })
    .where('party_id', '=', partyId)
    .where('version', '=', version)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}
