import type { Context } from '#infra/context.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, refuse } from '#kernel/result.ts'
import { hasDeliberation } from '#modules/steering/deliberations/deliberations.public.ts'
import { changing, type Outcome, raise, tellAct } from './changing.actions.ts'
import {
  accessTo,
  canReadDraft,
  canTest,
  roleForParty,
  roleOfReviewer,
  type Standpoint,
} from './cooperations.permissions.ts'
import {
  type Cooperation,
  latestRound,
  type Party,
  presentParties,
  roundInForce,
  stayingParties,
} from './cooperations.rules.ts'
import { updatePartyLeft, updatePartyPublishes } from './cooperations.writes.queries.ts'
import { lastRenewal } from './councils.rules.ts'
import { firstExit } from './deadlines.rules.ts'
import { canSetAside, type LegalTest, optionalTests } from './legal-tests.rules.ts'
import type { CouncilOutcome } from './life.rules.ts'
import { listCouncils, saveCouncil, saveTest } from './preparation.queries.ts'
import { insertConfirmation, insertReview, type Review } from './work.queries.ts'

/** What the law was asked about the form, with what was answered. */
export function saveLegalTest(context: Context, slug: string, version: number, test: LegalTest): Outcome {
  const may = ({ actor }: Standpoint, cooperation: Cooperation) => canTest(actor, cooperation)
  return changing(context, slug, version, may, async (change) => {
    const round = latestRound(change.cooperation)
    if (round === null) return refuse('not_found')
    if (test.isSetAside && !optionalTests.includes(test.name) && !canSetAside(test.name, round))
      return refuse('cannot_set_aside')
    if (test.isSetAside && test.reason === '') return refuse('reason_missing')
    await saveTest(change.context.db, change.cooperation.id, round.number, test)
    await raise(change)
    return ok(null)
  })
}

/** A party that goes on: whoever gave notice votes, confirms and leaves no more. */
function partyIn(cooperation: Cooperation, id: string): Party | undefined {
  return stayingParties(cooperation).find((party) => party.id === id)
}

const mayFor = (partyId: string) => (standpoint: Standpoint, cooperation: Cooperation) => {
  const party = partyIn(cooperation, partyId)
  return party !== undefined && roleForParty(standpoint, cooperation, party) !== null
}

/** Until it is gone, a party says whether everybody reads the cooperation. */
const maySpeakFor = (partyId: string) => (standpoint: Standpoint, cooperation: Cooperation) => {
  const party = presentParties(cooperation, standpoint.today).find(({ id }) => id === partyId)
  return party !== undefined && roleForParty(standpoint, cooperation, party) !== null
}

/** What a party prepares for its council: nobody else reads it. */
export function saveCouncilDraft(
  context: Context,
  slug: string,
  partyId: string,
  { version, draft }: { readonly version: number; readonly draft: string },
): Outcome {
  const may = (standpoint: Standpoint, cooperation: Cooperation) => {
    const party = partyIn(cooperation, partyId)
    return party !== undefined && canReadDraft(standpoint, cooperation, party)
  }
  return changing(context, slug, null, may, async ({ context: { db }, cooperation }) => {
    const round = latestRound(cooperation)
    if (round === null) return refuse('not_found')
    const place = { cooperationId: cooperation.id, round: round.number, partyId }
    return (await saveCouncil(db, place, version, { draft })) ? ok(null) : refuse('changed_meanwhile')
  })
}

export interface CouncilVote {
  readonly version: number
  readonly outcome: Exclude<CouncilOutcome, 'pending'>
  readonly number: string
  readonly decidedOn: CalendarDate
  readonly deliberationId: string | null
}

/** What a council voted, with the number of its deliberation: each council apart. */
export function recordVote(context: Context, slug: string, partyId: string, vote: CouncilVote): Outcome {
  return changing(context, slug, null, mayFor(partyId), async (change) => {
    const { context: inside, cooperation, standpoint } = change
    const round = latestRound(cooperation)
    const party = partyIn(cooperation, partyId)
    if (round === null || party === undefined) return refuse('not_found')
    // Councils vote on what the law allows, and before the signature.
    if (cooperation.status !== 'tested') return refuse('act_closed')
    if (vote.decidedOn > inside.clock.today()) return refuse('decided_in_the_future')
    const deliberationId = party.kind === 'town' ? vote.deliberationId : null
    if (deliberationId !== null && !(await hasDeliberation(inside.db, deliberationId)))
      return refuse('deliberation_unknown')
    const councils = await listCouncils(inside.db, cooperation.id, round.number)
    const known = councils.find((council) => council.partyId === partyId)
    if (known?.outcome === vote.outcome && known.number === vote.number) return ok(null)
    const place = { cooperationId: cooperation.id, round: round.number, partyId }
    const saved = await saveCouncil(inside.db, place, vote.version, {
      outcome: vote.outcome,
      number: vote.number,
      decided_on: vote.decidedOn,
      deliberation_id: deliberationId,
    })
    if (!saved) return refuse('changed_meanwhile')
    await tellAct(change, {
      act: `council_${vote.outcome}`,
      role: roleForParty(standpoint, cooperation, party) ?? '',
      deliberationId,
      details: { party: party.name, number: vote.number, decided_on: vote.decidedOn },
    })
    return ok(null)
  })
}

