import ICAL from 'ical.js'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { type IcalComponent, isKnownZone } from './zones.rules.ts'

/** Why a text is not an object that a calendar can keep. */
export type ObjectFault =
  | 'not_icalendar'
  | 'method_present'
  | 'no_component'
  | 'several_components'
  | 'several_uids'
  | 'uid_missing'
  | 'start_missing'
  | 'ends_before_start'
  | 'zone_unknown'
  | 'zone_unreadable'
  | 'too_long'

/** Longest object, in characters: pictures do not belong in a calendar. */
export const longestObject = 500_000

export type ComponentKind = 'VEVENT' | 'VTODO'

/** An object that was read and found fit to be kept. */
export interface ReadObject {
  readonly calendar: IcalComponent
  readonly kind: ComponentKind
  readonly uid: string
}

/** Reads one object of a calendar (RFC 4791, 4.1): one UID, one kind of component, no METHOD, zones that are understood. */
export function readObject(text: string): Result<ReadObject, ObjectFault> {
  if (text.length > longestObject) return refuse('too_long')
  const calendar = parseCalendar(text)
  if (!calendar) return refuse('not_icalendar')
  if (calendar.hasProperty('method')) return refuse('method_present')
  return checkObject(calendar)
}

/** The VCALENDAR of a text; null when it is not exactly one. */
export function parseCalendar(text: string): IcalComponent | null {
  try {
    const jcal: unknown = ICAL.parse(text)
    if (!Array.isArray(jcal) || jcal[0] !== 'vcalendar') return null
    return new ICAL.Component(jcal)
  } catch {
    // The reader throws on any line that it cannot read.
    return null
  }
}

/** Same, for a component that was read already. The definitions of zones that we know are left out: ours are shared. */
export function checkObject(calendar: IcalComponent): Result<ReadObject, ObjectFault> {
  const zones = settleZones(calendar)
  if (!zones.ok) return zones
  const events = calendar.getAllSubcomponents('vevent')
  const tasks = calendar.getAllSubcomponents('vtodo')
  if (events.length > 0 && tasks.length > 0) return refuse('several_components')
  const components = [...events, ...tasks]
  if (components.length === 0) return refuse('no_component')
  const uids = new Set(components.map((component) => textOf(component, 'uid')))
  if (uids.size > 1) return refuse('several_uids')
  const [uid = ''] = uids
  if (uid === '' || uid.length > 255) return refuse('uid_missing')
  const fault = events.map(faultOfEvent).find((found) => found !== null)
  if (fault) return refuse(fault)
  return ok({ calendar, kind: events.length > 0 ? 'VEVENT' : 'VTODO', uid })
}

/** The text of a property; empty when it is absent or is not a text. */
export function textOf(component: IcalComponent, name: string): string {
  const value = component.getFirstPropertyValue(name)
  return typeof value === 'string' ? value : ''
}

function faultOfEvent(event: IcalComponent): ObjectFault | null {
  try {
    const { startDate, endDate } = new ICAL.Event(event)
    if (!(startDate instanceof ICAL.Time)) return 'start_missing'
    return endDate instanceof ICAL.Time && endDate.compare(startDate) < 0 ? 'ends_before_start' : null
  } catch {
    return 'start_missing'
  }
}

/**
 * Forgets the definitions of zones that we know, and refuses names that nothing defines: ical.js would take their times as
 * those of no place.
 */
function settleZones(calendar: IcalComponent): Result<null, ObjectFault> {
  const defined = new Set<string>()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    const name = textOf(zone, 'tzid')
    if (isKnownZone(name)) calendar.removeSubcomponent(zone)
    else if (isReadableZone(zone)) defined.add(name)
    else return refuse('zone_unreadable')
  }
  const isUnknown = (name: string) => !defined.has(name) && !isKnownZone(name)
  return zoneNamesIn(calendar).some(isUnknown) ? refuse('zone_unknown') : ok(null)
}

/** A zone changes its hour some times a year: one whose rule goes faster would keep the server busy for ever. */
function isReadableZone(zone: IcalComponent): boolean {
  const rules = zone.getAllSubcomponents().flatMap((part) => part.getAllProperties('rrule'))
  return (
    textOf(zone, 'tzid') !== '' &&
    zone.getAllSubcomponents().length > 0 &&
    rules.every((rule) => {
      const value = rule.getFirstValue()
      return value instanceof ICAL.Recur && value.freq === 'YEARLY' && value.interval >= 1
    })
  )
}

function zoneNamesIn(calendar: IcalComponent): string[] {
  return calendar
    .getAllSubcomponents()
    .filter(({ name }) => name === 'vevent' || name === 'vtodo')
    .flatMap((component) => component.getAllProperties())
    .flatMap((property) => {
      const name = property.getFirstParameter('tzid')
      return typeof name === 'string' && name !== '' ? [name] : []
    })
}
