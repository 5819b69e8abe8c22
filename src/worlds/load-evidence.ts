import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { type FactSubject, recordEvidence, withSources } from '#modules/steering/evidence/evidence.public.ts'
import { measureBook } from '#modules/steering/measures/measures.public.ts'
import type { Evidence } from '../../db/worlds/world-files.ts'
import { expected } from './load-accounts.ts'

/**
 * Records the facts of a world in the ledger, as an import of the same file would: loaded twice, nothing changes.
 * Measures must be loaded before; the context acts for somebody of the town, under whose name the facts stand.
 */
export async function loadEvidence(context: Context, records: readonly Evidence[]): Promise<void> {
  const measures = new Map((await measureBook.list(context)).map((measure) => [measure.code, measure]))
  const lines = records.map((record) => {
    const measure = assertDefined(measures.get(record.measure), `measure ${record.measure} was loaded`)
    const isMoney = record.unit === 'euros'
    const fact = {
      measureId: measure.id,
      day: calendarDate(record.day),
      about: subjectOf(record),
      quantity: isMoney ? Math.round(Number(record.quantity) * 100) : Number(record.quantity),
      unit: isMoney ? 'cents' : record.unit,
      document: record.document,
      note: record.note ?? '',
    }
    return { measure, fact }
  })
  for (const { measure, fact, source } of withSources(lines))
    expected(await recordEvidence(context, { ...fact, source }), `${measure.code}, ${fact.day}`)
}

function subjectOf({ kind, line, indicator }: Evidence): FactSubject {
  if (kind === 'indicator')
    return { kind, indicator: assertDefined(indicator, 'an indicator of a world has a code') }
  return { kind, line: assertDefined(line, 'a cost or gain of a world answers a line') }
}
