import { performance } from 'node:perf_hooks'
import type { Arrival } from '#infra/arrivals.ts'
import { systemClock } from '#infra/clock.ts'
import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { evaluate } from '#modules/steering/law/rules.public.ts'
import { readDatabaseClock } from './applications.queries.ts'

/**
 * The instant of receipt: when the request was there, by the clock of the database, which every process of the town shares. What the
 * request waited for afterwards makes nobody late. A town that replays another day brings its own clock.
 */
export async function receiptInstant(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { mark_ms, shown }: Arrival,
): Promise<Date> {
  if (clock !== systemClock) return shown
  return new Date(Math.floor(mark_ms + (await databaseAhead(db))))
}

/** How far the clock of the database is ahead of the steady clock of this process. */
interface Comparison {
  readonly ahead_ms: number
  /** The answer travelled for so long at most: the clock may be ahead by as much more. */
  readonly doubt_ms: number
  readonly asked_ms: number
}

const best = new WeakMap<Database, Comparison>()
/** Clocks drift apart by a few milliseconds in that time. */
const serves_ms = 60_000

/**
 * Asks at each receipt, and trusts the quickest answer of the last minute: one that waited on a busy machine says little. The doubt
 * that is left, a few milliseconds, is the applicant's.
 */
async function databaseAhead(db: Database): Promise<number> {
  const comparison = await db.connection().execute(async (connection): Promise<Comparison> => {
    const asked_ms = performance.now()
    const now = await readDatabaseClock(connection)
    const told_ms = performance.now()
    return { ahead_ms: now.getTime() - told_ms, doubt_ms: told_ms - asked_ms, asked_ms }
  })
  const known = best.get(db)
  const isBetter =
    !known || known.doubt_ms >= comparison.doubt_ms || comparison.asked_ms - known.asked_ms > serves_ms
  if (isBetter) best.set(db, comparison)
  return isBetter ? comparison.ahead_ms : known.ahead_ms
}

/** Day on which silence is a refusal (SUB-15), put off while pieces are awaited. */
export function silenceRefusesOn(
  receivedOn: CalendarDate,
  suspensions: readonly { readonly from: CalendarDate; readonly to: CalendarDate }[],
): CalendarDate | null {
  const answer = evaluate('SUB-15', { received_on: receivedOn, suspensions: [...suspensions] }, receivedOn)
  return answer.ok && typeof answer.value.value === 'string' ? (answer.value.value as CalendarDate) : null
}
