import ICAL from 'ical.js'
import type { Exchange } from '../exchange.ts'
import { namespaces } from '../namespaces.ts'
import type { Resource } from '../store.ts'
import { firstIn, textIn, type XmlElement } from '../xml-element.ts'
import { faultInZones } from './fault-in-zones.ts'
import { sharedZone, timeZoneNamed } from './time-zone.ts'

/** The zone of times that name none: that of the question, else of the calendar, else of the server (RFC 4791 §7.3). */
export function floatingZone(exchange: Exchange, calendar: Resource, question: XmlElement): ICAL.Timezone {
  const asked = firstIn(question, namespaces.caldav, 'timezone')
  const own = calendar.properties.find(
    ({ namespace, name }) => namespace === namespaces.caldav && name === 'calendar-timezone',
  )
  for (const element of [asked, own]) {
    const zone = element && parseCalendarZone(textIn(element))
    if (zone) return zone
  }
  return timeZoneNamed(exchange.timeZone) ?? ICAL.Timezone.utcTimezone
}

/** The zone that a VCALENDAR defines; null when it defines none, several, or a bad one. */
export function parseCalendarZone(text: string): ICAL.Timezone | null {
  try {
    const root = new ICAL.Component(ICAL.parse(text))
    const zones = root.getAllSubcomponents('vtimezone')
    const [zone] = zones
    if (!zone || zones.length > 1 || faultInZones(root)) return null
    return sharedZone(new ICAL.Timezone(zone))
  } catch {
    return null
  }
}
