import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Choices } from './ballots.rules.ts'

export interface Cast {
  readonly editionId: string
  readonly today: CalendarDate
  readonly personKey: string
  readonly emailKey: string | null
  readonly area: number
  /** Hash of the receipt's secret, hexadecimal. */
  readonly receipt: string
  readonly choices: Choices
}

const castAnswer = z.enum(['cast', 'again', 'voted', 'closed'])

/** Marks the person and keeps the ballot, both or neither: the function of the database says how. */
export async function castBallot(db: Database, cast: Cast): Promise<z.infer<typeof castAnswer>> {
  const { rows } = await sql<{ answer: string }>`
    select cast_budget_ballot(${cast.editionId}::uuid, ${cast.today}::date, ${cast.personKey}, ${cast.emailKey},
      ${cast.receipt}, ${cast.area}::smallint, ${cast.choices.projects}::smallint[], ${cast.choices.points}::smallint[])
      as answer`.execute(db)
  return castAnswer.parse(rows[0]?.answer)
}

const replaceAnswer = z.enum(['replaced', 'unknown', 'closed'])

export async function replaceBallot(
  db: Database,
  { editionId, today, receipt, choices }: Pick<Cast, 'editionId' | 'today' | 'receipt' | 'choices'>,
): Promise<z.infer<typeof replaceAnswer>> {
  const { rows } = await sql<{ answer: string }>`
    select replace_budget_ballot(${editionId}::uuid, ${today}::date, ${receipt},
      ${choices.projects}::smallint[], ${choices.points}::smallint[]) as answer`.execute(db)
  return replaceAnswer.parse(rows[0]?.answer)
}

/** Rewrites marks and ballots in a random order; how many ballots, or null when another process is at it. */
export async function mixBallots(db: Database, editionId: string, whole: boolean): Promise<number | null> {
  const { rows } = await sql<{ mixed: number | null }>`
    select mix_budget_ballots(${editionId}::uuid, ${whole}) as mixed`.execute(db)
  return z.number().nullable().parse(rows[0]?.mixed)
}

/** Waits for the votes under way, and keeps others waiting until the end of the transaction. */
export async function lockVote(tx: Database, editionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(budget_lock_key(${editionId}::uuid))`.execute(tx)
}

export interface StoredBallot {
  readonly receipt: string
  readonly area: number
  readonly choices: Choices
}

export async function findBallot(
  db: Database,
  editionId: string,
  receipt: string,
): Promise<StoredBallot | null> {
  const row = await db
    .selectFrom('budget_ballots')
    .select(['receipt', 'area', 'choices', 'points'])
    .where('edition_id', '=', editionId)
    .where('receipt', '=', receipt)
    .executeTakeFirst()
  return row
    ? { receipt: row.receipt, area: row.area, choices: { projects: row.choices, points: row.points } }
    : null
}

/** The ballots of an area in the order of their receipts, which chance made: a piece after `after`. */
export async function listBallots(
  db: Database,
  editionId: string,
  area: number,
  { after, size }: { readonly after: string; readonly size: number },
): Promise<StoredBallot[]> {
  const rows = await db
    .selectFrom('budget_ballots')
    .select(['receipt', 'choices', 'points'])
    .where('edition_id', '=', editionId)
    .where('area', '=', area)
    .where('receipt', '>', after)
    .orderBy('receipt')
    .limit(size)
    .execute()
  return rows.map((row) => ({
    receipt: row.receipt,
    area,
    choices: { projects: row.choices, points: row.points },
  }))
}

export async function countBallots(db: Database, editionId: string): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('budget_ballots')
    .select((of) => ['area', of.fn.countAll<number>().as('count')])
    .where('edition_id', '=', editionId)
    .groupBy('area')
    .execute()
  return new Map(rows.map((row) => [row.area, Number(row.count)]))
}

export async function countMarks(db: Database, editionId: string): Promise<number> {
  const { count } = await db
    .selectFrom('budget_marks')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('edition_id', '=', editionId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

const rowsAtOnce = 1000

/** Ballots without marks: sheets of a sealed batch, or those of an imported file. */
export async function insertBallots(
  tx: Database,
  editionId: string,
  ballots: readonly StoredBallot[],
): Promise<void> {
  for (let from = 0; from < ballots.length; from += rowsAtOnce)
    await tx
      .insertInto('budget_ballots')
      .values(
        ballots.slice(from, from + rowsAtOnce).map(({ receipt, area, choices }) => ({
          edition_id: editionId,
          receipt,
          area,
          choices: [...choices.projects],
          points: choices.points && [...choices.points],
        })),
      )
      .execute()
}

/** Marks of an edition that was voted elsewhere or made up: a demo world's. */
export async function insertMarks(
  tx: Database,
  editionId: string,
  marks: readonly { readonly personKey: string; readonly day: CalendarDate }[],
): Promise<void> {
  for (let from = 0; from < marks.length; from += rowsAtOnce)
    await tx
      .insertInto('budget_marks')
      .values(
        marks.slice(from, from + rowsAtOnce).map(({ personKey, day }) => ({
          edition_id: editionId,
          person_key: personKey,
          voted_on: day,
        })),
      )
      .execute()
}

/** Waits for a mixing under way, and keeps others away until the end of the transaction. */
export async function lockMixing(tx: Database, editionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${editionId}::text, 14))`.execute(tx)
}

/** With the votes under way: the closing waits for the end of this transaction. */
export async function lockVoteShared(tx: Database, editionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(budget_lock_key(${editionId}::uuid))`.execute(tx)
}
