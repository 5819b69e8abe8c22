import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { foldText } from '#kernel/plain-text.ts'
import { excerptOf } from './markdown.rules.ts'
import type { ProposalFilter, Sort } from './proposals.paths.ts'
import { readCategory } from './proposals.queries.ts'
import { type Category, type Proposal, type Verdict, verdicts } from './proposals.rules.ts'
import { tellingWords, trigramsOf } from './trigrams.rules.ts'

/** A proposal as lists show it: only what is published is ever read here. */
export interface ProposalRow {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly excerpt: string
  readonly category: Category
  readonly street: string
  readonly districtId: string | null
  readonly process: { readonly slug: string; readonly title: string }
  readonly publishedOn: CalendarDate
  readonly answerDueOn: CalendarDate
  readonly verdict: Verdict | null
  readonly supportCount: number
  readonly commentCount: number
}

export const pageSize = 25

const orders: Readonly<
  Record<Sort, { readonly key: string; readonly column: string; readonly down: boolean }>
> = {
  newest: { key: 'number', column: 'number', down: true },
  supported: { key: 'support_count', column: 'support_count', down: true },
  discussed: { key: 'comment_count', column: 'comment_count', down: true },
  deadline: { key: 'answer_due_on', column: 'answer_due_on', down: false },
}

const row = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  beginning: z.string(),
  category: z.string(),
  street: z.string(),
  district_id: z.string().nullable(),
  process_slug: z.string(),
  process_title: z.string(),
  published_on: z.string().transform(calendarDate),
  answer_due_on: z.string().transform(calendarDate),
  verdict: z.enum(verdicts).nullable(),
  support_count: z.number(),
  comment_count: z.number(),
})

function readRow(found: unknown): ProposalRow {
  const read = row.parse(found)
  return {
    id: read.id,
    number: read.number,
    title: read.title,
    excerpt: excerptOf(read.beginning),
    category: readCategory(read.category),
    street: read.street,
    districtId: read.district_id,
    process: { slug: read.process_slug, title: read.process_title },
    publishedOn: read.published_on,
    answerDueOn: read.answer_due_on,
    verdict: read.verdict,
    supportCount: read.support_count,
    commentCount: read.comment_count,
  }
}

function published(db: Database) {
  return db
    .selectFrom('proposals as p')
    .innerJoin('processes', 'processes.id', 'p.process_id')
    .where('p.status', '=', 'published')
}

const columns = [
  'p.id',
  'p.number',
  'p.title',
  sql<string>`left(p.body_text, 400)`.as('beginning'),
  'p.category',
  'p.street',
  'p.district_id',
  'processes.slug as process_slug',
  'processes.title as process_title',
  'p.published_on',
  'p.answer_due_on',
  'p.verdict',
  'p.support_count',
  'p.comment_count',
] as const

function filtered(db: Database, filter: ProposalFilter, today: CalendarDate) {
  let query = published(db)
  if (filter.process) query = query.where('processes.slug', '=', filter.process)
  if (filter.category) query = query.where('p.category', '=', filter.category)
  if (filter.district) query = query.where('p.district_id', '=', filter.district)
  if (filter.answer === 'awaited') query = query.where('p.verdict', 'is', null)
  else if (filter.answer === 'late')
    query = query.where('p.verdict', 'is', null).where('p.answer_due_on', '<', today)
  else if (filter.answer) query = query.where('p.verdict', '=', filter.answer)
  const words = foldText(filter.search ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 10)
  if (words.length > 0) query = query.where(matches(words, '&'))
  return query
}

/** French full text, each word from its beginning. Folded words are letters and digits only: nothing of them is syntax. */
function matches(words: readonly string[], joint: '&' | '|') {
  const asked = words.map((word) => `${word}:*`).join(` ${joint} `)
  return sql<SqlBool>`to_tsvector('french', p.search_text) @@ to_tsquery('french', ${asked})`
}

/** One page of the published proposals, and where the next one starts: one query. */
export async function listProposals(
  db: Database,
  filter: ProposalFilter,
  today: CalendarDate,
  size = pageSize,
): Promise<{ rows: ProposalRow[]; next: string | null }> {
  const sort = filter.sort ?? 'newest'
  const { column, down } = orders[sort]
  const by = sql.ref(`p.${column}`)
  const direction = down ? 'desc' : 'asc'
  let query = filtered(db, filter, today)
    .select(columns)
    .orderBy(by, direction)
    .orderBy('p.number', direction)
    .limit(size + 1)
  const after = readKey(filter.after, sort)
  if (after) {
    const sign = down ? sql`<` : sql`>`
    query = query.where(sql<SqlBool>`(${by}, p.number) ${sign} (${after.value}, ${after.number})`)
  }
  const rows = (await query.execute()).map(readRow)
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > size && last ? writeKey(sort, last) : null }
}

