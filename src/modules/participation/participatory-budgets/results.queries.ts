import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  type AreaCount,
  type Outcome,
  outcomeSchema,
  type ProjectOutcome,
  type Why,
  whySchema,
} from './counting.rules.ts'
import type { Project } from './editions.rules.ts'

/** What was counted in an area. */
export interface CountedArea {
  readonly area: number
  readonly ballots: number
  readonly fileSha256: string
  readonly spentCents: number
  readonly outcome: Outcome
}

/** What became of a project: its place in the count, and what the council did. */
export interface ProjectResult {
  readonly projectId: string
  readonly supporters: number
  readonly points: number
  readonly rank: number | null
  readonly why: Why
  readonly decision: Decision | null
}

export interface Decision {
  readonly decision: 'accepted' | 'refused'
  readonly deliberationId: string
  readonly deliberationNumber: string
  readonly reasons: string
  readonly decidedOn: CalendarDate
}

export async function insertCount(
  tx: Database,
  editionId: string,
  counted: AreaCount & { readonly area: number; readonly fileSha256: string },
  projects: readonly Project[],
): Promise<void> {
  await tx
    .insertInto('budget_counts')
    .values({
      edition_id: editionId,
      area: counted.area,
      ballots: counted.ballots,
      file_sha256: counted.fileSha256,
      spent_cents: counted.spentCents,
      outcome: JSON.stringify(counted.outcome),
    })
    .execute()
  const ids = new Map(projects.map((project) => [project.reference, project.id]))
  const rows = counted.projects.map((project) => outcomeRow(editionId, counted.area, project, ids))
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await tx
      .insertInto('budget_outcomes')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute()
}

const rowsAtOnce = 500

function outcomeRow(
  editionId: string,
  area: number,
  { reference, supporters, points, rank, why }: ProjectOutcome,
  ids: ReadonlyMap<string, string>,
) {
  const projectId = ids.get(reference)
  if (projectId === undefined) throw new Error(`impossible: no project ${reference} in the edition`)
  return {
    project_id: projectId,
    edition_id: editionId,
    area,
    supporters,
    points,
    rank,
    why: JSON.stringify(why),
  }
}

export async function listCounts(db: Database, editionId: string): Promise<CountedArea[]> {
  const rows = await db
    .selectFrom('budget_counts')
    .select(['area', 'ballots', 'file_sha256', 'spent_cents', 'outcome'])
    .where('edition_id', '=', editionId)
    .orderBy('area')
    .execute()
  return rows.map((row) => ({
    area: row.area,
    ballots: row.ballots,
    fileSha256: row.file_sha256,
    spentCents: row.spent_cents,
    outcome: outcomeSchema.parse(row.outcome),
  }))
}

/** Results by project: the selected ones in their order, then the others by support; of one project when named. */
export async function listResults(
  db: Database,
  editionId: string,
  projectId?: string,
): Promise<ProjectResult[]> {
  let query = db
    .selectFrom('budget_outcomes')
    .leftJoin('budget_decisions', 'budget_decisions.project_id', 'budget_outcomes.project_id')
    .leftJoin('deliberations', 'deliberations.id', 'budget_decisions.deliberation_id')
    .select([
      'budget_outcomes.project_id',
      'supporters',
      'points',
      'rank',
      'why',
      'decision',
      'deliberation_id',
      'deliberations.number as deliberation_number',
      'reasons',
      'decided_on',
    ])
    .where('edition_id', '=', editionId)
    .orderBy('area')
    .orderBy('rank', (order) => order.asc().nullsLast())
    .orderBy('supporters', 'desc')
    .orderBy('budget_outcomes.project_id')
  if (projectId !== undefined) query = query.where('budget_outcomes.project_id', '=', projectId)
  return (await query.execute()).map((row) => ({
    projectId: row.project_id,
    supporters: row.supporters,
    points: row.points,
    rank: row.rank,
    why: whySchema.parse(row.why),
    decision: readDecision(row),
  }))
}

function readDecision(row: {
  readonly decision: string | null
  readonly deliberation_id: string | null
  readonly deliberation_number: string | null
  readonly reasons: string | null
  readonly decided_on: string | null
}): Decision | null {
  if (row.decision === null || row.deliberation_id === null || row.decided_on === null) return null
  return {
    decision: row.decision === 'accepted' ? 'accepted' : 'refused',
    deliberationId: row.deliberation_id,
    deliberationNumber: row.deliberation_number ?? '',
    reasons: row.reasons ?? '',
    decidedOn: calendarDate(row.decided_on),
  }
}
