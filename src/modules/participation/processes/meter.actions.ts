import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import {
  type EvidenceRefusal,
  type FactSubject,
  type NewFact,
  recordEvidence,
} from '#modules/steering/evidence/evidence.public.ts'
import { findHoursLine, findMeteredProcess, insertCost } from './meter.queries.ts'
import { type AgentTime, type NewCost, type ResidentTime, wholeMinutes } from './meter.rules.ts'

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
  const line = await findHoursLine(db, measureId, cost.grade)
  return line === null
    ? { kind: 'cost', unplanned: `Participation : heures des agents de catégorie ${cost.grade}` }
    : { kind: 'cost', line }
}
