import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { ok, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { type Change, changeService, nameOf, type Outcome, subjectOf } from './change-service.ts'
import {
  deleteDraftKey,
  insertAdoption,
  insertKey,
  listKeys,
  listValues,
  type PartyValue,
  saveValue,
  updateKeyStatus,
} from './keys.queries.ts'
import {
  type Adoption,
  faultOfKey,
  type KeyDraft,
  type PartyCounts,
  type SharingKey,
  unitCostKey,
} from './keys.rules.ts'
import { sumUnits } from './lines.queries.ts'
import { boundParties, countedDays, countedParties, weighedByDays } from './movements.rules.ts'
import { canKeep, roleForAdoption, roleOfKeeper } from './shared-services.permissions.ts'
import { methodsOpenTo, type Party, type SharedService } from './shared-services.rules.ts'
import { listStatements } from './statements.queries.ts'

/** What each party of a year counts for: the latest values known, for its days there, and the units that it used. */
export async function countsOf(
  db: Database,
  service: SharedService,
  parties: readonly Party[],
  year: number,
): Promise<readonly PartyCounts[]> {
  const values = await listValues(db, service.id, year)
  const units = await sumUnits(db, service.id, year)
  return weighedByDays(
    countedParties(service, parties, year).map((party) => ({
      reference: party.reference,
      days: countedDays(service, party, year),
      values: {
        ...Object.fromEntries(
          values.filter(({ partyId }) => partyId === party.id).map(({ name, value }) => [name, value]),
        ),
        units: units.get(party.id) ?? '0',
      },
    })),
  )
}

/** The key as it is stored: a unit cost shares by units, and the host takes the rest. */
export function completeKey(draft: KeyDraft, parties: readonly Party[]): KeyDraft {
  const host = parties.find(({ isHost }) => isHost)
  return draft.method === 'unit_cost' && host ? { ...draft, ...unitCostKey(host.reference) } : draft
}

/** Writes a new version of the key as a draft; answers its number. One at a time waits for the councils. */
export function draftKey(context: Context, code: string, typed: KeyDraft): Outcome<number> {
  return changeService(
    context,
    code,
    async ({ tx, service, parties }) => {
      if (!canKeep(context.actor)) return refuse('not_found')
      if (service.status === 'ended') return refuse('not_running')
      if (!methodsOpenTo(service.legalForm).includes(typed.method)) return refuse('method_closed')
      const draft = completeKey(typed, parties)
      const fault = faultOfKey(
        draft,
        boundParties(parties, draft.fromYear).map(({ reference }) => reference),
      )
      if (fault) return refuse(fault)
      const stated = await listStatements(tx, [service.id])
      if (stated.some(({ year }) => year >= draft.fromYear)) return refuse('year_closed')
      return ok(await insertKey(tx, service.id, draft))
    },
    { twice: 'key_open' },
  )
}

/** Puts a draft to the councils: from then on every party sees it, and nobody rewrites it. */
export function proposeKey(context: Context, code: string, number: number): Outcome<null> {
  return changeKey(context, code, number, async ({ tx, within, service }, key) => {
    const role = roleOfKeeper(context.actor)
    if (role === null) return refuse('not_found')
    if (!(await updateKeyStatus(tx, key.id, 'draft', 'proposed', context.clock.today())))
      return refuse('key_settled')
    await recordAct(within, { act: 'propose_key', ...subjectOf(service), role, details: { key: number } })
    return ok(null)
  })
}

export function removeKey(context: Context, code: string, number: number): Outcome<null> {
  return changeKey(context, code, number, async ({ tx }, key) => {
    if (!canKeep(context.actor)) return refuse('not_found')
    return (await deleteDraftKey(tx, key.id)) ? ok(null) : refuse('key_settled')
  })
}

/** What the council of one party decided. The last adoption makes the key adopted; one refusal makes it refused. */
export function recordAdoption(
  context: Context,
  code: string,
  number: number,
  vote: Omit<Adoption, 'recordedByName'>,
): Outcome<null> {
  return changeKey(context, code, number, async (found, key) => {
    const { tx, within, service, parties, standing } = found
    const voters = boundParties(parties, key.fromYear)
    const party = voters.find(({ id }) => id === vote.partyId)
    const role = party ? roleForAdoption(context.actor, standing, party) : null
    if (!party || role === null) return refuse('not_found')
    if (key.status !== 'proposed') return refuse('key_settled')
    if (key.adoptions.some(({ partyId }) => partyId === party.id)) return refuse('decided_already')
    if (vote.decidedOn > context.clock.today()) return refuse('in_the_future')
    await insertAdoption(tx, key.id, { ...vote, recordedByName: nameOf(context) })
    const details = { key: number, party: party.name, deliberation: vote.deliberation }
    const act = vote.verdict === 'adopted' ? 'adopt_key' : 'refuse_key'
    await recordAct(within, { act, ...subjectOf(service), role, on: vote.decidedOn, details })
    const voted = new Set([...key.adoptions.map(({ partyId }) => partyId), party.id])
    if (vote.verdict === 'refused' || voters.every(({ id }) => voted.has(id)))
      await updateKeyStatus(tx, key.id, 'proposed', vote.verdict, context.clock.today())
    return ok(null)
  })
}

function changeKey<Value>(
  context: Context,
  code: string,
  number: number,
  change: (found: Change, key: SharingKey) => Outcome<Value>,
): Outcome<Value> {
  return changeService(
    context,
    code,
    async (found) => {
      const key = (await listKeys(found.tx, found.service.id)).find((each) => each.number === number)
      const isHidden = key?.status === 'draft' && !found.standing.isOfTheTown
      return key && !isHidden ? change(found, key) : refuse('not_found')
    },
    { twice: 'decided_already' },
  )
}

/** Inhabitants, potential, agents, m² or fixed part of a party in a year, as an exact decimal. */
export function writeValue(context: Context, code: string, value: PartyValue): Outcome<null> {
  return changeService(context, code, async ({ tx, service, parties }) => {
    if (!canKeep(context.actor) || parties.every(({ id }) => id !== value.partyId)) return refuse('not_found')
    const stated = await listStatements(tx, [service.id])
    if (stated.some(({ year }) => year >= value.year)) return refuse('year_stated')
    await saveValue(tx, value)
    return ok(null)
  })
}
