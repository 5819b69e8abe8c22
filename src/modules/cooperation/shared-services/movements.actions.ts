import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, yearOf } from '#kernel/calendar-date.ts'
import { ok, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { type Change, changeService, nameOf, type Outcome, subjectOf } from './change-service.ts'
import { insertAdoption, listKeys } from './keys.queries.ts'
import { keyInForce } from './keys.rules.ts'
import { firstDeparture, presenceOn } from './movements.rules.ts'
import { type Departure, insertParty, updateDeparture, updateExitCost } from './parties.queries.ts'
import type { Refusal } from './refusals.ts'
import { roleForDeparture, roleOfKeeper } from './shared-services.permissions.ts'
import type { Party, PartyDraft } from './shared-services.rules.ts'
import { listStatements } from './statements.queries.ts'

/** A party that comes into a service that runs: by its own deliberation, and by what the others agreed to. */
export interface Admission {
  readonly party: PartyDraft
  readonly joinedOn: CalendarDate
  readonly deliberation: string
  readonly decidedOn: CalendarDate
  readonly agreement: string
}

/** Lets a party in from a day on. By joining it adopts the key in force: the others voted on it, and it says so too. */
export function admitParty(context: Context, code: string, admission: Admission): Outcome<string> {
  return changeService(
    context,
    code,
    async ({ tx, within, service, parties }) => {
      const role = roleOfKeeper(context.actor)
      if (role === null) return refuse('not_found')
      if (service.status !== 'running' || service.startsOn === null) return refuse('not_running')
      const { party, joinedOn, deliberation, decidedOn, agreement } = admission
      if (joinedOn <= service.startsOn) return refuse('before_start')
      if (decidedOn > context.clock.today()) return refuse('in_the_future')
      if (parties.some((each) => each.name === party.name || each.reference === party.reference))
        return refuse('party_named')
      const closed = await whyYearMoves(tx, service.id, joinedOn)
      if (closed) return refuse(closed)
      const joinedBy = `${deliberation} · ${agreement}`
      const id = await insertParty(tx, service.id, { ...party, isHost: false }, { joinedOn, joinedBy })
      const key = keyInForce(await listKeys(tx, service.id), yearOf(joinedOn))
      if (key)
        await insertAdoption(tx, key.id, {
          partyId: id,
          verdict: 'adopted',
          decidedOn,
          deliberation,
          recordedByName: nameOf(context),
        })
      const details = { party: party.name, joined_on: joinedOn, deliberation }
      await recordAct(within, { act: 'admit_party', ...subjectOf(service), role, on: decidedOn, details })
      return ok(party.reference)
    },
    { twice: 'party_named' },
  )
}

/** A year that was stated, or a key that the councils are voting on, waits for nobody to come or go. */
async function whyYearMoves(tx: Database, serviceId: string, day: CalendarDate): Promise<Refusal | null> {
  const statements = await listStatements(tx, [serviceId])
  if (statements.some(({ year }) => year >= yearOf(day))) return 'year_stated'
  const keys = await listKeys(tx, serviceId)
  return keys.some(({ status }) => status === 'proposed') ? 'key_waits' : null
}

/** A party says that it leaves: it is one until its last day, after the notice that the agreement asks for. */
export function giveNotice(
  context: Context,
  code: string,
  reference: string,
  departure: Departure,
): Outcome<null> {
  return changeParty(context, code, reference, async ({ tx, within, service, parties, standing }, party) => {
    const role = roleForDeparture(context.actor, standing, party)
    if (role === null) return refuse('not_found')
    if (service.status !== 'running') return refuse('not_running')
    if (party.isHost) return refuse('host_stays')
    if (party.leavesOn !== null) return refuse('notice_given')
    const refusal = whyNotThen(departure, service.noticeMonths, party, context.clock.today())
    if (refusal) return refuse(refusal)
    const staying = parties.filter(({ id, leavesOn }) => leavesOn === null && id !== party.id)
    if (staying.length < 2) return refuse('last_two')
    const closed = await whyYearMoves(tx, service.id, departure.leavesOn)
    if (closed) return refuse(closed)
    await updateDeparture(tx, party.id, departure)
    const { noticeOn, leavesOn, leavesBy } = departure
    const details = { party: party.name, leaves_on: leavesOn, deliberation: leavesBy }
    await recordAct(within, { act: 'give_notice', ...subjectOf(service), role, on: noticeOn, details })
    return ok(null)
  })
}

function whyNotThen(
  { noticeOn, leavesOn }: Departure,
  noticeMonths: number,
  { joinedOn }: Party,
  today: CalendarDate,
): Refusal | null {
  if (noticeOn > today) return 'in_the_future'
  if (leavesOn < firstDeparture(noticeOn, noticeMonths)) return 'notice_short'
  // Units that it used until today stay its own.
  return leavesOn < today || (joinedOn !== null && leavesOn < joinedOn) ? 'before_today' : null
}

/** Takes a notice back, as long as the party is still there. */
export function withdrawNotice(context: Context, code: string, reference: string): Outcome<null> {
  return changeParty(context, code, reference, async ({ tx, within, service, standing }, party) => {
    const role = roleForDeparture(context.actor, standing, party)
    const isLeaving = presenceOn(party, context.clock.today()) === 'leaving'
    if (role === null || !isLeaving || service.status !== 'running') return refuse('not_found')
    await updateDeparture(tx, party.id, null)
    const details = { party: party.name }
    await recordAct(within, { act: 'withdraw_notice', ...subjectOf(service), role, details })
    return ok(null)
  })
}

/** What the agreement makes the party pay for leaving: it goes on the statement of its last year. */
export function writeExitCost(
  context: Context,
  code: string,
  reference: string,
  { cents, reason }: { readonly cents: number; readonly reason: string },
): Outcome<null> {
  return changeParty(context, code, reference, async ({ tx, within, service }, party) => {
    const role = roleOfKeeper(context.actor)
    if (role === null || party.leavesOn === null) return refuse('not_found')
    if (cents > 0 && reason === '') return refuse('exit_reason_missing')
    const statements = await listStatements(tx, [service.id])
    const last = yearOf(party.leavesOn)
    if (statements.some(({ year }) => year >= last)) return refuse('year_stated')
    await updateExitCost(tx, party.id, cents, cents === 0 ? '' : reason)
    const details = { party: party.name, exit_cents: cents }
    await recordAct(within, { act: 'write_exit_cost', ...subjectOf(service), role, details })
    return ok(null)
  })
}

function changeParty(
  context: Context,
  code: string,
  reference: string,
  change: (found: Change, party: Party) => Outcome<null>,
): Outcome<null> {
  return changeService(context, code, async (found) => {
    const party = found.parties.find((each) => each.reference === reference)
    return party ? change(found, party) : refuse('not_found')
  })
}
