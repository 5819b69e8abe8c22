import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'

/** The time, as an argument: tests and replays choose it. */
export interface Clock {
  now(): Date
  /** The day that it is in Paris. */
  today(): CalendarDate
}

const parisDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', dateStyle: 'short' })

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => dayInParis(new Date()),
}

export function dayInParis(instant: Date): CalendarDate {
  return calendarDate(parisDay.format(instant))
}
