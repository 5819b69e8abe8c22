import ICAL from 'ical.js'
import { DavRefusal } from '../dav-refusal.ts'
import { attributeOf, caldavElement, type XmlElement } from '../xml-element.ts'

/** Unix seconds; without bound where the client gave none. The end is not within. */
export interface TimeRange {
  readonly from: number
  readonly to: number
}

export const allTime: TimeRange = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/** `start` and `end` of an element, in UTC; a range turned round is refused (RFC 4791 §9.9). */
export function parseTimeRange(element: XmlElement): TimeRange {
  const start = attributeOf(element, 'start')
  const end = attributeOf(element, 'end')
  const range = {
    from: start === null ? allTime.from : parseUtc(start),
    to: end === null ? allTime.to : parseUtc(end),
  }
  if ((start === null && end === null) || range.from >= range.to) refuse('a range ends after it starts')
  return range
}

function parseUtc(text: string): number {
  if (!/^\d{8}T\d{6}Z$/.test(text)) refuse(`${text} is not a time of UTC`)
  try {
    return ICAL.Time.fromString(ICAL.design.icalendar.value['date-time'].fromICAL(text), null).toUnixTime()
  } catch {
    return refuse(`${text} is not a time`)
  }
}

function refuse(message: string): never {
  throw new DavRefusal(400, message, caldavElement('valid-filter'))
}
