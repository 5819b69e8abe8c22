import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction } from '#infra/transaction.ts'
import { assertDefined } from '#kernel/assert.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { performAct, recordAct } from '#modules/people/journal/journal.public.ts'
import { listReceived } from './applications.queries.ts'
import type { Application } from './applications.rules.ts'
import { assignReaders } from './assign.rules.ts'
import { subjectOf } from './calls.actions.ts'
import { roleForArbitration } from './calls.permissions.ts'
import { findCall, lockCall, offerOf, updateCallStatus } from './calls.queries.ts'
import { type Call, type Criterion, stageOf } from './calls.rules.ts'
import { isChair, isJuror } from './jury.permissions.ts'
import {
  declareNoLink,
  insertReviews,
  type KeptScore,
  listReviews,
  listWritersOfCall,
  lockReview,
  type Review,
  recuse,
  reopenReview,
  replaceScores,
  submitReview,
} from './jury.queries.ts'

export type JuryRefusal =
  | 'not_found'
  | 'call_not_closed'
  | 'not_all_assessed'
  | 'nothing_eligible'
  | 'not_declared'
  | 'submitted_already'
  | 'marks_missing'
  | 'mark_out_of_range'
  | 'reason_missing'
  | 'not_submitted'

type Outcome<Value> = Promise<Result<Value, JuryRefusal>>

/** Reason kept where a juror writes an application: the program sets them aside by itself. */
const ownFile = 'Le juré écrit cette candidature.'

/** Gathers the jury: each file that is eligible goes to its readers. From then on files change no more. */
export async function gatherJury(context: Context, code: string): Outcome<null> {
  const call = await findCall(context.db, code)
  const role = roleForArbitration(context.actor)
  if (!call || call.status === 'draft' || role === null) return refuse('not_found')
  return performAct<null, JuryRefusal>(
    context,
    { act: 'gather_jury', ...subjectOf(call), role },
    async (tx) => {
      const locked = assertDefined(await lockCall(tx, code), 'the call was read')
      if (stageOf(locked, context.clock.now()) !== 'closed') return refuse('call_not_closed')
      const received = await listReceived(tx, call.id)
      if (received.some(({ status }) => status === 'submitted')) return refuse('not_all_assessed')
      const eligible = received.filter(({ status }) => status === 'eligible')
      if (eligible.length === 0) return refuse('nothing_eligible')
      await assign({ ...context, db: tx }, locked, eligible)
      await updateCallStatus(tx, call.id, 'open', 'jury')
      return ok(null)
    },
  )
}

async function assign(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  call: Call,
  eligible: readonly Application[],
): Promise<void> {
  const { jurors } = await offerOf(db, call)
  const ids = jurors.map(({ accountId }) => accountId)
  const writers = Map.groupBy(await listWritersOfCall(db, call.id), ({ applicationId }) => applicationId)
  const files = eligible.map(({ id }) => ({
    applicationId: id,
    barred: new Set(
      (writers.get(id) ?? []).map(({ accountId }) => accountId).filter((each) => ids.includes(each)),
    ),
  }))
  const barred = files.flatMap(({ applicationId, barred: own }) =>
    [...own].map((accountId) => ({ applicationId, accountId, recusalReason: ownFile })),
  )
  const assigned = assignReaders(files, ids, call.readersPerFile)
  await insertReviews(
    db,
    [...barred, ...assigned.map((each) => ({ ...each, recusalReason: '' }))],
    clock.now(),
  )
}

/**
 * A juror says with which applicants there is a link, and why, before reading anything; with the others there is none. A file that
 * loses a reader gets another one where the call has a number of readers.
 */
export async function declareLinks(
  context: Context,
  call: Call,
  links: ReadonlyMap<string, string>,
): Outcome<null> {
  const { actor } = context
  const { jurors } = await offerOf(context.db, call)
  if (!actor || call.status !== 'jury' || !isJuror(actor, jurors)) return refuse('not_found')
  return inTransaction<null, JuryRefusal>(context.db, async (tx) => {
    await lockCall(tx, call.code)
    const at = context.clock.now()
    const all = await listReviews(tx, call.id)
    const own = all.filter(({ accountId }) => accountId === actor.id)
    for (const review of own) {
      const reason = links.get(review.applicationId)
      if (reason === undefined || review.state === 'recused') continue
      if (review.state === 'submitted') return refuse('submitted_already')
      await recuse(tx, review, reason, at)
    }
    await declareNoLink(tx, call.id, actor.id, at)
    await replaceReaders(
      tx,
      call,
      jurors.map(({ accountId }) => accountId),
      at,
    )
    return ok(null)
  })
}

