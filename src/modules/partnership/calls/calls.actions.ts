import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { addDays } from '#kernel/calendar-date.ts'
import { segmentOf } from '#kernel/plain-text.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { performAct } from '#modules/people/journal/journal.public.ts'
import { hasDeliberation } from '#modules/steering/deliberations/deliberations.public.ts'
import { evaluate } from '#modules/steering/law/rules.public.ts'
import type { Grid } from './calls.inputs.ts'
import { canEditCall, canNameJurors, canPrepare, canSeeCall, roleForOpening } from './calls.permissions.ts'
import {
  findCall,
  insertCall,
  keepAccounts,
  lockCall,
  offerOf,
  raiseVersion,
  replaceGrid,
  replaceJurors,
  updateCall,
  updateCallStatus,
  updateLegalFacts,
  updateTemplate,
} from './calls.queries.ts'
import {
  type Call,
  type CallRules,
  type Juror,
  type Offer,
  type OpeningFault,
  reservedCodes,
  whatLacks,
} from './calls.rules.ts'
import { insertForm, latestForm } from './forms.queries.ts'
import { instantInParis, parisTime } from './paris-time.rules.ts'

export type CallsRefusal =
  | 'not_found'
  | 'changed_meanwhile'
  | 'frozen'
  | 'code_taken'
  | 'juror_unknown'
  | 'deliberation_unknown'
  | OpeningFault

export type Outcome<Value, Refusal = CallsRefusal> = Promise<Result<Value, Refusal>>

export function subjectOf(call: Pick<Call, 'id' | 'title'>) {
  return { subjectKind: 'call', subjectId: call.id, subjectLabel: call.title }
}

/** A new call, seen by the town's people until it opens; answers its code. */
export async function createCall(context: Context, rules: CallRules): Outcome<string> {
  if (!canPrepare(context.actor)) return refuse('not_found')
  return unlessTaken(async () => {
    if (!(await knowsDeliberation(context.db, rules))) return refuse('deliberation_unknown')
    return inTransaction(context.db, async (tx) => {
      const code = codeOf(rules.title)
      const id = await insertCall(tx, code, rules)
      await insertForm(tx, id, { version: 1, questions: [] })
      return ok(code)
    })
  })
}

function codeOf(title: string): string {
  return segmentOf(title, reservedCodes, 'appel', 'appel-a-projets')
}

async function knowsDeliberation(db: Database, { rulesDeliberationId }: CallRules): Promise<boolean> {
  return rulesDeliberationId === null || (await hasDeliberation(db, rulesDeliberationId))
}

export async function reviseCall(
  context: Context,
  code: string,
  version: number,
  rules: CallRules,
): Outcome<null> {
  return changeDraft(context, code, async (tx, call) => {
    if (call.version !== version) return refuse('changed_meanwhile')
    if (!(await knowsDeliberation(tx, rules))) return refuse('deliberation_unknown')
    return (await updateCall(tx, call.id, version, rules)) ? ok(null) : refuse('changed_meanwhile')
  })
}

export async function setGrid(context: Context, code: string, version: number, grid: Grid): Outcome<null> {
  return changeDraft(context, code, async (tx, call) => {
    if (call.version !== version) return refuse('changed_meanwhile')
    await replaceGrid(tx, call.id, grid.criteria, grid.envelopes)
    await raiseVersion(tx, call.id)
    return ok(null)
  })
}

/** The jury, until it sits. */
export async function setJurors(
  context: Context,
  code: string,
  jurors: readonly Pick<Juror, 'accountId' | 'isChair'>[],
): Outcome<null> {
  return inTransaction(context.db, async (tx) => {
    const call = await lockCall(tx, code)
    if (!call || !canSeeCall(context.actor, call.status) || !canPrepare(context.actor))
      return refuse('not_found')
    if (!canNameJurors(context.actor, call.status)) return refuse('frozen')
    const ids = jurors.map(({ accountId }) => accountId)
    const known = await keepAccounts(tx, ids)
    if (known.length < ids.length) return refuse('juror_unknown')
    await replaceJurors(tx, call.id, jurors)
    await raiseVersion(tx, call.id)
    return ok(null)
  })
}

/** Keeps the facts with which the law was asked whether this is a grant or a disguised contract. */
export async function answerLaw(
  context: Context,
  code: string,
  facts: Readonly<Record<string, unknown>>,
): Outcome<null> {
  return changeDraft(context, code, async (tx, call) => {
    await updateLegalFacts(tx, call.id, facts, context.clock.today())
    return ok(null)
  })
}

