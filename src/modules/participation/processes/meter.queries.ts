import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { assertDefined } from '#kernel/assert.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  type AgentGrade,
  agentGrades,
  type CostRow,
  type CostSum,
  costKinds,
  type HourlyCents,
  type NewCost,
} from './meter.rules.ts'

interface Recorder {
  readonly by: string | null
  readonly name: string
  readonly at: Date
}

/** Writes the cost; null when its source already gave it. */
export async function insertCost(tx: Database, cost: NewCost, recorder: Recorder): Promise<string | null> {
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

/** The one line of that kind that the measure promised; null when there is none, or several. */
export async function findOnlyLine(
  db: Database,
  measureId: string,
  line: { readonly kind: 'staff_hours' | 'decision_delay'; readonly grade: AgentGrade | null },
): Promise<string | null> {
  let query = db
    .selectFrom('measure_lines')
    .select('label')
    .where('measure_id', '=', measureId)
    .where('kind', '=', line.kind)
    .limit(2)
  if (line.grade !== null) query = query.where('grade', '=', line.grade)
  const rows = await query.execute()
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

/** Writes the row that takes a cost back, once. */
export async function insertCostReversal(
  tx: Database,
  processId: string,
  id: string,
  reason: string,
  recorder: Recorder,
): Promise<'written' | 'not_found' | 'reversed_already'> {
  if (!z.uuid().safeParse(id).success) return 'not_found'
  const cost = await tx
    .selectFrom('process_costs')
    .selectAll()
    .where('id', '=', id)
    .where('process_id', '=', processId)
    .where('reverses_id', 'is', null)
    .executeTakeFirst()
  if (!cost) return 'not_found'
  const row = await tx
    .insertInto('process_costs')
    .values({
      ...cost,
      id: randomUUID(),
      cents: cost.cents === null ? null : -cost.cents,
      minutes: cost.minutes === null ? null : -cost.minutes,
      source_kind: 'reversal',
      source_id: cost.id,
      reverses_id: cost.id,
      reason,
      recorded_by: recorder.by,
      recorded_by_name: recorder.name,
      recorded_at: recorder.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row ? 'written' : 'reversed_already'
}

/** Sums of a process: cents, minutes of residents, minutes of agents by grade and by phase. */
export async function listCostSums(db: Database, processId: string): Promise<CostSum[]> {
  const rows = await db
    .selectFrom('process_costs')
    .select((of) => [
      'kind',
      'grade',
      'phase_id',
      of.fn.sum<number>('cents').as('cents'),
      of.fn.sum<number>('minutes').as('minutes'),
    ])
    .where('process_id', '=', processId)
    .groupBy(['kind', 'grade', 'phase_id'])
    .execute()
  return rows.map((row) => sumRow.parse(row))
}

const sumRow = z
  .object({
    kind: z.enum(costKinds),
    grade: z.enum(agentGrades).nullable(),
    phase_id: z.string().nullable(),
    cents: z.coerce.number().nullable(),
    minutes: z.coerce.number().nullable(),
  })
  .transform(
    ({ phase_id, cents, minutes, ...row }): CostSum => ({
      ...row,
      phaseId: phase_id,
      cents: cents ?? 0,
      minutes: minutes ?? 0,
    }),
  )

export const costsShown = 50

/** The latest costs, reversals beside what they take back. */
export async function listCosts(db: Database, processId: string): Promise<CostRow[]> {
  const rows = await db
    .selectFrom('process_costs as cost')
    .leftJoin('process_costs as reversal', 'reversal.reverses_id', 'cost.id')
    .select([
      'cost.id',
      'cost.kind',
      'cost.grade',
      'cost.phase_id',
      'cost.day',
      'cost.label',
      'cost.cents',
      'cost.minutes',
      'cost.document',
      'cost.recorded_by_name',
      'cost.reverses_id',
      'cost.reason',
      'reversal.id as reversed_by',
    ])
    .where('cost.process_id', '=', processId)
    .orderBy('cost.day', 'desc')
    .orderBy('cost.recorded_at', 'desc')
    .orderBy('cost.id')
    .limit(costsShown)
    .execute()
  return rows.map((row) => costRow.parse(row))
}

const costRow = z
  .object({
    id: z.string(),
    kind: z.enum(costKinds),
    grade: z.enum(agentGrades).nullable(),
    phase_id: z.string().nullable(),
    day: z.string().transform(calendarDate),
    label: z.string(),
    cents: z.number().nullable(),
    minutes: z.number().nullable(),
    document: z.string(),
    recorded_by_name: z.string(),
    reverses_id: z.string().nullable(),
    reason: z.string(),
    reversed_by: z.string().nullable(),
  })
  .transform(
    ({ phase_id, recorded_by_name, reverses_id, reversed_by, ...row }): CostRow => ({
      ...row,
      phaseId: phase_id,
      recordedBy: recorded_by_name,
      isReversal: reverses_id !== null,
      isReversed: reversed_by !== null,
    }),
  )

/** Lines in money that the measure promised: what a spending may answer. */
export async function listMoneyLines(db: Database, measureId: string | null): Promise<string[]> {
  if (measureId === null) return []
  const rows = await db
    .selectFrom('measure_lines')
    .select('label')
    .where('measure_id', '=', measureId)
    .where('kind', 'in', ['purchases', 'services', 'investment', 'grants_given'])
    .orderBy('position')
    .orderBy('label')
    .execute()
  return rows.map(({ label }) => label)
}

const rateRow = z.object({ grade: z.enum(agentGrades), cents: z.number() })

/** What an hour of each grade costs the town on that day, in cents; migrations seed one for each. */
export async function findHourlyCents(db: Database, on: CalendarDate): Promise<HourlyCents> {
  const rows = await db
    .selectFrom('hourly_rates')
    .distinctOn('grade')
    .select(['grade', 'cents'])
    .where('valid_from', '<=', on)
    .where('grade', 'in', agentGrades)
    .orderBy('grade')
    .orderBy('valid_from', 'desc')
    .execute()
  const rates = new Map(rows.map((row) => rateRow.parse(row)).map(({ grade, cents }) => [grade, cents]))
  const of = (grade: AgentGrade) => assertDefined(rates.get(grade), `an hourly rate for ${grade}`)
  return { A: of('A'), B: of('B'), C: of('C') }
}