export async function countProposals(
  db: Database,
  filter: ProposalFilter,
  today: CalendarDate,
): Promise<number> {
  const { count } = await filtered(db, filter, today)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function sortValueOf(sort: Sort, last: ProposalRow): string | number {
  if (sort === 'supported') return last.supportCount
  if (sort === 'discussed') return last.commentCount
  return sort === 'deadline' ? last.answerDueOn : last.number
}

/** The key that a page ends on, as plain data in the address: nothing is executed when it is read. */
function writeKey(sort: Sort, last: ProposalRow): string {
  return Buffer.from(JSON.stringify([sort, sortValueOf(sort, last), last.number])).toString('base64url')
}

const whole = z.int().min(0).max(1_000_000_000)
const pageKey = z.union([
  z.tuple([z.enum(['newest', 'supported', 'discussed']), whole, whole]),
  z.tuple([z.literal('deadline'), z.iso.date(), whole]),
])

/** Null when it is not a key of ours, or one of another order: the list then starts at its beginning. */
function readKey(
  text: string | undefined,
  sort: Sort,
): { readonly value: string | number; readonly number: number } | null {
  if (!text) return null
  try {
    const key = pageKey.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return key.success && key.data[0] === sort ? { value: key.data[1], number: key.data[2] } : null
  } catch {
    return null
  }
}

/** What is shared at least, from 0 to 1, for two titles to be called alike. */
const leastLikeness = 0.18

/**
 * Published proposals that look like the draft: those of its process whose title shares enough three-letter pieces, or whose
 * text holds the words of its title; the most alike first.
 */
export async function findSimilar(
  db: Database,
  draft: Pick<Proposal, 'id' | 'title' | 'process'>,
  most: number,
): Promise<ProposalRow[]> {
  const pieces = trigramsOf(draft.title)
  const words = tellingWords(draft.title)
  if (pieces.length === 0 || words.length === 0) return []
  const likeness = sql<number>`(select count(*)::float8 / greatest(1, cardinality(p.trigrams) + ${pieces.length}::int - count(*))
    from unnest(p.trigrams) piece where piece = any(${pieces}::text[]))`
  const asked = words.map((word) => `${word}:*`).join(' | ')
  const rank = sql<number>`ts_rank(to_tsvector('french', p.search_text), to_tsquery('french', ${asked}))`
  const rows = await published(db)
    .select([...columns, likeness.as('likeness'), rank.as('rank')])
    .where('p.process_id', '=', draft.process.id)
    .where('p.id', '<>', draft.id)
    .where((or) =>
      or.or([sql<SqlBool>`${likeness} >= ${leastLikeness}`, matches(words, words.length > 2 ? '&' : '|')]),
    )
    .orderBy(sql`${likeness} + ${rank}`, 'desc')
    .orderBy('p.number', 'desc')
    .limit(most)
    .execute()
  return rows.map(readRow)
}

/** A published proposal whole, with the town's answer: what leaves as open data. No person is in it. */
export interface ExportedProposal extends ProposalRow {
  readonly body: string
  readonly point: { readonly lat: number; readonly lon: number } | null
  readonly answeredOn: CalendarDate | null
  readonly reasons: string | null
}

const exportedRow = row.extend({
  body_text: z.string(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  answered_on: z.string().transform(calendarDate).nullable(),
  reasons: z.string().nullable(),
})

/** Newest first, from the number `before` down. */
export async function listExported(
  db: Database,
  filter: ProposalFilter,
  today: CalendarDate,
  { size, before }: { readonly size: number; readonly before: number | null },
): Promise<ExportedProposal[]> {
  let query = filtered(db, filter, today)
    .leftJoin('proposal_answers as a', 'a.proposal_id', 'p.id')
    .select([...columns, 'p.body_text', 'p.lat', 'p.lon', 'a.answered_on', 'a.reasons'])
    .orderBy('p.number', 'desc')
    .limit(size)
  if (before !== null) query = query.where('p.number', '<', before)
  const rows = await query.execute()
  return rows.map((found) => {
    const { body_text, lat, lon, answered_on, reasons } = exportedRow.parse(found)
    return {
      ...readRow(found),
      body: body_text,
      point: lat === null || lon === null ? null : { lat, lon },
      answeredOn: answered_on,
      reasons,
    }
  })
}
