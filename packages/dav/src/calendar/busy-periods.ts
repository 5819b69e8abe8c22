import type ICAL from 'ical.js'
import type { CalendarObject } from './calendar-object.ts'
import { occurrencesBefore } from './occurrences.ts'
import { type StepBudget, TooManySteps } from './recurrence-rule.ts'
import type { TimeRange } from './time-range.ts'

/** Unix seconds. */
export interface BusyPeriod {
  readonly startsAt: number
  readonly endsAt: number
  readonly isTentative: boolean
}

/** When an event takes somebody's time, within a range: not when it is cancelled, or said to leave one free. */
export function busyPeriods(
  object: CalendarObject,
  { from, to }: TimeRange,
  floating: ICAL.Timezone,
  budget: StepBudget,
): BusyPeriod[] {
  const periods: BusyPeriod[] = []
  if (object.kind !== 'VEVENT') return periods
  try {
    for (const { startsAt, endsAt, component } of occurrencesBefore(object, to, floating, budget)) {
      const status = wordIn(component, 'status')
      if (status === 'CANCELLED' || wordIn(component, 'transp') === 'TRANSPARENT') continue
      const period = {
        startsAt: Math.max(startsAt, from),
        endsAt: Math.min(endsAt, to),
        isTentative: status === 'TENTATIVE',
      }
      if (period.startsAt < period.endsAt) periods.push(period)
    }
  } catch (error) {
    // Those that could be counted are true; the steps that are used up were all before.
    if (!(error instanceof TooManySteps)) throw error
  }
  return periods
}

function wordIn(component: ICAL.Component, name: string): string {
  return String(component.getFirstPropertyValue(name) ?? '').toUpperCase()
}

/** In order, with those that touch made one; certain and tentative apart. */
export function mergePeriods(periods: readonly BusyPeriod[]): BusyPeriod[] {
  const merged: BusyPeriod[] = []
  for (const isTentative of [false, true]) {
    const own = periods.filter((period) => period.isTentative === isTentative)
    const joined: BusyPeriod[] = []
    for (const period of own.sort((one, other) => one.startsAt - other.startsAt)) {
      const last = joined.at(-1)
      if (!last || period.startsAt > last.endsAt) joined.push(period)
      else joined[joined.length - 1] = { ...last, endsAt: Math.max(last.endsAt, period.endsAt) }
    }
    merged.push(...joined)
  }
  return merged.sort((one, other) => one.startsAt - other.startsAt)
}
