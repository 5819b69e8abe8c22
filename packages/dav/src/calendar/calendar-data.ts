import ICAL from 'ical.js'
import { DavRefusal } from '../dav-refusal.ts'
import { namespaces } from '../namespaces.ts'
import { attributeOf, caldavElement, elementsIn, firstIn, type XmlElement } from '../xml-element.ts'
import type { CalendarObject } from './calendar-object.ts'
import { overlaps } from './happens-within.ts'
import { type Occurrence, occurrencesBefore } from './occurrences.ts'
import type { StepBudget } from './recurrence-rule.ts'
import { parseTimeRange, type TimeRange } from './time-range.ts'
import { unixTime } from './time-zone.ts'
import { utcTime } from './utc-time.ts'

const { caldav } = namespaces

/** How much of each object a client wants (RFC 4791 §9.6). */
export interface CalendarDataAsked {
  /** Occurrences of this range, each by itself and in UTC, in place of rules. */
  readonly expanded: TimeRange | null
  /** Exceptions of this range only, beside the rule. */
  readonly limited: TimeRange | null
  /** Components and properties wanted, from VCALENDAR down; null for all. */
  readonly part: PartAsked | null
}

interface PartAsked {
  readonly name: string
  /** Null for all. */
  readonly properties: readonly string[] | null
  readonly components: readonly PartAsked[] | null
}

export function parseCalendarData(element: XmlElement): CalendarDataAsked {
  const type = attributeOf(element, 'content-type') ?? 'text/calendar'
  const version = attributeOf(element, 'version') ?? '2.0'
  if (type !== 'text/calendar' || version !== '2.0')
    throw new DavRefusal(403, `no ${type} ${version} here`, caldavElement('supported-calendar-data'))
  const expand = firstIn(element, caldav, 'expand')
  const limit = firstIn(element, caldav, 'limit-recurrence-set')
  const part = firstIn(element, caldav, 'comp')
  return {
    expanded: expand && bounded(parseTimeRange(expand)),
    limited: limit && parseTimeRange(limit),
    part: part && parsePart(part),
  }
}

function bounded(range: TimeRange): TimeRange {
  if (Number.isFinite(range.from) && Number.isFinite(range.to)) return range
  throw new DavRefusal(400, 'expand has a start and an end', caldavElement('valid-calendar-data'))
}

function parsePart(element: XmlElement): PartAsked {
  const properties = elementsIn(element, caldav, 'prop').map(
    (prop) => attributeOf(prop, 'name')?.toLowerCase() ?? '',
  )
  const components = elementsIn(element, caldav, 'comp').map(parsePart)
  return {
    name: attributeOf(element, 'name')?.toLowerCase() ?? '',
    properties: firstIn(element, caldav, 'allprop') ? null : properties,
    components: firstIn(element, caldav, 'allcomp') ? null : components,
  }
}

/** Whether the object goes out as it is kept, without being read. */
export function isWhole({ expanded, limited, part }: CalendarDataAsked): boolean {
  return expanded === null && limited === null && part === null
}

/** The text of what was asked of an object. */
export function calendarData(
  object: CalendarObject,
  asked: CalendarDataAsked,
  floating: ICAL.Timezone,
  budget: StepBudget,
): string {
  const root = asked.expanded
    ? expand(object, asked.expanded, floating, budget)
    : asked.limited
      ? limit(object, asked.limited, floating)
      : object.root
  return `${(asked.part ? cut(root, asked.part) : root).toString()}\r\n`
}

function expand(
  object: CalendarObject,
  range: TimeRange,
  floating: ICAL.Timezone,
  budget: StepBudget,
): ICAL.Component {
  const found = [...occurrencesBefore(object, range.to, floating, budget)].filter((one) =>
    overlaps(one, range),
  )
  const root = copyOf(
    object.root,
    (name) => name !== 'vtimezone' && !object.parts.some((part) => part.name === name),
  )
  for (const one of found.sort((a, b) => a.startsAt - b.startsAt))
    root.addSubcomponent(instance(one, floating))
  return root
}

const ofSeries = ['rrule', 'rdate', 'exdate', 'exrule', 'dtstart', 'dtend', 'duration', 'recurrence-id']

/** One occurrence that stands by itself: a day as a day, a time in UTC. */
function instance(one: Occurrence, floating: ICAL.Timezone): ICAL.Component {
  const copy = new ICAL.Component(structuredClone(one.component.jCal))
  for (const name of ofSeries) copy.removeAllProperties(name)
  const isDay = one.start.isDate
  copy.addPropertyWithValue('dtstart', isDay ? one.start : utcTime(one.startsAt))
  const end = one.component.name === 'vtodo' ? 'due' : 'dtend'
  copy.removeAllProperties(end)
  if (one.endsAt > one.startsAt) copy.addPropertyWithValue(end, isDay ? lastDay(one) : utcTime(one.endsAt))
  if (one.recurrenceId)
    copy.addPropertyWithValue(
      'recurrence-id',
      one.recurrenceId.isDate ? one.recurrenceId : utcTime(unixTime(one.recurrenceId, floating)),
    )
  return copy
}

/** Half a day is added because a day may have 23 hours. */
function lastDay({ start, startsAt, endsAt }: Occurrence): ICAL.Time {
  const end = start.clone()
  end.adjust(Math.floor((endsAt - startsAt) / 86_400 + 0.5), 0, 0, 0)
  return end
}

/** Without the exceptions that neither happen in the range nor stand for a day of it. */
function limit(object: CalendarObject, range: TimeRange, floating: ICAL.Timezone): ICAL.Component {
  const budget = { left: object.parts.length }
  const exceptions = object.parts.filter((part) => part.hasProperty('recurrence-id'))
  const near = new Set<ICAL.Component>()
  for (const one of occurrencesBefore({ ...object, parts: exceptions }, range.to, floating, budget)) {
    const id = one.recurrenceId ? unixTime(one.recurrenceId, floating) : one.startsAt
    if (overlaps(one, range) || (range.from <= id && id < range.to)) near.add(one.component)
  }
  const root = copyOf(object.root, () => false)
  for (const part of object.root.getAllSubcomponents())
    if (!exceptions.includes(part) || near.has(part)) root.addSubcomponent(copyOf(part, () => true))
  return root
}

function cut(component: ICAL.Component, { properties, components }: PartAsked): ICAL.Component {
  const copy = copyOf(component, () => false)
  if (properties)
    for (const { name } of [...copy.getAllProperties()])
      if (!properties.includes(name)) copy.removeAllProperties(name)
  for (const inner of component.getAllSubcomponents()) {
    const asked = components?.find(({ name }) => name === inner.name)
    if (components === null) copy.addSubcomponent(copyOf(inner, () => true))
    else if (asked) copy.addSubcomponent(cut(inner, asked))
  }
  return copy
}

/** A copy of its own, with the inner components of those names. */
function copyOf(component: ICAL.Component, keeps: (name: string) => boolean): ICAL.Component {
  const copy = new ICAL.Component(structuredClone(component.jCal))
  // Lists of ical.js change while things are taken away.
  for (const inner of [...copy.getAllSubcomponents()]) if (!keeps(inner.name)) copy.removeSubcomponent(inner)
  return copy
}
