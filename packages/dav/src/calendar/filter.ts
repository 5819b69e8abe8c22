import { DavRefusal } from '../dav-refusal.ts'
import { namespaces } from '../namespaces.ts'
import { attributeOf, caldavElement, elementsIn, firstIn, type XmlElement } from '../xml-element.ts'
import { parseTextMatch, type TextMatch } from './text-match.ts'
import { parseTimeRange, type TimeRange } from './time-range.ts'

/** What is asked of a component and of what it holds (RFC 4791 §9.7). Names are in lower case, as ical.js has them. */
export interface ComponentFilter {
  readonly name: string
  readonly isAbsent: boolean
  readonly range: TimeRange | null
  readonly properties: readonly PropertyFilter[]
  readonly components: readonly ComponentFilter[]
}

export interface PropertyFilter {
  readonly name: string
  readonly isAbsent: boolean
  readonly range: TimeRange | null
  readonly text: TextMatch | null
  readonly parameters: readonly ParameterFilter[]
}

export interface ParameterFilter {
  readonly name: string
  readonly isAbsent: boolean
  readonly text: TextMatch | null
}

const { caldav } = namespaces

/** The filter of a `calendar-query`; refuses (403 `valid-filter`) one that is not about a calendar. */
export function parseFilter(query: XmlElement): ComponentFilter {
  const filter = firstIn(query, caldav, 'filter')
  const roots = filter ? elementsIn(filter, caldav, 'comp-filter') : []
  const [root] = roots
  if (!root || roots.length > 1 || attributeOf(root, 'name')?.toUpperCase() !== 'VCALENDAR')
    throw new DavRefusal(403, 'a filter starts with VCALENDAR', caldavElement('valid-filter'))
  return parseComponent(root)
}

function parseComponent(element: XmlElement): ComponentFilter {
  return {
    ...parseCommon(element),
    range: rangeIn(element),
    properties: elementsIn(element, caldav, 'prop-filter').map(parseProperty),
    components: elementsIn(element, caldav, 'comp-filter').map(parseComponent),
  }
}

function parseProperty(element: XmlElement): PropertyFilter {
  return {
    ...parseCommon(element),
    range: rangeIn(element),
    text: textOf(element),
    parameters: elementsIn(element, caldav, 'param-filter').map((inner) => ({
      ...parseCommon(inner),
      text: textOf(inner),
    })),
  }
}

function parseCommon(element: XmlElement): { readonly name: string; readonly isAbsent: boolean } {
  const name = attributeOf(element, 'name')?.toLowerCase()
  if (!name) throw new DavRefusal(400, `${element.name} without a name`, caldavElement('valid-filter'))
  return { name, isAbsent: firstIn(element, caldav, 'is-not-defined') !== null }
}

function rangeIn(element: XmlElement): TimeRange | null {
  const range = firstIn(element, caldav, 'time-range')
  return range && parseTimeRange(range)
}

function textOf(element: XmlElement): TextMatch | null {
  const text = firstIn(element, caldav, 'text-match')
  return text && parseTextMatch(text)
}