async function replaceReaders(tx: Database, call: Call, jurors: readonly string[], at: Date): Promise<void> {
  const { readersPerFile } = call
  if (readersPerFile === null) return
  const reviews = await listReviews(tx, call.id)
  const reading = reviews.filter(({ state }) => state !== 'recused')
  const load = new Map(
    jurors.map((juror) => [juror, reading.filter(({ accountId }) => accountId === juror).length]),
  )
  for (const [applicationId, own] of Map.groupBy(reviews, (review) => review.applicationId)) {
    const lacking = readersPerFile - own.filter(({ state }) => state !== 'recused').length
    if (lacking <= 0) continue
    const file = { applicationId, barred: new Set(own.map(({ accountId }) => accountId)) }
    const added = assignReaders([file], jurors, lacking, load)
    for (const { accountId } of added) load.set(accountId, (load.get(accountId) ?? 0) + 1)
    await insertReviews(
      tx,
      added.map((each) => ({ ...each, recusalReason: '' })),
      at,
    )
  }
}

export interface ReviewDraft {
  readonly scores: readonly KeptScore[]
  readonly comment: string
  readonly isFinal: boolean
}

/** Keeps a juror's marks of one file; final, they are seen by those who have submitted theirs, and change no more. */
export async function saveReview(
  context: Context,
  call: Call,
  criteria: readonly Criterion[],
  applicationId: string,
  draft: ReviewDraft,
): Outcome<null> {
  return withReview(context, call, applicationId, async (tx, review) => {
    if (review.state === 'submitted') return refuse('submitted_already')
    const fault = faultOf(criteria, draft)
    if (fault) return refuse(fault)
    await replaceScores(tx, review, draft.scores, draft.comment)
    if (draft.isFinal) await submitReview(tx, review, context.clock.now())
    return ok(null)
  })
}

function faultOf(criteria: readonly Criterion[], { scores, isFinal }: ReviewDraft): JuryRefusal | null {
  const outside = scores.some(({ criterion, mark }) => {
    const line = criteria.find(({ number }) => number === criterion)
    return !line || mark < 0 || mark > line.highest
  })
  if (outside) return 'mark_out_of_range'
  return isFinal && scores.length < criteria.length ? 'marks_missing' : null
}

function withReview(
  context: Context,
  call: Call,
  applicationId: string,
  change: (tx: Database, review: Review) => Outcome<null>,
): Outcome<null> {
  const { actor } = context
  if (!actor || call.status !== 'jury') return Promise.resolve(refuse('not_found'))
  return inTransaction<null, JuryRefusal>(context.db, async (tx) => {
    const review = await lockReview(tx, applicationId, actor.id)
    if (!review || review.state === 'recused') return refuse('not_found')
    if (review.declaredAt === null) return refuse('not_declared')
    return change(tx, review)
  })
}

/** Opens a juror's marks again: the chair says why, and the journal keeps it. */
export async function reopen(
  context: Context,
  call: Call,
  review: { readonly applicationId: string; readonly accountId: string },
  reason: string,
): Outcome<null> {
  const { jurors } = await offerOf(context.db, call)
  if (call.status !== 'jury' || !isChair(context.actor, jurors)) return refuse('not_found')
  if (reason === '') return refuse('reason_missing')
  return inTransaction<null, JuryRefusal>(context.db, async (tx) => {
    const locked = await lockReview(tx, review.applicationId, review.accountId)
    if (!locked) return refuse('not_found')
    if (locked.state !== 'submitted') return refuse('not_submitted')
    await reopenReview(tx, review)
    const juror = jurors.find(({ accountId }) => accountId === review.accountId)?.name ?? ''
    await recordAct(
      { ...context, db: tx },
      { act: 'reopen_review', ...subjectOf(call), role: 'chair', reason, details: { juror } },
    )
    return ok(null)
  })
}
