import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import { addDays, addMonths, type CalendarDate } from '#kernel/calendar-date.ts'
import type { Topic } from './record.rules.ts'
import { listTopics } from './sheet.queries.ts'

export const indicators = [
  'active_organisations',
  'new_organisations',
  'closed_organisations',
  'standing_ties',
  'meetings',
  'confirmed_pages',
  'topics_without_actors',
] as const
export type Indicator = (typeof indicators)[number]

export interface Vitality {
  readonly figures: Readonly<Record<Indicator, number>>
  /** Topics that no active organisation answers for: what a call could bring. */
  readonly emptyTopics: readonly Topic[]
}

/** How alive the network is on that day; new, closed and meetings are of the twelve months until it. */
export async function readVitality(db: Database, on: CalendarDate): Promise<Vitality> {
  const yearAgo = addDays(addMonths(on, -12), 1)
  const { rows } = await sql<Record<string, number>>`
    with standing as (select id, status, confirmed_on, closed_on from organisations where merged_into is null and is_public),
    founded as (
      select distinct on (organisation_id) organisation_id, value from organisation_values
      where field = 'founded_on' order by organisation_id, layer desc
    )
    select
      (select count(*)::int from standing where status = 'active') as active_organisations,
      (select count(*)::int from standing join founded on founded.organisation_id = standing.id
        where value between ${yearAgo} and ${on}) as new_organisations,
      (select count(*)::int from standing where status = 'closed' and closed_on between ${yearAgo}::date and ${on}::date)
        as closed_organisations,
      (select count(*)::int from organisation_ties
        where coalesce(from_on, ${on}::date) <= ${on}::date and coalesce(to_on, ${on}::date) >= ${on}::date) as standing_ties,
      (select count(*)::int from organisation_meetings where held_on between ${yearAgo}::date and ${on}::date) as meetings,
      (select count(*)::int from standing where status = 'active' and confirmed_on between ${yearAgo}::date and ${on}::date)
        as confirmed_pages`.execute(db)
  const emptyTopics = await listEmptyTopics(db)
  const figure = (name: Indicator) => rows[0]?.[name] ?? 0
  return {
    figures: {
      active_organisations: figure('active_organisations'),
      new_organisations: figure('new_organisations'),
      closed_organisations: figure('closed_organisations'),
      standing_ties: figure('standing_ties'),
      meetings: figure('meetings'),
      confirmed_pages: figure('confirmed_pages'),
      topics_without_actors: emptyTopics.length,
    },
    emptyTopics,
  }
}

async function listEmptyTopics(db: Database): Promise<Topic[]> {
  const rows = await db
    .selectFrom('organisation_topics')
    .innerJoin('organisations', 'organisations.id', 'organisation_id')
    .select('topic_id')
    .distinct()
    .where('status', '=', 'active')
    .where('merged_into', 'is', null)
    .execute()
  const held = new Set(rows.map((row) => row.topic_id))
  const topics = await listTopics(db)
  const parents = new Set(topics.map((topic) => topic.parentId))
  // A topic that others are below has an actor when one of them does.
  return topics.filter((topic) => !parents.has(topic.id) && !held.has(topic.id))
}

/** The measure that these figures are evidence for; null until somebody names one. */
export async function findVitalityMeasure(
  db: Database,
): Promise<{ readonly id: string; readonly code: string; readonly title: string } | null> {
  const row = await db
    .selectFrom('vitality_measure')
    .innerJoin('measures', 'measures.id', 'measure_id')
    .select(['measures.id', 'measures.code', 'measures.title'])
    .executeTakeFirst()
  return row ?? null
}

export async function saveVitalityMeasure(tx: Database, measureId: string): Promise<void> {
  await tx
    .insertInto('vitality_measure')
    .values({ measure_id: measureId })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet({ measure_id: measureId }))
    .execute()
}
