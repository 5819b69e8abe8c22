import { addDays, addMonths, type CalendarDate, daysBetween } from '#kernel/calendar-date.ts'

/** Days during which a period does not run: from the request for missing items to the day they were received. */
export interface Suspension {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** Last day of a period counted in months, and how many days suspensions added to it. */
export interface SuspendedPeriod {
  readonly last: CalendarDate
  readonly suspendedDays: number
}

/**
 * The day on which the administration's silence becomes an answer: `months` from date to date after receipt, put off by
 * the days of each suspension (`from` counts, `to` does not: asked on the 25th, received on the 5th, ten days in a
 * month of thirty). Suspensions that overlap count once; one that begins after the period has ended counts for nothing.
 */
export function suspendedPeriod(
  received: CalendarDate,
  months: number,
  suspensions: readonly Suspension[],
): SuspendedPeriod {
  let last = addMonths(received, months)
  let counted = received
  let suspendedDays = 0
  for (const { from, to } of suspensions.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const start = laterOf(from, counted)
    if (start > last || to <= start) continue
    const days = daysBetween(start, to)
    last = addDays(last, days)
    suspendedDays += days
    counted = to
  }
  return { last, suspendedDays }
}

function laterOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  if (a > b) return a
  return b
}
