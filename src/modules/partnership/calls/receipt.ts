import { performance } from 'node:perf_hooks'
import { systemClock } from '#infra/clock.ts'
import type { Context } from '#infra/context.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { evaluate } from '#modules/steering/law/rules.public.ts'
import { readDatabaseClock } from './applications.queries.ts'

/**
 * The instant of receipt, by the clock of the database, which every process of the town shares; what the request waited for a
 * connection, from the mark of its arrival (`arrivedAt`), is taken off. A town that replays another day brings its own clock.
 */
export async function receiptInstant(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  mark: number,
): Promise<Date> {
  if (clock !== systemClock) return clock.now()
  return db.connection().execute(async (connection) => {
    const waited_ms = performance.now() - mark
    const now = await readDatabaseClock(connection)
    return new Date(now.getTime() - waited_ms)
  })
}

/** Day on which silence is a refusal (SUB-15), put off while pieces are awaited. */
export function silenceRefusesOn(
  receivedOn: CalendarDate,
  suspensions: readonly { readonly from: CalendarDate; readonly to: CalendarDate }[],
): CalendarDate | null {
  const answer = evaluate('SUB-15', { received_on: receivedOn, suspensions: [...suspensions] }, receivedOn)
  return answer.ok && typeof answer.value.value === 'string' ? (answer.value.value as CalendarDate) : null
}
