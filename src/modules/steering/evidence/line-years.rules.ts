import { addDays, addMonths, type CalendarDate, daysBetween } from '#kernel/calendar-date.ts'

/** When a line comes, in years of the measure: 1 is the first; once in `firstYear` when `lastYear` is null. */
export interface LineYears {
  readonly firstYear: number
  readonly lastYear: number | null
}

/** Years of the line that have passed at the end of that day, counted from the start of the measure: 0 to the number of its years. */
export function yearsPassed(startsOn: CalendarDate, line: LineYears, on: CalendarDate): number {
  let passed = 0
  for (let year = line.firstYear; year <= (line.lastYear ?? line.firstYear); year += 1) {
    const from = addMonths(startsOn, 12 * (year - 1))
    const days = daysBetween(from, addMonths(startsOn, 12 * year))
    passed += Math.min(1, Math.max(0, (daysBetween(from, on) + 1) / days))
  }
  return passed
}

/** How many times the line was promised. */
export function yearsOf(line: LineYears): number {
  return (line.lastYear ?? line.firstYear) - line.firstYear + 1
}

/** The last day of the line. */
export function horizonOf(startsOn: CalendarDate, line: LineYears): CalendarDate {
  return addDays(addMonths(startsOn, 12 * (line.lastYear ?? line.firstYear)), -1)
}
