import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { cancelCommitment, deliver } from '#modules/participation/commitments/commitments.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { recordAddedWeeks } from './meter.actions.ts'
import {
  type Acting,
  type ActRefusal,
  type ActTaking,
  answersKey,
  grounds,
  lockForAct,
  pointKind,
} from './process-acts.actions.ts'
import { subject } from './processes.actions.ts'
import type { Process } from './processes.rules.ts'
import { insertAnswers, updateStatus } from './processes.writes.queries.ts'
import type { PointAnswer } from './promise.rules.ts'

export type AnswersRefusal =
  | ActRefusal
  | 'answers_incomplete'
  | 'decided_in_the_future'
  | 'decided_before_opening'
  | 'commitment_reason_missing'

export interface Answering extends ActTaking {
  /** Day on which the decision was really taken. */
  readonly decidedOn: CalendarDate
  readonly answers: readonly PointAnswer[]
}

/**
 * The decider answers every promise: kept, partly, or not, and why. What was owed is delivered, or said not to be; the
 * weeks that participation added go to the ledger of the measure.
 */
export function answerProcess(
  context: Context,
  slug: string,
  answering: Answering,
): Promise<Result<null, AnswersRefusal>> {
  return inTransaction(context.db, async (tx) => {
    const found = await lockForAct({ ...context, db: tx }, slug, 'answer', answering)
    if (!found.ok) return found
    const { process } = found.value
    const fault = faultOf(process, answering, context.clock.today())
    if (fault) return refuse(fault)
    return writeAnswers(found.value, answering)
  })
}

function faultOf(
  process: Process,
  { answers, decidedOn }: Answering,
  today: CalendarDate,
): AnswersRefusal | null {
  const promised = process.points.filter(({ kind }) => kind === 'promise')
  const answered = new Map(answers.map((answer) => [answer.pointId, answer]))
  if (answered.size !== promised.length || promised.some(({ id }) => !answered.get(id)?.reason))
    return 'answers_incomplete'
  if (decidedOn > today) return 'decided_in_the_future'
  return process.openedOn !== null && decidedOn < process.openedOn ? 'decided_before_opening' : null
}

async function writeAnswers(
  { context, process, role }: Acting,
  answering: Answering,
): Promise<Result<null, AnswersRefusal>> {
  const { db, clock } = context
  const today = clock.today()
  const { answers, decidedOn, version } = answering
  const moved = { answered_on: today, decided_on: decidedOn }
  if (!(await updateStatus(db, process.id, version, 'answered', moved))) return refuse('changed_meanwhile')
  const count = (outcome: PointAnswer['outcome']) =>
    answers.filter((answer) => answer.outcome === outcome).length
  const actId = await recordAct(context, {
    act: 'answer',
    ...subject(process),
    role,
    ...grounds(answering),
    details: {
      decided_on: decidedOn,
      kept: count('kept'),
      partly: count('partly'),
      not_kept: count('not_kept'),
    },
  })
  await insertAnswers(db, process.id, answers, actId, today)
  const settled = await settle({ context, process, role }, answering)
  if (!settled.ok) return settled
  await recordAddedWeeks(context, process, decidedOn)
  return ok(null)
}

/** A promise that was kept, even in part, is delivered; one that was not is owed no longer, and says why. */
async function settle(
  { context, process, role }: Acting,
  { answers, reason }: Answering,
): Promise<Result<null, 'commitment_reason_missing'>> {
  const on = context.clock.today()
  for (const { pointId, outcome, reason: why } of answers) {
    const key = { kind: 'deadline', sourceKind: pointKind, sourceId: pointId } as const
    if (outcome === 'not_kept') await cancelCommitment(context, { ...key, reason: why })
    else await deliver(context, { ...key, on, reason: why, role })
  }
  const delivered = await deliver(context, { ...answersKey(process), on, reason, role })
  return delivered.ok ? ok(null) : delivered
}
