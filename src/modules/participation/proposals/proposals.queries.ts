import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { foldText } from '#kernel/plain-text.ts'
import {
  type Category,
  categories,
  type Proposal,
  type ProposalProcess,
  type ProposalStatus,
  type ProposalText,
  proposalStatuses,
  type Verdict,
  verdicts,
} from './proposals.rules.ts'
import { trigramsOf } from './trigrams.rules.ts'

const day = z.string().transform(calendarDate).nullable()

const proposalRow = z.object({
  id: z.string(),
  number: z.number(),
  process_id: z.string(),
  process_slug: z.string(),
  process_title: z.string(),
  author_id: z.string().nullable(),
  author_account_id: z.string().nullable(),
  author_email: z.string().nullable(),
  author_name: z.string().nullable(),
  coauthors: z
    .array(
      z.object({
        id: z.string(),
        accountId: z.string().nullable(),
        email: z.string().nullable(),
        name: z.string(),
      }),
    )
    .nullable(),
  dictated_by: z.string().nullable(),
  status: z.enum(proposalStatuses),
  title: z.string(),
  body_text: z.string(),
  category: z.string(),
  street: z.string(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  district_id: z.string().nullable(),
  written_at: z.date(),
  published_on: day,
  answer_due_on: day,
  verdict: z.enum(verdicts).nullable(),
  merged_number: z.number().nullable(),
  version: z.number(),
  support_count: z.number(),
  comment_count: z.number(),
})

function proposalQuery(db: Database) {
  return db
    .selectFrom('proposals as p')
    .innerJoin('processes', 'processes.id', 'p.process_id')
    .leftJoin('contributors as author', 'author.id', 'p.contributor_id')
    .leftJoin('proposals as target', 'target.id', 'p.merged_into')
    .select([
      'p.id',
      'p.number',
      'p.process_id',
      'processes.slug as process_slug',
      'processes.title as process_title',
      'author.id as author_id',
      'author.account_id as author_account_id',
      'author.email as author_email',
      'author.name as author_name',
      'p.dictated_by',
      'p.status',
      'p.title',
      'p.body_text',
      'p.category',
      'p.street',
      'p.lat',
      'p.lon',
      'p.district_id',
      'p.written_at',
      'p.published_on',
      'p.answer_due_on',
      'p.verdict',
      'target.number as merged_number',
      'p.version',
      'p.support_count',
      'p.comment_count',
      sql<unknown>`(select json_agg(json_build_object('id', c.id, 'accountId', c.account_id, 'email', c.email, 'name', c.name) order by co.joined_on, c.id)
        from proposal_coauthors co join contributors c on c.id = co.contributor_id
        where co.proposal_id = p.id)`.as('coauthors'),
    ])
}

function readProposal(found: unknown): Proposal {
  const row = proposalRow.parse(found)
  const coauthors = row.coauthors ?? []
  return {
    id: row.id,
    number: row.number,
    process: { id: row.process_id, slug: row.process_slug, title: row.process_title },
    author:
      row.author_id === null
        ? null
        : {
            id: row.author_id,
            accountId: row.author_account_id,
            email: row.author_email,
            name: row.author_name ?? '',
          },
    authorIds: [row.author_id, ...coauthors.map(({ id }) => id)].filter((id) => id !== null),
    coauthors,
    isDictated: row.dictated_by !== null,
    status: row.status,
    title: row.title,
    body: row.body_text,
    category: readCategory(row.category),
    street: row.street,
    point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
    districtId: row.district_id,
    writtenAt: row.written_at,
    publishedOn: row.published_on,
    answerDueOn: row.answer_due_on,
    verdict: row.verdict,
    mergedInto: row.merged_number,
    version: row.version,
    supportCount: row.support_count,
    commentCount: row.comment_count,
  }
}

export function readCategory(text: string): Category {
  return categories.find((category) => category === text) ?? 'other'
}

/** The proposal of that number, whatever its status: who may see it is not asked here. */
export async function findProposal(db: Database, number: number): Promise<Proposal | null> {
  const row = await proposalQuery(db).where('p.number', '=', number).executeTakeFirst()
  return row ? readProposal(row) : null
}

export async function findProposalById(db: Database, id: string): Promise<Proposal | null> {
  const row = await proposalQuery(db).where('p.id', '=', id).executeTakeFirst()
  return row ? readProposal(row) : null
}

/** The proposal of that number, locked until the end of the transaction: two people who change it go one after the other. */
export async function lockProposal(tx: Database, number: number): Promise<Proposal | null> {
  const row = await proposalQuery(tx).where('p.number', '=', number).forUpdate('p').executeTakeFirst()
  return row ? readProposal(row) : null
}

export interface DraftKey {
  /** Hash of the secret address of a visitor's draft. */
  readonly keyHash?: string
  readonly id?: string
  /** Whoever asks for a draft by its id: its author, or the agent who takes it down. */
  readonly accountId?: string
}

/** A draft, for those only who may open it. */
export async function findDraft(db: Database, key: DraftKey): Promise<Proposal | null> {
  let query = proposalQuery(db).where('p.status', '=', 'draft')
  if (key.keyHash !== undefined) query = query.where('p.draft_key_hash', '=', key.keyHash)
  else if (key.id !== undefined && key.accountId !== undefined) {
    const { accountId } = key
    query = query
      .where('p.id', '=', key.id)
      .where((or) => or.or([or('author.account_id', '=', accountId), or('p.dictated_by', '=', accountId)]))
  } else return null
  const row = await query.executeTakeFirst()
  return row ? readProposal(row) : null
}

/** What a person wrote, drafts too, newest first. */
export async function listOwnProposals(
  db: Database,
  contributorId: string | null,
  accountId: string | null,
): Promise<Proposal[]> {
  if (contributorId === null && accountId === null) return []
  const rows = await proposalQuery(db)
    .where((or) =>
      or.or([
        ...(contributorId ? [or('p.contributor_id', '=', contributorId)] : []),
        ...(accountId ? [or.and([or('p.dictated_by', '=', accountId), or('p.status', '=', 'draft')])] : []),
      ]),
    )
    .orderBy('p.number', 'desc')
    .limit(100)
    .execute()
  return rows.map(readProposal)
}

function textColumns(text: ProposalText) {
  return {
    title: text.title,
    body_text: text.body,
    category: text.category,
    street: text.street,
    lat: text.point?.lat ?? null,
    lon: text.point?.lon ?? null,
    district_id: text.districtId,
    search_text: foldText(`${text.title} ${text.body} ${text.street}`),
    trigrams: trigramsOf(text.title),
  }
}

export interface NewDraft {
  readonly processId: string
  readonly text: ProposalText
  readonly contributorId: string | null
  readonly keyHash: string | null
  readonly dictatedBy: string | null
  readonly writtenAt: Date
}

export async function insertDraft(tx: Database, draft: NewDraft): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('proposals')
    .values({
      id,
      process_id: draft.processId,
      contributor_id: draft.contributorId,
      draft_key_hash: draft.keyHash,
      dictated_by: draft.dictatedBy,
      written_at: draft.writtenAt,
      ...textColumns(draft.text),
    })
    .execute()
  return id
}

