import type ICAL from 'ical.js'
import { type Exchange, hrefIn } from '../exchange.ts'
import { allProperties } from '../live-properties.ts'
import { namedGroups } from '../methods/propfind.ts'
import { type PropertyGroup, propertyResponse } from '../multistatus.ts'
import { namespaces } from '../namespaces.ts'
import type { StoredObject } from '../store.ts'
import { caldavElement, elementsIn, firstIn, type XmlElement, type XmlName } from '../xml-element.ts'
import { type CalendarDataAsked, calendarData, isWhole, parseCalendarData } from './calendar-data.ts'
import type { CalendarObject } from './calendar-object.ts'
import { readStored } from './read-stored.ts'
import { TooManySteps } from './recurrence-rule.ts'

export interface ObjectProperties {
  /** Null: all of them. */
  readonly names: readonly XmlName[] | null
  readonly data: CalendarDataAsked | null
}

/** What a report asks of each object: properties, and `calendar-data` that is none of the collection. */
export function parseObjectProperties(body: XmlElement): ObjectProperties {
  const prop = firstIn(body, namespaces.dav, 'prop')
  const data = prop && firstIn(prop, namespaces.caldav, 'calendar-data')
  const isOther = ({ namespace, name }: XmlName) =>
    namespace !== namespaces.caldav || name !== 'calendar-data'
  return { names: prop && elementsIn(prop).filter(isOther), data: data && parseCalendarData(data) }
}

export async function objectResponse(
  exchange: Exchange,
  stored: StoredObject & { readonly object: CalendarObject | null },
  { names, data }: ObjectProperties,
  floating: ICAL.Timezone,
): Promise<XmlElement> {
  const { resource } = stored
  const [found, ...others]: PropertyGroup[] = names
    ? await namedGroups(exchange, resource, names)
    : [{ status: 200, properties: await allProperties(exchange, resource) }]
  const text = data && [caldavElement('calendar-data', textAsked(exchange, stored, data, floating))]
  const properties = [...(found?.properties ?? []), ...(text ?? [])]
  return propertyResponse(hrefIn(exchange, resource), [{ status: 200, properties }, ...others])
}

function textAsked(
  { limit }: Exchange,
  stored: StoredObject & { readonly object: CalendarObject | null },
  asked: CalendarDataAsked,
  floating: ICAL.Timezone,
): string {
  if (isWhole(asked)) return stored.text
  try {
    return calendarData(stored.object ?? readStored(stored), asked, floating, { left: limit.steps })
  } catch (error) {
    // Too long to count here: the client gets the rule.
    if (error instanceof TooManySteps) return stored.text
    throw error
  }
}
