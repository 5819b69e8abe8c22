import ICAL from 'ical.js'
import type { ComponentKind } from '../store.ts'
import type { CalendarObject } from './calendar-object.ts'
import { knownTimeZone } from './known-time-zones.ts'

/** Why a text cannot be kept: the broken condition of RFC 4791 §5.3.2.1, and a sentence. */
export interface CalendarFault {
  readonly condition: string
  readonly message: string
}

export type CalendarRead =
  | { readonly ok: true; readonly object: CalendarObject }
  | { readonly ok: false; readonly fault: CalendarFault }

const kinds: Readonly<Record<string, ComponentKind>> = {
  vevent: 'VEVENT',
  vtodo: 'VTODO',
  vjournal: 'VJOURNAL',
}

/**
 * Reads one object of a calendar. A time zone that is named and not defined is one of the known ones, whose definition is
 * added: ical.js would take its hours for those of the machine. An unknown one is a fault.
 */
export function parseCalendar(text: string): CalendarRead {
  const root = parsed(text)
  if (root?.name !== 'vcalendar') return fault('valid-calendar-data', 'not one VCALENDAR')
  const parts = root.getAllSubcomponents().filter(({ name }) => name !== 'vtimezone')
  const [first] = parts
  const kind = first && kinds[first.name]
  if (!first || !kind)
    return fault('supported-calendar-component', 'no event, task or journal entry, or something else')
  if (parts.some(({ name }) => name !== first.name))
    return fault('valid-calendar-object-resource', 'several kinds of things in one object')
  const uids = new Set(parts.map((part) => part.getFirstPropertyValue('uid')))
  const [uid] = uids
  if (uids.size !== 1 || typeof uid !== 'string' || uid === '')
    return fault('valid-calendar-object-resource', 'one UID, the same for all, is needed')
  const unknown = defineZones(root, parts)
  if (unknown !== null)
    return fault(
      'valid-calendar-data',
      `time zone ${unknown} is neither defined in the object nor known here`,
    )
  return { ok: true, object: { root, parts, kind, uid } }
}

function fault(condition: string, message: string): CalendarRead {
  return { ok: false, fault: { condition, message } }
}

function parsed(text: string): ICAL.Component | null {
  try {
    const jCal: unknown = ICAL.parse(text)
    // Several components one after another give a list of them.
    return Array.isArray(jCal) && typeof jCal[0] === 'string' ? new ICAL.Component(jCal) : null
  } catch {
    return null
  }
}

/** Adds the known definitions that lack; the first name that nobody defines. */
function defineZones(root: ICAL.Component, parts: readonly ICAL.Component[]): string | null {
  const defined = new Set(
    root.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid')),
  )
  for (const tzid of new Set(parts.flatMap(zonesNamed))) {
    if (defined.has(tzid)) continue
    const text = knownTimeZone(tzid)
    if (text === null) return tzid
    root.addSubcomponent(new ICAL.Component(ICAL.parse(text)))
  }
  return null
}

function zonesNamed(component: ICAL.Component): string[] {
  const own = component.getAllProperties().flatMap((property) => property.getFirstParameter('tzid') ?? [])
  return [...own, ...component.getAllSubcomponents().flatMap(zonesNamed)]
}
