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

/** Paris has been a whole number of quarters of an hour from UTC since 1911: no day begins within one. */
const quarter_ms = 15 * 60_000
let known = { quarter: Number.NaN, day: calendarDate('1970-01-01') }

/** Every page asks several times: the answer of a quarter of an hour is worked out once. */
export function dayInParis(instant: Date): CalendarDate {
  const quarter = Math.floor(instant.getTime() / quarter_ms)
  if (known.quarter !== quarter) known = { quarter, day: calendarDate(parisDay.format(instant)) }
  return known.day
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
