import ICAL from 'ical.js'
import type { CalendarObject } from './calendar-object.ts'
import { lengthOf } from './component-length.ts'
import { BoundedIterator, type StepBudget } from './recurrence-rule.ts'
import { placeTime, unixTime } from './time-zone.ts'

/** One time that something happens. */
export interface Occurrence {
  readonly start: ICAL.Time
  /** Unix seconds. */
  readonly startsAt: number
  readonly endsAt: number
  /** The component that says what happens: the series, or the exception for that day. */
  readonly component: ICAL.Component
  /** Which one of a series; null for what happens once. */
  readonly recurrenceId: ICAL.Time | null
}

/**
 * The occurrences that start before a time (unix seconds): exceptions first, then those of the series in order, one by one, so
 * that whoever needs one stops there. Steps are taken from the budget; without any left, throws `TooManySteps`.
 */
export function* occurrencesBefore(
  { parts }: CalendarObject,
  before: number,
  floating: ICAL.Timezone,
  budget: StepBudget,
): Generator<Occurrence> {
  const exceptions = parts.filter((part) => part.hasProperty('recurrence-id'))
  const moved = new Set<number>()
  for (const component of exceptions) {
    const id = timeIn(component, 'recurrence-id')
    if (id) moved.add(unixTime(id, floating))
    const own = single(component, id, floating)
    if (own) yield own
  }
  const onwards = exceptions
    .flatMap((component) => shiftOf(component, floating))
    .sort((a, b) => b.from - a.from)
  const earlier = Math.max(0, ...onwards.map(({ by_s }) => -by_s))
  for (const component of parts.filter((part) => !exceptions.includes(part)))
    for (const start of seriesStarts(component, floating, budget)) {
      const at = unixTime(start, floating)
      if (at - earlier >= before) break
      if (moved.has(at)) continue
      const shift = onwards.find(({ from }) => from <= at)
      if (shift) yield shifted(shift, start, floating)
      else yield occurrence(component, start, floating, isSeries(component) ? start : null)
    }
}

function timeIn(component: ICAL.Component, name: string): ICAL.Time | null {
  const value = component.getFirstPropertyValue(name)
  return value instanceof ICAL.Time ? value : null
}

function isSeries(component: ICAL.Component): boolean {
  return component.hasProperty('rrule') || component.hasProperty('rdate')
}

function occurrence(
  component: ICAL.Component,
  start: ICAL.Time,
  floating: ICAL.Timezone,
  recurrenceId: ICAL.Time | null,
): Occurrence {
  const placed = placeTime(start, floating)
  const [startsAt, endsAt] = [placed.toUnixTime(), lengthOf(component).endOf(placed)]
  return { start, startsAt, endsAt, component, recurrenceId }
}

function single(component: ICAL.Component, id: ICAL.Time | null, floating: ICAL.Timezone): Occurrence | null {
  const start = timeIn(component, 'dtstart') ?? id
  return start && occurrence(component, start, floating, id)
}

/** An exception that changes all that follow (RANGE=THISANDFUTURE, RFC 5545 §3.2.13). */
interface Shift {
  readonly component: ICAL.Component
  readonly from: number
  /** Seconds later, or earlier. */
  readonly by_s: number
}

function shiftOf(component: ICAL.Component, floating: ICAL.Timezone): Shift[] {
  const property = component.getFirstProperty('recurrence-id')
  const id = timeIn(component, 'recurrence-id')
  const start = timeIn(component, 'dtstart')
  if (!id || !start || property?.getFirstParameter('range') !== 'THISANDFUTURE') return []
  const from = unixTime(id, floating)
  return [{ component, from, by_s: unixTime(start, floating) - from }]
}

function shifted({ component, by_s }: Shift, start: ICAL.Time, floating: ICAL.Timezone): Occurrence {
  const moved = start.clone()
  moved.adjust(0, 0, 0, by_s)
  return occurrence(component, moved, floating, start)
}

/** Starts of a series in order, each once, without the days taken out; of a single event, its own. */
function* seriesStarts(
  component: ICAL.Component,
  floating: ICAL.Timezone,
  budget: StepBudget,
): Generator<ICAL.Time> {
  const first = timeIn(component, 'dtstart')
  if (!first) return
  if (!isSeries(component)) return yield first
  const isOut = excluded(component, floating)
  let last = Number.NEGATIVE_INFINITY
  for (const start of merged(sourcesOf(component, first, budget), floating)) {
    const at = unixTime(start, floating)
    if (at === last) continue
    last = at
    if (!isOut(start, at)) yield start
  }
}

/** Rules and dates, each in order. Without a rule, the first date is one of those listed (RFC 5545 §3.8.5.2). */
function sourcesOf(component: ICAL.Component, first: ICAL.Time, budget: StepBudget): Iterator<ICAL.Time>[] {
  const rules = component
    .getAllProperties('rrule')
    .map((property) => property.getFirstValue())
    .filter((rule) => rule instanceof ICAL.Recur)
  const dates = timesOf(component, 'rdate').sort((one, other) => one.compare(other))
  return [
    ...rules.map((rule) => startsOf(rule, first, budget)),
    dates.values(),
    ...(rules.length === 0 ? [[first].values()] : []),
  ]
}

function* startsOf(rule: ICAL.Recur, first: ICAL.Time, budget: StepBudget): Generator<ICAL.Time> {
  const iterator = new BoundedIterator(rule, first, budget)
  // The time is the iterator's own, and moves on with it.
  for (let next = iterator.next(); next; next = iterator.next()) {
    budget.left -= 1
    yield next.clone()
  }
}

function* merged(sources: readonly Iterator<ICAL.Time>[], floating: ICAL.Timezone): Generator<ICAL.Time> {
  const heads = sources.map((source) => ({ source, head: source.next() }))
  for (;;) {
    const waiting = heads.flatMap((each) => (each.head.done ? [] : [{ each, time: each.head.value }]))
    const [only, second] = waiting
    if (!only) return
    const next = second
      ? waiting.reduce((one, other) =>
          unixTime(other.time, floating) < unixTime(one.time, floating) ? other : one,
        )
      : only
    yield next.time
    next.each.head = next.each.source.next()
  }
}

function timesOf(component: ICAL.Component, name: string): ICAL.Time[] {
  return component
    .getAllProperties(name)
    .flatMap((property) => property.getValues())
    .map((value: unknown) => (value instanceof ICAL.Period ? value.start : value))
    .filter((value) => value instanceof ICAL.Time)
}

/** EXDATE, by the instant; one that is a day takes out all that starts on it, as some programs write. */
function excluded(
  component: ICAL.Component,
  floating: ICAL.Timezone,
): (start: ICAL.Time, at: number) => boolean {
  const times = timesOf(component, 'exdate')
  const instants = new Set(times.filter(({ isDate }) => !isDate).map((time) => unixTime(time, floating)))
  const days = new Set(times.filter(({ isDate }) => isDate).map(dayOf))
  return (start, at) => instants.has(at) || days.has(dayOf(start))
}

function dayOf({ year, month, day }: ICAL.Time): string {
  return `${year}-${month}-${day}`
}
