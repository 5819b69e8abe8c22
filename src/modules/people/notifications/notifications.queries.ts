import { type SqlBool, sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { isLocale, type Locale, type Wording } from '#kernel/locale.ts'
import {
  type FollowedSubject,
  isRhythm,
  type Notice,
  type Recipient,
  type Rhythm,
  type Subject,
} from './notifications.rules.ts'

/** A recipient as the database keeps it, with the address that mail goes to. */
export interface KnownRecipient {
  readonly id: string
  readonly email: string
  readonly locale: Locale
  readonly rhythm: Rhythm
  readonly lastDigestAt: Date | null
}

export interface ToldNotice {
  readonly id: number
  readonly path: string
  readonly text: Wording
  readonly writtenAt: Date
  readonly isRead: boolean
}

/**
 * Ids of those recipients, made the first time; in the order asked. An address that belongs to an account is that account:
 * nobody is told twice.
 */
export async function ensureRecipients(db: Database, recipients: readonly Recipient[]): Promise<string[]> {
  const emails = recipients.flatMap((to) => ('email' in to ? [to.email.toLowerCase()] : []))
  const owners = await accountsByEmail(db, emails)
  const keys = recipients.map((to) => {
    if ('accountId' in to) return { account_id: to.accountId, email: null }
    const email = to.email.toLowerCase()
    const owner = owners.get(email)
    return owner === undefined ? { account_id: null, email } : { account_id: owner, email: null }
  })
  if (keys.length === 0) return []
  const distinct = [...Map.groupBy(keys, keyOf).values()].flatMap(([first]) => (first ? [first] : []))
  await db
    .insertInto('recipients')
    .values(distinct)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const ids = await idsByKey(db, distinct)
  return keys.map((key) => {
    const id = ids.get(keyOf(key))
    if (id === undefined) throw new Error('impossible: a recipient that was just made is not there')
    return id
  })
}

interface RecipientKey {
  readonly account_id: string | null
  readonly email: string | null
}

const keyOf = (key: RecipientKey) => key.account_id ?? `mailto:${key.email}`

async function accountsByEmail(
  db: Database,
  emails: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (emails.length === 0) return new Map()
  const rows = await db.selectFrom('accounts').select(['id', 'email']).where('email', 'in', emails).execute()
  return new Map(rows.map((row) => [row.email, row.id]))
}

async function idsByKey(db: Database, keys: readonly RecipientKey[]): Promise<ReadonlyMap<string, string>> {
  const accountIds = keys.flatMap((key) => key.account_id ?? [])
  const emails = keys.flatMap((key) => key.email ?? [])
  const rows = await db
    .selectFrom('recipients')
    .select(['id', 'account_id', 'email'])
    .where((or) =>
      or.or([
        ...(accountIds.length > 0 ? [or('account_id', 'in', accountIds)] : []),
        ...(emails.length > 0 ? [or('email', 'in', emails)] : []),
      ]),
    )
    .execute()
  return new Map(rows.map((row) => [keyOf(row), row.id]))
}

/** Keeps that sentence for each of them; one who was told of this event already is left alone. */
export async function insertNotices(
  db: Database,
  recipientIds: readonly string[],
  notice: Notice,
  writtenAt: Date,
): Promise<void> {
  if (recipientIds.length === 0) return
  await db
    .insertInto('notices')
    .values(
      [...new Set(recipientIds)].map((recipient_id) => ({
        recipient_id,
        event: notice.event,
        path: notice.path,
        text_fr: notice.text.fr,
        text_en: notice.text.en,
        written_at: writtenAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(['recipient_id', 'event']).doNothing())
    .execute()
}

export async function insertFollow(
  db: Database,
  recipientId: string,
  subject: FollowedSubject,
  on: CalendarDate,
): Promise<void> {
  await db
    .insertInto('follows')
    .values({
      recipient_id: recipientId,
      subject_kind: subject.kind,
      subject_id: subject.id,
      label: subject.label,
      path: subject.path,
      followed_on: on,
    })
    .onConflict((conflict) => conflict.columns(['recipient_id', 'subject_kind', 'subject_id']).doNothing())
    .execute()
}

export async function deleteFollow(db: Database, recipientId: string, subject: Subject): Promise<void> {
  await db
    .deleteFrom('follows')
    .where('recipient_id', '=', recipientId)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .execute()
}

export async function listFollowerIds(db: Database, subject: Subject): Promise<string[]> {
  const rows = await db
    .selectFrom('follows')
    .select('recipient_id')
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .execute()
  return rows.map((row) => row.recipient_id)
}

export async function countFollowers(db: Database, subject: Subject): Promise<number> {
  const { count } = await db
    .selectFrom('follows')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .executeTakeFirstOrThrow()
  return count
}

export async function isFollowing(db: Database, accountId: string, subject: Subject): Promise<boolean> {
  const row = await db
    .selectFrom('follows')
    .innerJoin('recipients', 'recipients.id', 'follows.recipient_id')
    .select('follows.subject_id')
    .where('recipients.account_id', '=', accountId)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .executeTakeFirst()
  return row !== undefined
}

/** Those who followed the first now follow the second, once. */
export async function moveFollows(db: Database, from: Subject, to: FollowedSubject): Promise<void> {
  await sql`
    insert into follows (recipient_id, subject_kind, subject_id, label, path, followed_on)
    select recipient_id, ${to.kind}, ${to.id}, ${to.label}, ${to.path}, followed_on
    from follows where subject_kind = ${from.kind} and subject_id = ${from.id}
    on conflict do nothing`.execute(db)
  await db
    .deleteFrom('follows')
    .where('subject_kind', '=', from.kind)
    .where('subject_id', '=', from.id)
    .execute()
}

function recipientRows(db: Database) {
  return db
    .selectFrom('recipients')
    .leftJoin('accounts', 'accounts.id', 'recipients.account_id')
    .select([
      'recipients.id',
      'recipients.locale',
      'recipients.rhythm',
      'recipients.last_digest_at',
      sql<string>`coalesce(accounts.email, recipients.email)`.as('address'),
    ])
}

function knownRecipient(row: {
  id: string
  locale: string
  rhythm: string
  last_digest_at: Date | null
  address: string
}): KnownRecipient {
  return {
    id: row.id,
    email: row.address,
    locale: isLocale(row.locale) ? row.locale : 'fr',
    rhythm: isRhythm(row.rhythm) ? row.rhythm : 'never',
    lastDigestAt: row.last_digest_at,
  }
}

export async function findRecipient(db: Database, id: string): Promise<KnownRecipient | null> {
  const row = await recipientRows(db).where('recipients.id', '=', id).executeTakeFirst()
  return row ? knownRecipient(row) : null
}

export async function findRecipientOfAccount(
  db: Database,
  accountId: string,
): Promise<KnownRecipient | null> {
  const row = await recipientRows(db).where('recipients.account_id', '=', accountId).executeTakeFirst()
  return row ? knownRecipient(row) : null
}

/** Everybody for whom something waits, whatever their rhythm but `never`. */
export async function listWaitingRecipients(db: Database): Promise<KnownRecipient[]> {
  const rows = await recipientRows(db)
    .where('recipients.rhythm', '<>', 'never')
    .where(
      sql<SqlBool>`exists (select 1 from notices where recipient_id = recipients.id and mailed_at is null)`,
    )
    .orderBy('recipients.id')
    .execute()
  return rows.map(knownRecipient)
}

/** Takes what waits for that person, oldest first, as written in a digest at `at`. Two processes never take the same. */
export async function takeNotices(db: Database, recipientId: string, at: Date): Promise<ToldNotice[]> {
  await db.selectFrom('recipients').select('id').where('id', '=', recipientId).forUpdate().execute()
  const rows = await db
    .updateTable('notices')
    .set({ mailed_at: at })
    .where('recipient_id', '=', recipientId)
    .where('mailed_at', 'is', null)
    .returning(['id', 'path', 'text_fr', 'text_en', 'written_at', 'read_at'])
    .execute()
  await db.updateTable('recipients').set({ last_digest_at: at }).where('id', '=', recipientId).execute()
  return rows.toSorted((one, other) => one.id - other.id).map(toldNotice)
}

function toldNotice(row: {
  id: number
  path: string
  text_fr: string
  text_en: string
  written_at: Date
  read_at: Date | null
}): ToldNotice {
  return {
    id: row.id,
    path: row.path,
    text: { fr: row.text_fr, en: row.text_en },
    writtenAt: row.written_at,
    isRead: row.read_at !== null,
  }
}

export async function listNotices(db: Database, recipientId: string, size: number): Promise<ToldNotice[]> {
  const rows = await db
    .selectFrom('notices')
    .select(['id', 'path', 'text_fr', 'text_en', 'written_at', 'read_at'])
    .where('recipient_id', '=', recipientId)
    .orderBy('id', 'desc')
    .limit(size)
    .execute()
  return rows.map(toldNotice)
}

export async function markAllRead(db: Database, recipientId: string, at: Date): Promise<void> {
  await db
    .updateTable('notices')
    .set({ read_at: at })
    .where('recipient_id', '=', recipientId)
    .where('read_at', 'is', null)
    .execute()
}

export async function listFollowed(db: Database, recipientId: string): Promise<FollowedSubject[]> {
  const rows = await db
    .selectFrom('follows')
    .select(['subject_kind', 'subject_id', 'label', 'path'])
    .where('recipient_id', '=', recipientId)
    .orderBy('label')
    .orderBy('subject_id')
    .execute()
  return rows.map((row) => ({
    kind: row.subject_kind,
    id: row.subject_id,
    label: row.label,
    path: row.path,
  }))
}

export async function updateRhythm(
  db: Database,
  recipientId: string,
  choice: { readonly rhythm: Rhythm; readonly locale: Locale },
): Promise<void> {
  await db.updateTable('recipients').set(choice).where('id', '=', recipientId).execute()
}
