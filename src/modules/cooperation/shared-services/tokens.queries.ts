import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'

export interface ProgramToken {
  readonly id: string
  readonly label: string
  readonly createdByName: string
  readonly createdOn: CalendarDate
  readonly expiresOn: CalendarDate
  readonly revokedOn: CalendarDate | null
}

export async function listTokens(db: Database, serviceId: string): Promise<ProgramToken[]> {
  const rows = await db
    .selectFrom('shared_service_tokens')
    .select(['id', 'label', 'created_by_name', 'created_on', 'expires_on', 'revoked_on'])
    .where('service_id', '=', serviceId)
    .orderBy('created_on', 'desc')
    .orderBy('label')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    createdByName: row.created_by_name,
    createdOn: calendarDate(row.created_on),
    expiresOn: calendarDate(row.expires_on),
    revokedOn: row.revoked_on === null ? null : calendarDate(row.revoked_on),
  }))
}

export async function insertToken(
  tx: Database,
  serviceId: string,
  token: Omit<ProgramToken, 'id' | 'revokedOn'> & { readonly hash: string },
): Promise<void> {
  await tx
    .insertInto('shared_service_tokens')
    .values({
      service_id: serviceId,
      label: token.label,
      token_hash: token.hash,
      created_by_name: token.createdByName,
      created_on: token.createdOn,
      expires_on: token.expiresOn,
    })
    .execute()
}

export async function revokeToken(
  tx: Database,
  serviceId: string,
  id: string,
  on: CalendarDate,
): Promise<boolean> {
  const result = await tx
    .updateTable('shared_service_tokens')
    .set({ revoked_on: on })
    .where('id', '=', id)
    .where('service_id', '=', serviceId)
    .where('revoked_on', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Label of the token of that hash, if it opens that service on that day. */
export async function findToken(
  db: Database,
  serviceCode: string,
  hash: string,
  on: CalendarDate,
): Promise<string | null> {
  const row = await db
    .selectFrom('shared_service_tokens as token')
    .innerJoin('shared_services as service', 'service.id', 'token.service_id')
    .select('token.label')
    .where('service.code', '=', serviceCode)
    .where('token.token_hash', '=', hash)
    .where('token.revoked_on', 'is', null)
    .where('token.expires_on', '>=', on)
    .executeTakeFirst()
  return row?.label ?? null
}
