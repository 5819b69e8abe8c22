import type { ExpressionBuilder } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { z } from 'zod'
import type { Tables } from '#infra/tables.generated.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import type { Tally } from './promises.rules.ts'

// What the page of a measure reads of the ledger, as parts of its one query.

type OfMeasure = ExpressionBuilder<Tables, 'measures'>

/** Latest standing value of each indicator of the measure on that day. */
export function latestReadings(of: OfMeasure, on: CalendarDate) {
  return jsonArrayFrom(
    of
      .selectFrom('evidence')
      .distinctOn('evidence.indicator')
      .select(['evidence.indicator', 'evidence.quantity', 'evidence.day'])
      .whereRef('evidence.measure_id', '=', 'measures.id')
      .where('evidence.kind', '=', 'indicator')
      .where('evidence.day', '<=', on)
      .where('evidence.reverses_id', 'is', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('evidence as reversal')
              .select('reversal.id')
              .whereRef('reversal.reverses_id', '=', 'evidence.id'),
          ),
        ),
      )
      .orderBy('evidence.indicator')
      .orderBy('evidence.day', 'desc')
      .orderBy('evidence.recorded_at', 'desc')
      .orderBy('evidence.id'),
  )
}

/** What was recorded on each line of the measure up to that day: a fact and its reversal add up to nothing. */
export function talliesUntil(of: OfMeasure, on: CalendarDate) {
  return jsonArrayFrom(
    of
      .selectFrom('evidence')
      .select(({ fn, eb }) => [
        'evidence.kind',
        'evidence.line_id',
        'evidence.line_label',
        'evidence.unit',
        fn.sum<number>('evidence.quantity').as('quantity'),
        fn.sum<number>(eb.case().when('evidence.reverses_id', 'is', null).then(1).else(-1).end()).as('facts'),
        fn.max('evidence.day').as('last_day'),
      ])
      .whereRef('evidence.measure_id', '=', 'measures.id')
      .where('evidence.kind', '<>', 'indicator')
      .where('evidence.day', '<=', on)
      .groupBy(['evidence.kind', 'evidence.line_id', 'evidence.line_label', 'evidence.unit'])
      .orderBy('evidence.kind')
      .orderBy('evidence.line_label'),
  )
}

const tallyRow = z.object({
  kind: z.enum(['cost', 'gain']),
  line_id: z.string().nullable(),
  line_label: z.string(),
  unit: z.string(),
  quantity: z.number(),
  facts: z.number(),
  last_day: z.string().transform(calendarDate),
})

export function readTally(input: unknown): Tally {
  const row = tallyRow.parse(input)
  return {
    kind: row.kind,
    lineId: row.line_id,
    lineLabel: row.line_label,
    unit: row.unit,
    quantity: row.quantity,
    facts: row.facts,
    lastDay: row.last_day,
  }
}
