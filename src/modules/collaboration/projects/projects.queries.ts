import { randomUUID } from 'node:crypto'
import { type SelectQueryBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { Tables } from '#infra/tables.generated.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type Member, type Project, type ProjectDraft, parts, projectStatuses } from './projects.rules.ts'

const day = z.string().transform(calendarDate)

const projectRow = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  purpose: z.string(),
  measure_id: z.string().nullable(),
  status: z.enum(projectStatuses),
  is_restricted: z.boolean(),
  starts_on: day,
  ends_on: day.nullable(),
  budget_cents: z.number(),
  planned_min: z.number(),
  version: z.number(),
  board_version: z.number(),
})

export const projectColumns = [
  'projects.id',
  'projects.code',
  'projects.title',
  'projects.purpose',
  'projects.measure_id',
  'projects.status',
  'projects.is_restricted',
  'projects.starts_on',
  'projects.ends_on',
  'projects.budget_cents',
  'projects.planned_min',
  'projects.version',
  'projects.board_version',
] as const

export function readProject(input: unknown): Project {
  const row = projectRow.parse(input)
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    purpose: row.purpose,
    measureId: row.measure_id,
    status: row.status,
    isRestricted: row.is_restricted,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    budgetCents: row.budget_cents,
    plannedMin: row.planned_min,
    version: row.version,
    boardVersion: row.board_version,
  }
}

/** What the asking person is in the project, if anything. */
export type Own = Pick<Member, 'part' | 'endsOn'> | null

export interface FoundProject {
  readonly project: Project
  readonly own: Own
}

const ownRow = z.object({ own_part: z.enum(parts).nullable(), own_ends_on: day.nullable() })

/** The project of that code, with what that person is in it. */
export async function findProject(
  db: Database,
  code: string,
  accountId: string | null,
): Promise<FoundProject | null> {
  const row = await withOwn(db, accountId).where('projects.code', '=', code).executeTakeFirst()
  return row ? readFound(row) : null
}

/** The same, with the project locked: whoever changes it or its board goes one after the other. */
export async function lockProject(
  tx: Database,
  code: string,
  accountId: string | null,
): Promise<FoundProject | null> {
  const row = await withOwn(tx, accountId)
    .where('projects.code', '=', code)
    .forUpdate('projects')
    .executeTakeFirst()
  return row ? readFound(row) : null
}

function withOwn(db: Database, accountId: string | null) {
  return db
    .selectFrom('projects')
    .leftJoin('project_members as own', (join) =>
      join.onRef('own.project_id', '=', 'projects.id').on('own.account_id', '=', accountId ?? ''),
    )
    .select(projectColumns)
    .select(['own.part as own_part', 'own.ends_on as own_ends_on'])
}

function readFound(row: object): FoundProject {
  const { own_part, own_ends_on } = ownRow.parse(row)
  return {
    project: readProject(row),
    own: own_part === null ? null : { part: own_part, endsOn: own_ends_on },
  }
}

export interface ProjectRow extends FoundProject {
  readonly lead: string | null
  readonly cards: number
  readonly done: number
  readonly late: number
}

const countsRow = z.object({
  lead: z.string().nullable(),
  cards: z.number(),
  done: z.number(),
  late: z.number(),
})

const pageSize = 50

/** Projects that the person may read, what lives first: their own, those that are not kept to their members too, or all. */
export async function listProjects(
  db: Database,
  asked: {
    readonly accountId: string
    readonly sees: 'own' | 'open' | 'all'
    readonly on: CalendarDate
    readonly status?: string | undefined
    readonly search?: string | undefined
    readonly offset: number
  },
): Promise<{ readonly rows: readonly ProjectRow[]; readonly next: number | null }> {
  let query = withOwn(db, asked.accountId)
    .select((of) => [
      of
        .selectFrom('project_members as m')
        .innerJoin('accounts', 'accounts.id', 'm.account_id')
        .whereRef('m.project_id', '=', 'projects.id')
        .where('m.part', '=', 'lead')
        .select('accounts.name')
        .as('lead'),
      sql<number>`(select count(*) from cards where cards.project_id = projects.id)`.as('cards'),
      sql<number>`(select count(*) from cards where cards.project_id = projects.id and done_on is not null)`.as(
        'done',
      ),
      sql<number>`(select count(*) from cards where cards.project_id = projects.id and done_on is null
        and due_on < ${asked.on}::date)`.as('late'),
    ])
    .orderBy(sql`projects.status in ('closed', 'abandoned')`)
    .orderBy('projects.starts_on', 'desc')
    .orderBy('projects.id')
    .limit(pageSize + 1)
    .offset(asked.offset)
  if (asked.sees !== 'all')
    query = query.where((or) =>
      or.or([
        or.and([
          or('own.part', 'is not', null),
          or.or([or('own.ends_on', 'is', null), or('own.ends_on', '>=', asked.on)]),
        ]),
        ...(asked.sees === 'open' ? [or('projects.is_restricted', '=', false)] : []),
      ]),
    )
  if (asked.status) query = query.where('projects.status', '=', asked.status)
  if (asked.search) query = searched(query, asked.search)
  const rows = await query.execute()
  return {
    rows: rows.slice(0, pageSize).map((row) => ({ ...readFound(row), ...countsRow.parse(row) })),
    next: rows.length > pageSize ? asked.offset + pageSize : null,
  }
}

function searched<O>(
  query: SelectQueryBuilder<Tables & { own: Tables['project_members'] | null }, 'projects' | 'own', O>,
  search: string,
) {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return query.where((or) =>
    or.or([or('projects.title', 'ilike', pattern), or('projects.purpose', 'ilike', pattern)]),
  )
}

export async function insertProject(
  tx: Database,
  id: string,
  code: string,
  draft: ProjectDraft,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('projects')
    .values({ id, code, ...columnsOf(draft), created_at: now })
    .execute()
}

/** Writes the sheet if nobody did since that version; says whether it did. */
export async function updateProject(
  tx: Database,
  id: string,
  version: number,
  draft: ProjectDraft,
): Promise<boolean> {
  const result = await tx
    .updateTable('projects')
    .set({ ...columnsOf(draft), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function updateStatus(tx: Database, id: string, status: Project['status']): Promise<void> {
  await tx.updateTable('projects').set({ status, version: sql`version + 1` }).where('id', '=', id).execute()
}

function columnsOf(draft: ProjectDraft) {
  return {
    title: draft.title,
    purpose: draft.purpose,
    measure_id: draft.measureId,
    is_restricted: draft.isRestricted,
    starts_on: draft.startsOn,
    ends_on: draft.endsOn,
    budget_cents: draft.budgetCents,
    planned_min: draft.plannedMin,
  }
}

export interface ProjectName {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly status: Project['status']
  readonly isRestricted: boolean
}

export async function listProjectNames(db: Database, ids: readonly string[]): Promise<ProjectName[]> {
  const rows = await db.selectFrom('projects').select(projectColumns).where('id', 'in', ids).execute()
  return rows.map((row) => readProject(row))
}

export async function findMeasureOf(
  db: Database,
  id: string | null,
): Promise<{ readonly code: string; readonly title: string; readonly status: string } | null> {
  if (id === null) return null
  const row = await db
    .selectFrom('measures')
    .select(['code', 'title', 'status'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export function newId(): string {
  return randomUUID()
}
