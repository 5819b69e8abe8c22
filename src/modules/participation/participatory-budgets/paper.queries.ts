import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Choices } from './ballots.rules.ts'

/** Sheets of paper that are counted together, with the marks of those who put them in. */
export interface Batch {
  readonly id: string
  readonly number: number
  readonly area: number
  readonly place: string
  readonly isSealed: boolean
  readonly marks: number
}

export interface Reading {
  readonly reading: number
  readonly agentId: string
  readonly agentName: string
  readonly sheets: readonly Choices[]
}

export async function listBatches(db: Database, editionId: string): Promise<Batch[]> {
  const rows = await db
    .selectFrom('budget_batches')
    .select((of) => [
      'id',
      'number',
      'area',
      'place',
      'status',
      of
        .selectFrom('budget_marks')
        .select((mark) => mark.fn.countAll<number>().as('count'))
        .whereRef('batch_id', '=', 'budget_batches.id')
        .as('marks'),
    ])
    .where('edition_id', '=', editionId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    area: row.area,
    place: row.place,
    isSealed: row.status === 'sealed',
    marks: Number(row.marks ?? 0),
  }))
}

/** Opens a batch after those there are; answers its number. */
export async function insertBatch(
  tx: Database,
  editionId: string,
  batch: Pick<Batch, 'area' | 'place'>,
): Promise<number> {
  const { last } = await tx
    .selectFrom('budget_batches')
    .select((of) => of.fn.coalesce(of.fn.max('number'), sql<number>`0`).as('last'))
    .where('edition_id', '=', editionId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('budget_batches')
    .values({
      id: randomUUID(),
      edition_id: editionId,
      area: batch.area,
      number: last + 1,
      place: batch.place,
    })
    .execute()
  return last + 1
}

/** The batch, locked until the end of the transaction; its marks and readings are read after. */
export async function lockBatch(tx: Database, editionId: string, number: number): Promise<Batch | null> {
  await tx
    .selectFrom('budget_batches')
    .select('id')
    .where('edition_id', '=', editionId)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  return findBatch(tx, editionId, number)
}

export async function findBatch(db: Database, editionId: string, number: number): Promise<Batch | null> {
  const batches = await listBatches(db, editionId)
  return batches.find((batch) => batch.number === number) ?? null
}

/** Marks a person on paper; false when they have voted, on whatever channel. */
export async function insertPaperMark(
  tx: Database,
  mark: {
    readonly editionId: string
    readonly personKey: string
    readonly on: CalendarDate
    readonly batchId: string
  },
): Promise<boolean> {
  const result = await tx
    .insertInto('budget_marks')
    .values({
      edition_id: mark.editionId,
      person_key: mark.personKey,
      voted_on: mark.on,
      batch_id: mark.batchId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function listReadings(db: Database, batchId: string): Promise<Reading[]> {
  const readings = await db
    .selectFrom('budget_readings')
    .select(['reading', 'agent_id', 'agent_name'])
    .where('batch_id', '=', batchId)
    .orderBy('reading')
    .execute()
  const sheets = await db
    .selectFrom('budget_sheets')
    .select(['reading', 'choices', 'points'])
    .where('batch_id', '=', batchId)
    .orderBy('reading')
    .orderBy('number')
    .execute()
  return readings.map((reading) => ({
    reading: reading.reading,
    agentId: reading.agent_id,
    agentName: reading.agent_name,
    sheets: sheets
      .filter((sheet) => sheet.reading === reading.reading)
      .map((sheet) => ({ projects: sheet.choices, points: sheet.points })),
  }))
}

/** What one agent read of the sheets, in the place of what they had written before. */
export async function writeReading(
  tx: Database,
  batchId: string,
  agent: { readonly id: string; readonly name: string },
  sheets: readonly Choices[],
): Promise<void> {
  const known = await tx
    .selectFrom('budget_readings')
    .select(['reading', 'agent_id'])
    .where('batch_id', '=', batchId)
    .orderBy('reading')
    .execute()
  const own = known.find((reading) => reading.agent_id === agent.id)
  const reading = own?.reading ?? (known.at(-1)?.reading ?? 0) + 1
  if (own)
    await tx
      .deleteFrom('budget_sheets')
      .where('batch_id', '=', batchId)
      .where('reading', '=', reading)
      .execute()
  else
    await tx
      .insertInto('budget_readings')
      .values({ batch_id: batchId, reading, agent_id: agent.id, agent_name: agent.name })
      .execute()
  if (sheets.length === 0) return
  await tx
    .insertInto('budget_sheets')
    .values(
      sheets.map((sheet, index) => ({
        batch_id: batchId,
        reading,
        number: index + 1,
        choices: [...sheet.projects],
        points: sheet.points && [...sheet.points],
      })),
    )
    .execute()
}

export async function sealBatch(tx: Database, batchId: string): Promise<void> {
  await tx.updateTable('budget_batches').set({ status: 'sealed' }).where('id', '=', batchId).execute()
}

export async function countOpenBatches(db: Database, editionId: string): Promise<number> {
  const { count } = await db
    .selectFrom('budget_batches')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('edition_id', '=', editionId)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How many people voted online and on paper. */
export async function countByChannel(
  db: Database,
  editionId: string,
): Promise<{ readonly online: number; readonly paper: number }> {
  const { people, paper } = await db
    .selectFrom('budget_marks')
    .select((of) => [of.fn.countAll<number>().as('people'), of.fn.count<number>('batch_id').as('paper')])
    .where('edition_id', '=', editionId)
    .executeTakeFirstOrThrow()
  return { online: Number(people) - Number(paper), paper: Number(paper) }
}

/** Who voted in which batch was needed to compare marks and sheets, and is no longer. */
export async function forgetBatches(tx: Database, editionId: string): Promise<void> {
  await tx
    .updateTable('budget_marks')
    .set({ batch_id: null })
    .where('edition_id', '=', editionId)
    .where('batch_id', 'is not', null)
    .execute()
}
