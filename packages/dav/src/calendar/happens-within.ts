import ICAL from 'ical.js'
import type { CalendarObject } from './calendar-object.ts'
import { type Occurrence, occurrencesBefore } from './occurrences.ts'
import { type StepBudget, TooManySteps } from './recurrence-rule.ts'
import { unixTime } from './time-zone.ts'

/** Unix seconds, the end not within. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Timed {
  readonly object: CalendarObject
  readonly floating: ICAL.Timezone
  readonly budget: StepBudget
}

/**
 * Whether a component happens in a span, by the tables of RFC 4791 §9.9. Of a series whose steps are used up nobody knows: it
 * may, so that the client, which has the rule too, gets it.
 */
export function happensWithin(timed: Timed, component: ICAL.Component, span: Span): boolean {
  try {
    if (component.name === 'valarm') return ringsWithin(timed, component, span)
    if (component.name === 'vtodo') return taskIsWithin(timed, component, span)
    if (component.name === 'vfreebusy') return periodsOf(component).some((period) => overlaps(period, span))
    return some(timed, component, span, (one) => overlaps(one, span))
  } catch (error) {
    if (error instanceof TooManySteps) return true
    throw error
  }
}

/** What has no length is within when it starts there. */
export function overlaps(
  { startsAt, endsAt }: Pick<Occurrence, 'startsAt' | 'endsAt'>,
  { from, to }: Span,
): boolean {
  return endsAt > startsAt ? from < endsAt && to > startsAt : from <= startsAt && to > startsAt
}

function some(
  { object, floating, budget }: Timed,
  component: ICAL.Component,
  { to }: Span,
  holds: (one: Occurrence) => boolean,
): boolean {
  for (const one of occurrencesBefore(object, to, floating, budget))
    if (one.component === component && holds(one)) return true
  return false
}

function taskIsWithin(timed: Timed, component: ICAL.Component, span: Span): boolean {
  const { from, to } = span
  const due = timeOf(component, 'due', timed)
  const completed = timeOf(component, 'completed', timed)
  const created = timeOf(component, 'created', timed)
  if (component.hasProperty('dtstart')) {
    const hasDuration = component.hasProperty('duration')
    // One that ends, by its due date or its length, at the very edge of the span counts; one without end is a moment.
    const holds = ({ startsAt, endsAt }: Occurrence) => {
      if (hasDuration) return from <= endsAt && (to > startsAt || to >= endsAt)
      if (due !== null) return (from < endsAt || from <= startsAt) && (to > startsAt || to >= endsAt)
      return from <= startsAt && to > startsAt
    }
    return some(timed, component, { from, to: to + 1 }, holds)
  }
  if (due !== null) return from < due && to >= due
  if (completed !== null && created !== null)
    return (from <= created || from <= completed) && (to >= created || to >= completed)
  if (completed !== null) return from <= completed && to >= completed
  return created === null || to > created
}

function timeOf(component: ICAL.Component, name: string, { floating }: Timed): number | null {
  const value = component.getFirstPropertyValue(name)
  return value instanceof ICAL.Time ? unixTime(value, floating) : null
}

/** Busy periods that somebody else published. */
export function periodsOf(
  component: ICAL.Component,
): { readonly startsAt: number; readonly endsAt: number }[] {
  return component
    .getAllProperties('freebusy')
    .filter((property) => property.getFirstParameter('fbtype') !== 'FREE')
    .flatMap((property) => property.getValues())
    .filter((value) => value instanceof ICAL.Period)
    .map((period) => ({ startsAt: period.start.toUnixTime(), endsAt: period.getEnd().toUnixTime() }))
}

/** Whether an alarm rings in the span: at a time, or so long before or after an occurrence. */
function ringsWithin(timed: Timed, alarm: ICAL.Component, { from, to }: Span): boolean {
  const rings = (at: number) => repeatsOf(alarm).some((after) => from <= at + after && at + after < to)
  const trigger = alarm.getFirstProperty('trigger')
  const value = trigger?.getFirstValue()
  if (value instanceof ICAL.Time) return rings(unixTime(value, timed.floating))
  if (!(value instanceof ICAL.Duration)) return false
  const isAtEnd = trigger?.getFirstParameter('related') === 'END'
  const offset = value.toSeconds()
  const latest = to + Math.abs(offset)
  return some(timed, alarm.parent, { from, to: latest }, ({ startsAt, endsAt }) =>
    rings((isAtEnd ? endsAt : startsAt) + offset),
  )
}

const mostRepeats = 50

/** Seconds after the first ring, itself included. */
function repeatsOf(alarm: ICAL.Component): number[] {
  const times = Number(alarm.getFirstPropertyValue('repeat') ?? 0)
  const duration = alarm.getFirstPropertyValue('duration')
  if (!(duration instanceof ICAL.Duration) || !Number.isInteger(times)) return [0]
  return Array.from(
    { length: Math.min(Math.max(times, 0), mostRepeats) + 1 },
    (_, index) => index * duration.toSeconds(),
  )
}
