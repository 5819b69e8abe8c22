import type { Context } from '#infra/context.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { performAct } from '#modules/people/journal/journal.public.ts'
import { listReceived } from './applications.queries.ts'
import {
  type Award,
  aboveFloor,
  drawFromEnvelopes,
  type Method,
  proportional,
  skipAndFill,
  strictRanking,
} from './arbitration.rules.ts'
import { bestSum } from './best-sum.ts'
import { subjectOf } from './calls.actions.ts'
import { roleForArbitration } from './calls.permissions.ts'
import { lockCall, offerOf, updateCallStatus } from './calls.queries.ts'
import { type Call, type Offer, sumOf } from './calls.rules.ts'
import { type FullReview, listFullReviews } from './jury.queries.ts'
import { jurorMeans, type RankedApplication, rankApplications } from './ranking.rules.ts'
import { chooseScenario, findScenario, insertScenario, replaceLines } from './scenarios.queries.ts'

export type ScenarioRefusal =
  | 'not_found'
  | 'jury_not_complete'
  | 'name_taken'
  | 'changed_meanwhile'
  | 'over_envelopes'
  | 'above_request'
  | 'nothing_awarded'

type Outcome<Value> = Promise<Result<Value, ScenarioRefusal>>

export interface Judged {
  readonly offer: Offer
  readonly ranking: readonly RankedApplication[]
  readonly reviews: readonly FullReview[]
  readonly jurors: ReturnType<typeof jurorMeans>
  /** Whether every mark is in, and every file has two assessors at least. */
  readonly isComplete: boolean
  /** Files that fewer than two jurors could judge. */
  readonly thin: readonly string[]
  /** Files from which the person of the request stepped aside: neither their marks nor their money are shown to this person. */
  readonly setAside: ReadonlySet<string>
}

const leastAssessors = 2

/** What the jury found so far: the ranking of the files, and what lacks. */
export async function judgedCall({ db, actor }: Pick<Context, 'db' | 'actor'>, call: Call): Promise<Judged> {
  const [offer, received, reviews] = await Promise.all([
    offerOf(db, call),
    listReceived(db, call.id),
    listFullReviews(db, { callId: call.id }),
  ])
  const before = new Set(['submitted', 'ineligible', 'withdrawn'])
  const candidates = received
    .filter(({ status }) => !before.has(status))
    .flatMap(({ id, number, requestedCents, receivedAt }) =>
      number !== null && requestedCents !== null && receivedAt !== null
        ? [{ id, number, requestedCents, receivedAt }]
        : [],
    )
  const submitted = reviews.filter(({ state }) => state === 'submitted')
  const open = reviews.filter(({ state }) => state === 'assigned' || state === 'started')
  const ranking = rankApplications(candidates, submitted, offer.criteria, call.tieRule)
  const thin = ranking.filter((row) => row.reviews < leastAssessors).map(({ id }) => id)
  const isComplete = candidates.length > 0 && open.length === 0 && thin.length === 0
  const setAside = new Set(
    reviews
      .filter(({ accountId, state }) => accountId === actor?.id && state === 'recused')
      .map(({ applicationId }) => applicationId),
  )
  return {
    offer,
    ranking,
    reviews,
    jurors: jurorMeans(submitted, offer.criteria),
    isComplete,
    thin,
    setAside,
  }
}

export interface ScenarioDraft {
  readonly name: string
  readonly method: Method
  readonly floorHundredths: number | null
}

/** Makes a scenario by a method; answers its id. People compare several, change amounts by hand, and choose. */
export async function createScenario(context: Context, call: Call, draft: ScenarioDraft): Outcome<string> {
  if (call.status !== 'jury' || roleForArbitration(context.actor) === null) return refuse('not_found')
  const judged = await judgedCall(context, call)
  if (!judged.isComplete) return refuse('jury_not_complete')
  const { envelopes } = judged.offer
  const awards = await awardsBy(judged, draft)
  const lines = drawFromEnvelopes(awards, envelopes)
  if (lines === null) return refuse('over_envelopes')
  try {
    return await inTransaction<string, ScenarioRefusal>(context.db, async (tx) =>
      ok(await insertScenario(tx, call.id, { ...draft, lines }, context.clock.now())),
    )
  } catch (error) {
    if (isDuplicate(error)) return refuse('name_taken')
    throw error
  }
}

async function awardsBy(judged: Judged, { method, floorHundredths }: ScenarioDraft): Promise<Award[]> {
  const money = sumOf(judged.offer.envelopes.map(({ cents }) => cents))
  const rows = aboveFloor(judged.ranking, floorHundredths)
  switch (method) {
    case 'strict':
      return strictRanking(rows, money)
    case 'skip_and_fill':
      return skipAndFill(rows, money)
    case 'best_sum':
      return bestSum(rows, money)
    case 'proportional':
      return proportional(rows, money)
    case 'by_hand':
      return []
  }
}

/**
 * Other amounts, decided by people: partial grants, within what was asked and within the envelopes. What a scenario gives to a file from
 * which this person stepped aside stays as it is.
 */
export async function setAmounts(
  context: Context,
  call: Call,
  id: string,
  version: number,
  awards: readonly Award[],
): Outcome<null> {
  if (call.status !== 'jury' || roleForArbitration(context.actor) === null) return refuse('not_found')
  const scenario = await findScenario(context.db, call.id, id)
  if (!scenario) return refuse('not_found')
  const judged = await judgedCall(context, call)
  const asked = new Map(judged.ranking.map((row) => [row.id, row.requestedCents]))
  const others = [
    ...awards.filter(({ applicationId }) => !judged.setAside.has(applicationId)),
    ...scenario.lines.filter(({ applicationId }) => judged.setAside.has(applicationId)),
  ]
  if (others.some(({ applicationId, cents }) => cents > (asked.get(applicationId) ?? 0)))
    return refuse('above_request')
  // Envelopes are drawn in the order of the ranking.
  const order = new Map(judged.ranking.map((row, index) => [row.id, index]))
  const sorted = others.toSorted(
    (a, b) => (order.get(a.applicationId) ?? 0) - (order.get(b.applicationId) ?? 0),
  )
  const lines = drawFromEnvelopes(sorted, judged.offer.envelopes)
  if (lines === null) return refuse('over_envelopes')
  return inTransaction<null, ScenarioRefusal>(context.db, async (tx) =>
    (await replaceLines(tx, id, version, lines)) ? ok(null) : refuse('changed_meanwhile'),
  )
}

/** Proposes a scenario to the council: an official act. The jury's work is over; its marks are read only. */
export async function proposeScenario(context: Context, call: Call, id: string): Outcome<null> {
  const role = roleForArbitration(context.actor)
  if (call.status !== 'jury' || role === null) return refuse('not_found')
  const scenario = await findScenario(context.db, call.id, id)
  if (!scenario) return refuse('not_found')
  if (scenario.lines.length === 0) return refuse('nothing_awarded')
  const judged = await judgedCall(context, call)
  if (!judged.isComplete) return refuse('jury_not_complete')
  const details = { scenario: scenario.name, cents: sumOf(scenario.lines.map(({ cents }) => cents)) }
  return performAct<null, ScenarioRefusal>(
    context,
    { act: 'propose', ...subjectOf(call), role, details },
    async (tx) => {
      const locked = await lockCall(tx, call.code)
      if (locked?.status !== 'jury') return refuse('not_found')
      await chooseScenario(tx, call.id, id)
      await updateCallStatus(tx, call.id, 'jury', 'arbitrated')
      return ok(null)
    },
  )
}
