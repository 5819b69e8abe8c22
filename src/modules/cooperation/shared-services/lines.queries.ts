import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { type LineDraft, type LineSource, lineSources, type UnitLine } from './lines.rules.ts'

/** Lines shown at once. */
const pageSize = 50

/** Rows a statement: far below the 65,535 parameters that one may have. */
const batchSize = 1000

function batchesOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / batchSize) }, (_, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  )
}

export interface LineFilter {
  readonly serviceId: string
  /** Parties whose lines the reader may see. */
  readonly partyIds: readonly string[]
  readonly year: number
  /** Id of the last line of the page before. */
  readonly after: number | null
}

const lineRow = z
  .object({
    id: z.number(),
    reference: z.string(),
    party_id: z.string(),
    unit_id: z.string(),
    day: z.string(),
    quantity: z.number(),
    proof: z.string(),
    source: z.enum(lineSources),
    reverses_id: z.number().nullable(),
    reversed_by: z.number().nullable(),
    recorded_by_name: z.string(),
    contest_id: z.string().nullable(),
    opened_on: z.string().nullable(),
    due_on: z.string().nullable(),
    outcome: z.enum(['upheld', 'rejected']).nullable(),
    closed_on: z.string().nullable(),
  })
  .transform(
    (row): UnitLine => ({
      id: row.id,
      reference: row.reference,
      partyId: row.party_id,
      unitId: row.unit_id,
      day: calendarDate(row.day),
      quantity: row.quantity,
      proof: row.proof,
      source: row.source,
      reversesId: row.reverses_id,
      reversedById: row.reversed_by,
      recordedByName: row.recorded_by_name,
      contest:
        row.contest_id === null || row.opened_on === null || row.due_on === null
          ? null
          : {
              id: row.contest_id,
              openedOn: calendarDate(row.opened_on),
              dueOn: calendarDate(row.due_on),
              outcome: row.outcome,
              closedOn: row.closed_on === null ? null : calendarDate(row.closed_on),
            },
    }),
  )

function wholeLine(db: Database) {
  return db
    .selectFrom('shared_service_lines as line')
    .leftJoin('shared_service_lines as reversal', 'reversal.reverses_id', 'line.id')
    .leftJoin('shared_service_contests as contest', 'contest.line_id', 'line.id')
    .select([
      'line.id',
      'line.reference',
      'line.party_id',
      'line.unit_id',
      'line.day',
      'line.quantity',
      'line.proof',
      'line.source',
      'line.reverses_id',
      'reversal.id as reversed_by',
      'line.recorded_by_name',
      'contest.id as contest_id',
      'contest.opened_on',
      'contest.due_on',
      'contest.outcome',
      'contest.closed_on',
    ])
}

/** One page of lines, the newest first, and where the next one starts. */
export async function listLines(
  db: Database,
  { serviceId, partyIds, year, after }: LineFilter,
): Promise<{ rows: UnitLine[]; next: string | null }> {
  if (partyIds.length === 0) return { rows: [], next: null }
  let query = wholeLine(db)
    .where('line.service_id', '=', serviceId)
    .where('line.party_id', 'in', partyIds)
    .where('line.day', '>=', `${year}-01-01`)
    .where('line.day', '<=', `${year}-12-31`)
    .orderBy('line.id', 'desc')
    .limit(pageSize + 1)
  if (after !== null) query = query.where('line.id', '<', after)
  const rows = (await query.execute()).map((row) => lineRow.parse(row))
  const page = rows.slice(0, pageSize)
  return { rows: page, next: rows.length > pageSize ? String(page.at(-1)?.id) : null }
}

/** Every line of a year for a file, oldest first. */
export async function listAllLines(
  db: Database,
  { serviceId, partyIds, year }: Omit<LineFilter, 'after'>,
): Promise<UnitLine[]> {
  if (partyIds.length === 0) return []
  const rows = await wholeLine(db)
    .where('line.service_id', '=', serviceId)
    .where('line.party_id', 'in', partyIds)
    .where('line.day', '>=', `${year}-01-01`)
    .where('line.day', '<=', `${year}-12-31`)
    .orderBy('line.day')
    .orderBy('line.id')
    .execute()
  return rows.map((row) => lineRow.parse(row))
}

export async function findLine(db: Database, serviceId: string, id: number): Promise<UnitLine | null> {
  const row = await wholeLine(db)
    .where('line.service_id', '=', serviceId)
    .where('line.id', '=', id)
    .executeTakeFirst()
  return row ? lineRow.parse(row) : null
}

