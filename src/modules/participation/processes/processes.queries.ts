import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { processColumns, readProcess } from './processes.rows.queries.ts'
import { type District, type PhaseKind, type Process, publicProcessStatuses } from './processes.rules.ts'

/** The process with its phases, its promise and its districts; null when nothing has that id. One query. */
export async function findProcess(db: Database, id: string): Promise<Process | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await wholeProcesses(db).where('processes.id', '=', id).executeTakeFirst()
  return row ? readProcess(row) : null
}

/** Same, by the name that its address has. */
export async function findProcessBySlug(db: Database, slug: string): Promise<Process | null> {
  const row = await wholeProcesses(db).where('processes.slug', '=', slug).executeTakeFirst()
  return row ? readProcess(row) : null
}

/** Processes with what their other tables hold, as lists in their order. */
function wholeProcesses(db: Database) {
  return db
    .selectFrom('processes')
    .select(processColumns)
    .select((of) => [
      jsonArrayFrom(
        of
          .selectFrom('process_phases')
          .select(['id', 'kind', 'title', 'starts_on', 'ends_on'])
          .whereRef('process_id', '=', 'processes.id')
          .orderBy('starts_on')
          .orderBy('position'),
      ).as('phases'),
      jsonArrayFrom(
        of
          .selectFrom('process_points')
          .select(['id', 'kind', 'statement', 'responsible', 'due_on'])
          .whereRef('process_id', '=', 'processes.id')
          .orderBy('position'),
      ).as('points'),
      jsonArrayFrom(
        of
          .selectFrom('process_districts')
          .innerJoin('districts', 'districts.id', 'process_districts.district_id')
          .select(['districts.id', 'districts.name', 'districts.population'])
          .whereRef('process_id', '=', 'processes.id')
          .orderBy('districts.position')
          .orderBy('districts.name'),
      ).as('districts'),
    ])
}

/** Districts of the town in their usual order; none until they were entered. */
export function listDistricts(db: Database): Promise<District[]> {
  return db
    .selectFrom('districts')
    .select(['id', 'name', 'population'])
    .orderBy('position')
    .orderBy('name')
    .execute()
}

export interface ProcessChoice {
  readonly id: string
  readonly slug: string
  readonly label: string
}

/** Processes that were signed, latest first, for a list to choose from; `having`: only those with a phase of that kind. */
export async function listProcessChoices(db: Database, having?: PhaseKind): Promise<ProcessChoice[]> {
  let query = db
    .selectFrom('processes')
    .select(['id', 'slug', 'title as label'])
    .where('status', 'in', publicProcessStatuses)
    .where('status', '<>', 'abandoned')
    .orderBy('signed_on', 'desc')
    .orderBy('id')
  if (having)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('process_phases')
          .select('process_phases.id')
          .whereRef('process_phases.process_id', '=', 'processes.id')
          .where('kind', '=', having),
      ),
    )
  return query.execute()
}
