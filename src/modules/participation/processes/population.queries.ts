import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { PopulationCell } from './population-file.rules.ts'

/** Who lives in the town, by one thing at a time, and where that comes from. */
export interface Population {
  readonly source: string
  readonly year: number
  readonly isFictional: boolean
  readonly cells: readonly PopulationCell[]
}

const cellRow = z.object({
  dimension: z.enum(['district', 'age', 'gender']),
  category: z.string(),
  people: z.number(),
})

/** The latest reference; null until one was brought in. */
export async function findPopulation(db: Database): Promise<Population | null> {
  const reference = await db
    .selectFrom('population_references')
    .select(['id', 'source', 'year', 'is_fictional'])
    .orderBy('year', 'desc')
    .orderBy('imported_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!reference) return null
  const cells = await db
    .selectFrom('population_cells')
    .select(['dimension', 'category', 'people'])
    .where('reference_id', '=', reference.id)
    .orderBy('dimension')
    .orderBy('category')
    .execute()
  return {
    source: reference.source,
    year: reference.year,
    isFictional: reference.is_fictional,
    cells: cells.map((cell) => cellRow.parse(cell)),
  }
}

/** Writes a reference; null when the same content was brought in already. */
export async function insertPopulation(
  tx: Database,
  population: Population & { readonly contentHash: string },
  importedBy: string | null,
  at: Date,
): Promise<string | null> {
  const id = randomUUID()
  const row = await tx
    .insertInto('population_references')
    .values({
      id,
      source: population.source,
      year: population.year,
      is_fictional: population.isFictional,
      content_hash: population.contentHash,
      imported_by: importedBy,
      imported_at: at,
    })
    .onConflict((conflict) => conflict.column('content_hash').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return null
  await tx
    .insertInto('population_cells')
    .values(population.cells.map((cell) => ({ reference_id: id, ...cell })))
    .execute()
  return id
}

/** Writes the districts of a file: those that are new, and the population of those that were known. */
export async function writeDistricts(
  tx: Database,
  districts: readonly { readonly id: string; readonly name: string; readonly population: number }[],
): Promise<void> {
  for (const [position, { id, name, population }] of districts.entries())
    await tx
      .insertInto('districts')
      .values({ id, name, population, position })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, population, position }))
      .execute()
}
