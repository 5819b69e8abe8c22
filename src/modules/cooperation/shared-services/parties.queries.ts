import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import type { Party, PartyDraft } from './shared-services.rules.ts'

/** Parties of a service, the host first. */
export async function listParties(db: Database, serviceId: string): Promise<Party[]> {
  const byService = await listPartiesOf(db, [serviceId])
  return byService.get(serviceId) ?? []
}

export async function listPartiesOf(
  db: Database,
  serviceIds: readonly string[],
): Promise<Map<string, Party[]>> {
  if (serviceIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('shared_service_parties')
    .select([
      'id',
      'service_id',
      'reference',
      'name',
      'authority_kind',
      'authority_code',
      'is_host',
      'is_town',
      'is_fictional',
      'joined_on',
      'joined_by',
      'notice_on',
      'leaves_on',
      'leaves_by',
      'exit_cents',
      'exit_reason',
    ])
    .where('service_id', 'in', serviceIds)
    .orderBy('is_host', 'desc')
    .orderBy('name')
    .execute()
  const parties = rows.map((row) => ({ serviceId: row.service_id, party: partyRow.parse(row) }))
  return new Map(
    [...Map.groupBy(parties, ({ serviceId }) => serviceId)].map(([id, list]) => [
      id,
      list.map(({ party }) => party),
    ]),
  )
}

const dayOrNull = z
  .string()
  .nullable()
  .transform((text) => (text === null ? null : calendarDate(text)))

const partyRow = z
  .object({
    id: z.string(),
    reference: z.string(),
    name: z.string(),
    authority_kind: z.string().nullable(),
    authority_code: z.string().nullable(),
    is_host: z.boolean(),
    is_town: z.boolean(),
    is_fictional: z.boolean(),
    joined_on: dayOrNull,
    joined_by: z.string(),
    notice_on: dayOrNull,
    leaves_on: dayOrNull,
    leaves_by: z.string(),
    exit_cents: z.number(),
    exit_reason: z.string(),
  })
  .transform(
    (row): Party => ({
      id: row.id,
      reference: row.reference,
      name: row.name,
      authority:
        row.authority_kind !== null && row.authority_code !== null
          ? { kind: row.authority_kind, code: row.authority_code }
          : null,
      isHost: row.is_host,
      isTown: row.is_town,
      isFictional: row.is_fictional,
      joinedOn: row.joined_on,
      joinedBy: row.joined_by,
      noticeOn: row.notice_on,
      leavesOn: row.leaves_on,
      leavesBy: row.leaves_by,
      exitCents: row.exit_cents,
      exitReason: row.exit_reason,
    }),
  )

/** How a party came into a service that ran. */
export interface Arrival {
  readonly joinedOn: CalendarDate
  readonly joinedBy: string
}

/** `arrival`: null for those that are there at the start. */
export async function insertParty(
  tx: Database,
  serviceId: string,
  party: PartyDraft,
  arrival: Arrival | null,
): Promise<string> {
  const { id } = await tx
    .insertInto('shared_service_parties')
    .values({
      service_id: serviceId,
      reference: party.reference,
      name: party.name,
      authority_kind: party.authority?.kind ?? null,
      authority_code: party.authority?.code ?? null,
      is_host: party.isHost,
      is_town: party.isTown,
      is_fictional: party.isFictional,
      joined_on: arrival?.joinedOn ?? null,
      joined_by: arrival?.joinedBy ?? '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** False when the service has no such party. */
export async function deleteParty(tx: Database, serviceId: string, partyId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('shared_service_parties')
    .where('id', '=', partyId)
    .where('service_id', '=', serviceId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export interface Departure {
  readonly noticeOn: CalendarDate
  readonly leavesOn: CalendarDate
  readonly leavesBy: string
}

/** Writes that a party leaves; null takes its notice back, and what leaving costs with it. */
export async function updateDeparture(
  tx: Database,
  partyId: string,
  departure: Departure | null,
): Promise<void> {
  await tx
    .updateTable('shared_service_parties')
    .set(
      departure === null
        ? { notice_on: null, leaves_on: null, leaves_by: '', exit_cents: 0, exit_reason: '' }
        : {
            notice_on: departure.noticeOn,
            leaves_on: departure.leavesOn,
            leaves_by: departure.leavesBy,
          },
    )
    .where('id', '=', partyId)
    .execute()
}

export async function updateExitCost(
  tx: Database,
  partyId: string,
  cents: number,
  reason: string,
): Promise<void> {
  await tx
    .updateTable('shared_service_parties')
    .set({ exit_cents: cents, exit_reason: reason })
    .where('id', '=', partyId)
    .execute()
}

export interface Officer {
  readonly partyId: string
  readonly accountId: string
  readonly name: string
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate | null
}

export async function listOfficers(db: Database, serviceId: string): Promise<Officer[]> {
  const rows = await db
    .selectFrom('shared_service_officers as officer')
    .innerJoin('shared_service_parties as party', 'party.id', 'officer.party_id')
    .innerJoin('accounts', 'accounts.id', 'officer.account_id')
    .select([
      'officer.party_id',
      'officer.account_id',
      'accounts.name',
      'officer.starts_on',
      'officer.ends_on',
    ])
    .where('party.service_id', '=', serviceId)
    .orderBy('officer.starts_on')
    .orderBy('accounts.name')
    .execute()
  return rows.map((row) => ({
    partyId: row.party_id,
    accountId: row.account_id,
    name: row.name,
    startsOn: calendarDate(row.starts_on),
    endsOn: row.ends_on === null ? null : calendarDate(row.ends_on),
  }))
}

export async function insertOfficer(
  tx: Database,
  partyId: string,
  accountId: string,
  startsOn: CalendarDate,
): Promise<void> {
  await tx
    .insertInto('shared_service_officers')
    .values({ party_id: partyId, account_id: accountId, starts_on: startsOn, ends_on: null })
    .execute()
}

/** The last day of an officer who has none yet; answers whether there was one. */
export async function endOfficer(
  tx: Database,
  partyId: string,
  accountId: string,
  on: CalendarDate,
): Promise<boolean> {
  const result = await tx
    .updateTable('shared_service_officers')
    .set({ ends_on: on })
    .where('party_id', '=', partyId)
    .where('account_id', '=', accountId)
    .where('ends_on', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
