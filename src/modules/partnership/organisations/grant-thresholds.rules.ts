import type { CalendarDate } from '#kernel/calendar-date.ts'
import { type Cents, cents } from '#kernel/cents.ts'
import { evaluate } from '#modules/steering/law/rules.public.ts'

/** Rules that bind whoever receives much in a year: a compulsory agreement, audited and published accounts. */
export const thresholdRules = ['SUB-02', 'SUB-10'] as const

export interface Threshold {
  readonly rule: (typeof thresholdRules)[number]
  readonly threshold: Cents
}

/** The thresholds of the law on that day; a rule that was not in force has none. */
export function thresholdsOn(day: CalendarDate): Threshold[] {
  return thresholdRules.flatMap((rule) => {
    const facts = rule === 'SUB-02' ? { cash_year_cents: 0, in_kind_year_cents: 0 } : { cash_grants: [] }
    const answer = evaluate(rule, facts, day)
    if (!answer.ok) throw new Error(`impossible: ${rule} refuses ${JSON.stringify(answer.refusal)}`)
    const { threshold } = answer.value
    return typeof threshold === 'number' ? [{ rule, threshold: cents(threshold) }] : []
  })
}

/** How many beneficiaries of a file pass a threshold in a year, and how many of its lines do so alone. */
export interface Passing extends Threshold {
  readonly above: number
  /** Those above, and those that received exactly the threshold. */
  readonly atOrAbove: number
  readonly linesAbove: number
}
