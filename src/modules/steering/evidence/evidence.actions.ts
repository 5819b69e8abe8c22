import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { canRecordEvidence, canReverse } from './evidence.permissions.ts'
import {
  findFact,
  findFactOfSource,
  findLine,
  insertFact,
  insertReversal,
  type Recording,
} from './evidence.queries.ts'
import {
  type Fact,
  type FactFault,
  type FactSource,
  faultOf,
  labelOf,
  type NewFact,
} from './evidence.rules.ts'

export type EvidenceRefusal = FactFault | 'line_unknown' | 'unit_mismatch' | 'recorded_otherwise'

type Recorder = Pick<Context, 'db' | 'actor' | 'clock'>

/** The row that holds the fact, and whether it is new: a source that says the same again changes nothing. */
export interface Recorded {
  readonly id: string
  readonly isNew: boolean
}

/**
 * Records a fact in the ledger: what other parts of the product call when things happen (a vote closes, an hour is
 * logged, a tonne is weighed). `context.db` may be the caller's open transaction, so that the fact stands or falls with
 * the change it comes from. Rights are the caller's, as with `recordAct`. Refuses a fact that cannot be true, a line
 * that the measure does not have, another unit than the line's, and another content under the same source.
 */
export async function recordEvidence(
  context: Recorder,
  fact: NewFact,
): Promise<Result<Recorded, EvidenceRefusal>> {
  const fault = faultOf(fact, context.clock.today())
  if (fault) return refuse(fault)
  const line = await lineOf(context, fact)
  if (!line.ok) return line
  const id = await insertFact(context.db, fact, { lineId: line.value, ...recorderOf(context) })
  if (id !== null) return ok({ id, isNew: true })
  const known = await findFactOfSource(context.db, fact.source)
  return known && saysTheSame(known, fact) ? ok({ id: known.id, isNew: false }) : refuse('recorded_otherwise')
}

async function lineOf({ db }: Recorder, fact: NewFact): Promise<Result<string | null, EvidenceRefusal>> {
  const { about } = fact
  if (about.kind === 'indicator' || !('line' in about)) return ok(null)
  const line = await findLine(db, fact.measureId, about.line)
  if (!line) return refuse('line_unknown')
  return line.unit === fact.unit ? ok(line.id) : refuse('unit_mismatch')
}

function recorderOf({ actor, clock }: Recorder): Omit<Recording, 'lineId'> {
  return { recordedBy: actor?.id ?? null, recordedByName: actor?.name ?? 'Faire Commune', at: clock.now() }
}

/** Whether the row holds that fact; the words around it may differ. */
export function saysTheSame(row: Fact, fact: NewFact): boolean {
  const about = fact.about
  return (
    row.measureId === fact.measureId &&
    row.day === fact.day &&
    row.kind === about.kind &&
    row.indicator === (about.kind === 'indicator' ? about.indicator : null) &&
    row.lineLabel === (about.kind === 'indicator' ? null : labelOf(about)) &&
    row.quantity === fact.quantity &&
    row.unit === fact.unit
  )
}

/** Records a fact that a person wrote on a form; `key` is the one that the form was shown with. */
export async function recordByHand(
  context: Context,
  fact: Omit<NewFact, 'source'>,
  key: string,
): Promise<Result<Recorded, EvidenceRefusal | 'not_found'>> {
  if (!canRecordEvidence(context.actor)) return refuse('not_found')
  return inTransaction(context.db, (tx) =>
    recordEvidence({ ...context, db: tx }, { ...fact, source: { kind: 'form', id: key } }),
  )
}

export type ReversalRefusal = 'not_found' | 'reason_missing' | 'reversed_already' | 'is_a_reversal'

/** Takes a fact back by a row that says why: the ledger keeps both. */
export async function reverseFact(
  context: Context,
  measureId: string,
  id: string,
  reason: string,
): Promise<Result<{ readonly id: string }, ReversalRefusal>> {
  const fact = await findFact(context.db, measureId, id)
  if (!fact || !canReverse(context.actor, fact)) return refuse('not_found')
  if (fact.reversesId !== null) return refuse('is_a_reversal')
  if (fact.reversedById !== null) return refuse('reversed_already')
  if (reason === '') return refuse('reason_missing')
  const written = await insertReversal(context.db, fact, reason, recorderOf(context))
  return written === null ? refuse('reversed_already') : ok({ id: written })
}

/**
 * Takes back what another part of the product recorded from that source, when it finds that it was wrong there. Answers
 * whether there was anything to take back. Rights are the caller's, as with `recordEvidence`.
 */
export async function takeBackEvidence(
  context: Recorder,
  source: FactSource,
  reason: string,
): Promise<boolean> {
  const fact = await findFactOfSource(context.db, source)
  if (!fact || fact.reversedById !== null) return false
  return (await insertReversal(context.db, fact, reason, recorderOf(context))) !== null
}
