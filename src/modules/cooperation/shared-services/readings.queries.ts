import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Reading, ReadingDraft } from './readings.rules.ts'

/** Every reading of the levels of a service, oldest first. */
export async function listReadings(db: Database, serviceId: string): Promise<Reading[]> {
  const rows = await db
    .selectFrom('shared_service_readings as reading')
    .innerJoin('shared_service_levels as level', 'level.id', 'reading.level_id')
    .select([
      'reading.level_id',
      'reading.year',
      'reading.measured',
      'reading.source',
      'reading.recorded_by_name',
    ])
    .where('level.service_id', '=', serviceId)
    .orderBy('reading.year')
    .orderBy('level.label')
    .execute()
  return rows.map((row) => ({
    levelId: row.level_id,
    year: row.year,
    measured: row.measured,
    source: row.source,
    recordedByName: row.recorded_by_name,
  }))
}

export async function insertReading(
  tx: Database,
  year: number,
  reading: ReadingDraft,
  by: { readonly name: string; readonly on: CalendarDate },
): Promise<void> {
  await tx
    .insertInto('shared_service_readings')
    .values({
      level_id: reading.levelId,
      year,
      measured: reading.measured,
      source: reading.source,
      recorded_by_name: by.name,
      recorded_on: by.on,
    })
    .execute()
}

export async function deleteReading(tx: Database, levelId: string, year: number): Promise<boolean> {
  const result = await tx
    .deleteFrom('shared_service_readings')
    .where('level_id', '=', levelId)
    .where('year', '=', year)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
