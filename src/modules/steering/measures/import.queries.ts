import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import { ruleColumns } from './legal-rules.queries.ts'
import { conditionColumns, deleteItems, lineColumns, riskColumns } from './measure-items.queries.ts'
import type { MeasureContent } from './records.rules.ts'

/** Imports go one after the other until the end of their transactions: what one plans, none changes meanwhile. */
export async function lockImports(tx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('measures import'))`.execute(tx)
}

/** Writes what hangs on a measure in place of what there was, in the order given. */
export async function replaceItems(
  tx: Database,
  measureId: string,
  { lines, risks, conditions, rules }: Omit<MeasureContent, 'draft'>,
): Promise<void> {
  const placed = <Columns>(columns: Columns, index: number) => ({
    measure_id: measureId,
    position: index + 1,
    ...columns,
  })
  for (const table of ['measure_lines', 'risks', 'success_conditions'] as const)
    await deleteItems(tx, table, measureId)
  if (lines.length > 0)
    await tx
      .insertInto('measure_lines')
      .values(lines.map((line, index) => placed(lineColumns(line), index)))
      .execute()
  if (risks.length > 0)
    await tx
      .insertInto('risks')
      .values(risks.map((risk, index) => placed(riskColumns(risk), index)))
      .execute()
  if (conditions.length > 0)
    await tx
      .insertInto('success_conditions')
      .values(conditions.map((condition, index) => placed(conditionColumns(condition), index)))
      .execute()
  if (rules === null) return
  await deleteItems(tx, 'measure_rules', measureId)
  if (rules.length > 0)
    await tx
      .insertInto('measure_rules')
      .values(rules.map((draft, index) => placed({ rule: draft.rule, ...ruleColumns(draft) }, index)))
      .execute()
}