export async function updateDraft(tx: Database, id: string, text: ProposalText): Promise<void> {
  await tx
    .updateTable('proposals')
    .set(textColumns(text))
    .where('id', '=', id)
    .where('status', '=', 'draft')
    .execute()
}

export async function deleteDraft(tx: Database, id: string): Promise<void> {
  await tx.deleteFrom('proposals').where('id', '=', id).where('status', '=', 'draft').execute()
}

/** Hands the draft over to a moderator or to the public; false when it is no draft any more. */
export async function updateSubmitted(
  tx: Database,
  id: string,
  submission: {
    readonly contributorId: string
    readonly publication: { readonly on: CalendarDate; readonly dueOn: CalendarDate } | null
  },
): Promise<boolean> {
  const { publication } = submission
  const result = await tx
    .updateTable('proposals')
    .set({
      contributor_id: submission.contributorId,
      draft_key_hash: null,
      status: publication ? 'published' : 'submitted',
      published_on: publication?.on ?? null,
      answer_due_on: publication?.dueOn ?? null,
    })
    .where('id', '=', id)
    .where('status', '=', 'draft')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Moves the proposal to that status from one of those; a first publication has its days. */
export async function updateProposalStatus(
  tx: Database,
  id: string,
  from: readonly ProposalStatus[],
  to: ProposalStatus,
  publication: { readonly on: CalendarDate; readonly dueOn: CalendarDate } | null = null,
): Promise<boolean> {
  const result = await tx
    .updateTable('proposals')
    .set({
      status: to,
      ...(publication ? { published_on: publication.on, answer_due_on: publication.dueOn } : {}),
    })
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** A new text and its new version. The version was checked under the lock. */
export async function updateText(
  tx: Database,
  id: string,
  version: number,
  text: ProposalText,
): Promise<void> {
  await tx
    .updateTable('proposals')
    .set({ ...textColumns(text), version })
    .where('id', '=', id)
    .execute()
}

export async function updateVerdict(tx: Database, id: string, verdict: Verdict): Promise<void> {
  await tx.updateTable('proposals').set({ verdict }).where('id', '=', id).execute()
}

/** The processes that ask for proposals on that day, or the one of that name or id, with what proposals need of it. */
export async function listProposalProcesses(
  db: Database,
  today: CalendarDate,
  only: { readonly slug?: string; readonly id?: string } = {},
): Promise<ProposalProcess[]> {
  let query = db
    .selectFrom('processes')
    .leftJoin('process_phases as ph', (join) =>
      join.onRef('ph.process_id', '=', 'processes.id').on('ph.kind', '=', 'proposals'),
    )
    .select([
      'processes.id',
      'slug',
      'processes.title',
      'moderation',
      'answer_days',
      sql<boolean>`processes.status = 'open' and coalesce(bool_or(${today}::date between ph.starts_on and ph.ends_on), false)`.as(
        'is_open',
      ),
      sql<string | null>`max(ph.ends_on)`.as('last_day'),
    ])
    .where('processes.status', 'in', ['signed', 'open', 'closed', 'answered'])
    .groupBy('processes.id')
    .orderBy('processes.title')
  if (only.slug !== undefined) query = query.where('slug', '=', only.slug)
  if (only.id !== undefined) query = query.where('processes.id', '=', only.id)
  const rows = await query.execute()
  return rows
    .filter((row) => row.last_day !== null || only.id !== undefined)
    .map((row) => ({
      id: row.id,
      slug: row.slug,
      title: row.title,
      isOpen: row.is_open,
      lastDay: row.last_day === null ? null : calendarDate(row.last_day),
      moderation: row.moderation === 'before' ? 'before' : 'after',
      answerDays: row.answer_days,
    }))
}

const outlineRow = z.array(z.tuple([z.number(), z.number()])).min(3)

/** Contour of the town; null where nobody brought one. */
export async function getOutline(db: Database): Promise<[number, number][] | null> {
  const row = await db.selectFrom('town_outline').select('points').executeTakeFirst()
  return row ? outlineRow.parse(row.points) : null
}

export async function insertOutline(
  db: Database,
  points: readonly (readonly [number, number])[],
): Promise<void> {
  await db
    .insertInto('town_outline')
    .values({ points: JSON.stringify(points) })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet({ points: JSON.stringify(points) }))
    .execute()
}
