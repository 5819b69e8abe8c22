import ICAL from 'ical.js'
import type { CalendarObject } from './calendar-object.ts'
import type { ComponentFilter, ParameterFilter, PropertyFilter } from './filter.ts'
import { happensWithin, type Span } from './happens-within.ts'
import type { StepBudget } from './recurrence-rule.ts'
import { matchesText } from './text-match.ts'
import { unixTime } from './time-zone.ts'

interface Matching {
  readonly object: CalendarObject
  readonly floating: ICAL.Timezone
  readonly budget: StepBudget
}

/** Whether an object of a calendar is one that a filter asks for. */
export function matchesFilter(
  object: CalendarObject,
  filter: ComponentFilter,
  floating: ICAL.Timezone,
  budget: StepBudget,
): boolean {
  return !filter.isAbsent && componentMatches(object.root, filter, { object, floating, budget })
}

function componentMatches(component: ICAL.Component, filter: ComponentFilter, matching: Matching): boolean {
  return (
    filter.properties.every((inner) => hasProperty(component, inner, matching)) &&
    filter.components.every((inner) => hasComponent(component, inner, matching)) &&
    (filter.range === null || happensWithin(matching, component, filter.range))
  )
}

function hasComponent(within: ICAL.Component, filter: ComponentFilter, matching: Matching): boolean {
  const found = within.getAllSubcomponents(filter.name)
  if (filter.isAbsent) return found.length === 0
  return found.some((component) => componentMatches(component, filter, matching))
}

function hasProperty(within: ICAL.Component, filter: PropertyFilter, matching: Matching): boolean {
  const found = within.getAllProperties(filter.name)
  if (filter.isAbsent) return found.length === 0
  return found.some(
    (property) =>
      (filter.text === null || matchesText(textsOf(property), filter.text)) &&
      (filter.range === null || property.getValues().some((value) => isIn(value, filter.range, matching))) &&
      filter.parameters.every((inner) => hasParameter(property, inner)),
  )
}

function hasParameter(property: ICAL.Property, filter: ParameterFilter): boolean {
  const value: unknown = property.getParameter(filter.name)
  const values = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')
  if (filter.isAbsent) return values.length === 0
  return values.length > 0 && (filter.text === null || matchesText(values, filter.text))
}

function textsOf(property: ICAL.Property): string[] {
  return property
    .getValues()
    .map((value: unknown) => (Array.isArray(value) ? value.flat().join(';') : String(value)))
}

function isIn(value: unknown, range: Span | null, { floating }: Matching): boolean {
  if (!(value instanceof ICAL.Time) || !range) return false
  const at = unixTime(value, floating)
  return range.from <= at && at < range.to
}
