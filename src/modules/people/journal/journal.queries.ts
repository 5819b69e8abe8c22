import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type ChainEntry, canonicalJson, hashOf } from './chain.rules.ts'

/** An official act about to be recorded. */
export interface NewAct {
  readonly act: string
  readonly subjectKind: string
  readonly subjectId: string
  /** What the subject was called that day, for people who read the journal. */
  readonly subjectLabel: string
  readonly actorId: string | null
  readonly actorName: string
  readonly actorRole: string
  readonly actedOn: CalendarDate
  readonly deliberationId: string | null
  readonly reason: string
  readonly details: Readonly<Record<string, string | number | boolean | null>>
}

export interface OfficialAct extends NewAct {
  readonly id: string
  readonly recordedAt: Date
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Writes the act and its entry in the chain. The head's row lock makes writers wait for each other. */
export async function insertAct(tx: Database, act: NewAct, recordedAt: Date): Promise<string> {
  const head = await tx
    .selectFrom('journal_head')
    .select(['seq', 'entry_hash'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  const id = randomUUID()
  await tx
    .insertInto('official_acts')
    .values({
      id,
      act: act.act,
      subject_kind: act.subjectKind,
      subject_id: act.subjectId,
      subject_label: act.subjectLabel,
      actor_id: act.actorId,
      actor_name: act.actorName,
      actor_role: act.actorRole,
      acted_on: act.actedOn,
      deliberation_id: act.deliberationId,
      reason: act.reason,
      details: JSON.stringify(act.details),
      recorded_at: recordedAt,
    })
    .execute()
  const content = canonicalJson({ ...act, id, recordedAt: recordedAt.toISOString() })
  const seq = head.seq + 1
  const entry_hash = hashOf(head.entry_hash, content, sha256)
  await tx
    .insertInto('journal_entries')
    .values({ seq, recorded_at: recordedAt, act_id: id, content, previous_hash: head.entry_hash, entry_hash })
    .execute()
  await tx.updateTable('journal_head').set({ seq, entry_hash }).execute()
  return id
}

const actColumns = [
  'id',
  'act',
  'subject_kind',
  'subject_id',
  'subject_label',
  'actor_id',
  'actor_name',
  'actor_role',
  'acted_on',
  'deliberation_id',
  'reason',
  'recorded_at',
] as const

/** Acts on one subject, oldest first. */
export async function listActsOn(
  db: Database,
  subjectKind: string,
  subjectId: string,
): Promise<OfficialAct[]> {
  const rows = await db
    .selectFrom('official_acts')
    .select(actColumns)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .orderBy('acted_on')
    .orderBy('recorded_at')
    .execute()
  return rows.map(readAct)
}

/** An entry of the journal with its act. */
export type JournalRow = OfficialAct & { readonly seq: number; readonly entryHash: string }

/** A page of the journal, newest first; `before` is the sequence number that the previous page ended on. */
export async function listJournal(
  db: Database,
  page: { readonly before: number | null; readonly size: number },
): Promise<JournalRow[]> {
  let query = db
    .selectFrom('journal_entries as entry')
    .innerJoin('official_acts as act', 'act.id', 'entry.act_id')
    .select(['entry.seq', 'entry.entry_hash', ...actColumns.map((column) => `act.${column}` as const)])
    .orderBy('entry.seq', 'desc')
    .limit(page.size)
  if (page.before !== null) query = query.where('entry.seq', '<', page.before)
  const rows = await query.execute()
  return rows.map((row) => ({ ...readAct(row), seq: row.seq, entryHash: row.entry_hash }))
}

/** Acts of the latest days, newest first: an act may be recorded long after its day. */
export async function listLatestActs(db: Database, size: number): Promise<JournalRow[]> {
  const rows = await db
    .selectFrom('official_acts as act')
    .innerJoin('journal_entries as entry', 'entry.act_id', 'act.id')
    .select(['entry.seq', 'entry.entry_hash', ...actColumns.map((column) => `act.${column}` as const)])
    .orderBy('act.acted_on', 'desc')
    .orderBy('entry.seq', 'desc')
    .limit(size)
    .execute()
  return rows.map((row) => ({ ...readAct(row), seq: row.seq, entryHash: row.entry_hash }))
}

export async function getJournalHead(db: Database): Promise<{ seq: number; entryHash: string }> {
  const head = await db.selectFrom('journal_head').select(['seq', 'entry_hash']).executeTakeFirstOrThrow()
  return { seq: head.seq, entryHash: head.entry_hash }
}

/** Entries from `after` on, oldest first. */
export async function listChain(db: Database, after: number, size: number): Promise<ChainEntry[]> {
  const rows = await db
    .selectFrom('journal_entries')
    .select(['seq', 'content', 'previous_hash', 'entry_hash'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(size)
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    content: row.content,
    previousHash: row.previous_hash,
    entryHash: row.entry_hash,
  }))
}

/** Entries from `after` on, oldest first, with what each is about. */
export async function listChainWithSubjects(
  db: Database,
  after: number,
  size: number,
): Promise<(ChainEntry & { readonly subjectKind: string; readonly subjectId: string })[]> {
  const rows = await db
    .selectFrom('journal_entries as entry')
    .innerJoin('official_acts as act', 'act.id', 'entry.act_id')
    .select(['seq', 'content', 'previous_hash', 'entry_hash', 'subject_kind', 'subject_id'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(size)
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    content: row.content,
    previousHash: row.previous_hash,
    entryHash: row.entry_hash,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
  }))
}

interface ActRow {
  id: string
  act: string
  subject_kind: string
  subject_id: string
  subject_label: string
  actor_id: string | null
  actor_name: string
  actor_role: string
  acted_on: string
  deliberation_id: string | null
  reason: string
  recorded_at: Date
}

function readAct(row: ActRow): OfficialAct {
  return {
    id: row.id,
    act: row.act,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    subjectLabel: row.subject_label,
    actorId: row.actor_id,
    actorName: row.actor_name,
    actorRole: row.actor_role,
    actedOn: calendarDate(row.acted_on),
    deliberationId: row.deliberation_id,
    reason: row.reason,
    details: {},
    recordedAt: row.recorded_at,
  }
}

/** Number of the first entry whose act was altered since, or is missing; null when every act is what its entry says. */
export async function findAlteredAct(db: Database): Promise<number | null> {
  const { rows } = await sql<{ seq: number }>`
    select entry.seq
    from journal_entries entry left join official_acts act on act.id = entry.act_id
    where act.id is null or entry.content::jsonb - 'recordedAt' is distinct from jsonb_build_object(
      'act', act.act, 'subjectKind', act.subject_kind, 'subjectId', act.subject_id,
      'subjectLabel', act.subject_label, 'actorId', act.actor_id, 'actorName', act.actor_name,
      'actorRole', act.actor_role, 'actedOn', to_char(act.acted_on, 'YYYY-MM-DD'), 'deliberationId', act.deliberation_id,
      'reason', act.reason, 'details', act.details, 'id', act.id)
    order by entry.seq
    limit 1`.execute(db)
  return rows[0]?.seq ?? null
}
