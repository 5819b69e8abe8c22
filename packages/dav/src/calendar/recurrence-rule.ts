import ICAL from 'ical.js'
import type { CalendarFault } from './parse-calendar.ts'

/** Long enough for "every ten years", by any unit; ical.js counts the days between one by one. */
const longestInterval = 4_000

/**
 * A rule that would be counted without end: by the minute, with steps of thousands of years, or one that ical.js cannot start.
 * The bound on steps stays, for those that are merely slow.
 */
export function faultInRule(rule: ICAL.Recur): CalendarFault | null {
  if (rule.freq === 'SECONDLY' || rule.freq === 'MINUTELY')
    return { condition: 'max-instances', message: `FREQ=${rule.freq} is not kept here` }
  if (rule.interval > longestInterval)
    return { condition: 'valid-calendar-data', message: `INTERVAL over ${longestInterval}` }
  return null
}

/** Thrown by an iterator whose steps are used up. */
export class TooManySteps extends Error {}

/** Steps that may still be made; shared by all that one request does. */
export interface StepBudget {
  left: number
}

/**
 * The iterator of ical.js, which for an impossible rule (every seventh day from a Tuesday, on Mondays) would search for
 * ever, with a bound: each candidate costs a step.
 */
export class BoundedIterator extends ICAL.RecurIterator {
  readonly #budget: StepBudget

  constructor(rule: ICAL.Recur, start: ICAL.Time, budget: StepBudget) {
    super({ rule, dtstart: start })
    this.#budget = budget
  }

  override check_contracting_rules(): boolean {
    this.#budget.left -= 1
    if (this.#budget.left < 0) throw new TooManySteps()
    return super.check_contracting_rules()
  }
}
