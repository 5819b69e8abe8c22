import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import type { Actor } from '#kernel/actor.ts'
import { assertDefined } from '#kernel/assert.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { isRole, type Role } from '#kernel/roles.ts'
import type { Limit } from './accounts.rules.ts'
import { windowStart } from './accounts.rules.ts'

export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly title: string
}

export interface RoleGrant {
  readonly role: Role
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate | null
}

/** The person with the roles held on that day; null when there is no such account. */
export async function getActor(
  db: Database,
  accountId: string,
  on: CalendarDate,
): Promise<(Actor & { title: string }) | null> {
  const rows = await db
    .selectFrom('accounts')
    .leftJoin('role_grants', (join) =>
      join
        .onRef('role_grants.account_id', '=', 'accounts.id')
        .on('role_grants.starts_on', '<=', on)
        .on((or) => or.or([or('role_grants.ends_on', 'is', null), or('role_grants.ends_on', '>=', on)])),
    )
    .select(['accounts.id', 'accounts.name', 'accounts.email', 'accounts.title', 'role_grants.role'])
    .where('accounts.id', '=', accountId)
    .execute()
  const [first] = rows
  if (!first) return null
  const roles = new Set(rows.map((row) => row.role).filter(isRole))
  return { id: first.id, name: first.name, email: first.email, title: first.title, roles }
}