export interface Recorder {
  readonly source: LineSource
  readonly name: string
  readonly at: Date
}

/** Writes the lines that are not there yet; answers how many that were. */
export async function insertLines(
  tx: Database,
  serviceId: string,
  lines: readonly LineDraft[],
  recorder: Recorder,
): Promise<number> {
  let written = 0
  for (const batch of batchesOf(lines)) {
    const rows = await tx
      .insertInto('shared_service_lines')
      .values(
        batch.map((line) => ({
          service_id: serviceId,
          party_id: line.partyId,
          unit_id: line.unitId,
          day: line.day,
          quantity: line.quantity,
          proof: line.proof,
          reference: line.reference,
          source: recorder.source,
          recorded_by_name: recorder.name,
          recorded_at: recorder.at,
        })),
      )
      .onConflict((conflict) => conflict.columns(['service_id', 'reference']).doNothing())
      .returning('id')
      .execute()
    written += rows.length
  }
  return written
}

/** Takes a line back by another one, once. */
export async function insertReversal(
  tx: Database,
  serviceId: string,
  line: UnitLine,
  by: Pick<Recorder, 'name' | 'at'>,
): Promise<void> {
  await tx
    .insertInto('shared_service_lines')
    .values({
      service_id: serviceId,
      party_id: line.partyId,
      unit_id: line.unitId,
      day: line.day,
      quantity: -line.quantity,
      proof: line.proof,
      reference: `↩ ${line.id}`,
      source: 'hand',
      reverses_id: line.id,
      recorded_by_name: by.name,
      recorded_at: by.at,
    })
    .execute()
}

const knownRow = z.object({
  reference: z.string(),
  party_id: z.string(),
  unit_id: z.string(),
  day: z.string(),
  quantity: z.number(),
})

/** Lines of those references that the service already has. */
export async function listKnownLines(
  db: Database,
  serviceId: string,
  references: readonly string[],
): Promise<Map<string, Pick<LineDraft, 'reference' | 'partyId' | 'unitId' | 'day' | 'quantity'>>> {
  const known = new Map<string, Pick<LineDraft, 'reference' | 'partyId' | 'unitId' | 'day' | 'quantity'>>()
  for (const batch of batchesOf(references)) {
    const rows = await db
      .selectFrom('shared_service_lines')
      .select(['reference', 'party_id', 'unit_id', 'day', 'quantity'])
      .where('service_id', '=', serviceId)
      .where('reference', 'in', batch)
      .execute()
    for (const each of rows) {
      const row = knownRow.parse(each)
      known.set(row.reference, {
        reference: row.reference,
        partyId: row.party_id,
        unitId: row.unit_id,
        day: calendarDate(row.day),
        quantity: row.quantity,
      })
    }
  }
  return known
}

const unitsRow = z.object({ party_id: z.string(), units: z.string() })

/**
 * Weighted units of each party in a year, as exact decimals. A line that is contested and not answered counts for nobody.
 * Adds quantities up before weights: one multiplication a party and unit, not one a line.
 */
export async function sumUnits(db: Database, serviceId: string, year: number): Promise<Map<string, string>> {
  const { rows } = await sql<unknown>`
    with counted as (
      select party_id, unit_id, sum(quantity) as quantity
      from shared_service_lines
      where service_id = ${serviceId} and day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
      group by party_id, unit_id
      union all
      select line.party_id, line.unit_id, -line.quantity
      from shared_service_contests as contest
      join shared_service_lines as line on line.id = contest.line_id
      where contest.service_id = ${serviceId} and contest.outcome is null
        and line.day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
    )
    select counted.party_id, trim_scale(sum(counted.quantity * unit.weight))::text as units
    from counted join shared_service_units as unit on unit.id = counted.unit_id
    group by counted.party_id`.execute(db)
  return new Map(rows.map((row) => unitsRow.parse(row)).map(({ party_id, units }) => [party_id, units]))
}

/** Id of the line of that reference; null when the service has none. */
export async function findLineId(
  db: Database,
  serviceCode: string,
  reference: string,
): Promise<number | null> {
  const row = await db
    .selectFrom('shared_service_lines as line')
    .innerJoin('shared_services as service', 'service.id', 'line.service_id')
    .select('line.id')
    .where('service.code', '=', serviceCode)
    .where('line.reference', '=', reference)
    .executeTakeFirst()
  return row?.id ?? null
}
