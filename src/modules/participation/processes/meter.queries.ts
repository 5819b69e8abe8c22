import { randomUUID } from 'node:crypto'
import type { Database } from '#infra/database.ts'
import type { AgentGrade, NewCost } from './meter.rules.ts'

/** Writes the cost; null when its source already gave it. */
export async function insertCost(
  tx: Database,
  cost: NewCost,
  recorder: { readonly by: string | null; readonly name: string; readonly at: Date },
): Promise<string | null> {
  const row = await tx
    .insertInto('process_costs')
    .values({
      id: randomUUID(),
      process_id: cost.processId,
      phase_id: cost.phaseId ?? null,
      kind: cost.kind,
      day: cost.day,
      label: cost.label ?? '',
      cents: cost.kind === 'budget' ? cost.cents : null,
      minutes: cost.kind === 'budget' ? null : cost.minutes,
      grade: cost.kind === 'agent_hours' ? cost.grade : null,
      document: cost.document ?? '',
      measure_line: cost.kind === 'budget' ? (cost.measureLine ?? '') : '',
      source_kind: cost.source.kind,
      source_id: cost.source.id,
      recorded_by: recorder.by,
      recorded_by_name: recorder.name,
      recorded_at: recorder.at,
    })
    .onConflict((conflict) => conflict.columns(['source_kind', 'source_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** The one line of hours that the measure promised for that grade; null when there is none, or several. */
export async function findHoursLine(
  db: Database,
  measureId: string,
  grade: AgentGrade,
): Promise<string | null> {
  const rows = await db
    .selectFrom('measure_lines')
    .select('label')
    .where('measure_id', '=', measureId)
    .where('kind', '=', 'staff_hours')
    .where('grade', '=', grade)
    .limit(2)
    .execute()
  return rows.length === 1 ? (rows[0]?.label ?? null) : null
}

/** What a cost is recorded on: the title of the process and its measure. */
export async function findMeteredProcess(
  db: Database,
  id: string,
): Promise<{ readonly title: string; readonly measureId: string | null } | null> {
  const row = await db
    .selectFrom('processes')
    .select(['title', 'measure_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { title: row.title, measureId: row.measure_id } : null
}
