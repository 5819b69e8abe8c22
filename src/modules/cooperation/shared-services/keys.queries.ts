import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  type Adoption,
  type KeyDraft,
  type KeyStatus,
  keyMethods,
  keyNames,
  keyStatuses,
  type SharingKey,
  type ValueName,
  valueNames,
} from './keys.rules.ts'

const keyRow = z.object({
  id: z.string(),
  number: z.number(),
  method: z.enum(keyMethods),
  weights: z.array(z.object({ name: z.enum(keyNames), weight: z.string() })),
  remainder: z.string(),
  from_year: z.number(),
  reason: z.string(),
  status: z.enum(keyStatuses),
  proposed_on: z.string().nullable(),
  settled_on: z.string().nullable(),
})

const adoptionRow = z.object({
  key_id: z.string(),
  party_id: z.string(),
  verdict: z.enum(['adopted', 'refused']),
  decided_on: z.string(),
  deliberation: z.string(),
  recorded_by_name: z.string(),
})

/** Every version of the key of a service with what each council decided, the newest first. */
export async function listKeys(db: Database, serviceId: string): Promise<SharingKey[]> {
  const keys = await db
    .selectFrom('shared_service_keys')
    .select([
      'id',
      'number',
      'method',
      'weights',
      'remainder',
      'from_year',
      'reason',
      'status',
      'proposed_on',
      'settled_on',
    ])
    .where('service_id', '=', serviceId)
    .orderBy('number', 'desc')
    .execute()
  if (keys.length === 0) return []
  const adoptions = await db
    .selectFrom('shared_service_adoptions')
    .select(['key_id', 'party_id', 'verdict', 'decided_on', 'deliberation', 'recorded_by_name'])
    .where(
      'key_id',
      'in',
      keys.map(({ id }) => id),
    )
    .orderBy('decided_on')
    .execute()
  const byKey = Map.groupBy(
    adoptions.map((row) => adoptionRow.parse(row)),
    (row) => row.key_id,
  )
  return keys.map((row) => keyOf(keyRow.parse(row), (byKey.get(row.id) ?? []).map(adoptionOf)))
}

function keyOf(row: z.infer<typeof keyRow>, adoptions: readonly Adoption[]): SharingKey {
  return {
    id: row.id,
    number: row.number,
    method: row.method,
    weights: row.weights,
    remainder: row.remainder,
    fromYear: row.from_year,
    reason: row.reason,
    status: row.status,
    proposedOn: row.proposed_on === null ? null : calendarDate(row.proposed_on),
    settledOn: row.settled_on === null ? null : calendarDate(row.settled_on),
    adoptions,
  }
}

function adoptionOf(row: z.infer<typeof adoptionRow>): Adoption {
  return {
    partyId: row.party_id,
    verdict: row.verdict,
    decidedOn: calendarDate(row.decided_on),
    deliberation: row.deliberation,
    recordedByName: row.recorded_by_name,
  }
}

export async function insertKey(tx: Database, serviceId: string, draft: KeyDraft): Promise<number> {
  const { last } = await tx
    .selectFrom('shared_service_keys')
    .select((of) => of.fn.coalesce(of.fn.max('number'), sql<number>`0`).as('last'))
    .where('service_id', '=', serviceId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('shared_service_keys')
    .values({
      service_id: serviceId,
      number: last + 1,
      method: draft.method,
      weights: JSON.stringify(draft.weights),
      remainder: draft.remainder,
      from_year: draft.fromYear,
      reason: draft.reason,
    })
    .execute()
  return last + 1
}

/** Moves a key on if it still has that status; answers whether it did. */
export async function updateKeyStatus(
  tx: Database,
  keyId: string,
  from: KeyStatus,
  to: 'proposed' | 'adopted' | 'refused',
  on: CalendarDate,
): Promise<boolean> {
  const result = await tx
    .updateTable('shared_service_keys')
    .set(to === 'proposed' ? { status: to, proposed_on: on } : { status: to, settled_on: on })
    .where('id', '=', keyId)
    .where('status', '=', from)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteDraftKey(tx: Database, keyId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('shared_service_keys')
    .where('id', '=', keyId)
    .where('status', '=', 'draft')
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function insertAdoption(tx: Database, keyId: string, adoption: Adoption): Promise<void> {
  await tx
    .insertInto('shared_service_adoptions')
    .values({
      key_id: keyId,
      party_id: adoption.partyId,
      verdict: adoption.verdict,
      decided_on: adoption.decidedOn,
      deliberation: adoption.deliberation,
      recorded_by_name: adoption.recordedByName,
    })
    .execute()
}

/** A value of a party as a decimal text, exactly as stored. */
export interface PartyValue {
  readonly partyId: string
  readonly year: number
  readonly name: ValueName
  readonly value: string
  readonly source: string
}

const valueRow = z.object({
  party_id: z.string(),
  year: z.number(),
  name: z.enum(valueNames),
  value: z.string(),
  source: z.string(),
})

/** The latest value of each party and name that was known in that year. */
export async function listValues(db: Database, serviceId: string, year: number): Promise<PartyValue[]> {
  const { rows } = await sql<unknown>`
    select distinct on (value.party_id, value.name)
      value.party_id, value.year, value.name, trim_scale(value.value)::text as value, value.source
    from shared_service_values as value
    join shared_service_parties as party on party.id = value.party_id
    where party.service_id = ${serviceId} and value.year <= ${year}
    order by value.party_id, value.name, value.year desc`.execute(db)
  return rows.map((each) => {
    const row = valueRow.parse(each)
    return { partyId: row.party_id, year: row.year, name: row.name, value: row.value, source: row.source }
  })
}

export async function saveValue(tx: Database, value: PartyValue): Promise<void> {
  const written = { value: sql<number>`${value.value}::numeric`, source: value.source }
  await tx
    .insertInto('shared_service_values')
    .values({ party_id: value.partyId, year: value.year, name: value.name, ...written })
    .onConflict((conflict) => conflict.columns(['party_id', 'year', 'name']).doUpdateSet(written))
    .execute()
}
