import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { holds, type Visitor } from '#kernel/actor.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { segmentOf } from '#kernel/plain-text.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import type { Role } from '#kernel/roles.ts'
import { performAct, recordAct } from '#modules/people/journal/journal.public.ts'
import { hasDeliberation } from '#modules/steering/deliberations/deliberations.public.ts'
import { evaluate } from '#modules/steering/law/rules.public.ts'
import { blockingUnmet, conditionsNow } from './conditions.rules.ts'
import type { ConditionDraft, LineDraft, MeasureDraft, RiskDraft } from './drafts.rules.ts'
import { insertRule, updateRule } from './legal-rules.queries.ts'
import type { RuleDraft } from './legal-rules.rules.ts'
import { type Step, transitions } from './life-cycle.rules.ts'
import {
  deleteItem,
  type Edited,
  type ItemTable,
  insertCondition,
  insertLine,
  insertRisk,
  updateCondition,
  updateLine,
  updateRisk,
} from './measure-items.queries.ts'
import { getMeasureFile } from './measure-sheet.queries.ts'
import { canAssessMeasure, canProposeMeasure, canSeeMeasure, roleForStep } from './measures.permissions.ts'
import {
  findMeasure,
  insertMeasure,
  lockMeasure,
  raiseVersion,
  updateMeasure,
  updateRatings,
  updateStatus,
} from './measures.queries.ts'
import { type Measure, type Ratings, reservedCodes } from './measures.rules.ts'

export type MeasuresRefusal =
  | 'not_found'
  | 'changed_meanwhile'
  | 'frozen'
  | 'code_taken'
  | 'same_name'
  | 'reason_missing'
  | 'step_closed'
  | 'deliberation_unknown'
  | 'blocking_condition'
  | 'nothing_to_assess'
  | 'rule_unreadable'

type Outcome<Value> = Promise<Result<Value, MeasuresRefusal>>

/** A new measure, as an idea. */
export async function proposeMeasure(
  context: Context,
  draft: Omit<MeasureDraft, 'code' | 'ratings'>,
): Outcome<Measure> {
  if (!canProposeMeasure(context.actor)) return refuse('not_found')
  const named = { ...draft, code: segmentOf(draft.title, reservedCodes, 'mesure'), ratings: {} }
  return unlessDuplicate('code_taken', () =>
    inTransaction(context.db, async (tx) => {
      const id = await insertProposal({ ...context, db: tx }, named, roleOfProposer(context.actor))
      return ok({ ...named, id, status: 'idea', version: 1 })
    }),
  )
}

/** Writes a measure and the act that proposes it, inside the caller's transaction; answers its id. */
export async function insertProposal(
  context: Pick<Context, 'db' | 'actor' | 'clock'>,
  draft: MeasureDraft,
  role: string,
): Promise<string> {
  const id = await insertMeasure(context.db, draft)
  await recordAct(context, { act: 'propose', ...subject({ ...draft, id }), role })
  return id
}

/** The role that proposes, of those that the person holds. */
export function roleOfProposer(actor: Visitor): Role {
  const order: readonly Role[] = ['director_general', 'mayor', 'manager', 'elected_member', 'agent']
  return order.find((role) => holds(actor, role)) ?? 'agent'
}

/** Rewrites a measure that is not decided yet, if nobody did since the version that the person saw. */
export async function reviseMeasure(
  context: Context,
  code: string,
  version: number,
  draft: Omit<MeasureDraft, 'code' | 'ratings'>,
): Outcome<null> {
  return changeDraft(context, code, async (tx, measure) => {
    if (measure.version !== version) return refuse('changed_meanwhile')
    const written = await updateMeasure(tx, measure.id, version, { ...draft, code, ratings: measure.ratings })
    return written ? ok(null) : refuse('changed_meanwhile')
  })
}

/** Answers the questions of the radar, if the answers are still those that the person saw. */
export async function rateMeasure(
  context: Context,
  code: string,
  seen: Ratings,
  ratings: Ratings,
): Outcome<null> {
  return changeDraft(context, code, async (tx, measure) =>
    (await updateRatings(tx, measure.id, seen, ratings)) ? ok(null) : refuse('changed_meanwhile'),
  )
}

/** `edited` null: a new line. */
export function saveLine(
  context: Context,
  code: string,
  edited: Edited | null,
  line: LineDraft,
): Outcome<null> {
  return changeItem(context, code, (tx, measure) =>
    edited === null ? insertLine(tx, measure.id, line) : updateLine(tx, measure.id, edited, line),
  )
}

export function saveRisk(
  context: Context,
  code: string,
  edited: Edited | null,
  risk: RiskDraft,
): Outcome<null> {
  return changeItem(context, code, (tx, measure) =>
    edited === null ? insertRisk(tx, measure.id, risk) : updateRisk(tx, measure.id, edited, risk),
  )
}

