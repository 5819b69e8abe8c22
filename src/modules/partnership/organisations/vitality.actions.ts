import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { type CalendarDate, fromParts, partsOf } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordEvidence } from '#modules/steering/evidence/evidence.public.ts'
import { findMeasure } from '#modules/steering/measures/measures.public.ts'
import { canKeepDirectory } from './organisations.permissions.ts'
import { findVitalityMeasure, indicators, readVitality, saveVitalityMeasure } from './vitality.queries.ts'

/** Names the measure that the vitality of the network is evidence for, and records the figures of the day. */
export async function followVitality(
  context: Context,
  code: string,
): Promise<Result<null, 'not_found' | 'measure_unknown'>> {
  if (!canKeepDirectory(context.actor)) return refuse('not_found')
  const measure = await findMeasure(context.db, code)
  if (!measure) return refuse('measure_unknown')
  return inTransaction(context.db, async (tx) => {
    await saveVitalityMeasure(tx, measure.id)
    await recordFigures({ ...context, db: tx }, measure.id, context.clock.today())
    return ok(null)
  })
}

/** On the first day of a quarter, the figures of that day go to the ledger of the measure; once, however often it runs. */
export async function recordQuarter(context: Context): Promise<void> {
  const measure = await findVitalityMeasure(context.db)
  if (!measure) return
  const { year, month, day } = partsOf(context.clock.today())
  // A server that slept on the first day of the quarter records on the next one: the figures are those of that day.
  if (![1, 4, 7, 10].includes(month) || day > 7) return
  await inTransaction(context.db, async (tx) => {
    await recordFigures({ ...context, db: tx }, measure.id, context.clock.today(), fromParts(year, month, 1))
    return ok(null)
  })
}

async function recordFigures(
  context: Context,
  measureId: string,
  on: CalendarDate,
  period: CalendarDate = on,
): Promise<void> {
  const { figures } = await readVitality(context.db, on)
  for (const indicator of indicators)
    await recordEvidence(context, {
      measureId,
      day: on,
      about: { kind: 'indicator', indicator: `network_${indicator}` },
      quantity: figures[indicator],
      unit: indicator === 'meetings' ? 'meetings' : 'count',
      source: { kind: 'organisations', id: `${measureId} ${period}`, fact: indicator },
      document: 'Annuaire des acteurs locaux',
    })
}
