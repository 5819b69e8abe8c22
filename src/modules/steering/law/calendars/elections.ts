import {
  addDays,
  addMonths,
  type CalendarDate,
  fromParts,
  partsOf,
  weekdayOf,
} from '#kernel/calendar-date.ts'
import type { Window } from './rolling-window.ts'

/**
 * General renewals of municipal councils, by month: the first Sunday of voting is fixed by decree a few months ahead,
 * but the windows below only need the month. Six years apart (C. élect. art. L227); 2020's second round was put off.
 */
export const municipalRenewals = [
  { year: 2008, month: 3 },
  { year: 2014, month: 3 },
  { year: 2020, month: 3 },
  { year: 2026, month: 3 },
  { year: 2032, month: 3 },
] as const

/** First day of the sixth month before the month of a ballot: 1 September before a ballot of March. */
export function sixthMonthBefore(ballot: CalendarDate): CalendarDate {
  const { year, month } = partsOf(ballot)
  return addMonths(fromParts(year, month, 1), -6)
}

/**
 * From the first day of the sixth month before the month of a municipal renewal to the end of that month, in the order of
 * time. Its last day is an upper bound: the window closes with the last round, whose date is data of each year.
 */
export function municipalWindows(): readonly Window[] {
  return municipalRenewals.map(({ year, month }) => {
    const first = sixthMonthBefore(fromParts(year, month, 1))
    return { first, last: addDays(fromParts(year, month + 1, 1), -1) }
  })
}

/** The municipal window that holds a day; null outside all of them. */
export function municipalWindowOf(date: CalendarDate): Window | null {
  return municipalWindows().find(({ first, last }) => first <= date && date <= last) ?? null
}

/** First day of the first municipal window that opens after a day; null after the last renewal known. */
export function nextMunicipalWindow(date: CalendarDate): CalendarDate | null {
  return municipalWindows().find(({ first }) => first > date)?.first ?? null
}

/** Second Monday before a ballot, on which a referendum campaign opens at midnight (CGCT art. LO1112-8). */
export function secondMondayBefore(ballot: CalendarDate): CalendarDate {
  const weekday = weekdayOf(ballot)
  const backToMonday = weekday === 1 ? 7 : weekday - 1
  return addDays(ballot, -(backToMonday + 7))
}