export async function findAccountByEmail(db: Database, email: string): Promise<Account | null> {
  const row = await db
    .selectFrom('accounts')
    .select(['id', 'name', 'email', 'title'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  return row ?? null
}

export async function listAccounts(db: Database, on: CalendarDate): Promise<(Account & { roles: Role[] })[]> {
  const rows = await db
    .selectFrom('accounts')
    .leftJoin('role_grants as held', (join) =>
      join
        .onRef('held.account_id', '=', 'accounts.id')
        .on('held.starts_on', '<=', on)
        .on((or) => or.or([or('held.ends_on', 'is', null), or('held.ends_on', '>=', on)])),
    )
    .select(['accounts.id', 'accounts.name', 'accounts.email', 'accounts.title', 'held.role'])
    .orderBy('accounts.name')
    .orderBy('accounts.id')
    .execute()
  const byId = Map.groupBy(rows, (row) => row.id)
  return [...byId.values()].flatMap(([first, ...rest]) =>
    first ? [{ ...accountOf(first), roles: [first, ...rest].map((row) => row.role).filter(isRole) }] : [],
  )
}

/**
 * One person for each role, for the page that enters a demo world: whoever holds the fewest besides, and of those the first who
 * came.
 */
export async function listDemoPeople(
  db: Database,
  on: CalendarDate,
): Promise<(Account & { roles: Role[] })[]> {
  const people = await listAccounts(db, on)
  const order = await db.selectFrom('accounts').select('id').orderBy('created_at').orderBy('id').execute()
  const rank = new Map(order.map(({ id }, index) => [id, index]))
  const chosen = new Set<string>()
  for (const role of new Set(people.flatMap(({ roles }) => roles))) {
    const [first] = people
      .filter(({ roles }) => roles.includes(role))
      .sort(
        (one, other) =>
          one.roles.length - other.roles.length || (rank.get(one.id) ?? 0) - (rank.get(other.id) ?? 0),
      )
    if (first) chosen.add(first.id)
  }
  return people.filter(({ id }) => chosen.has(id))
}

function accountOf(row: Account): Account {
  return { id: row.id, name: row.name, email: row.email, title: row.title }
}

export async function getAccount(db: Database, id: string): Promise<Account | null> {
  const row = await db
    .selectFrom('accounts')
    .select(['id', 'name', 'email', 'title'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export async function listGrants(db: Database, accountId: string): Promise<RoleGrant[]> {
  const rows = await db
    .selectFrom('role_grants')
    .select(['role', 'starts_on', 'ends_on'])
    .where('account_id', '=', accountId)
    .orderBy('starts_on')
    .orderBy('role')
    .execute()
  return rows.flatMap((row) =>
    isRole(row.role)
      ? [
          {
            role: row.role,
            startsOn: calendarDate(row.starts_on),
            endsOn: row.ends_on ? calendarDate(row.ends_on) : null,
          },
        ]
      : [],
  )
}

export async function insertAccount(db: Database, account: Account): Promise<void> {
  await db
    .insertInto('accounts')
    .values({
      id: account.id,
      name: account.name,
      email: account.email.toLowerCase(),
      title: account.title,
      email_verified: true,
    })
    .execute()
}

/**
 * The account of a mailbox that its holder has just proved to be theirs; a new one holds no role, so it opens nothing of the town's
 * own work. It is no act of the town either: the journal, which everybody reads, does not name those who apply.
 */
export async function ensureMailboxAccount(
  tx: Database,
  person: { readonly email: string; readonly name: string },
): Promise<Account> {
  const email = person.email.toLowerCase()
  await tx
    .insertInto('accounts')
    .values({ id: randomUUID(), name: person.name, email, title: '', email_verified: true })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute()
  return assertDefined(await findAccountByEmail(tx, email), 'the account that was there or is now')
}

export async function insertGrant(
  db: Database,
  grant: { accountId: string; role: Role; startsOn: CalendarDate; actId: string },
): Promise<void> {
  await db
    .insertInto('role_grants')
    .values({
      account_id: grant.accountId,
      role: grant.role,
      starts_on: grant.startsOn,
      granted_by: grant.actId,
    })
    .execute()
}

/** Ends the open grant of that role; answers whether there was one. */
export async function endGrant(
  db: Database,
  grant: { accountId: string; role: Role; endsOn: CalendarDate; actId: string },
): Promise<boolean> {
  const result = await db
    .updateTable('role_grants')
    // A role taken back before it began never was held: it ends on its first day at the earliest.
    .set({ ends_on: sql<string>`greatest(starts_on, ${grant.endsOn}::date)`, ended_by: grant.actId })
    .where('account_id', '=', grant.accountId)
    .where('role', '=', grant.role)
    .where('ends_on', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Counts one more attempt in each bucket; answers whether one of them is now over its limit. */
export async function countAttempt(db: Database, limits: readonly Limit[], now: Date): Promise<boolean> {
  const rows = await db
    .insertInto('attempts')
    .values(limits.map((limit) => ({ ...bucketAt(limit, now), count: 1 })))
    .onConflict((conflict) =>
      conflict.columns(['bucket', 'window_start']).doUpdateSet({ count: sql`attempts.count + 1` }),
    )
    .returning(['bucket', 'count'])
    .execute()
  const counts = new Map(rows.map((row) => [row.bucket, row.count]))
  return limits.some((limit) => (counts.get(bucketAt(limit, now).bucket) ?? 0) > limit.limit)
}

/** Forgets the attempts of those buckets, after a good sign-in, and what is older than a day. */
export async function forgetAttempts(db: Database, limits: readonly Limit[], now: Date): Promise<void> {
  const yesterday = new Date(now.getTime() - 86_400_000)
  await db
    .deleteFrom('attempts')
    .where((or) =>
      or.or([
        or(
          'bucket',
          'in',
          limits.map((limit) => bucketAt(limit, now).bucket),
        ),
        or('window_start', '<', yesterday),
      ]),
    )
    .execute()
}

/** Addresses and e-mails are hashed: the table of attempts tells nobody who tried. */
function bucketAt(limit: Limit, now: Date): { bucket: string; window_start: Date } {
  const bucket = createHash('sha256').update(limit.bucket).digest('base64url')
  return { bucket, window_start: windowStart(now, limit.window_s) }
}

export interface OutboxMessage {
  readonly id: number
  readonly recipient: string
  readonly subject: string
  readonly text: string
  readonly writtenAt: Date
  readonly sentAt: Date | null
  readonly lastError: string | null
}

export async function listOutbox(db: Database, size: number): Promise<OutboxMessage[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'recipient', 'subject', 'body_text', 'written_at', 'sent_at', 'last_error'])
    .orderBy('id', 'desc')
    .limit(size)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    recipient: row.recipient,
    subject: row.subject,
    text: row.body_text,
    writtenAt: row.written_at,
    sentAt: row.sent_at,
    lastError: row.last_error,
  }))
}

/** Whether anybody holds that role that day. */
export async function holdsRole(db: Database, role: Role, on: CalendarDate): Promise<boolean> {
  const row = await db
    .selectFrom('role_grants')
    .select('id')
    .where('role', '=', role)
    .where('starts_on', '<=', on)
    .where((or) => or.or([or('ends_on', 'is', null), or('ends_on', '>=', on)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Messages that the SMTP server did not take, and what it answered last. */
export async function outboxBacklog(
  db: Database,
): Promise<{ readonly waiting: number; readonly lastError: string }> {
  const rows = await db
    .selectFrom('outbox')
    .select(['last_error', sql<number>`count(*) over ()`.as('waiting')])
    .where('sent_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .execute()
  return { waiting: rows[0]?.waiting ?? 0, lastError: rows[0]?.last_error ?? '' }
}
