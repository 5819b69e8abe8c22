import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { segmentOf } from '#kernel/plain-text.ts'
import { ok, refuse } from '#kernel/result.ts'
import { findAccountByEmail } from '#modules/people/accounts/accounts.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { measureBook } from '#modules/steering/measures/measures.public.ts'
import { changeService, type Outcome, prepareService, subjectOf, unlessDuplicate } from './change-service.ts'
import { hasMoved } from './movements.rules.ts'
import { deleteParty, endOfficer, insertOfficer, insertParty } from './parties.queries.ts'
import { readWholeFile } from './service-file.ts'
import { endService, insertService, startService, updateService } from './services.queries.ts'
import { canKeep, roleForStart, roleOfKeeper } from './shared-services.permissions.ts'
import { lackingToStart, type PartyDraft, type ServiceDraft } from './shared-services.rules.ts'

/** Codes that addresses of the register already use. */
const reservedCodes = new Set(['nouveau', 'bilan-du-reseau'])

/** A new service, being prepared; answers its code. */
export async function createService(context: Context, draft: ServiceDraft): Outcome<string> {
  const role = roleOfKeeper(context.actor)
  if (role === null) return refuse('not_found')
  if (!(await knowsMeasure(context, draft.measureId))) return refuse('measure_unknown')
  const code = segmentOf(draft.title, reservedCodes, 'service')
  return unlessDuplicate('same_name', () =>
    inTransaction(context.db, async (tx) => {
      const id = await insertService(tx, code, draft)
      await recordAct(
        { ...context, db: tx },
        { act: 'create', ...subjectOf({ id, title: draft.title }), role },
      )
      return ok(code)
    }),
  )
}

/** Rewrites the sheet of a service, if nobody did since the version that the person saw. */
export function reviseService(
  context: Context,
  code: string,
  version: number,
  draft: ServiceDraft,
): Outcome<null> {
  return changeService(context, code, async ({ tx, within, service, parties }) => {
    if (!canKeep(context.actor)) return refuse('not_found')
    if (!(await knowsMeasure(within, draft.measureId))) return refuse('measure_unknown')
    const isFixed = service.status !== 'prepared'
    if (isFixed && (draft.baselineYear !== service.baselineYear || draft.legalForm !== service.legalForm))
      return refuse('frozen')
    if (draft.movingYear !== service.movingYear && parties.some(hasMoved)) return refuse('frozen')
    return (await updateService(tx, service.id, version, draft)) ? ok(null) : refuse('changed_meanwhile')
  })
}

async function knowsMeasure(context: Context, id: string | null): Promise<boolean> {
  return id === null || (await measureBook.list(context)).some((measure) => measure.id === id)
}

/** Answers the id of the party. */
export function addParty(context: Context, code: string, party: PartyDraft): Outcome<string> {
  return unlessDuplicate('party_named', () =>
    prepareService(context, code, canKeep, async ({ tx, service, parties }) => {
      if (party.isHost && parties.some(({ isHost }) => isHost)) return refuse('host_named')
      const isKnown = ({ name, reference, isTown }: PartyDraft) =>
        name === party.name || reference === party.reference || (isTown && party.isTown)
      if (parties.some(isKnown)) return refuse('party_named')
      return ok(await insertParty(tx, service.id, party, null))
    }),
  )
}

export function removeParty(context: Context, code: string, partyId: string): Outcome<null> {
  return prepareService(context, code, canKeep, async ({ tx, service, parties }) => {
    if (parties.every(({ id }) => id !== partyId)) return refuse('not_found')
    const { keys } = await readWholeFile(tx, service)
    // Councils voted on a key among these parties.
    if (keys.some(({ status }) => status !== 'draft')) return refuse('in_use')
    return (await deleteParty(tx, service.id, partyId)) ? ok(null) : refuse('not_found')
  })
}

/** Lets a person act for a party from today: an account that holds the role of partner officer, or nothing changes for it. */
export function addOfficer(context: Context, code: string, partyId: string, email: string): Outcome<null> {
  return changeService(
    context,
    code,
    async ({ tx, within, service, parties }) => {
      const role = roleOfKeeper(context.actor)
      const party = parties.find(({ id }) => id === partyId)
      if (role === null || !party) return refuse('not_found')
      const account = await findAccountByEmail(tx, email)
      if (!account) return refuse('account_unknown')
      await insertOfficer(tx, partyId, account.id, context.clock.today())
      // The journal names the party, not the person: it is public, and people are not.
      const details = { party: party.name }
      await recordAct(within, { act: 'name_officer', ...subjectOf(service), role, details })
      return ok(null)
    },
    { twice: 'officer_named' },
  )
}

export function removeOfficer(
  context: Context,
  code: string,
  partyId: string,
  accountId: string,
): Outcome<null> {
  return changeService(context, code, async ({ tx, within, service, parties }) => {
    const role = roleOfKeeper(context.actor)
    const party = parties.find(({ id }) => id === partyId)
    if (role === null || !party) return refuse('not_found')
    if (!(await endOfficer(tx, partyId, accountId, context.clock.today()))) return refuse('not_found')
    await recordAct(within, {
      act: 'end_officer',
      ...subjectOf(service),
      role,
      details: { party: party.name },
    })
    return ok(null)
  })
}

/** Starts a service that has all it needs: a baseline of each party above all, without which nothing can be measured. */
export function startSharing(context: Context, code: string, on: CalendarDate): Outcome<null> {
  const may = (actor: Context['actor']) => roleForStart(actor, 'prepared') !== null
  return prepareService(context, code, may, async ({ tx, within, service }) => {
    const role = roleForStart(context.actor, service.status)
    if (role === null) return refuse('not_found')
    if (on > context.clock.today()) return refuse('in_the_future')
    if (lackingToStart(await readWholeFile(tx, service)).length > 0) return refuse('not_ready')
    await startService(tx, service.id, on)
    await recordAct(within, { act: 'start', ...subjectOf(service), role, on })
    return ok(null)
  })
}

export function endSharing(context: Context, code: string, on: CalendarDate): Outcome<null> {
  return changeService(context, code, async ({ tx, within, service }) => {
    const role = roleForStart(context.actor, service.status)
    if (role === null) return refuse('not_found')
    if (service.status !== 'running' || service.startsOn === null) return refuse('not_running')
    if (on > context.clock.today()) return refuse('in_the_future')
    if (on < service.startsOn) return refuse('before_start')
    await endService(tx, service.id, on)
    await recordAct(within, { act: 'end', ...subjectOf(service), role, on })
    return ok(null)
  })
}
