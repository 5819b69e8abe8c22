import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import { foldText } from '#kernel/plain-text.ts'
import type { ConditionDraft, LineDraft, MeasureDraft, RiskDraft } from './drafts.rules.ts'
import { readMeasure } from './measures.rows.queries.ts'
import type { Measure, Status } from './measures.rules.ts'

const measureColumns = [
  'id',
  'code',
  'title',
  'part',
  'theme',
  'objective',
  'pilot',
  'sponsor',
  'engagement_level',
  'engagement_commitment',
  'public_service_relation',
  'public_service_reason',
  'starts_on',
  'ends_on',
  'status',
  'ratings',
  'version',
] as const

export async function findMeasure(db: Database, code: string): Promise<Measure | null> {
  const row = await db
    .selectFrom('measures')
    .select(measureColumns)
    .where('code', '=', code)
    .executeTakeFirst()
  return row ? readMeasure(row) : null
}

/** The measure, locked until the end of the transaction: two people who change it go one after the other. */
export async function lockMeasure(tx: Database, code: string): Promise<Measure | null> {
  const row = await tx
    .selectFrom('measures')
    .select(measureColumns)
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  return row ? readMeasure(row) : null
}

export async function insertMeasure(tx: Database, draft: MeasureDraft): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('measures')
    .values({ id, ...columnsOf(draft) })
    .execute()
  return id
}

/** Writes the measure if nobody did since that version; answers whether it did. */
export async function updateMeasure(
  tx: Database,
  id: string,
  version: number,
  draft: MeasureDraft,
): Promise<boolean> {
  const { code: _, ...columns } = columnsOf(draft)
  const result = await tx
    .updateTable('measures')
    .set({ ...columns, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Moves the measure on if nobody did since that version; answers whether it did. */
export async function updateStatus(
  tx: Database,
  id: string,
  version: number,
  status: Status,
): Promise<boolean> {
  const result = await tx
    .updateTable('measures')
    .set({ status, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function updateRatings(
  tx: Database,
  id: string,
  ratings: Readonly<Record<string, number>>,
): Promise<void> {
  await tx
    .updateTable('measures')
    .set({ ratings: JSON.stringify(ratings), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** After a change of its lines, risks or conditions the measure has a new version. */
export async function raiseVersion(tx: Database, id: string): Promise<void> {
  await tx.updateTable('measures').set({ version: sql`version + 1` }).where('id', '=', id).execute()
}

function columnsOf(draft: MeasureDraft) {
  return {
    code: draft.code,
    title: draft.title,
    part: draft.part,
    theme: draft.theme,
    objective: draft.objective,
    pilot: draft.pilot,
    sponsor: draft.sponsor,
    engagement_level: draft.engagementLevel,
    engagement_commitment: draft.engagementCommitment,
    public_service_relation: draft.publicServiceRelation,
    public_service_reason: draft.publicServiceReason,
    starts_on: draft.startsOn,
    ends_on: draft.endsOn,
    ratings: JSON.stringify(draft.ratings),
    search_text: foldText(`${draft.title} ${draft.theme} ${draft.objective} ${draft.pilot}`),
  }
}

export async function insertLine(tx: Database, measureId: string, line: LineDraft): Promise<void> {
  await tx
    .insertInto('measure_lines')
    .values({
      measure_id: measureId,
      position: await nextPosition(tx, 'measure_lines', measureId),
      ...lineColumns(line),
    })
    .execute()
}

/** False when there is no such line in that measure. */
export async function updateLine(
  tx: Database,
  measureId: string,
  id: string,
  line: LineDraft,
): Promise<boolean> {
  const result = await tx
    .updateTable('measure_lines')
    .set(lineColumns(line))
    .where('id', '=', id)
    .where('measure_id', '=', measureId)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export function lineColumns(line: LineDraft) {
  return {
    kind: line.kind,
    label: line.label,
    section: line.section,
    grade: line.grade,
    unit: line.unit,
    low: line.low,
    likely: line.likely,
    high: line.high,
    first_year: line.firstYear,
    last_year: line.lastYear,
    source_text: line.source.text,
    source_reference: line.source.reference,
    source_year: line.source.year,
    owner: line.owner,
    confidence: line.confidence,
  }
}

export async function insertRisk(tx: Database, measureId: string, risk: RiskDraft): Promise<void> {
  await tx
    .insertInto('risks')
    .values({
      measure_id: measureId,
      position: await nextPosition(tx, 'risks', measureId),
      ...riskColumns(risk),
    })
    .execute()
}

export async function updateRisk(
  tx: Database,
  measureId: string,
  id: string,
  risk: RiskDraft,
): Promise<boolean> {
  const result = await tx
    .updateTable('risks')
    .set(riskColumns(risk))
    .where('id', '=', id)
    .where('measure_id', '=', measureId)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export function riskColumns(risk: RiskDraft) {
  return {
    kind: risk.kind,
    statement: risk.statement,
    probability: risk.probability,
    impact: risk.impact,
    mitigation: risk.mitigation,
    owner: risk.owner,
    source: risk.source,
  }
}

export async function insertCondition(
  tx: Database,
  measureId: string,
  condition: ConditionDraft,
): Promise<void> {
  await tx
    .insertInto('success_conditions')
    .values({
      measure_id: measureId,
      position: await nextPosition(tx, 'success_conditions', measureId),
      ...conditionColumns(condition),
    })
    .execute()
}

export async function updateCondition(
  tx: Database,
  measureId: string,
  id: string,
  condition: ConditionDraft,
): Promise<boolean> {
  const result = await tx
    .updateTable('success_conditions')
    .set(conditionColumns(condition))
    .where('id', '=', id)
    .where('measure_id', '=', measureId)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export function conditionColumns(condition: ConditionDraft) {
  return {
    statement: condition.statement,
    indicator: condition.indicator,
    unit: condition.unit,
    comparison: condition.comparison,
    threshold: condition.threshold,
    due_on: condition.dueOn,
    owner: condition.owner,
    blocking: condition.blocking,
  }
}

/** What hangs on a measure and has a place in a list. */
export type ItemTable = 'measure_lines' | 'risks' | 'success_conditions' | 'measure_rules'

/** False when there is no such item in that measure. */
export async function deleteItem(
  tx: Database,
  table: ItemTable,
  measureId: string,
  id: string,
): Promise<boolean> {
  const result = await tx
    .deleteFrom(table)
    .where('id', '=', id)
    .where('measure_id', '=', measureId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function deleteItems(tx: Database, table: ItemTable, measureId: string): Promise<void> {
  await tx.deleteFrom(table).where('measure_id', '=', measureId).execute()
}

export async function nextPosition(tx: Database, table: ItemTable, measureId: string): Promise<number> {
  const { last } = await tx
    .selectFrom(table)
    .select((of) => of.fn.coalesce(of.fn.max('position'), sql<number>`0`).as('last'))
    .where('measure_id', '=', measureId)
    .executeTakeFirstOrThrow()
  return last + 1
}
