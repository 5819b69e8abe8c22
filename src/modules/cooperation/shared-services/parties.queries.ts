import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  type Baseline,
  type Party,
  type PartyDraft,
  proofs,
  type StoredBaseline,
} from './shared-services.rules.ts'

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
    ])
    .where('service_id', 'in', serviceIds)
    .orderBy('is_host', 'desc')
    .orderBy('name')
    .execute()
  const parties = rows.map((row) => ({ serviceId: row.service_id, party: partyOf(row) }))
  return new Map(
    [...Map.groupBy(parties, ({ serviceId }) => serviceId)].map(([id, list]) => [
      id,
      list.map(({ party }) => party),
    ]),
  )
}

function partyOf(row: {
  id: string
  reference: string
  name: string
  authority_kind: string | null
  authority_code: string | null
  is_host: boolean
  is_town: boolean
  is_fictional: boolean
}): Party {
  return {
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
  }
}

export async function insertParty(tx: Database, serviceId: string, party: PartyDraft): Promise<string> {
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

const baselineRow = z
  .object({
    party_id: z.string(),
    cost_cents: z.number(),
    hours: z.number(),
    volume: z.number(),
    quality: z.number().nullable(),
    delay_days: z.number().nullable(),
    proof: z.enum(proofs),
    source: z.string(),
    entered_by_name: z.string(),
    entered_on: z.string(),
    version: z.number(),
  })
  .transform(
    (row): StoredBaseline => ({
      partyId: row.party_id,
      costCents: row.cost_cents,
      hours: row.hours,
      volume: row.volume,
      quality: row.quality,
      delayDays: row.delay_days,
      proof: row.proof,
      source: row.source,
      enteredByName: row.entered_by_name,
      enteredOn: calendarDate(row.entered_on),
      version: row.version,
    }),
  )

export async function listBaselines(db: Database, serviceId: string): Promise<StoredBaseline[]> {
  const rows = await db
    .selectFrom('shared_service_baselines as baseline')
    .innerJoin('shared_service_parties as party', 'party.id', 'baseline.party_id')
    .select([
      'baseline.party_id',
      'baseline.cost_cents',
      'baseline.hours',
      'baseline.volume',
      'baseline.quality',
      'baseline.delay_days',
      'baseline.proof',
      'baseline.source',
      'baseline.entered_by_name',
      'baseline.entered_on',
      'baseline.version',
    ])
    .where('party.service_id', '=', serviceId)
    .execute()
  return rows.map((row) => baselineRow.parse(row))
}

interface Entered {
  readonly name: string
  readonly on: CalendarDate
}

/** Writes a party's baseline: a first one for version 0, else over the version that the person saw. Answers whether it did. */
export async function saveBaseline(
  tx: Database,
  partyId: string,
  version: number,
  baseline: Baseline,
  by: Entered,
): Promise<boolean> {
  const values = {
    cost_cents: baseline.costCents,
    hours: baseline.hours,
    volume: baseline.volume,
    quality: baseline.quality,
    delay_days: baseline.delayDays,
    proof: baseline.proof,
    source: baseline.source,
    entered_by_name: by.name,
    entered_on: by.on,
  }
  if (version === 0) {
    const inserted = await tx
      .insertInto('shared_service_baselines')
      .values({ party_id: partyId, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
  }
  const updated = await tx
    .updateTable('shared_service_baselines')
    .set({ ...values, version: version + 1 })
    .where('party_id', '=', partyId)
    .where('version', '=', version)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}
