import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { addDays, addMonths, type CalendarDate } from '#kernel/calendar-date.ts'

/** Who answers for an organisation, or asks to. */
export interface Officer {
  readonly id: string
  readonly organisationId: string
  readonly organisationName: string
  readonly accountId: string | null
  /** Mailbox of the officer: that of the account where there is one. */
  readonly email: string
  readonly name: string
  readonly capacity: string
}

export async function isOfficerByAccount(
  db: Database,
  organisationId: string,
  accountId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('organisation_officers')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('account_id', '=', accountId)
    .where('status', '=', 'accepted')
    .executeTakeFirst()
  return row !== undefined
}

function officers(db: Database) {
  return db
    .selectFrom('organisation_officers as officer')
    .innerJoin('organisations', 'organisations.id', 'officer.organisation_id')
    .leftJoin('accounts', 'accounts.id', 'officer.account_id')
    .select([
      'officer.id',
      'officer.organisation_id as organisationId',
      'organisations.name as organisationName',
      'officer.account_id as accountId',
      sql<string>`coalesce(officer.email, accounts.email)`.as('email'),
      'officer.name',
      'officer.capacity',
    ])
}

/** The officer whom a mailed key lets in; null when it expired or the officer no longer answers. */
export async function findKeyOfficer(
  db: Database,
  tokenHash: string,
  now: Date,
): Promise<(Officer & { readonly purpose: 'edit' | 'confirm' }) | null> {
  const row = await officers(db)
    .innerJoin('organisation_keys', 'organisation_keys.officer_id', 'officer.id')
    .select('organisation_keys.purpose')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where('officer.status', '=', 'accepted')
    .where('organisations.merged_into', 'is', null)
    .executeTakeFirst()
  return row ? { ...row, purpose: row.purpose === 'confirm' ? 'confirm' : 'edit' } : null
}

export async function insertKey(
  tx: Database,
  key: { readonly tokenHash: string; readonly officerId: string; readonly purpose: 'edit' | 'confirm' },
  expiresAt: Date,
): Promise<void> {
  await tx
    .insertInto('organisation_keys')
    .values({
      token_hash: key.tokenHash,
      officer_id: key.officerId,
      purpose: key.purpose,
      expires_at: expiresAt,
    })
    .execute()
}

export async function deleteExpiredKeys(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('organisation_keys').where('expires_at', '<', now).execute()
}

/** The mailbox that answers for the organisation already; null when that one does not. */
export async function findOfficerByEmail(
  db: Database,
  organisationId: string,
  email: string,
): Promise<Officer | null> {
  const row = await officers(db)
    .where('officer.organisation_id', '=', organisationId)
    .where('officer.status', '=', 'accepted')
    .where(sql<string>`coalesce(officer.email, accounts.email)`, '=', email.toLowerCase())
    .executeTakeFirst()
  return row ?? null
}

export interface Claim {
  readonly organisationId: string
  readonly accountId: string | null
  readonly email: string | null
  readonly name: string
  readonly capacity: string
}

/** Keeps that somebody asks to answer for it; false when they asked already, or do. */
export async function insertClaim(tx: Database, claim: Claim, at: Date): Promise<boolean> {
  const row = await tx
    .insertInto('organisation_officers')
    .values({
      organisation_id: claim.organisationId,
      account_id: claim.accountId,
      email: claim.email?.toLowerCase() ?? null,
      name: claim.name,
      capacity: claim.capacity,
      asked_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Claims that wait, oldest first. */
export async function listClaims(db: Database): Promise<readonly (Officer & { readonly askedAt: Date })[]> {
  return officers(db)
    .select('officer.asked_at as askedAt')
    .where('officer.status', '=', 'asked')
    .orderBy('officer.asked_at')
    .limit(100)
    .execute()
}

export async function listOfficers(db: Database, organisationId: string): Promise<readonly Officer[]> {
  return officers(db)
    .where('officer.organisation_id', '=', organisationId)
    .where('officer.status', '=', 'accepted')
    .orderBy('officer.name')
    .execute()
}

/** Answers a claim, or ends what was accepted. Null when it is not in that state any more. */
export async function decideClaim(
  tx: Database,
  id: string,
  decision: {
    readonly from: 'asked' | 'accepted'
    readonly to: 'accepted' | 'refused' | 'ended'
    readonly by: string
    readonly at: Date
    readonly reason: string
  },
): Promise<Officer | null> {
  if (!z.uuid().safeParse(id).success) return null
  const changed = await tx
    .updateTable('organisation_officers')
    .set({
      status: decision.to,
      decided_at: decision.at,
      decided_by: decision.by,
      reason: decision.reason,
    })
    .where('id', '=', id)
    .where('status', '=', decision.from)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return null
  return (await officers(tx).where('officer.id', '=', id).executeTakeFirst()) ?? null
}

/** « It is still right »: written once a day however often it is pressed. */
export async function updateConfirmed(tx: Database, organisationId: string, on: CalendarDate): Promise<void> {
  await tx
    .updateTable('organisations')
    .set({ confirmed_on: on })
    .where('id', '=', organisationId)
    .where(({ or, eb }) => or([eb('confirmed_on', 'is', null), eb('confirmed_on', '<', on)]))
    .execute()
}

/**
 * Takes the organisations whose officers are to be asked: active, not confirmed for a year, not asked for a year. They
 * are marked as asked in the same statement, so that two processes never ask twice.
 */
export async function takeOrganisationsToAsk(
  tx: Database,
  on: CalendarDate,
  most: number,
): Promise<readonly string[]> {
  const yearAgo = addDays(addMonths(on, -12), 1)
  const { rows } = await sql<{ id: string }>`
    update organisations set asked_to_confirm_on = ${on}
    where id in (
      select o.id from organisations o
      where o.status = 'active' and o.merged_into is null and o.is_public
        and (o.confirmed_on is null or o.confirmed_on < ${yearAgo})
        and (o.asked_to_confirm_on is null or o.asked_to_confirm_on < ${yearAgo})
        and exists (select 1 from organisation_officers f where f.organisation_id = o.id and f.status = 'accepted')
      order by o.id limit ${most} for update skip locked)
    returning id`.execute(tx)
  return rows.map((row) => row.id)
}
