import { addDays, type CalendarDate, weekdayOf } from '#kernel/calendar-date.ts'
import { type ServiceHours, usualServiceHours } from '#modules/people/services/rules.public.ts'
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
  readonly breaks: readonly { readonly from: number; readonly to: number }[]
  /** 1 for Monday … 7 for Sunday. */
  readonly weekdays: readonly number[]
}

/**
 * The hours asked for, within those in which the people of every one of these services may be reached, on days when all of them work, and in
 * nobody's break.
 */
export function commonHours(
  asked: { readonly from: number; readonly to: number },
  services: readonly ServiceHours[],
): WorkingHours {
  const rules = services.length === 0 ? [usualServiceHours] : services
  return {
    from: Math.max(asked.from, ...rules.map(({ reachableFrom }) => reachableFrom)),
    to: Math.min(asked.to, ...rules.map(({ reachableTo }) => reachableTo)),
    breaks: rules.map(({ breakFrom, breakTo }) => ({ from: breakFrom, to: breakTo })),
    weekdays: [1, 2, 3, 4, 5, 6, 7].filter((day) => rules.every(({ weekdays }) => weekdays.includes(day))),
  }
}

/** Those of a service that said nothing else. */
export const usualHours = commonHours({ from: usualServiceHours.opens, to: usualServiceHours.closes }, [
  usualServiceHours,
])

/** Spans of working time from one day to another, both included, in order: on days of work, no public holiday, outside the breaks. */
export function openings(first: CalendarDate, last: CalendarDate, hours: WorkingHours): Span[] {
  const parts = outsideBreaks(hours)
  const spans: Span[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (!hours.weekdays.includes(weekdayOf(day)) || isPublicHoliday(day)) continue
    for (const { from, to } of parts)
      spans.push({ from: instantAt(day, from).getTime(), to: instantAt(day, to).getTime() })
  }
  return spans
}

/** The parts of a day of work between its breaks, which may overlap. */
function outsideBreaks({ from, to, breaks }: WorkingHours): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = []
  let at = from
  for (const pause of [...breaks].sort((one, other) => one.from - other.from)) {
    if (pause.from === pause.to) continue
    if (pause.from > at) parts.push({ from: at, to: Math.min(pause.from, to) })
    at = Math.max(at, pause.to)
  }
  if (at < to) parts.push({ from: at, to })
  return parts.filter((part) => part.from < part.to)
}
