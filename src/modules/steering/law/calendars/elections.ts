import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDate,
  fromParts,
  partsOf,
  weekdayOf,
} from '#kernel/calendar-date.ts'

import type { Window } from './rolling-window.ts'

interface Renewal {
  /** Any day of the month of the first round. */
  readonly month: CalendarDate
  /** The last Sunday of voting; null as long as no decree has fixed it. */
  readonly lastRound: CalendarDate | null
}

/**
 * General renewals of municipal councils, every sixth March (C. élect. art. L227); the second round of 2020 was put off to June.
 * The Sundays of the next one are fixed by decree a few months ahead, but its month is enough to open the window.
 */
export const municipalRenewals: readonly Renewal[] = [
  { month: calendarDate('2008-03-01'), lastRound: calendarDate('2008-03-16') },
  { month: calendarDate('2014-03-01'), lastRound: calendarDate('2014-03-30') },
  { month: calendarDate('2020-03-01'), lastRound: calendarDate('2020-06-28') },
  { month: calendarDate('2026-03-01'), lastRound: calendarDate('2026-03-22') },
  { month: calendarDate('2032-03-01'), lastRound: null },
]

/** First day of the sixth month before the month of a ballot: 1 September before a ballot of March. */
export function sixthMonthBefore(ballot: CalendarDate): CalendarDate {
  const { year, month } = partsOf(ballot)
  return addMonths(fromParts(year, month, 1), -6)
}

/**
 * From the first day of the sixth month before the month of each municipal renewal to its last round, in the order of time.
 * Where the round is not fixed yet, to the end of the month: the window never closes too early.
 */
export function municipalWindows(): readonly Window[] {
  return municipalRenewals.map(({ month, lastRound }) => ({
    first: sixthMonthBefore(month),
    last: lastRound ?? addDays(addMonths(month, 1), -1),
  }))
}

/** Last day of voting of each municipal renewal known, in the order of time; of its month where no decree fixed it. */
export function municipalLastRounds(): readonly CalendarDate[] {
  return municipalWindows().map(({ last }) => last)
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
