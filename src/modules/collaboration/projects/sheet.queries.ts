import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  type CostDraft,
  costGrades,
  type Decision,
  type DecisionDraft,
  deciders,
  type Milestone,
  type ProjectCost,
  type ProjectRisk,
} from './sheet.rules.ts'

const day = z.string().transform(calendarDate)

export async function listMilestones(db: Database, projectId: string): Promise<Milestone[]> {
  const rows = await db
    .selectFrom('project_milestones')
    .select(['id', 'title', 'due_on', 'reached_on'])
    .where('project_id', '=', projectId)
    .orderBy('due_on')
    .orderBy('id')
    .execute()
  return rows.map(({ id, title, due_on, reached_on }) => ({
    id,
    title,
    dueOn: calendarDate(due_on),
    reachedOn: reached_on === null ? null : calendarDate(reached_on),
  }))
}

export async function insertMilestone(
  tx: Database,
  projectId: string,
  milestone: { readonly id: string; readonly title: string; readonly dueOn: CalendarDate },
): Promise<void> {
  await tx
    .insertInto('project_milestones')
    .values({ id: milestone.id, project_id: projectId, title: milestone.title, due_on: milestone.dueOn })
    .execute()
}

/** Says that the milestone was reached that day, or, with null, that it was not; answers whether it is one of the project. */
export async function updateReached(
  tx: Database,
  projectId: string,
  id: string,
  reachedOn: CalendarDate | null,
): Promise<boolean> {
  const result = await tx
    .updateTable('project_milestones')
    .set({ reached_on: reachedOn })
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function listRisks(db: Database, projectId: string): Promise<ProjectRisk[]> {
  return db
    .selectFrom('project_risks')
    .select(['id', 'statement', 'probability', 'impact', 'mitigation', 'owner'])
    .where('project_id', '=', projectId)
    .orderBy((of) => of('probability', '*', of.ref('impact')), 'desc')
    .orderBy('id')
    .execute()
}

export async function insertRisk(tx: Database, projectId: string, risk: ProjectRisk): Promise<void> {
  await tx
    .insertInto('project_risks')
    .values({ project_id: projectId, ...risk })
    .execute()
}

export async function deleteRisk(tx: Database, projectId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('project_risks')
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

const decisionRow = z.object({
  id: z.string(),
  decided_on: day,
  statement: z.string(),
  reason: z.string(),
  taken_by: z.enum(deciders),
  meeting_id: z.string().nullable(),
})

export async function listDecisions(db: Database, projectId: string): Promise<Decision[]> {
  const rows = await db
    .selectFrom('project_decisions')
    .select(['id', 'decided_on', 'statement', 'reason', 'taken_by', 'meeting_id'])
    .where('project_id', '=', projectId)
    .orderBy('decided_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((input) => {
    const row = decisionRow.parse(input)
    return {
      id: row.id,
      decidedOn: row.decided_on,
      statement: row.statement,
      reason: row.reason,
      takenBy: row.taken_by,
      meetingId: row.meeting_id,
    }
  })
}

export interface Recorder {
  readonly accountId: string
  readonly at: Date
}

export async function insertDecision(
  tx: Database,
  projectId: string,
  decision: DecisionDraft & {
    readonly id: string
    readonly born?: { readonly meetingId: string; readonly line: number }
  },
  by: Recorder,
): Promise<void> {
  await tx
    .insertInto('project_decisions')
    .values({
      id: decision.id,
      project_id: projectId,
      decided_on: decision.decidedOn,
      statement: decision.statement,
      reason: decision.reason,
      taken_by: decision.takenBy,
      meeting_id: decision.born?.meetingId ?? null,
      minute_line: decision.born?.line ?? null,
      recorded_by: by.accountId,
      recorded_at: by.at,
    })
    .execute()
}

const costBase = {
  id: z.string(),
  day,
  label: z.string(),
  document: z.string(),
  taken_back_on: day.nullable(),
  taken_back_reason: z.string().nullable(),
}
const costRow = z.discriminatedUnion('kind', [
  z.object({ ...costBase, kind: z.literal('money'), cents: z.number() }),
  z.object({ ...costBase, kind: z.literal('hours'), grade: z.enum(costGrades), minutes: z.number() }),
])

export async function listCosts(db: Database, projectId: string): Promise<ProjectCost[]> {
  const rows = await db
    .selectFrom('project_costs')
    .select([
      'id',
      'kind',
      'day',
      'cents',
      'grade',
      'minutes',
      'label',
      'document',
      'taken_back_on',
      'taken_back_reason',
    ])
    .where('project_id', '=', projectId)
    .orderBy('day', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((input) => {
    const { taken_back_on: takenBackOn, taken_back_reason: takenBackReason, ...row } = costRow.parse(input)
    return { ...row, takenBackOn, takenBackReason }
  })
}

export async function insertCost(
  tx: Database,
  projectId: string,
  cost: CostDraft & { readonly id: string; readonly meetingId?: string },
  by: Recorder,
): Promise<void> {
  await tx
    .insertInto('project_costs')
    .values({
      id: cost.id,
      project_id: projectId,
      kind: cost.kind,
      day: cost.day,
      cents: cost.kind === 'money' ? cost.cents : null,
      grade: cost.kind === 'hours' ? cost.grade : null,
      minutes: cost.kind === 'hours' ? cost.minutes : null,
      label: cost.label,
      document: cost.document,
      meeting_id: cost.meetingId ?? null,
      recorded_by: by.accountId,
      recorded_at: by.at,
    })
    .execute()
}

/** Takes a cost back with its reason; null when the project has no such cost, false when it was taken back before. */
export async function updateTakenBack(
  tx: Database,
  projectId: string,
  id: string,
  on: CalendarDate,
  reason: string,
): Promise<boolean | null> {
  const known = await tx
    .selectFrom('project_costs')
    .select('id')
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!known) return null
  const result = await tx
    .updateTable('project_costs')
    .set({ taken_back_on: on, taken_back_reason: reason })
    .where('id', '=', id)
    .where('taken_back_on', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Label of the only line of hours of that grade that the measure promises; null without one. */
export async function findHoursLine(db: Database, measureId: string, grade: string): Promise<string | null> {
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
