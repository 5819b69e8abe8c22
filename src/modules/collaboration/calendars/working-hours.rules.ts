import { addDays, type CalendarDate, weekdayOf } from '#kernel/calendar-date.ts'
import { isPublicHoliday } from '#modules/steering/law/rules.public.ts'
import { instantAt } from './zones.rules.ts'

/** Time between two instants, in milliseconds since 1970; the end is outside. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** When people may be asked to meet, in minutes of the clock. */
export interface WorkingHours {
  readonly from: number
  readonly to: number
  readonly breakFrom: number
  readonly breakTo: number
}

/** Nobody is asked to work outside these hours: the right to disconnect (C. trav. art. L2242-17, 7°; RH-04). */
export const disconnection = { from: 8 * 60, to: 18 * 60 + 30 } as const

export const usualHours: WorkingHours = {
  from: 9 * 60,
  to: 17 * 60,
  breakFrom: 12 * 60,
  breakTo: 13 * 60 + 30,
}

/** The hours asked for, within those in which people may be reached. */
export function withinDisconnection(hours: WorkingHours): WorkingHours {
  return {
    ...hours,
    from: Math.max(hours.from, disconnection.from),
    to: Math.min(hours.to, disconnection.to),
  }
}

/** Spans of working time from one day to another, both included, in order: neither weekend, nor public holiday, nor break. */
export function openings(first: CalendarDate, last: CalendarDate, asked: WorkingHours): Span[] {
  const hours = withinDisconnection(asked)
  const spans: Span[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (weekdayOf(day) > 5 || isPublicHoliday(day)) continue
    for (const [from, to] of [
      [hours.from, Math.min(hours.breakFrom, hours.to)],
      [Math.max(hours.breakTo, hours.from), hours.to],
    ] as const)
      if (from < to) spans.push({ from: instantAt(day, from).getTime(), to: instantAt(day, to).getTime() })
  }
  return spans
}
