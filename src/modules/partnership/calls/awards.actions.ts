import type { Context } from '#infra/context.ts'
import { formatEuros } from '#kernel/cents.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { performAct } from '#modules/people/journal/journal.public.ts'
import { type Deliberation, findDeliberation } from '#modules/steering/deliberations/deliberations.public.ts'
import { insertEvents, listReceived, listWriters } from './applications.queries.ts'
import type { Application } from './applications.rules.ts'
import { aidAnswer } from './award-checks.ts'
import { insertDecisions, insertInterested, listAgreements } from './awards.queries.ts'
import { type Decision, isGrant } from './awards.rules.ts'
import { subjectOf } from './calls.actions.ts'
import { firstOf, roleForDecision, roleForPayment } from './calls.permissions.ts'
import { lockCall, offerOf, updateCallStatus } from './calls.queries.ts'
import { type Call, sumOf } from './calls.rules.ts'
import type { InterestedMember, NamedInterest } from './interests.rules.ts'
import { gatherInterests } from './interests.ts'
import { tellWriters } from './telling.ts'

export type AwardsRefusal =
  | 'not_found'
  | 'deliberation_unknown'
  | 'decision_missing'
  | 'reason_missing'
  | 'amount_missing'
  | 'above_request'
  | 'over_envelopes'
  | 'aid_over_ceiling'
  | 'members_stayed'
  | 'grants_open'

type Outcome<Value> = Promise<Result<Value, AwardsRefusal>>

/** Files that the council decides on: those that the jury marked. */
export async function decidable({ db }: Pick<Context, 'db'>, call: Call): Promise<Application[]> {
  return (await listReceived(db, call.id)).filter(({ status }) => status === 'eligible')
}

export async function nameInterested(
  context: Context,
  call: Call,
  members: readonly NamedInterest[],
): Outcome<null> {
  if (call.status !== 'arbitrated' || roleForDecision(context.actor) === null) return refuse('not_found')
  await insertInterested(context.db, members)
  return ok(null)
}

/**
 * Records what the council decided of every file, by one deliberation: an official act. Each refusal has its reason, the total fits
 * the envelopes, and no aid passes its ceiling on the day of the decision. Where a member who had to step aside stayed, the decision risks
 * being annulled: it is recorded only by somebody who says that they know.
 */
export async function recordDecisions(
  context: Context,
  call: Call,
  deliberationId: string,
  decisions: readonly Decision[],
  { knowsRisk = false }: { readonly knowsRisk?: boolean } = {},
): Outcome<null> {
  const role = roleForDecision(context.actor)
  if (call.status !== 'arbitrated' || role === null) return refuse('not_found')
  const deliberation = await findDeliberation(context.db, deliberationId)
  if (!deliberation) return refuse('deliberation_unknown')
  const files = await decidable(context, call)
  const fault = await faultOf(context, call, deliberation, files, decisions)
  if (fault) return refuse(fault)
  const interests = await gatherInterests(context, call, deliberation.adoptedOn, deliberation.recusals)
  const stayed = namesOf(interests.stayed, decisions)
  const judged = namesOf(interests.judged, decisions)
  if (stayed.length > 0 && !knowsRisk) return refuse('members_stayed')
  const details = {
    granted: decisions.filter(({ kind }) => isGrant(kind)).length,
    refused: decisions.filter(({ kind }) => kind === 'refused').length,
    cents: sumOf(decisions.map(({ cents }) => cents ?? 0)),
    ...(stayed.length > 0 ? { interested_not_recused: stayed.join(', ') } : {}),
    ...(judged.length > 0 ? { interested_on_jury: judged.join(', ') } : {}),
  }
  return performAct<null, AwardsRefusal>(
    context,
    { act: 'decide', ...subjectOf(call), role, deliberationId, details },
    async (tx) => {
      const locked = await lockCall(tx, call.code)
      if (locked?.status !== 'arbitrated') return refuse('not_found')
      await insertDecisions(tx, { deliberationId, on: deliberation.adoptedOn }, decisions)
      await updateCallStatus(tx, call.id, 'arbitrated', 'decided')
      await tellDecided({ ...context, db: tx }, call, files, decisions)
      return ok(null)
    },
  )
}

