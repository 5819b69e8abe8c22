import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { assert } from '#kernel/assert.ts'
import { calendarDate, yearOf } from '#kernel/calendar-date.ts'
import { ok, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { type NewFact, recordEvidence } from '#modules/steering/evidence/evidence.public.ts'
import { changeService, nameOf, type Outcome, subjectOf } from './change-service.ts'
import { factsOf } from './evidence-facts.rules.ts'
import { partyOutcomes } from './outcomes.rules.ts'
import {
  insertReview,
  listResults,
  listReviews,
  type ResultDraft,
  type ReviewDraft,
  saveResult,
} from './reviews.queries.ts'
import { readWholeFile, type ServiceFile } from './service-file.ts'
import { resultForm, seenOf } from './shared-service-forms.ts'
import { canWriteOwn, roleForReview } from './shared-services.permissions.ts'
import { listStatements, type Statement } from './statements.queries.ts'

/** What a party still does by itself and what its people say, in a year that was stated and not reviewed yet. */
export function writeResult(
  context: Context,
  code: string,
  year: number,
  reference: string,
  result: ResultDraft,
  seen = seenOf({}),
): Outcome<null> {
  return changeService(context, code, async ({ tx, service, parties, standing }) => {
    const party = parties.find((each) => each.reference === reference)
    if (!party || !canWriteOwn(context.actor, standing, party.id)) return refuse('not_found')
    const statement = await findStatement(tx, service.id, year)
    if (!statement) return refuse('statement_missing')
    if (statement.shares.every(({ partyId }) => partyId !== party.id)) return refuse('not_found')
    if ((await listReviews(tx, [service.id])).some((review) => review.year === year))
      return refuse('reviewed_already')
    const said = (await listResults(tx, [service.id])).find(
      (each) => each.partyId === party.id && each.year === year,
    )
    const stored = seenOf(said ? resultForm(said).values : {})
    if (stored !== seen && stored !== seenOf(resultForm(result).values)) return refuse('changed_meanwhile')
    await saveResult(tx, party.id, year, result, { name: nameOf(context), on: context.clock.today() })
    return ok(null)
  })
}

/** Closes a year: its measures go to the ledger of the measure that the service serves, for the town's own part. */
export function reviewYear(context: Context, code: string, year: number, draft: ReviewDraft): Outcome<null> {
  return changeService(
    context,
    code,
    async ({ tx, within, service }) => {
      const role = roleForReview(context.actor)
      if (role === null) return refuse('not_found')
      const statement = await findStatement(tx, service.id, year)
      if (!statement) return refuse('statement_missing')
      const said = (await listResults(tx, [service.id])).filter((result) => result.year === year)
      if (statement.shares.some((share) => said.every(({ partyId }) => partyId !== share.partyId)))
        return refuse('results_missing')
      await insertReview(tx, {
        ...draft,
        serviceId: service.id,
        year,
        reviewedOn: context.clock.today(),
        reviewedByName: nameOf(context),
      })
      await recordAct(within, { act: 'review', ...subjectOf(service), role, details: { year } })
      if (service.measureId !== null) await recordFacts(within, await readWholeFile(tx, service))
      return ok(null)
    },
    { twice: 'reviewed_already' },
  )
}

async function findStatement(tx: Database, serviceId: string, year: number): Promise<Statement | undefined> {
  return (await listStatements(tx, [serviceId])).find((statement) => statement.year === year)
}

/** Facts of every reviewed year: those that the ledger has are recorded once, so a first year's saving comes with the second. */
async function recordFacts(context: Context, file: ServiceFile): Promise<void> {
  const { service, parties, statements } = file
  const town = parties.find(({ isTown }) => isTown)
  if (service.measureId === null || !town) return
  const outcomes = partyOutcomes(file, town.id)
  for (const outcome of outcomes)
    for (const fact of factsOf(service, outcome, statements.length)) {
      const recorded = await recordEvidence(context, dated(context, service.measureId, outcome.year, fact))
      assert(recorded.ok, `the review of ${outcome.year} gives facts that the ledger takes`)
    }
}

function dated(
  { clock }: Pick<Context, 'clock'>,
  measureId: string,
  year: number,
  fact: Omit<NewFact, 'measureId' | 'day'>,
): NewFact {
  // A service that ended is reviewed before the year is over.
  const day = yearOf(clock.today()) > year ? calendarDate(`${year}-12-31`) : clock.today()
  return { ...fact, measureId, day }
}
