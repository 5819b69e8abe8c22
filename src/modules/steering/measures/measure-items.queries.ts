import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import type { ConditionDraft, LineDraft, RiskDraft } from './drafts.rules.ts'

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

/** Which item a form rewrites, and the version that the person saw. */
export interface Edited {
  readonly id: string
  readonly version: number
}

/** False when that measure has no such line of that version. */
export async function updateLine(
  tx: Database,
  measureId: string,
  { id, version }: Edited,
  line: LineDraft,
): Promise<boolean> {
  const result = await tx
    .updateTable('measure_lines')
    .set({ ...lineColumns(line), version: version + 1 })
    .where('id', '=', id)
    .where('measure_id', '=', measureId)
    .where('version', '=', version)
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
  { id, version }: Edited,
  risk: RiskDraft,
): Promise<boolean> {
  const result = await tx
    .updateTable('risks')
    .set({ ...riskColumns(risk), version: version + 1 })
    .where('id', '=', id)
    .where('measure_id', '=', measureId)
    .where('version', '=', version)
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
  { id, version }: Edited,
  condition: ConditionDraft,
): Promise<boolean> {
  const result = await tx
    .updateTable('success_conditions')
    .set({ ...conditionColumns(condition), version: version + 1 })
    .where('id', '=', id)
    .where('measure_id', '=', measureId)
    .where('version', '=', version)
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

/** False when that measure has no such item of that version. */
export async function deleteItem(
  tx: Database,
  table: ItemTable,
  measureId: string,
  { id, version }: Edited,
): Promise<boolean> {
  const result = await tx
    .deleteFrom(table)
    .where('id', '=', id)
    .where('measure_id', '=', measureId)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Whether some measure has that item. */
export async function hasItem(db: Database, table: ItemTable, id: string): Promise<boolean> {
  const row = await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
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
