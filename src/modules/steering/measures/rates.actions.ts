import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { isDuplicate } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { performAct } from '#modules/people/journal/journal.public.ts'
import { canSetRates } from './measures.permissions.ts'
import { type DiscountRate, type HourlyRate, insertDiscountRate, insertHourlyRate } from './rates.queries.ts'

export type RatesRefusal = 'not_found' | 'rate_taken'

/** From a day on an hour of that grade costs so much: an act of the finance office. Earlier days keep their rate. */
export function setHourlyRate(context: Context, rate: HourlyRate): Promise<Result<null, RatesRefusal>> {
  return setRate(context, `hourly-${rate.grade}`, rate.source, (tx) => insertHourlyRate(tx, rate), {
    cents: rate.cents,
    valid_from: rate.validFrom,
  })
}

export function setDiscountRate(context: Context, rate: DiscountRate): Promise<Result<null, RatesRefusal>> {
  return setRate(context, 'discount', rate.source, (tx) => insertDiscountRate(tx, rate), {
    basis_points: rate.basisPoints,
    valid_from: rate.validFrom,
  })
}

async function setRate(
  context: Context,
  name: string,
  source: string,
  insert: (tx: Database) => Promise<void>,
  details: Readonly<Record<string, string | number>>,
): Promise<Result<null, RatesRefusal>> {
  if (!canSetRates(context.actor)) return refuse('not_found')
  const act = {
    act: 'set_rate',
    subjectKind: 'rate',
    subjectId: name,
    subjectLabel: name,
    role: 'finance_officer',
    reason: source,
    details,
  }
  try {
    return await performAct(context, act, async (tx) => {
      await insert(tx)
      return ok(null)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('rate_taken')
    throw error
  }
}
