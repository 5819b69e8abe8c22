import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  type Area,
  ballotTypes,
  type Edition,
  type EditionRules,
  editionStatuses,
  perimeters,
  rollKinds,
  tieMethods,
} from './editions.rules.ts'

const editionColumns = [
  'id',
  'code',
  'title',
  'summary',
  'process_id',
  'measure_id',
  'rules_deliberation_id',
  'currency',
  'perimeter',
  'minimum_age',
  'electorate',
  'roll_kind',
  'ballot_type',
  'most_projects',
  'points',
  'counting_rule',
  'ties',
  'seed_commitment',
  'opens_on',
  'closes_on',
  'status',
  'imported_from',
  'version',
] as const

const editionRow = z
  .object({
    id: z.string(),
    code: z.string(),
    title: z.string(),
    summary: z.string(),
    process_id: z.string().nullable(),
    measure_id: z.string().nullable(),
    rules_deliberation_id: z.string().nullable(),
    currency: z.string(),
    perimeter: z.enum(perimeters),
    minimum_age: z.number(),
    electorate: z.string(),
    roll_kind: z.enum(rollKinds),
    ballot_type: z.enum(ballotTypes),
    most_projects: z.number().nullable(),
    points: z.number().nullable(),
    counting_rule: z.string(),
    ties: z.enum(tieMethods),
    seed_commitment: z.string().nullable(),
    opens_on: z.string().transform(calendarDate),
    closes_on: z.string().transform(calendarDate),
    status: z.enum(editionStatuses),
    imported_from: z.string(),
    version: z.number(),
  })
  .transform(
    (row): Edition => ({
      id: row.id,
      code: row.code,
      title: row.title,
      summary: row.summary,
      processId: row.process_id,
      measureId: row.measure_id,
      rulesDeliberationId: row.rules_deliberation_id,
      currency: row.currency,
      perimeter: row.perimeter,
      minimumAge: row.minimum_age,
      electorate: row.electorate,
      rollKind: row.roll_kind,
      ballotType: row.ballot_type,
      mostProjects: row.most_projects,
      points: row.points,
      countingRule: row.counting_rule,
      ties: row.ties,
      seedCommitment: row.seed_commitment,
      opensOn: row.opens_on,
      closesOn: row.closes_on,
      status: row.status,
      importedFrom: row.imported_from,
      version: row.version,
    }),
  )

export async function findEdition(db: Database, code: string): Promise<Edition | null> {
  const row = await db
    .selectFrom('budget_editions')
    .select(editionColumns)
    .where('code', '=', code)
    .executeTakeFirst()
  return row ? editionRow.parse(row) : null
}

/** The edition, locked until the end of the transaction: acts on it go one after the other. */
export async function lockEdition(tx: Database, code: string): Promise<Edition | null> {
  const row = await tx
    .selectFrom('budget_editions')
    .select(editionColumns)
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  return row ? editionRow.parse(row) : null
}

export const pageSize = 30

export interface EditionRow {
  readonly edition: Edition
  readonly envelopeCents: number
  readonly projects: number
}

/** One page of the list, latest first. `after` is what the page before answered as `next`. */
export async function listEditions(
  db: Database,
  filter: { readonly withDrafts: boolean; readonly after: string | undefined },
): Promise<{ rows: EditionRow[]; next: string | null }> {
  let query = db
    .selectFrom('budget_editions')
    .select((of) => [
      ...editionColumns,
      of
        .selectFrom('budget_areas')
        .select((area) => area.fn.coalesce(area.fn.sum<number>('envelope_cents'), sql<number>`0`).as('sum'))
        .whereRef('edition_id', '=', 'budget_editions.id')
        .as('envelope_cents'),
      of
        .selectFrom('budget_projects')
        .select((project) => project.fn.countAll<number>().as('count'))
        .whereRef('edition_id', '=', 'budget_editions.id')
        .as('projects'),
    ])
    .orderBy('opens_on', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
  if (!filter.withDrafts) query = query.where('status', '<>', 'draft')
  const [day, id] = (filter.after ?? '').split('_')
  if (z.iso.date().safeParse(day).success && z.uuid().safeParse(id).success)
    query = query.where(sql<boolean>`(opens_on, id) < (${day}::date, ${id}::uuid)`)
  const rows = (await query.execute()).map((row) => ({
    edition: editionRow.parse(row),
    envelopeCents: Number(row.envelope_cents ?? 0),
    projects: Number(row.projects ?? 0),
  }))
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)?.edition
  return { rows: shown, next: rows.length > pageSize && last ? `${last.opensOn}_${last.id}` : null }
}

export type EditionDraft = EditionRules &
  Pick<Edition, 'title' | 'summary' | 'processId' | 'measureId' | 'rulesDeliberationId'> & {
    readonly areas: readonly Area[]
  }

