import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { ageBands, type Count, channels, genders } from './participation.rules.ts'
import type { Counted } from './who-took-part.rules.ts'

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

/** People counted on a process, corrections taken off. */
export async function sumPeople(db: Database, processId: string): Promise<number> {
  const row = await db
    .selectFrom('process_participation')
    .select((of) => of.fn.sum<number>('people').as('people'))
    .where('process_id', '=', processId)
    .executeTakeFirst()
  return Number(row?.people ?? 0)
}

const countColumns = ['channel', 'district_id', 'age_band', 'gender'] as const
const countedRow = z.object({
  channel: z.enum(channels),
  district_id: z.string().nullable(),
  age_band: z.enum(ageBands).nullable(),
  gender: z.enum(genders).nullable(),
  people: z.coerce.number(),
})

function readCounted(input: unknown): Counted {
  const { district_id, age_band, ...row } = countedRow.parse(input)
  return { ...row, districtId: district_id, ageBand: age_band }
}

/** Everybody counted on a process, by what was given; corrections taken off. */
export async function listCounted(db: Database, processId: string): Promise<Counted[]> {
  const rows = await db
    .selectFrom('process_participation')
    .select(countColumns)
    .select((of) => of.fn.sum<number>('people').as('people'))
    .where('process_id', '=', processId)
    .groupBy(countColumns)
    .execute()
  return rows.map(readCounted)
}

/** One count that an agent entered, which may be taken back. */
export interface EnteredCount extends Counted {
  readonly id: string
  readonly day: ReturnType<typeof calendarDate>
  readonly reason: string
  readonly isReversal: boolean
  readonly isReversed: boolean
}

export const enteredShown = 30

/** The latest counts entered by hand, for the services that correct them. */
export async function listEntered(db: Database, processId: string): Promise<EnteredCount[]> {
  const rows = await db
    .selectFrom('process_participation as count')
    .leftJoin('process_participation as reversal', 'reversal.reverses_id', 'count.id')
    .select([
      'count.id',
      'count.day',
      'count.channel',
      'count.district_id',
      'count.age_band',
      'count.gender',
      'count.people',
      'count.reason',
      'count.reverses_id',
      'reversal.id as reversed_by',
    ])
    .where('count.process_id', '=', processId)
    .where('count.source_kind', 'in', ['form', 'reversal'])
    .orderBy('count.day', 'desc')
    .orderBy('count.id')
    .limit(enteredShown)
    .execute()
  return rows.map((row) => ({
    ...readCounted(row),
    id: row.id,
    day: calendarDate(row.day),
    reason: row.reason,
    isReversal: row.reverses_id !== null,
    isReversed: row.reversed_by !== null,
  }))
}

/** Writes the row that takes a count back, once. */
export async function insertCountReversal(
  tx: Database,
  processId: string,
  id: string,
  reason: string,
  recordedBy: string | null,
): Promise<'written' | 'not_found' | 'reversed_already'> {
  if (!z.uuid().safeParse(id).success) return 'not_found'
  const count = await tx
    .selectFrom('process_participation')
    .selectAll()
    .where('id', '=', id)
    .where('process_id', '=', processId)
    .where('reverses_id', 'is', null)
    .executeTakeFirst()
  if (!count) return 'not_found'
  const row = await tx
    .insertInto('process_participation')
    .values({
      ...count,
      id: randomUUID(),
      people: -count.people,
      source_kind: 'reversal',
      source_id: count.id,
      reverses_id: count.id,
      reason,
      recorded_by: recordedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row ? 'written' : 'reversed_already'
}
