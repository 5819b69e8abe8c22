import { randomUUID } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { assertDefined } from '#kernel/assert.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import {
  findOrganisationByNumber,
  readNumber,
} from '#modules/partnership/organisations/organisations.public.ts'
import type { AgreementsRefusal, ReportDraft } from './agreements.actions.ts'
import { needsCommitment, note } from './applications.actions.ts'
import { insertEvents, insertReceived, listReceived, type ReceivedRow } from './applications.queries.ts'
import { insertReport, lockAgreement } from './awards.queries.ts'
import { canPrepare } from './calls.permissions.ts'
import { findCall, offerOf } from './calls.queries.ts'
import type { Call } from './calls.rules.ts'
import { readDossier } from './dossier.rules.ts'
import { latestForm } from './forms.queries.ts'
import { insertScores, listReviews, recuse, submitAll } from './jury.queries.ts'

// Calls that a town has lived through, taken over whole: applications that came on paper, marks given around a table. The rules are
// those of the pages; what is spared is one request at a time.

export interface PaperApplication {
  /** What a form would have typed. */
  readonly typed: Readonly<Record<string, string>>
  readonly receivedAt: Date
  readonly status: 'submitted' | 'eligible' | 'ineligible'
  readonly reasons: string
}

/** Applications of a call that is open, in the order of their receipt. Throws where one of them could not have been sent. */
export async function bringApplications(
  context: Context,
  code: string,
  papers: readonly PaperApplication[],
): Promise<void> {
  if (!canPrepare(context.actor)) throw new Error('not allowed')
  const call = await calledCall(context, code)
  const form = await latestForm(context.db, call.id)
  const rows: ReceivedRow[] = []
  for (const [index, paper] of papers.entries()) {
    const read = readDossier(paper.typed, {
      form,
      files: [],
      applicants: call.applicants,
      readNumber,
      needsCommitment: (kind) => needsCommitment(kind, context.clock.today()),
    })
    if (!read.ok) throw new Error(`application ${index + 1}: ${JSON.stringify(read.refusal)}`)
    const number = read.value.organisation.siret || read.value.organisation.rna
    const organisation = await findOrganisationByNumber(context.db, number)
    rows.push({
      id: randomUUID(),
      number: index + 1,
      formVersion: form.version,
      organisationId: organisation?.id ?? null,
      typed: paper.typed,
      dossier: read.value,
      status: paper.status,
      receivedAt: paper.receivedAt,
      reasons: paper.reasons,
    })
  }
  const who = { actorId: context.actor?.id ?? null, actorName: context.actor?.name ?? '' }
  await inTransaction(context.db, async (tx) => {
    await insertReceived(tx, call.id, rows)
    await insertEvents(
      tx,
      rows.map((row) => ({
        applicationId: row.id,
        at: row.receivedAt,
        ...who,
        event: 'submitted',
        note: '',
      })),
    )
    return ok(null)
  })
}

async function calledCall(context: Context, code: string): Promise<Call> {
  return assertDefined(await findCall(context.db, code), `call ${code}`)
}

export interface PaperReview {
  readonly number: number
  readonly accountId: string
  /** Marks in the order of the grid; null for a juror who stepped aside. */
  readonly marks: readonly number[] | null
  /** Why the juror stepped aside, or what was said of the first criterion. */
  readonly words: string
}

/** What a jury that was gathered found, each mark given by the juror who reads the file. */
export async function bringReviews(
  context: Context,
  code: string,
  papers: readonly PaperReview[],
): Promise<void> {
  if (!canPrepare(context.actor)) throw new Error('not allowed')
  const call = await calledCall(context, code)
  const [{ criteria }, applications, assigned] = await Promise.all([
    offerOf(context.db, call),
    listReceived(context.db, call.id),
    listReviews(context.db, call.id),
  ])
  const ids = new Map(applications.map(({ number, id }) => [number, id]))
  const known = new Set(assigned.map(({ applicationId, accountId }) => `${applicationId} ${accountId}`))
  const reviews = papers.map((paper) => ({
    ...paper,
    applicationId: assertDefined(ids.get(paper.number), 'file'),
  }))
  for (const { applicationId, accountId } of reviews)
    if (!known.has(`${applicationId} ${accountId}`)) throw new Error('this juror does not read this file')
  const at = context.clock.now()
  await inTransaction(context.db, async (tx) => {
    for (const review of reviews.filter(({ marks }) => marks === null))
      await recuse(tx, review, review.words, at)
    await insertScores(
      tx,
      reviews.flatMap(({ applicationId, accountId, marks, words }) =>
        (marks ?? []).map((mark, index) => ({
          applicationId,
          accountId,
          criterion: criteria[index]?.number ?? 0,
          mark,
          comment: index === 0 ? words : '',
        })),
      ),
    )
    await submitAll(tx, call.id, at)
    return ok(null)
  })
}

/** A report that came on paper. */
export async function bringReport(
  context: Context,
  code: string,
  applicationId: string,
  report: ReportDraft,
): Promise<Result<null, AgreementsRefusal>> {
  if (!canPrepare(context.actor)) return refuse('not_found')
  await calledCall(context, code)
  return inTransaction<null, AgreementsRefusal>(context.db, async (tx) => {
    const agreement = await lockAgreement(tx, applicationId)
    if (agreement?.notifiedOn == null) return refuse('not_notified')
    await insertReport(tx, applicationId, { ...report, receivedOn: context.clock.today() })
    await note({ ...context, db: tx }, applicationId, 'report')
    return ok(null)
  })
}
