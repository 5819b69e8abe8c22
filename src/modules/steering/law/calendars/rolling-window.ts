import { addDays, addMonths, type CalendarDate, fromParts, partsOf, yearOf } from '#kernel/calendar-date.ts'

/** Days from `first` to `last`, both included. */
export interface Window {
  readonly first: CalendarDate
  readonly last: CalendarDate
}

export function isWithin(date: CalendarDate, { first, last }: Window): boolean {
  return first <= date && date <= last
}

/**
 * The window of `years` years, day to day, that ends on a day. The day of the same date `years` before still counts:
 * the texts leave that day open, and counting it never grants too much.
 */
export function rollingYears(last: CalendarDate, years: number): Window {
  return { first: addMonths(last, -12 * years), last }
}

/** First day whose rolling window of `years` years no longer holds `date`. */
export function leavesRollingYears(date: CalendarDate, years: number): CalendarDate {
  let day = addMonths(date, 12 * years)
  while (rollingYears(day, years).first <= date) day = addDays(day, 1)
  return day
}

/**
 * Last day of the financial year that holds a day, for a year that closes on `yearDay` (`12-31`). A year that closes on
 * 29 February closes on the 28th when there is no 29th.
 */
export function financialYearEnd(date: CalendarDate, yearDay: string): CalendarDate {
  const end = closingDay(yearOf(date), yearDay)
  return date <= end ? end : closingDay(yearOf(date) + 1, yearDay)
}

function closingDay(year: number, yearDay: string): CalendarDate {
  const month = Number(yearDay.slice(0, 2))
  const { day: lastOfMonth } = partsOf(addDays(fromParts(year, month + 1, 1), -1))
  return fromParts(year, month, Math.min(Number(yearDay.slice(3)), lastOfMonth))
}

/** The financial year that holds a day and the `before` years ahead of it, up to the day. */
export function financialYears(last: CalendarDate, before: number, yearDay: string): Window {
  const end = financialYearEnd(last, yearDay)
  return { first: addDays(closingDay(yearOf(end) - 1 - before, yearDay), 1), last }
}
