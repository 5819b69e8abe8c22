import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type EngagementLevel, engagementLevels } from '#kernel/engagement.ts'
import { foldText } from '#kernel/plain-text.ts'
import { readPhase } from './processes.rows.queries.ts'
import { askingKinds, type Phase, type ProcessStatus, processStatuses } from './processes.rules.ts'
import type { PointAnswer } from './promise.rules.ts'
import { outcomes } from './promise.rules.ts'

export const pageSize = 30

export interface ProcessRow {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly theme: string
  readonly summary: string
  readonly engagement: EngagementLevel
  readonly status: ProcessStatus
  readonly signedOn: CalendarDate | null
  readonly openedOn: CalendarDate | null
  readonly phases: readonly Phase[]
}

export interface ListedFilter {
  readonly status?: ProcessStatus | undefined
  readonly search?: string | undefined
  readonly after?: string | undefined
}

/** A draft has no day yet: it comes first, since it waits for somebody. */
const dayOrder = sql<string>`coalesce(opened_on, signed_on, '9999-12-31')`

/** One page of the list, latest first, and where the next one starts. */
export async function listProcesses(
  db: Database,
  filter: ListedFilter,
  draftsToo: boolean,
): Promise<{ readonly rows: readonly ProcessRow[]; readonly next: string | null }> {
  let query = db
    .selectFrom('processes')
    .select(rowColumns)
    .select(dayOrder.as('day_order'))
    .orderBy(dayOrder, 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
  if (!draftsToo) query = query.where('signed_on', 'is not', null)
  if (filter.status) query = query.where('status', '=', filter.status)
  for (const word of foldText(filter.search ?? '')
    .split(' ')
    .filter(Boolean))
    query = query.where('search_text', 'like', `%${word}%`)
  const key = readKey(filter.after)
  if (key) query = query.where(sql<boolean>`(${dayOrder}, id) < (${key[0]}::date, ${key[1]}::uuid)`)
  const found = await query.execute()
  const shown = found.slice(0, pageSize)
  const last = shown.at(-1)
  return {
    rows: await withPhases(db, shown),
    next: found.length > pageSize && last ? `${last.day_order}_${last.id}` : null,
  }
}

/** What people may take part in on that day: open processes with one phase each, what asks them something and ends first at the top. One query. */
export async function listOpenNow(db: Database, on: CalendarDate, most: number): Promise<readonly OpenNow[]> {
  const rows = await db
    .selectFrom('processes')
    .innerJoin('process_phases', 'process_phases.process_id', 'processes.id')
    .select([
      'processes.slug',
      'processes.title',
      'processes.engagement',
      'process_phases.id',
      'process_phases.kind',
      'process_phases.title as phase_title',
      'process_phases.starts_on',
      'process_phases.ends_on',
    ])
    .where('processes.status', '=', 'open')
    .where('process_phases.starts_on', '<=', on)
    .where('process_phases.ends_on', '>=', on)
    .orderBy(sql`process_phases.kind in (${sql.join(askingKinds)})`, 'desc')
    .orderBy('process_phases.ends_on')
    .orderBy('processes.id')
    // A process has a few phases at once at most; it is named once, with the one that asks people something.
    .limit(most * 3)
    .execute()
  const firsts = rows.filter((row, index) => rows.findIndex(({ slug }) => slug === row.slug) === index)
  return firsts.slice(0, most).map(({ slug, title, engagement, phase_title, ...phase }) => ({
    slug,
    title,
    engagement: z.enum(engagementLevels).parse(engagement),
    phase: readPhase({ ...phase, title: phase_title }),
  }))
}

export interface OpenNow {
  readonly slug: string
  readonly title: string
  readonly engagement: EngagementLevel
  readonly phase: Phase
}

const rowColumns = [
  'id',
  'slug',
  'title',
  'theme',
  'summary',
  'engagement',
  'status',
  'signed_on',
  'opened_on',
] as const

const day = z.string().transform(calendarDate)
const listRow = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  theme: z.string(),
  summary: z.string(),
  engagement: z.enum(engagementLevels),
  status: z.enum(processStatuses),
  signed_on: day.nullable(),
  opened_on: day.nullable(),
})

async function withPhases(db: Database, found: readonly { readonly id: string }[]): Promise<ProcessRow[]> {
  if (found.length === 0) return []
  const phases = await db
    .selectFrom('process_phases')
    .select(['process_id', 'id', 'kind', 'title', 'starts_on', 'ends_on'])
    .where(
      'process_id',
      'in',
      found.map(({ id }) => id),
    )
    .orderBy('starts_on')
    .orderBy('position')
    .execute()
  const byProcess = Map.groupBy(phases, (phase) => phase.process_id)
  return found.map((input) => {
    const { signed_on, opened_on, ...row } = listRow.parse(input)
    return {
      ...row,
      signedOn: signed_on,
      openedOn: opened_on,
      phases: (byProcess.get(row.id) ?? []).map(readPhase),
    }
  })
}

/** `2026-10-31_<uuid>`; anything else starts the list at its beginning. */
function readKey(text: string | undefined): readonly [string, string] | null {
  const [at, id] = (text ?? '').split('_')
  return z.tuple([z.iso.date(), z.uuid()]).safeParse([at, id]).data ?? null
}

const answerRow = z.object({ point_id: z.string(), outcome: z.enum(outcomes), reason: z.string() })

/** What was said of each promise; none before the answers. */
export async function listAnswers(db: Database, processId: string): Promise<PointAnswer[]> {
  const rows = await db
    .selectFrom('process_answers')
    .select(['point_id', 'outcome', 'reason'])
    .where('process_id', '=', processId)
    .execute()
  return rows.map((row) => {
    const { point_id, ...answer } = answerRow.parse(row)
    return { ...answer, pointId: point_id }
  })
}

export interface ProcessName {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly status: ProcessStatus
  readonly signedOn: CalendarDate | null
}

const nameRow = listRow.pick({ id: true, slug: true, title: true, status: true, signed_on: true })

export async function listProcessNames(db: Database, ids: readonly string[]): Promise<ProcessName[]> {
  const rows = await db
    .selectFrom('processes')
    .select(['id', 'slug', 'title', 'status', 'signed_on'])
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => {
    const { signed_on, ...name } = nameRow.parse(row)
    return { ...name, signedOn: signed_on }
  })
}
