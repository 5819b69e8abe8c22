import type { Context } from '#infra/context.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { saveRule } from '#modules/steering/measures/measures.public.ts'
import type { MeasureRules } from '../../db/worlds/world-files.ts'
import { expected } from './load-accounts.ts'

/** Names the rules of law that concern a world's measures, before anything is decided: the decision freezes them. */
export async function loadMeasureRules(context: Context, records: readonly MeasureRules[]): Promise<void> {
  for (const { measure, rules } of records)
    for (const { rule, on, facts } of rules)
      expected(
        await saveRule(context, measure, null, { rule, on: calendarDate(on), facts }),
        `${measure}: ${rule}`,
      )
}
