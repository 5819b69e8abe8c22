import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
  hourCycle: 'h23',
})

/** The day and hour that a clock on a wall in Paris shows: `2026-11-30`, `17:00`. */
export function parisTime(instant: Date): { readonly day: CalendarDate; readonly time: string } {
  const [day = '', time = ''] = parts.format(instant).split(', ')
  return { day: calendarDate(day), time: time.slice(0, 5) }
}

/** The instant at which a clock in Paris shows that; of an hour that comes twice in autumn, the first. */
export function instantInParis(day: CalendarDate, time: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const offset = (instant: number) => {
    const [shownDay = '', shownTime = ''] = parts.format(new Date(instant)).split(', ')
    return Date.parse(`${shownDay}T${shownTime}Z`) - instant
  }
  // The offset of summer first: it gives the earlier of two instants, and is right for half the year.
  const summer = wanted - 2 * 3_600_000
  if (offset(summer) === 2 * 3_600_000) return new Date(summer)
  return new Date(wanted - 3_600_000)
}
