import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { foldText } from '#kernel/plain-text.ts'
import type { DeliberationFilter } from './deliberations.paths.ts'
import type { Deliberation, DeliberationDraft, FoundedAct } from './deliberations.rules.ts'

export const pageSize = 50

/** The latest deliberations, as choices of a form. */
export async function listDeliberationChoices(db: Database): Promise<{ id: string; label: string }[]> {
  const rows = await db
    .selectFrom('deliberations')
    .select(['id', 'number', 'subject'])
    .orderBy('adopted_on', 'desc')
    .orderBy('number')
    .limit(200)
    .execute()
  return rows.map((row) => ({ id: row.id, label: `${row.number} – ${row.subject}` }))
}

export async function hasDeliberation(db: Database, id: string): Promise<boolean> {
  const row = await db.selectFrom('deliberations').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

/** One page of the list, latest first, and where the next one starts. */
export async function listDeliberations(
  db: Database,
  filter: DeliberationFilter,
): Promise<{ rows: Deliberation[]; next: string | null }> {
  let query = whole(db)
    .orderBy('adopted_on', 'desc')
    .orderBy('number', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
  if (filter.year)
    query = query
      .where('adopted_on', '>=', `${filter.year}-01-01`)
      .where('adopted_on', '<=', `${filter.year}-12-31`)
  for (const word of foldText(filter.search ?? '')
    .split(' ')
    .filter(Boolean))
    query = query.where('search_text', 'like', `%${word}%`)
  const after = readKey(filter.after)
  if (after)
    query = query.where(
      sql<boolean>`(adopted_on, number, id) < (${after[0]}::date, ${after[1]}, ${after[2]}::uuid)`,
    )
  const rows = (await query.execute()).map(readDeliberation)
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return {
    rows: shown,
    next: rows.length > pageSize && last ? writeKey([last.adoptedOn, last.number, last.id]) : null,
  }
}

/** Every deliberation, oldest first, for the open-data file. */
export async function listAllDeliberations(db: Database): Promise<Deliberation[]> {
  const rows = await whole(db).orderBy('adopted_on').orderBy('number').orderBy('id').execute()
  return rows.map(readDeliberation)
}

export async function findDeliberation(db: Database, id: string): Promise<Deliberation | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await whole(db).where('id', '=', id).executeTakeFirst()
  return row ? readDeliberation(row) : null
}

/** Years in which something was decided, latest first. */
export async function listDeliberationYears(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('deliberations')
    .select(sql<string>`to_char(adopted_on, 'YYYY')`.as('year'))
    .distinct()
    .orderBy('year', 'desc')
    .execute()
  return rows.map((row) => row.year)
}

function whole(db: Database) {
  return db
    .selectFrom('deliberations')
    .select((of) => [
      'id',
      'number',
      'adopted_on',
      'body',
      'subject',
      'matter_code',
      'members_in_office',
      'members_present',
      'votes_for',
      'votes_against',
      'abstentions',
      'document_url',
      'recorded_at',
      jsonArrayFrom(
        of
          .selectFrom('recusals')
          .select(['member_name as memberName', 'reason'])
          .whereRef('deliberation_id', '=', 'deliberations.id')
          .orderBy('member_name'),
      ).as('recusals'),
    ])
}

type WholeRow = Awaited<ReturnType<ReturnType<typeof whole>['executeTakeFirstOrThrow']>>

function readDeliberation(row: WholeRow): Deliberation {
  return {
    id: row.id,
    number: row.number,
    adoptedOn: calendarDate(row.adopted_on),
    body: row.body,
    subject: row.subject,
    matterCode: row.matter_code,
    membersInOffice: row.members_in_office,
    membersPresent: row.members_present,
    votesFor: row.votes_for,
    votesAgainst: row.votes_against,
    abstentions: row.abstentions,
    recusals: row.recusals,
    documentUrl: row.document_url,
    recordedAt: row.recorded_at,
  }
}

/**
 * The deliberation, locked until the end of the transaction. It is read after the lock, by a statement of its own: one
 * that waits for a lock would show the row as it is now, and its recusals as they were before.
 */
export async function lockDeliberation(tx: Database, id: string): Promise<Deliberation | null> {
  if (!z.uuid().safeParse(id).success) return null
  await tx.selectFrom('deliberations').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return findDeliberation(tx, id)
}

export async function insertDeliberation(
  tx: Database,
  draft: DeliberationDraft,
  by: { readonly id: string; readonly accountId: string | null; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('deliberations')
    .values({ id: by.id, ...columnsOf(draft), recorded_at: by.at, recorded_by: by.accountId })
    .execute()
  await insertRecusals(tx, by.id, draft)
}

export async function updateDeliberation(tx: Database, id: string, draft: DeliberationDraft): Promise<void> {
  await tx.updateTable('deliberations').set(columnsOf(draft)).where('id', '=', id).execute()
  await tx.deleteFrom('recusals').where('deliberation_id', '=', id).execute()
  await insertRecusals(tx, id, draft)
}

function columnsOf(draft: DeliberationDraft) {
  return {
    number: draft.number,
    adopted_on: draft.adoptedOn,
    body: draft.body,
    subject: draft.subject,
    matter_code: draft.matterCode,
    members_in_office: draft.membersInOffice,
    members_present: draft.membersPresent,
    votes_for: draft.votesFor,
    votes_against: draft.votesAgainst,
    abstentions: draft.abstentions,
    document_url: draft.documentUrl,
    search_text: foldText(`${draft.number} ${draft.subject} ${draft.body}`),
  }
}

async function insertRecusals(tx: Database, id: string, { recusals }: DeliberationDraft): Promise<void> {
  if (recusals.length === 0) return
  const rows = recusals.map(({ memberName, reason }) => ({
    deliberation_id: id,
    member_name: memberName,
    reason,
  }))
  await tx.insertInto('recusals').values(rows).execute()
}

/** The official acts that name the deliberation, oldest first. */
export async function listActsFoundedOn(db: Database, id: string): Promise<FoundedAct[]> {
  const rows = await db
    .selectFrom('official_acts')
    .select(['act', 'actor_name', 'acted_on', 'reason', 'subject_kind', 'subject_id'])
    .where('deliberation_id', '=', id)
    .orderBy('acted_on')
    .orderBy('recorded_at')
    .execute()
  return rows.map((row) => ({
    act: row.act,
    actorName: row.actor_name,
    actedOn: calendarDate(row.acted_on),
    reason: row.reason,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
  }))
}

function writeKey(key: readonly [string, string, string]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

const pageKey = z.tuple([z.iso.date(), z.string().max(100), z.uuid()])

function readKey(text: string | undefined): z.infer<typeof pageKey> | null {
  if (!text) return null
  try {
    return pageKey.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data ?? null
  } catch {
    // Not a key of ours: the list starts at its beginning.
    return null
  }
}
