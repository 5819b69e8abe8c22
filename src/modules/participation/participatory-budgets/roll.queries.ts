import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'

export interface RollEntry {
  readonly personKey: string
  readonly birthDate: CalendarDate | null
  /** Null where the town votes as one. */
  readonly area: number | null
}

export async function findRollEntry(
  db: Database,
  editionId: string,
  personKey: string,
): Promise<RollEntry | null> {
  const row = await db
    .selectFrom('budget_roll')
    .select(['person_key', 'birth_date', 'area'])
    .where('edition_id', '=', editionId)
    .where('person_key', '=', personKey)
    .executeTakeFirst()
  return row
    ? {
        personKey: row.person_key,
        birthDate: row.birth_date === null ? null : calendarDate(row.birth_date),
        area: row.area,
      }
    : null
}

const rowsAtOnce = 1000

/** Adds people to the roll; who is there already stays as they are. Answers how many were new. */
export async function insertRollEntries(
  tx: Database,
  editionId: string,
  entries: readonly RollEntry[],
): Promise<number> {
  let added = 0n
  for (let from = 0; from < entries.length; from += rowsAtOnce) {
    const result = await tx
      .insertInto('budget_roll')
      .values(
        entries.slice(from, from + rowsAtOnce).map((entry) => ({
          edition_id: editionId,
          person_key: entry.personKey,
          birth_date: entry.birthDate,
          area: entry.area,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    added += result.numInsertedOrUpdatedRows ?? 0n
  }
  return Number(added)
}

export async function countRoll(db: Database, editionId: string): Promise<number> {
  const { count } = await db
    .selectFrom('budget_roll')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('edition_id', '=', editionId)
    .executeTakeFirstOrThrow()
  return Number(count)
}
