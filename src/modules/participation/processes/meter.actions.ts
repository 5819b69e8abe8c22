import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction } from '#infra/transaction.ts'
import { assert } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import {
  type EvidenceRefusal,
  type FactSubject,
  type NewFact,
  recordEvidence,
  takeBackEvidence,
} from '#modules/steering/evidence/evidence.public.ts'
import { findMeteredProcess, findOnlyLine, insertCost, insertCostReversal } from './meter.queries.ts'
import { type AgentTime, addedWeeks, type NewCost, type ResidentTime, wholeMinutes } from './meter.rules.ts'
import { sumPeople } from './participation.queries.ts'
import type { Process } from './processes.rules.ts'

export type CostRefusal = EvidenceRefusal | 'not_found' | 'hours_count' | 'cents_count'

type Recorder = Pick<Context, 'db' | 'actor' | 'clock'>

/**
 * Logs time of agents or residents on a process, and in the ledger of its measure: what other modules call when work is
 * done on theirs. `context.db` may be the caller's open transaction. Rights are the caller's.
 */
export function logHours(
  context: Recorder,
  time: AgentTime | ResidentTime,
): Promise<Result<{ readonly isNew: boolean }, CostRefusal>> {
  return recordCost(context, time)
}

/** Writes a cost on the meter and, in the same transaction, the fact that the measure of the process has of it. */
export async function recordCost(
  context: Recorder,
  cost: NewCost,
): Promise<Result<{ readonly isNew: boolean }, CostRefusal>> {
  const fault = faultOf(cost, context.clock.today())
  if (fault) return refuse(fault)
  const process = await findMeteredProcess(context.db, cost.processId)
  if (!process) return refuse('not_found')
  const { actor, clock, db } = context
  const recorder = { by: actor?.id ?? null, name: actor?.name ?? 'Faire Commune', at: clock.now() }
  const id = await insertCost(db, cost, recorder)
  if (id === null) return ok({ isNew: false })
  if (process.measureId === null) return ok({ isNew: true })
  const fact = await factOf(db, cost, id, { title: process.title, measureId: process.measureId })
  const recorded = await recordEvidence(context, fact)
  return recorded.ok ? ok({ isNew: true }) : recorded
}

function faultOf(cost: NewCost, today: NewCost['day']): CostRefusal | null {
  if (cost.day > today) return 'day_in_the_future'
  if (cost.kind === 'budget') return Number.isSafeInteger(cost.cents) && cost.cents > 0 ? null : 'cents_count'
  return wholeMinutes(cost.minutes) ? null : 'hours_count'
}

/** The source of a fact of the ledger that comes from the meter; its id is the row of the meter. */
export const costFactKind = 'process_cost'

async function factOf(
  db: Database,
  cost: NewCost,
  id: string,
  process: { readonly title: string; readonly measureId: string },
): Promise<NewFact> {
  return {
    measureId: process.measureId,
    day: cost.day,
    about: await subjectOf(db, cost, process.measureId),
    quantity: cost.kind === 'budget' ? cost.cents : Math.round((cost.minutes / 60) * 1000) / 1000,
    unit: cost.kind === 'budget' ? 'cents' : 'hours',
    source: { kind: costFactKind, id },
    ...(cost.document ? { document: cost.document } : {}),
    note: [process.title, cost.label ?? ''].filter(Boolean).join(' : '),
  }
}

/** A promised line where the measure has it, else a cost that nobody promised, named alike from one process to another. */
async function subjectOf(db: Database, cost: NewCost, measureId: string): Promise<FactSubject> {
  if (cost.kind === 'resident_hours')
    return { kind: 'cost', unplanned: 'Participation : heures des habitants' }
  if (cost.kind === 'budget')
    return cost.measureLine
      ? { kind: 'cost', line: cost.measureLine }
      : { kind: 'cost', unplanned: 'Participation : dépenses' }
  const line = await findOnlyLine(db, measureId, { kind: 'staff_hours', grade: cost.grade })
  return line === null
    ? { kind: 'cost', unplanned: `Participation : heures des agents de catégorie ${cost.grade}` }
    : { kind: 'cost', line }
}

/** The weeks that asking people added to the decision, in the ledger of the measure; none when it came no later. */
export async function recordAddedWeeks(
  context: Recorder,
  process: Process,
  decidedOn: CalendarDate,
): Promise<void> {
  const weeks = addedWeeks(process, decidedOn)
  if (process.measureId === null || weeks === null || weeks <= 0) return
  const line = await findOnlyLine(context.db, process.measureId, { kind: 'decision_delay', grade: null })
  const recorded = await recordEvidence(context, {
    measureId: process.measureId,
    day: decidedOn,
    about:
      line === null
        ? { kind: 'cost', unplanned: 'Participation : semaines ajoutées à la décision' }
        : { kind: 'cost', line },
    quantity: weeks,
    unit: 'weeks',
    source: { kind: 'process', id: process.id, fact: 'added_weeks' },
    note: process.title,
  })
  assert(recorded.ok, `the weeks of ${process.slug} are a fact`)
}

/** How many people took part, as the indicator that the measure's conditions may ask for. */
export async function recordAttendance(context: Recorder, process: Process): Promise<void> {
  if (process.measureId === null) return
  const people = await sumPeople(context.db, process.id)
  const recorded = await recordEvidence(context, {
    measureId: process.measureId,
    day: context.clock.today(),
    about: { kind: 'indicator', indicator: 'participants' },
    quantity: people,
    unit: 'people',
    source: { kind: 'process', id: process.id, fact: 'participants' },
    note: process.title,
  })
  assert(recorded.ok, `the participants of ${process.slug} are a fact`)
}

export type CostReversalRefusal = 'not_found' | 'reason_missing' | 'reversed_already'

/** Takes a cost back by a row that says why, on the meter and in the ledger of the measure alike. */
export async function reverseCost(
  context: Context,
  processId: string,
  id: string,
  reason: string,
): Promise<Result<null, CostReversalRefusal>> {
  if (reason === '') return refuse('reason_missing')
  const { actor, clock } = context
  const recorder = { by: actor?.id ?? null, name: actor?.name ?? 'Faire Commune', at: clock.now() }
  return inTransaction(context.db, async (tx) => {
    const outcome = await insertCostReversal(tx, processId, id, reason, recorder)
    if (outcome !== 'written') return refuse(outcome)
    await takeBackEvidence({ ...context, db: tx }, { kind: costFactKind, id }, reason)
    return ok(null)
  })
}
