import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import type { Commune } from './communes.rules.ts'
import type { Box } from './plane.rules.ts'

/** Where the outlines come from. */
export interface OutlineSource {
  /** Another one for each file. */
  readonly version: string
  readonly source: string
  readonly recordedOn: CalendarDate
  readonly recordedBy: string
}

/** Null where nobody brought outlines. */
export async function findOutlineSource(db: Database): Promise<OutlineSource | null> {
  const row = await db
    .selectFrom('territory')
    .select(['version', 'source', 'recorded_on', 'recorded_by'])
    .executeTakeFirst()
  return row
    ? {
        version: row.version,
        source: row.source,
        recordedOn: calendarDate(row.recorded_on),
        recordedBy: row.recorded_by,
      }
    : null
}

const outline = z.array(z.array(z.array(z.tuple([z.number(), z.number()]))))
const communeRow = z.object({
  code: z.string(),
  name: z.string(),
  outline,
  box: z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }),
})

/** The communes with their outlines, by code; those whose box touches `near`, where it is given. */
export async function listCommunes(db: Database, near: Box | null = null): Promise<Commune[]> {
  let query = db
    .selectFrom('territory_communes')
    .select([
      'insee_code as code',
      'name',
      'outline',
      sql`json_build_object('west', west, 'south', south, 'east', east, 'north', north)`.as('box'),
    ])
    .orderBy('insee_code')
  if (near)
    query = query
      .where('west', '<=', near.east)
      .where('east', '>=', near.west)
      .where('south', '<=', near.north)
      .where('north', '>=', near.south)
  return z.array(communeRow).parse(await query.execute())
}

/**
 * Waits for those who replace the outlines, or, to replace them, for those who look in which commune a place stands. To be
 * asked before anything is written in that transaction: nobody then waits for somebody who waits for them.
 */
export async function lockTerritory(tx: Database, whatFor: 'read' | 'replace'): Promise<void> {
  await (whatFor === 'read'
    ? sql`lock table territory in share mode`.execute(tx)
    : sql`lock table territory in share row exclusive mode`.execute(tx))
}

export async function countCommunes(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('territory_communes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Puts the outlines of a file in the place of those before. Communes that it has no more are gone, the places in them are in none. */
export async function writeCommunes(
  tx: Database,
  communes: readonly Commune[],
  { source, recordedOn, recordedBy }: Omit<OutlineSource, 'version'>,
): Promise<void> {
  await deleteCommunes(tx)
  await tx
    .insertInto('territory')
    .values({ source, recorded_on: recordedOn, recorded_by: recordedBy })
    .execute()
  for (let start = 0; start < communes.length; start += rowsAtOnce)
    await tx
      .insertInto('territory_communes')
      .values(
        communes.slice(start, start + rowsAtOnce).map(({ code, name, outline: shape, box }) => ({
          insee_code: code,
          name,
          outline: JSON.stringify(shape),
          ...box,
        })),
      )
      .execute()
}

const rowsAtOnce = 200

/** Whether there were any. */
export async function deleteCommunes(tx: Database): Promise<boolean> {
  await tx.deleteFrom('territory_communes').execute()
  const { numDeletedRows } = await tx.deleteFrom('territory').executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
