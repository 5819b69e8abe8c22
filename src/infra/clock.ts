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

const parisHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  hourCycle: 'h23',
})

/** The hour that it is in Paris, 0 to 23. */
export function hourInParis(instant: Date): number {
  return Number(parisHour.format(instant))
}
