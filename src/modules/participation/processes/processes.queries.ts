import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { processColumns, readPhase, readPoint, readProcess } from './processes.rows.queries.ts'
import { type District, type PhaseKind, type Process, publicProcessStatuses } from './processes.rules.ts'

/** The process with its phases, its promise and its districts; null when nothing has that id. */
export async function findProcess(db: Database, id: string): Promise<Process | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await db.selectFrom('processes').select(processColumns).where('id', '=', id).executeTakeFirst()
  return row ? withParts(db, readProcess(row)) : null
}

/** Same, by the name that its address has. */
export async function findProcessBySlug(db: Database, slug: string): Promise<Process | null> {
  const row = await db
    .selectFrom('processes')
    .select(processColumns)
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row ? withParts(db, readProcess(row)) : null
}

/** The process with what its other tables hold. */
export async function withParts(
  db: Database,
  process: Omit<Process, 'phases' | 'points' | 'districts'>,
): Promise<Process> {
  const [phases, points, districts] = await Promise.all([
    db
      .selectFrom('process_phases')
      .select(['id', 'kind', 'title', 'starts_on', 'ends_on'])
      .where('process_id', '=', process.id)
      .orderBy('starts_on')
      .orderBy('position')
      .execute(),
    db
      .selectFrom('process_points')
      .select(['id', 'kind', 'statement', 'responsible', 'due_on'])
      .where('process_id', '=', process.id)
      .orderBy('position')
      .execute(),
    db
      .selectFrom('process_districts')
      .innerJoin('districts', 'districts.id', 'process_districts.district_id')
      .select(['districts.id', 'districts.name', 'districts.population'])
      .where('process_id', '=', process.id)
      .orderBy('districts.position')
      .orderBy('districts.name')
      .execute(),
  ])
  return { ...process, phases: phases.map(readPhase), points: points.map(readPoint), districts }
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