export async function insertEdition(
  tx: Database,
  code: string,
  draft: EditionDraft,
  more: { readonly currency: string; readonly importedFrom: string } = { currency: 'EUR', importedFrom: '' },
): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('budget_editions')
    .values({
      id,
      code,
      ...columnsOf(draft),
      currency: more.currency,
      imported_from: more.importedFrom,
    })
    .execute()
  await insertAreas(tx, id, draft.areas)
  return id
}

/** Writes the edition if nobody did since that version; answers whether it did. */
export async function updateEdition(
  tx: Database,
  id: string,
  version: number,
  draft: EditionDraft,
): Promise<boolean> {
  const result = await tx
    .updateTable('budget_editions')
    .set({ ...columnsOf(draft), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Areas of the draft in the place of those before; those that projects name keep their number. */
export async function replaceAreas(tx: Database, id: string, areas: readonly Area[]): Promise<void> {
  await tx
    .deleteFrom('budget_areas')
    .where('edition_id', '=', id)
    .where('number', 'not in', [...areas.map((area) => area.number), 0])
    .execute()
  // A name that moves from one number to another would meet itself half way.
  await tx
    .updateTable('budget_areas')
    .set({ name: sql`'#' || number` })
    .where('edition_id', '=', id)
    .execute()
  for (const area of areas)
    await tx
      .insertInto('budget_areas')
      .values({ edition_id: id, ...areaColumns(area) })
      .onConflict((conflict) => conflict.columns(['edition_id', 'number']).doUpdateSet(areaColumns(area)))
      .execute()
}

async function insertAreas(tx: Database, id: string, areas: readonly Area[]): Promise<void> {
  await tx
    .insertInto('budget_areas')
    .values(areas.map((area) => ({ edition_id: id, ...areaColumns(area) })))
    .execute()
}

function areaColumns(area: Area) {
  return {
    number: area.number,
    name: area.name,
    district_id: area.districtId,
    envelope_cents: area.envelopeCents,
  }
}

function columnsOf(draft: EditionDraft) {
  return {
    title: draft.title,
    summary: draft.summary,
    process_id: draft.processId,
    measure_id: draft.measureId,
    rules_deliberation_id: draft.rulesDeliberationId,
    perimeter: draft.perimeter,
    minimum_age: draft.minimumAge,
    electorate: draft.electorate,
    roll_kind: draft.rollKind,
    ballot_type: draft.ballotType,
    most_projects: draft.mostProjects,
    points: draft.points,
    counting_rule: draft.countingRule,
    ties: draft.ties,
    opens_on: draft.opensOn,
    closes_on: draft.closesOn,
  }
}

/** Opens the edition, with the hash of the text that will draw lots. */
export async function openEdition(tx: Database, id: string, seed: { text: string; hash: string } | null) {
  if (seed) await tx.insertInto('budget_seeds').values({ edition_id: id, seed: seed.text }).execute()
  await tx
    .updateTable('budget_editions')
    .set({ status: 'open', seed_commitment: seed?.hash ?? null, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function updateStatus(tx: Database, id: string, status: 'sealed' | 'counted'): Promise<void> {
  await tx
    .updateTable('budget_editions')
    .set({ status, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** The text that draws lots; no page shows it before the count. */
export async function findSeed(db: Database, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('budget_seeds')
    .select('seed')
    .where('edition_id', '=', id)
    .executeTakeFirst()
  return row?.seed ?? null
}

export async function raiseVersion(tx: Database, id: string): Promise<void> {
  await tx.updateTable('budget_editions').set({ version: sql`version + 1` }).where('id', '=', id).execute()
}

export async function listAreas(db: Database, editionId: string): Promise<Area[]> {
  const rows = await db
    .selectFrom('budget_areas')
    .select(['number', 'name', 'district_id', 'envelope_cents'])
    .where('edition_id', '=', editionId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    name: row.name,
    districtId: row.district_id,
    envelopeCents: row.envelope_cents,
  }))
}

/** Turnout by whole days that are over: a count that moves under the eyes would tell when each person voted. */
export async function countTurnout(
  db: Database,
  editionId: string,
  before: CalendarDate,
): Promise<{ day: CalendarDate; people: number }[]> {
  const rows = await db
    .selectFrom('budget_marks')
    .select((of) => ['voted_on', of.fn.countAll<number>().as('people')])
    .where('edition_id', '=', editionId)
    .where('voted_on', '<', before)
    .groupBy('voted_on')
    .orderBy('voted_on')
    .execute()
  return rows.map((row) => ({ day: calendarDate(row.voted_on), people: Number(row.people) }))
}

const nameRow = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  status: z.enum(editionStatuses),
})

export async function listEditionNames(db: Database, ids: readonly string[]) {
  const rows = await db
    .selectFrom('budget_editions')
    .select(['id', 'code', 'title', 'status'])
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => nameRow.parse(row))
}
