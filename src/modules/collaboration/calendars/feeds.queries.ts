import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'

export type FeedDetail = 'full' | 'busy'

/** An address that a calendar program reads without a password. */
export interface Feed {
  readonly id: string
  readonly calendarId: string
  readonly calendarName: string
  readonly label: string
  readonly detail: FeedDetail
  readonly madeAt: Date
  readonly lastReadOn: CalendarDate | null
}

export async function insertFeed(
  db: Database,
  feed: {
    readonly calendarId: string
    readonly accountId: string
    readonly label: string
    readonly detail: FeedDetail
    readonly keyHash: string
    readonly madeAt: Date
  },
): Promise<void> {
  await db
    .insertInto('calendar_feeds')
    .values({
      calendar_id: feed.calendarId,
      account_id: feed.accountId,
      label: feed.label,
      detail: feed.detail,
      key_hash: feed.keyHash,
      made_at: feed.madeAt,
    })
    .execute()
}

/** An address that is open to whoever knows it, with who opened it. */
export interface OpenFeed extends Feed {
  readonly owner: string
}

/** Every address that is open, by who opened it: what calendars share outside. */
export async function listOpenFeeds(db: Database): Promise<OpenFeed[]> {
  const rows = await openFeeds(db)
    .innerJoin('accounts', 'accounts.id', 'calendar_feeds.account_id')
    .select('accounts.name as owner')
    .orderBy('accounts.name')
    .orderBy('made_at', 'desc')
    .limit(1000)
    .execute()
  return rows.map((row) => ({ ...readFeed(row), owner: row.owner }))
}

/** The addresses that the person opened and did not close. */
export async function listFeeds(db: Database, accountId: string): Promise<Feed[]> {
  const rows = await openFeeds(db).where('account_id', '=', accountId).orderBy('made_at', 'desc').execute()
  return rows.map(readFeed)
}

function openFeeds(db: Database) {
  return db
    .selectFrom('calendar_feeds')
    .innerJoin('calendars', 'calendars.id', 'calendar_feeds.calendar_id')
    .select([
      'calendar_feeds.id',
      'calendar_feeds.calendar_id',
      'calendars.name',
      'calendar_feeds.label',
      'calendar_feeds.detail',
      'calendar_feeds.made_at',
      'calendar_feeds.last_read_on',
    ])
    .where('revoked_at', 'is', null)
}

function readFeed(row: {
  readonly id: string
  readonly calendar_id: string
  readonly name: string
  readonly label: string
  readonly detail: string
  readonly made_at: Date
  readonly last_read_on: string | null
}): Feed {
  return {
    id: row.id,
    calendarId: row.calendar_id,
    calendarName: row.name,
    label: row.label,
    detail: row.detail === 'full' ? 'full' : 'busy',
    madeAt: row.made_at,
    lastReadOn: row.last_read_on === null ? null : calendarDate(row.last_read_on),
  }
}

/** Closes the address for ever; answers whether it was that person's and open. */
export async function revokeFeed(db: Database, id: string, accountId: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('calendar_feeds')
    .set({ revoked_at: at })
    .where(sql<string>`id::text`, '=', id)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What an open address gives, and to whom it was opened. */
export async function findFeed(
  db: Database,
  keyHash: string,
): Promise<{
  readonly id: string
  readonly calendarId: string
  readonly accountId: string
  readonly detail: FeedDetail
} | null> {
  const row = await db
    .selectFrom('calendar_feeds')
    .select(['id', 'calendar_id', 'account_id', 'detail'])
    .where('key_hash', '=', keyHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const detail = row.detail === 'full' ? 'full' : 'busy'
  return { id: row.id, calendarId: row.calendar_id, accountId: row.account_id, detail }
}

/** Notes the day when the address was last read, once a day: whoever closes it wants to know whether it still serves. */
export async function noteFeedRead(db: Database, id: string, on: CalendarDate): Promise<void> {
  await db
    .updateTable('calendar_feeds')
    .set({ last_read_on: on })
    .where('id', '=', id)
    .where((or) => or.or([or('last_read_on', 'is', null), or('last_read_on', '<', on)]))
    .execute()
}
