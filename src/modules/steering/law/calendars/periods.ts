import { addDays, addMonths, type CalendarDate, daysBetween } from '#kernel/calendar-date.ts'
import { type HolidayRegion, isWorkingDay } from './public-holidays.ts'

/**
 * Whole days strictly between two days (*jours francs*): neither the day of sending nor the day of the meeting counts.
 * Sent on Friday the 4th for Thursday the 10th: five. Negative or zero when nothing stands between.
 */
export function clearDaysBetween(sent: CalendarDate, meeting: CalendarDate): number {
  return daysBetween(sent, meeting) - 1
}

/** Last day on which to send so that `days` clear days stand before the meeting. */
export function lastDayToSend(meeting: CalendarDate, days: number): CalendarDate {
  return addDays(meeting, -(days + 1))
}

/**
 * Last day of a period counted in months from date to date: the day of the same number, or the last of a shorter
 * month (C. proc. civ. art. 641).
 */
export function monthsLater(start: CalendarDate, months: number): CalendarDate {
  return addMonths(start, months)
}

/** Last day of a period of clear months: the day of the event and the day of the end do not count, hence one day more. */
export function clearMonthsLater(start: CalendarDate, months: number): CalendarDate {
  return addDays(addMonths(start, months), 1)
}

/**
 * Last day of an appeal or clear-day period, put off to the next working day when it falls on a Saturday, a Sunday or a
 * public holiday (C. proc. civ. art. 642, applied to appeals before the administrative courts).
 */
export function putOffToWorkingDay(last: CalendarDate, region: HolidayRegion = 'general'): CalendarDate {
  let day = last
  while (!isWorkingDay(day, region)) day = addDays(day, 1)
  return day
}

/** The `count`th working day after a day, which does not count itself. */
export function addWorkingDays(
  start: CalendarDate,
  count: number,
  region: HolidayRegion = 'general',
): CalendarDate {
  let day = start
  for (let left = count; left > 0; left -= 1) {
    day = addDays(day, 1)
    while (!isWorkingDay(day, region)) day = addDays(day, 1)
  }
  return day
}
