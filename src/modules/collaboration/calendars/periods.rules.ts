import {
  addDays,
  addMonths,
  type CalendarDate,
  fromParts,
  partsOf,
  weekdayOf,
} from '#kernel/calendar-date.ts'

/** Ways to look at a calendar, as addresses name them. */
export const views = ['mois', 'semaine', 'jour', 'liste'] as const
export type View = (typeof views)[number]

/** Whole days, the last one included. */
export interface Period {
  readonly first: CalendarDate
  readonly last: CalendarDate
}

const listedDays = 28

/** What a view shows around that day: a month is given with the whole of its first and last weeks. */
export function periodOf(view: View, day: CalendarDate): Period {
  if (view === 'jour') return { first: day, last: day }
  if (view === 'liste') return { first: day, last: addDays(day, listedDays - 1) }
  if (view === 'semaine') return { first: mondayOf(day), last: addDays(mondayOf(day), 6) }
  const { first, last } = monthOf(day)
  return { first: mondayOf(first), last: addDays(mondayOf(last), 6) }
}

export function monthOf(day: CalendarDate): Period {
  const { year, month } = partsOf(day)
  const first = fromParts(year, month, 1)
  return { first, last: addDays(addMonths(first, 1), -1) }
}

export function mondayOf(day: CalendarDate): CalendarDate {
  return addDays(day, 1 - weekdayOf(day))
}

/** A Monday to a Sunday, for the names of days. */
export const weekFrom: readonly CalendarDate[] = daysOf({
  first: fromParts(2026, 11, 23),
  last: fromParts(2026, 11, 29),
})

/** The day that the same view shows one step earlier or later. */
export function stepFrom(view: View, day: CalendarDate, step: -1 | 1): CalendarDate {
  if (view === 'mois') return addMonths(monthOf(day).first, step)
  return addDays(day, step * (view === 'jour' ? 1 : view === 'semaine' ? 7 : listedDays))
}

export function daysOf({ first, last }: Period): CalendarDate[] {
  const days: CalendarDate[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
