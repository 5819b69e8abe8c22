import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { type Fact, type FactSubject, factKinds, type NewFact } from './evidence.rules.ts'

export const pageSize = 50

/** A promised line as facts are recorded on it. */
export interface LineKey {
  readonly id: string
  readonly label: string
  readonly unit: string
}

export async function findLine(db: Database, measureId: string, label: string): Promise<LineKey | null> {
  const row = await db
    .selectFrom('measure_lines')
    .select(['id', 'label', 'unit'])
    .where('measure_id', '=', measureId)
    .where('label', '=', label)
    .executeTakeFirst()
  return row ?? null
}

/** What a row holds beside the fact: the line it answers and who recorded it. */
export interface Recording {
  readonly lineId: string | null
  readonly recordedBy: string | null
  readonly recordedByName: string
  readonly at: Date
}

/** Writes the fact; null when its source already gave it, so that the caller's transaction goes on. */
export async function insertFact(tx: Database, fact: NewFact, recording: Recording): Promise<string | null> {
  const row = await tx
    .insertInto('evidence')
    .values({
      id: randomUUID(),
      measure_id: fact.measureId,
      day: fact.day,
      ...subjectColumns(fact.about),
      line_id: recording.lineId,
      quantity: fact.quantity,
      unit: fact.unit,
      source_kind: fact.source.kind,
      source_id: fact.source.id,
      fact: fact.source.fact ?? '',
      document: fact.document ?? '',
      note: fact.note ?? '',
      ...recorderColumns(recording),
    })
    .onConflict((conflict) =>
      conflict.columns(['source_kind', 'source_id', 'fact']).where('source_id', '<>', '').doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

function subjectColumns(about: FactSubject) {
  if (about.kind === 'indicator') return { kind: about.kind, line_label: null, indicator: about.indicator }
  return { kind: about.kind, line_label: 'line' in about ? about.line : about.unplanned, indicator: null }
}

function recorderColumns({ recordedBy, recordedByName, at }: Omit<Recording, 'lineId'>) {
  return { recorded_by: recordedBy, recorded_by_name: recordedByName, recorded_at: at }
}

/** Writes the row that takes a fact back, once; null when it was taken back already. */
export async function insertReversal(
  tx: Database,
  fact: Fact,
  note: string,
  recording: Omit<Recording, 'lineId'>,
): Promise<string | null> {
  const row = await tx
    .insertInto('evidence')
    .values({
      id: randomUUID(),
      measure_id: fact.measureId,
      day: fact.day,
      kind: fact.kind,
      line_id: fact.lineId,
      line_label: fact.lineLabel,
      indicator: fact.indicator,
      quantity: 0 - fact.quantity,
      unit: fact.unit,
      source_kind: 'reversal',
      source_id: fact.id,
      document: fact.document,
      note,
      reverses_id: fact.id,
      ...recorderColumns(recording),
    })
    .onConflict((conflict) => conflict.column('reverses_id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

const columns = [
  'evidence.id',
  'evidence.measure_id',
  'evidence.day',
  'evidence.kind',
  'evidence.line_id',
  'evidence.line_label',
  'evidence.indicator',
  'evidence.quantity',
  'evidence.unit',
  'evidence.source_kind',
  'evidence.source_id',
  'evidence.document',
  'evidence.note',
  'evidence.reverses_id',
  'reversal.id as reversed_by_id',
  'evidence.recorded_by',
  'evidence.recorded_by_name',
  'evidence.recorded_at',
] as const

function facts(db: Database) {
  return db
    .selectFrom('evidence')
    .leftJoin('evidence as reversal', 'reversal.reverses_id', 'evidence.id')
    .select(columns)
}

export async function findFact(db: Database, measureId: string, id: string): Promise<Fact | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await facts(db)
    .where('evidence.id', '=', id)
    .where('evidence.measure_id', '=', measureId)
    .executeTakeFirst()
  return row ? readFact(row) : null
}

/** The fact that a source gave; null when it gave none. */
export async function findFactOfSource(db: Database, source: NewFact['source']): Promise<Fact | null> {
  const row = await facts(db)
    .where('evidence.source_kind', '=', source.kind)
    .where('evidence.source_id', '=', source.id)
    .where('evidence.fact', '=', source.fact ?? '')
    .executeTakeFirst()
  return row ? readFact(row) : null
}

/** One page of the ledger of a measure, latest day first, reversals included, and where the next one starts. */
export async function listFacts(
  db: Database,
  measureId: string,
  after: string | undefined,
): Promise<{ rows: Fact[]; next: string | null }> {
  let query = facts(db)
    .where('evidence.measure_id', '=', measureId)
    .orderBy('evidence.day', 'desc')
    .orderBy('evidence.id', 'desc')
    .limit(pageSize + 1)
  const key = readKey(after)
  if (key)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('evidence.day', 'evidence.id'), '<', tuple(key[0], key[1])),
    )
  const rows = (await query.execute()).map(readFact)
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > pageSize && last ? `${last.day}_${last.id}` : null }
}

/** Everything recorded on those measures, in the order of the days. */
export async function listAllFacts(db: Database, measureIds: readonly string[]): Promise<Fact[]> {
  if (measureIds.length === 0) return []
  const rows = await facts(db)
    .where('evidence.measure_id', 'in', measureIds)
    .orderBy('evidence.day')
    .orderBy('evidence.recorded_at')
    .orderBy('evidence.id')
    .execute()
  return rows.map(readFact)
}

export async function listFactsById(db: Database, ids: readonly string[]): Promise<Fact[]> {
  if (ids.length === 0) return []
  return (await facts(db).where('evidence.id', 'in', ids).execute()).map(readFact)
}

/** Imports go one after the other until the end of their transactions: two files that share lines cannot block each other. */
export async function lockLedgerImports(tx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('evidence import'))`.execute(tx)
}

/** Keys that a kind of source has already given, among those asked. */
export async function listKnownKeys(
  db: Database,
  kind: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('evidence')
    .select(['source_id', 'fact'])
    .where('source_kind', '=', kind)
    .where('source_id', 'in', ids)
    .execute()
  return new Set(rows.map((row) => `${row.source_id} ${row.fact}`))
}

const factRow = z.object({
  id: z.string(),
  measure_id: z.string(),
  day: z.string().transform(calendarDate),
  kind: z.enum(factKinds),
  line_id: z.string().nullable(),
  line_label: z.string().nullable(),
  indicator: z.string().nullable(),
  quantity: z.number(),
  unit: z.string(),
  source_kind: z.string(),
  source_id: z.string(),
  document: z.string(),
  note: z.string(),
  reverses_id: z.string().nullable(),
  reversed_by_id: z.string().nullable(),
  recorded_by: z.string().nullable(),
  recorded_by_name: z.string(),
  recorded_at: z.date(),
})

function readFact(input: unknown): Fact {
  const row = factRow.parse(input)
  return {
    id: row.id,
    measureId: row.measure_id,
    day: row.day,
    kind: row.kind,
    lineId: row.line_id,
    lineLabel: row.line_label,
    indicator: row.indicator,
    quantity: row.quantity,
    unit: row.unit,
    sourceKind: row.source_kind,
    sourceId: row.source_id,
    document: row.document,
    note: row.note,
    reversesId: row.reverses_id,
    reversedById: row.reversed_by_id,
    recordedBy: row.recorded_by,
    recordedByName: row.recorded_by_name,
    recordedAt: row.recorded_at,
  }
}

/** `2026-10-31_<uuid>`; anything else starts the list at its beginning. */
function readKey(text: string | undefined): readonly [string, string] | null {
  const [day, id] = (text ?? '').split('_')
  const key = z.tuple([z.iso.date(), z.uuid()]).safeParse([day, id])
  return key.success ? key.data : null
}
