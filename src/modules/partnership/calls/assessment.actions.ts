import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { type CheckedFile, checkFile, type FileRefusal } from '#infra/received-files.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { addDays, type CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { applicantFiles, note, ownApplication, recordApplicant } from './applications.actions.ts'
import { canSeeApplication, roleToAssess } from './applications.permissions.ts'
import {
  findApplication,
  listWriters,
  lockApplication,
  updateApplicationStatus,
} from './applications.queries.ts'
import type { Application, Writer } from './applications.rules.ts'
import type { Call } from './calls.rules.ts'
import { answerRequest, insertFile, insertRequest, listRequests } from './parts.queries.ts'
import { tellWriters } from './telling.ts'

export type AssessmentRefusal =
  | 'not_found'
  | 'pieces_awaited'
  | 'no_request'
  | 'reason_missing'
  | 'assessed_already'
  | 'answer_by_past'

type Outcome<Value> = Promise<Result<Value, AssessmentRefusal>>

/** The application of an address, with its writers, when this person may read it. */
export async function visibleApplication(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  call: Call,
  id: string,
): Promise<{ readonly application: Application; readonly writers: readonly Writer[] } | null> {
  const application = await findApplication(db, call.id, id)
  if (!application) return null
  const writers = await listWriters(db, id)
  return canSeeApplication(actor, application.status, writers) ? { application, writers } : null
}

/** Changes an application under assessment, with it locked. */
function assess<Value>(
  context: Context,
  call: Call,
  id: string,
  change: (tx: Database, application: Application, writers: readonly Writer[]) => Outcome<Value>,
): Outcome<Value> {
  return inTransaction<Value, AssessmentRefusal>(context.db, async (tx) => {
    const application = await lockApplication(tx, id)
    if (!application || application.callId !== call.id) return refuse('not_found')
    const writers = await listWriters(tx, id)
    if (roleToAssess(context.actor, application.status, writers) === null) return refuse('not_found')
    // Once the jury sits, what it reads does not change under it.
    if (call.status !== 'open') return refuse('assessed_already')
    return change(tx, application, writers)
  })
}

/** How long an applicant has, where the request does not say. */
export const usualAnswer_days = 15

/** Asks for missing pieces: from that day to the answer, the period of silence does not run (CRPA L114-5). */
export async function askForPieces(
  context: Context,
  call: Call,
  id: string,
  request: { readonly items: string; readonly answerBy: CalendarDate | null },
): Outcome<null> {
  const askedOn = context.clock.today()
  const answerBy = request.answerBy ?? addDays(askedOn, usualAnswer_days)
  if (answerBy < askedOn) return refuse('answer_by_past')
  try {
    return await assess(context, call, id, async (tx, application, writers) => {
      await insertRequest(tx, id, { items: request.items, askedOn, answerBy })
      const within = { ...context, db: tx }
      await note(within, id, 'pieces_asked', request.items)
      const number = (await listRequests(tx, id)).length
      await tellWriters(within, call, application, writers, `pieces:${number}`, 'notice.pieces')
      return ok(null)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('pieces_awaited')
    throw error
  }
}

/** Sends what was asked; the period runs again from that day. */
export async function answerPieces(
  context: Context,
  call: Call,
  id: string,
  answer: { readonly text: string; readonly files: readonly { name: string; bytes: Uint8Array }[] },
): Promise<Result<null, AssessmentRefusal | FileRefusal>> {
  const own = await ownApplication(context, call, id)
  if (!own || own.application.status === 'draft') return refuse('not_found')
  const files: CheckedFile[] = []
  for (const file of answer.files) {
    const checked = await checkFile(context.settings, file, applicantFiles)
    if (!checked.ok) return checked
    files.push(checked.value)
  }
  if (answer.text === '' && files.length === 0) return refuse('reason_missing')
  return inTransaction<null, AssessmentRefusal>(context.db, async (tx) => {
    const on = context.clock.today()
    const requestId = await answerRequest(tx, id, { text: answer.text, on })
    if (requestId === null) return refuse('no_request')
    const place = { field: 'pieces', pieceRequestId: requestId, at: context.clock.now() }
    for (const file of files) await insertFile(tx, id, place, file)
    await note({ ...context, db: tx }, id, 'pieces_sent', answer.text)
    return ok(null)
  })
}

/** Says whether an application meets the rules of the call; a refusal says why, and is told with the way to appeal. */
export async function declareEligibility(
  context: Context,
  call: Call,
  id: string,
  verdict: { readonly isEligible: boolean; readonly reasons: string },
): Outcome<null> {
  const { isEligible, reasons } = verdict
  if (!isEligible && reasons === '') return refuse('reason_missing')
  return assess(context, call, id, async (tx, application, writers) => {
    const requests = await listRequests(tx, id)
    if (isEligible && requests.some(({ answeredOn }) => answeredOn === null)) return refuse('pieces_awaited')
    const from = ['submitted', 'eligible', 'ineligible'] as const
    const to = isEligible ? 'eligible' : 'ineligible'
    await updateApplicationStatus(tx, id, from, to, isEligible ? '' : reasons)
    const within = { ...context, db: tx }
    if (isEligible) await recordApplicant(within, call, application)
    await note(within, id, to, reasons)
    await tellWriters(within, call, application, writers, `${to}:${application.version}`, `notice.${to}`)
    return ok(null)
  })
}
