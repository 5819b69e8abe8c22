import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import type { Contributor } from './proposals.rules.ts'

const columns = [
  'contributors.id',
  'contributors.account_id as accountId',
  'contributors.email',
  'contributors.name',
] as const

export async function findContributorByAccount(db: Database, accountId: string): Promise<Contributor | null> {
  const row = await db
    .selectFrom('contributors')
    .select(columns)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row ?? null
}

/** Whoever that browser belongs to, by the hash of its key; null when it has none that still holds. */
export async function findContributorByKey(
  db: Database,
  keyHash: string,
  now: Date,
): Promise<Contributor | null> {
  const row = await db
    .selectFrom('contributor_keys')
    .innerJoin('contributors', 'contributors.id', 'contributor_keys.contributor_id')
    .select(columns)
    .where('key_hash', '=', keyHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ?? null
}

/**
 * The contributor that an account is. Somebody who took part by mail before having an account is the same person: what
 * they wrote and supported is theirs still.
 */
export async function ensureAccountContributor(
  tx: Database,
  account: { readonly id: string; readonly name: string; readonly email: string },
): Promise<Contributor> {
  const known = await findContributorByAccount(tx, account.id)
  if (known) return known
  const adopted = await tx
    .updateTable('contributors')
    .set({ account_id: account.id, email: null })
    .where('email', '=', account.email.toLowerCase())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('contributors as other').select('other.id').where('other.account_id', '=', account.id),
        ),
      ),
    )
    .returning(['id', 'account_id as accountId', 'email', 'name'])
    .executeTakeFirst()
  if (adopted) return adopted
  await tx
    .insertInto('contributors')
    .values({ id: randomUUID(), account_id: account.id, name: account.name.slice(0, 80) })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .execute()
  return orThrow(await findContributorByAccount(tx, account.id))
}

/** The contributor of a confirmed mailbox; that of the account where the mailbox has one: one person, one support. */
export async function ensureEmailContributor(
  tx: Database,
  person: { readonly email: string; readonly name: string },
): Promise<Contributor> {
  const email = person.email.toLowerCase()
  const account = await tx
    .selectFrom('accounts')
    .select(['id', 'name', 'email'])
    .where('email', '=', email)
    .executeTakeFirst()
  if (account) return ensureAccountContributor(tx, account)
  await tx
    .insertInto('contributors')
    .values({ id: randomUUID(), email, name: person.name })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute()
  const row = await tx
    .selectFrom('contributors')
    .select(columns)
    .where('email', '=', email)
    .executeTakeFirst()
  return orThrow(row ?? null)
}

/** The contributors of many confirmed mailboxes that no account has, in any order: two questions, whatever their number. */
export async function ensureEmailContributors(
  tx: Database,
  people: readonly { readonly email: string; readonly name: string }[],
): Promise<Contributor[]> {
  if (people.length === 0) return []
  const rows = people.map(({ email, name }) => ({ id: randomUUID(), email: email.toLowerCase(), name }))
  await tx
    .insertInto('contributors')
    .values(rows)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute()
  const emails = rows.map(({ email }) => email)
  return tx.selectFrom('contributors').select(columns).where('email', 'in', emails).execute()
}

/** Somebody whose words are taken down at the desk: a name, and nothing else. */
export async function insertDeskContributor(tx: Database, name: string): Promise<string> {
  const id = randomUUID()
  await tx.insertInto('contributors').values({ id, name }).execute()
  return id
}

export async function insertKey(
  tx: Database,
  key: { readonly keyHash: string; readonly contributorId: string; readonly expiresAt: Date },
): Promise<void> {
  await tx
    .insertInto('contributor_keys')
    .values({ key_hash: key.keyHash, contributor_id: key.contributorId, expires_at: key.expiresAt })
    .execute()
}

export async function deleteKey(db: Database, keyHash: string): Promise<void> {
  await db.deleteFrom('contributor_keys').where('key_hash', '=', keyHash).execute()
}

/** Forgets what no longer opens anything: keys and links that expired, drafts that nobody came back to. */
export async function forgetExpired(db: Database, now: Date, draftsBefore: Date): Promise<void> {
  await db.deleteFrom('contributor_keys').where('expires_at', '<', now).execute()
  await db
    .deleteFrom('proposal_links')
    .where('expires_at', '<', sql<Date>`${now}::timestamptz - interval '1 day'`)
    .execute()
  await db
    .deleteFrom('proposals')
    .where('status', '=', 'draft')
    .where('written_at', '<', draftsBefore)
    .execute()
}

function orThrow(contributor: Contributor | null): Contributor {
  if (!contributor) throw new Error('impossible: a contributor that was just made is not there')
  return contributor
}

export async function findContributor(db: Database, id: string): Promise<Contributor | null> {
  const row = await db.selectFrom('contributors').select(columns).where('id', '=', id).executeTakeFirst()
  return row ?? null
}
