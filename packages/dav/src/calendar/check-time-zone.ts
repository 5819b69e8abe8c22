import ICAL from 'ical.js'
import { DavRefusal } from '../dav-refusal.ts'
import { namespaces } from '../namespaces.ts'
import { caldavElement, textIn, type XmlElement } from '../xml-element.ts'
import { parseCalendarZone } from './calendar-zone.ts'

/** A zone that is set on a calendar must be one (RFC 4791 §5.2.2). Other properties pass. */
export function checkTimeZone(property: XmlElement): void {
  if (property.namespace !== namespaces.caldav || property.name !== 'calendar-timezone') return
  const zone = parseCalendarZone(textIn(property))
  if (!(zone instanceof ICAL.Timezone))
    throw new DavRefusal(403, 'not one VTIMEZONE', caldavElement('valid-calendar-data'))
}