/** Names of the members concerned: one whom a law seats in a body is concerned by a grant to it only (SUB-17). */
function namesOf(members: readonly InterestedMember[], decisions: readonly Decision[]): string[] {
  const granted = new Set(
    decisions.filter(({ kind }) => isGrant(kind)).map(({ applicationId }) => applicationId),
  )
  const concerned = members.filter(
    ({ ground, applicationId }) => ground !== 'appointed_by_law' || granted.has(applicationId),
  )
  return [...new Set(concerned.map(({ memberName }) => memberName))]
}

async function faultOf(
  context: Context,
  call: Call,
  deliberation: Deliberation,
  files: readonly Application[],
  decisions: readonly Decision[],
): Promise<AwardsRefusal | null> {
  const { envelopes } = await offerOf(context.db, call)
  if (sumOf(decisions.map(({ cents }) => cents ?? 0)) > sumOf(envelopes.map(({ cents }) => cents)))
    return 'over_envelopes'
  for (const file of files) {
    const decision = decisions.find(({ applicationId }) => applicationId === file.id)
    if (!decision) return 'decision_missing'
    if (decision.kind !== 'granted' && decision.reasons === '') return 'reason_missing'
    if (!isGrant(decision.kind)) continue
    if (!decision.cents) return 'amount_missing'
    if (decision.cents > (file.requestedCents ?? 0)) return 'above_request'
    const aid = await aidAnswer(context, file, decision.cents, deliberation.adoptedOn)
    if (aid?.status === 'forbidden') return 'aid_over_ceiling'
  }
  return decisions.length === files.length ? null : 'decision_missing'
}

async function tellDecided(
  context: Context,
  call: Call,
  files: readonly Application[],
  decisions: readonly Decision[],
): Promise<void> {
  const { actor, clock } = context
  await insertEvents(
    context.db,
    decisions.map(({ applicationId, kind, reasons }) => ({
      applicationId,
      at: clock.now(),
      actorId: actor?.id ?? null,
      actorName: actor?.name ?? 'Faire Commune',
      event: kind,
      note: reasons,
    })),
  )
  for (const { applicationId, kind, cents } of decisions) {
    const file = files.find(({ id }) => id === applicationId)
    if (!file) continue
    const key = isGrant(kind) ? 'notice.granted' : kind === 'waiting' ? 'notice.waiting' : 'notice.refused'
    const writers = await listWriters(context.db, applicationId)
    await tellWriters(context, call, file, writers, 'decided', key, {
      fr: { amount: formatEuros(cents ?? 0, 'fr') },
      en: { amount: formatEuros(cents ?? 0, 'en') },
    })
  }
}

/** Ends a call once every grant of it is finished: an official act. */
export async function closeCall(context: Context, call: Call): Outcome<null> {
  const role = roleForPayment(context.actor) ?? firstOf(context.actor, ['manager'])
  if (call.status !== 'decided' || role === null) return refuse('not_found')
  const [agreements, granted] = await Promise.all([
    listAgreements(context.db, call.id),
    listReceived(context.db, call.id),
  ])
  const grants = granted.filter(({ status }) => status === 'granted' || status === 'granted_on_condition')
  const finished = agreements.filter(({ finishedOn }) => finishedOn !== null).length
  if (finished < grants.length) return refuse('grants_open')
  return performAct<null, AwardsRefusal>(context, { act: 'close', ...subjectOf(call), role }, async (tx) =>
    (await updateCallStatus(tx, call.id, 'decided', 'closed_out')) ? ok(null) : refuse('not_found'),
  )
}
