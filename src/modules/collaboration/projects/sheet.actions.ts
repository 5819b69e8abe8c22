import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { isDuplicate } from '#infra/transaction.ts'
import { assert } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, refuse } from '#kernel/result.ts'
import {
  type FactSubject,
  recordEvidence,
  takeBackEvidence,
} from '#modules/steering/evidence/evidence.public.ts'
import { keepMilestones } from './project-calendar.ts'
import { asLead, asMember } from './projects.actions.ts'
import type { Project } from './projects.rules.ts'
import type { Outcome } from './refusals.ts'
import {
  deleteRisk,
  findHoursLine,
  insertCost,
  insertDecision,
  insertMilestone,
  insertRisk,
  listMilestones,
  updateReached,
  updateTakenBack,
} from './sheet.queries.ts'
import type { CostDraft, DecisionDraft, ProjectRisk } from './sheet.rules.ts'

/** What a form sent twice has written already is not a fault. */
async function once(change: () => Outcome<null>): Outcome<null> {
  try {
    return await change()
  } catch (error) {
    if (isDuplicate(error)) return ok(null)
    throw error
  }
}

export function addMilestone(
  context: Context,
  code: string,
  milestone: { readonly id: string; readonly title: string; readonly dueOn: CalendarDate },
): Outcome<null> {
  return once(() =>
    asLead(context, code, async (tx, { project }) => {
      await insertMilestone(tx, project.id, milestone)
      await keepMilestones(context, tx, project, [{ ...milestone, reachedOn: null }])
      return ok(null)
    }),
  )
}

export function reachMilestone(
  context: Context,
  code: string,
  id: string,
  isReached: boolean,
): Outcome<null> {
  return asMember(context, code, async (tx, { project }) => {
    const reachedOn = isReached ? context.clock.today() : null
    if (!(await updateReached(tx, project.id, id, reachedOn))) return refuse('not_found')
    const milestones = await listMilestones(tx, project.id)
    await keepMilestones(
      context,
      tx,
      project,
      milestones.filter((milestone) => milestone.id === id),
    )
    return ok(null)
  })
}

export function addRisk(context: Context, code: string, risk: ProjectRisk): Outcome<null> {
  return once(() =>
    asMember(context, code, async (tx, { project }) => {
      await insertRisk(tx, project.id, risk)
      return ok(null)
    }),
  )
}

export function removeRisk(context: Context, code: string, id: string): Outcome<null> {
  return asMember(context, code, async (tx, { project }) =>
    (await deleteRisk(tx, project.id, id)) ? ok(null) : refuse('not_found'),
  )
}

/** Writes a decision in the log, where it stays as it is. */
export function recordDecision(
  context: Context,
  code: string,
  decision: DecisionDraft & { readonly id: string },
): Outcome<null> {
  return once(() =>
    asMember(context, code, async (tx, { project, actor }) => {
      if (decision.decidedOn > context.clock.today()) return refuse('cost_day')
      await insertDecision(tx, project.id, decision, { accountId: actor.id, at: context.clock.now() })
      return ok(null)
    }),
  )
}

export function addCost(
  context: Context,
  code: string,
  cost: CostDraft & { readonly id: string },
): Outcome<null> {
  return once(() =>
    asMember(context, code, async (tx, { project, actor }) => {
      if (cost.day > context.clock.today()) return refuse('cost_day')
      await writeCost(context, tx, project, actor.id, cost)
      return ok(null)
    }),
  )
}

const costFact = 'project_cost'

/** Writes a cost, and the fact that the measure of the project has of it, in the caller's transaction. */
export async function writeCost(
  context: Context,
  tx: Database,
  project: Project,
  accountId: string,
  cost: CostDraft & { readonly id: string; readonly meetingId?: string },
): Promise<void> {
  await insertCost(tx, project.id, cost, { accountId, at: context.clock.now() })
  if (project.measureId === null) return
  const recorded = await recordEvidence(
    { ...context, db: tx },
    {
      measureId: project.measureId,
      day: cost.day,
      about: await subjectOf(tx, cost, project.measureId),
      quantity: cost.kind === 'money' ? cost.cents : Math.round((cost.minutes / 60) * 1000) / 1000,
      unit: cost.kind === 'money' ? 'cents' : 'hours',
      source: { kind: costFact, id: cost.id },
      document: cost.document,
      note: `${project.title} : ${cost.label}`,
    },
  )
  assert(recorded.ok, `a cost of ${project.code} is a fact`)
}

/** A promised line of hours where the measure has one of that grade, else a cost that nobody promised. */
async function subjectOf(tx: Database, cost: CostDraft, measureId: string): Promise<FactSubject> {
  if (cost.kind === 'money') return { kind: 'cost', unplanned: 'Projets : dépenses' }
  if (cost.grade === 'partner') return { kind: 'cost', unplanned: 'Projets : heures des partenaires' }
  const line = await findHoursLine(tx, measureId, cost.grade)
  return line === null
    ? { kind: 'cost', unplanned: `Projets : heures des agents de catégorie ${cost.grade}` }
    : { kind: 'cost', line }
}

/** Takes a cost back with its reason, in the project and in the ledger of its measure alike. */
export function takeBackCost(context: Context, code: string, id: string, reason: string): Outcome<null> {
  return asMember(context, code, async (tx, { project }) => {
    if (reason === '') return refuse('reason_missing')
    const written = await updateTakenBack(tx, project.id, id, context.clock.today(), reason)
    if (written === null) return refuse('not_found')
    if (!written) return refuse('taken_back_already')
    await takeBackEvidence({ ...context, db: tx }, { kind: costFact, id }, reason)
    return ok(null)
  })
}