function changeDraft<Value>(
  context: Context,
  code: string,
  change: (tx: Database, call: Call) => Promise<Result<Value, CallsRefusal>>,
): Outcome<Value> {
  return inTransaction(context.db, async (tx) => {
    const call = await lockCall(tx, code)
    if (!call || !canSeeCall(context.actor, call.status)) return refuse('not_found')
    if (!canPrepare(context.actor)) return refuse('not_found')
    return canEditCall(context.actor, call.status) ? change(tx, call) : refuse('frozen')
  })
}

/**
 * What the law answers to "grant or public contract?" (SUB-01) for what the call says, on the day when it opens; null when it was
 * not asked. A call that pays for what the town itself needs is a contract, whatever its name.
 */
export function legalAnswer(call: Pick<Call, 'legalFacts' | 'opensAt'>) {
  if (call.legalFacts === null) return null
  const answer = evaluate('SUB-01', call.legalFacts, parisTime(call.opensAt).day)
  return answer.ok && answer.value.missing.length === 0 ? answer.value : null
}

export function lacksOf(offer: Offer, now: Date): OpeningFault[] {
  const answer = legalAnswer(offer.call)
  return whatLacks(offer, answer && answer.status === 'allowed', now)
}

/** Publishes a call: an official act, founded on the deliberation that approved its rules. From then on its rules are frozen. */
export async function openCall(context: Context, code: string): Outcome<null> {
  const call = await findCall(context.db, code)
  if (!call || !canSeeCall(context.actor, call.status)) return refuse('not_found')
  const role = roleForOpening(context.actor, call.status)
  if (role === null) return refuse('not_found')
  const { rulesDeliberationId } = call
  return performAct(
    context,
    { act: 'open', ...subjectOf(call), role, deliberationId: rulesDeliberationId },
    async (tx) => {
      const locked = await lockCall(tx, code)
      if (locked?.status !== 'draft') return refuse('frozen')
      if (locked.version !== call.version) return refuse('changed_meanwhile')
      const [fault] = lacksOf(await offerOf(tx, locked), context.clock.now())
      if (fault) return refuse(fault)
      return (await updateCallStatus(tx, locked.id, 'draft', 'open')) ? ok(null) : refuse('frozen')
    },
  )
}

/** Another draft with the rules, the grid, the form, the jury and the agreement of an earlier call, a year later; answers its code. */
export async function cloneCall(context: Context, code: string): Outcome<string> {
  const call = await findCall(context.db, code)
  if (!call || !canSeeCall(context.actor, call.status) || !canPrepare(context.actor))
    return refuse('not_found')
  const offer = await offerOf(context.db, call)
  const form = await latestForm(context.db, call.id)
  return unlessTaken(() =>
    inTransaction(context.db, async (tx) => {
      const rules = rulesAYearLater(call, context.clock.now())
      const newCode = codeOf(rules.title)
      const id = await insertCall(tx, newCode, rules, call.id)
      await replaceGrid(tx, id, offer.criteria, offer.envelopes)
      await insertForm(tx, id, { version: 1, questions: form.questions })
      await replaceJurors(tx, id, offer.jurors)
      await updateTemplate(tx, id, call.agreementTemplate)
      return ok(newCode)
    }),
  )
}

/**
 * The same rules for the next year that is not begun: a year in the title moves too. The law is asked anew, and the council
 * approves the rules anew.
 */
function rulesAYearLater(call: Call, now: Date): CallRules {
  const years = Math.max(1, Math.ceil((now.getTime() - call.opensAt.getTime()) / (365 * 86_400_000)))
  const later = (instant: Date) => {
    const { day, time } = parisTime(instant)
    return instantInParis(addDays(day, 364 * years), time)
  }
  const year = /\b20\d\d\b/.exec(call.title)?.[0]
  return {
    ...call,
    title: year ? call.title.replace(year, String(Number(year) + years)) : `${call.title} (suite)`,
    rulesDeliberationId: null,
    opensAt: later(call.opensAt),
    closesAt: later(call.closesAt),
    answerOn: addDays(call.answerOn, 364 * years),
  }
}

async function unlessTaken<Value>(change: () => Outcome<Value>): Outcome<Value> {
  try {
    return await change()
  } catch (error) {
    if (isDuplicate(error)) return refuse('code_taken')
    throw error
  }
}

/** The call of an address, when this person may see it. */
export async function visibleCall(
  context: Pick<Context, 'db' | 'actor'>,
  code: string,
): Promise<Call | null> {
  const call = await findCall(context.db, code)
  return call && canSeeCall(context.actor, call.status) ? call : null
}
