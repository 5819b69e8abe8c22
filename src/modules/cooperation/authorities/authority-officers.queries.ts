import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type AuthorityKind, authorityKinds } from './authorities.rules.ts'

/** An authority by what finds it in the catalogue. */
export interface AuthorityKey {
  readonly kind: AuthorityKind
  readonly code: string
}

export interface AuthorityOfficer {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly function: string
  readonly startsOn: CalendarDate
  /** Last day, included; null as long as nobody ended it. */
  readonly endsOn: CalendarDate | null
}

const keyRow = z.object({ authority_kind: z.enum(authorityKinds), authority_code: z.string() })

/** The authorities that a person speaks for on a day. */
export async function listAuthoritiesOf(
  db: Database,
  accountId: string,
  on: CalendarDate,
): Promise<AuthorityKey[]> {
  const rows = await db
    .selectFrom('authority_officers')
    .select(['authority_kind', 'authority_code'])
    .where('account_id', '=', accountId)
    .where('starts_on', '<=', on)
    .where((or) => or.or([or('ends_on', 'is', null), or('ends_on', '>=', on)]))
    .execute()
  return rows.map((input) => {
    const { authority_kind, authority_code } = keyRow.parse(input)
    return { kind: authority_kind, code: authority_code }
  })
}

const day = z.string().transform(calendarDate)
const officerRow = z.object({
  id: z.string(),
  account_id: z.string(),
  name: z.string(),
  email: z.string(),
  function: z.string(),
  starts_on: day,
  ends_on: day.nullable(),
})

/** Everybody who speaks or spoke for an authority, the latest first. */
export async function listOfficers(db: Database, { kind, code }: AuthorityKey): Promise<AuthorityOfficer[]> {
  const rows = await db
    .selectFrom('authority_officers')
    .innerJoin('accounts', 'accounts.id', 'authority_officers.account_id')
    .select([
      'authority_officers.id',
      'authority_officers.account_id',
      'accounts.name',
      'accounts.email',
      'authority_officers.function',
      'authority_officers.starts_on',
      'authority_officers.ends_on',
    ])
    .where('authority_kind', '=', kind)
    .where('authority_code', '=', code)
    .orderBy('authority_officers.starts_on', 'desc')
    .orderBy('accounts.name')
    .execute()
  return rows.map((input) => {
    const { account_id, starts_on, ends_on, ...row } = officerRow.parse(input)
    return { ...row, accountId: account_id, startsOn: starts_on, endsOn: ends_on }
  })
}

export async function insertOfficer(
  tx: Database,
  key: AuthorityKey,
  officer: Pick<AuthorityOfficer, 'accountId' | 'function' | 'startsOn'>,
  recordedBy: string | null,
): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('authority_officers')
    .values({
      id,
      account_id: officer.accountId,
      authority_kind: key.kind,
      authority_code: key.code,
      function: officer.function,
      starts_on: officer.startsOn,
      recorded_by: recordedBy,
    })
    .execute()
  return id
}

/** Ends an office on its last day; answers whether there was one under way. */
export async function endOfficer(
  tx: Database,
  key: AuthorityKey,
  id: string,
  on: CalendarDate,
): Promise<boolean> {
  const result = await tx
    .updateTable('authority_officers')
    .set({ ends_on: on })
    .where('id', '=', id)
    .where('authority_kind', '=', key.kind)
    .where('authority_code', '=', key.code)
    .where('ends_on', 'is', null)
    .where('starts_on', '<=', on)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

const nameRow = keyRow.extend({ id: z.string(), name: z.string() })

/** The offices of those identities, as the subjects of acts. */
export async function listOfficerNames(
  db: Database,
  ids: readonly string[],
): Promise<(AuthorityKey & { readonly id: string; readonly name: string })[]> {
  const rows = await db
    .selectFrom('authority_officers')
    .innerJoin('accounts', 'accounts.id', 'authority_officers.account_id')
    .select(['authority_officers.id', 'accounts.name', 'authority_kind', 'authority_code'])
    .where('authority_officers.id', 'in', ids)
    .execute()
  return rows.map((input) => {
    const { authority_kind, authority_code, ...row } = nameRow.parse(input)
    return { ...row, kind: authority_kind, code: authority_code }
  })
}