export function saveCondition(
  context: Context,
  code: string,
  edited: Edited | null,
  condition: ConditionDraft,
): Outcome<null> {
  return changeItem(context, code, (tx, measure) =>
    edited === null
      ? insertCondition(tx, measure.id, condition)
      : updateCondition(tx, measure.id, edited, condition),
  )
}

/** Names a rule that concerns the measure, once each, or gives it other facts. */
export async function saveRule(
  context: Context,
  code: string,
  edited: Edited | null,
  draft: RuleDraft,
): Outcome<null> {
  if (!evaluate(draft.rule, draft.facts, draft.on).ok) return refuse('rule_unreadable')
  return changeItem(context, code, (tx, measure) =>
    edited === null ? insertRule(tx, measure.id, draft) : updateRule(tx, measure.id, edited, draft),
  )
}

/** Removes the item that the person saw: what another wrote since is not removed unread. */
export function removeItem(context: Context, code: string, table: ItemTable, edited: Edited): Outcome<null> {
  return changeItem(context, code, (tx, measure) => deleteItem(tx, table, measure.id, edited))
}

/** `false` from the change means that the item is no longer the one that the person saw. */
function changeItem(
  context: Context,
  code: string,
  change: (tx: Database, measure: Measure) => Promise<unknown>,
): Outcome<null> {
  return unlessDuplicate('same_name', () =>
    changeDraft(context, code, async (tx, measure) => {
      if ((await change(tx, measure)) === false) return refuse('changed_meanwhile')
      await raiseVersion(tx, measure.id)
      return ok(null)
    }),
  )
}

/** Changes a measure that its services may still rewrite, with the measure locked. */
function changeDraft<Value>(
  context: Context,
  code: string,
  change: (tx: Database, measure: Measure) => Promise<Result<Value, MeasuresRefusal>>,
): Outcome<Value> {
  return inTransaction(context.db, async (tx) => {
    const measure = await lockMeasure(tx, code)
    if (!measure || !canSeeMeasure(context.actor, measure.status)) return refuse('not_found')
    if (!canAssessMeasure(context.actor, 'idea')) return refuse('not_found')
    if (!canAssessMeasure(context.actor, measure.status)) return refuse('frozen')
    return change(tx, measure)
  })
}

export interface StepTaking {
  readonly step: Step
  readonly version: number
  readonly deliberationId: string | null
  readonly reason: string
  /** Day of the act; today when left out. */
  readonly on?: CalendarDate
}

/** Takes a step of the life cycle: an official act, under the role that gives the right. */
export async function takeStep(context: Context, code: string, taking: StepTaking): Outcome<null> {
  const measure = await findMeasure(context.db, code)
  if (!measure || !canSeeMeasure(context.actor, measure.status)) return refuse('not_found')
  const role = roleForStep(context.actor, measure.status, taking.step)
  if (role === null) return refuse('step_closed')
  const problem = await whyNot(context, code, taking)
  if (problem) return refuse(problem)
  return performAct(
    context,
    {
      act: taking.step,
      ...subject(measure),
      role,
      deliberationId: taking.deliberationId,
      reason: taking.reason,
      ...(taking.on ? { on: taking.on } : {}),
    },
    async (tx) =>
      (await updateStatus(tx, measure.id, taking.version, transitions[taking.step].to))
        ? ok(null)
        : refuse('changed_meanwhile'),
  )
}

/** What stops a step, beside the rights. */
async function whyNot(
  context: Context,
  code: string,
  { step, reason, on, deliberationId }: StepTaking,
): Promise<MeasuresRefusal | null> {
  if (deliberationId !== null && !(await hasDeliberation(context.db, deliberationId)))
    return 'deliberation_unknown'
  if (transitions[step].needsReason && reason === '') return 'reason_missing'
  if (step !== 'assess' && step !== 'start') return null
  const day = on ?? context.clock.today()
  const file = await getMeasureFile(context.db, code, day)
  if (!file) return 'not_found'
  if (step === 'assess') return file.lines.length === 0 ? 'nothing_to_assess' : null
  return blockingUnmet(conditionsNow(file, day)).length > 0 && reason === '' ? 'blocking_condition' : null
}

function subject(measure: { readonly id: string; readonly title: string }) {
  return { subjectKind: 'measure', subjectId: measure.id, subjectLabel: measure.title }
}

async function unlessDuplicate<Value>(
  refusal: MeasuresRefusal,
  change: () => Outcome<Value>,
): Outcome<Value> {
  try {
    return await change()
  } catch (error) {
    if (isDuplicate(error)) return refuse(refusal)
    throw error
  }
}