/** A party agrees that everybody reads the cooperation, or takes its agreement back. */
export function publishFor(
  context: Context,
  slug: string,
  partyId: string,
  { agrees, reason }: { readonly agrees: boolean; readonly reason: string },
): Outcome {
  return changing(context, slug, null, maySpeakFor(partyId), async (change) => {
    const { context: inside, cooperation, standpoint } = change
    const party = presentParties(cooperation, standpoint.today).find(({ id }) => id === partyId)
    if (party === undefined) return refuse('not_found')
    if (agrees === (party.publishesOn !== null)) return ok(null)
    // The town writes for another authority what that one told it: where it is written has to be said.
    if (accessTo(standpoint, cooperation) === 'town' && party.kind !== 'town' && reason === '')
      return refuse('reason_missing')
    await updatePartyPublishes(inside.db, partyId, agrees ? inside.clock.today() : null)
    await raise(change)
    const role = roleForParty(standpoint, cooperation, party) ?? ''
    await tellAct(change, {
      act: agrees ? 'agree_to_publish' : 'withdraw_publication',
      role,
      reason,
      details: { party: party.name },
    })
    return ok(null)
  })
}

/** A party leaves, at the end of the notice that the agreement asks for. Two at least stay: otherwise the cooperation ends. */
export function leaveCooperation(
  context: Context,
  slug: string,
  partyId: string,
  { noticeOn, reason }: { readonly noticeOn: CalendarDate; readonly reason: string },
): Outcome {
  return changing(context, slug, null, mayFor(partyId), async (change) => {
    const { context: inside, cooperation, standpoint } = change
    const round = roundInForce(cooperation)
    const party = partyIn(cooperation, partyId)
    if (party === undefined) return refuse('not_found')
    if (round === null || round.effectOn === null) return refuse('act_closed')
    if (reason === '') return refuse('reason_missing')
    if (noticeOn > inside.clock.today()) return refuse('day_in_the_future')
    if (stayingParties(cooperation).length < 3) return refuse('two_stay')
    const leftOn = firstExit({ ...round, effectOn: round.effectOn }, noticeOn)
    if (leftOn === null || leftOn < party.joinedOn) return refuse('cannot_leave')
    await updatePartyLeft(inside.db, partyId, leftOn, reason)
    await raise(change)
    await tellAct(change, {
      act: 'leave',
      role: roleForParty(standpoint, cooperation, party) ?? '',
      reason,
      details: { party: party.name, notice_on: noticeOn, left_on: leftOn },
    })
    return ok(null)
  })
}

/** The council elected since says again that it goes on. */
export function confirmAfterElection(context: Context, slug: string, partyId: string): Outcome {
  return changing(context, slug, null, mayFor(partyId), async (change) => {
    const { context: inside, cooperation, standpoint } = change
    const party = partyIn(cooperation, partyId)
    const round = roundInForce(cooperation)
    if (party === undefined) return refuse('not_found')
    const today = inside.clock.today()
    const electionOn = lastRenewal(party.kind, today)
    if (electionOn === null || !round?.effectOn || electionOn <= round.effectOn) return refuse('not_elected')
    const isNew = await insertConfirmation(inside.db, cooperation.id, { partyId, electionOn }, today)
    if (!isNew) return ok(null)
    await raise(change)
    await tellAct(change, {
      act: 'confirm',
      role: roleForParty(standpoint, cooperation, party) ?? '',
      details: { party: party.name, election_on: electionOn },
    })
    return ok(null)
  })
}

/** The yearly review: what it gave, what went wrong, whether it goes on. */
export function reviewCooperation(context: Context, slug: string, review: Review): Outcome {
  const may = ({ actor }: Standpoint, cooperation: Cooperation) =>
    roleOfReviewer(actor) !== null && cooperation.status !== 'dropped'
  return changing(context, slug, null, may, async (change) => {
    const { context: inside, cooperation } = change
    if (cooperation.status !== 'running') return refuse('act_closed')
    if (review.heldOn > inside.clock.today()) return refuse('day_in_the_future')
    if (!(await insertReview(inside.db, cooperation.id, review))) return refuse('review_done')
    await raise(change)
    await tellAct(change, {
      act: 'review',
      role: roleOfReviewer(inside.actor) ?? '',
      reason: review.results.slice(0, 1000),
      details: { year: review.year, decision: review.decision },
    })
    return ok(null)
  })
}
