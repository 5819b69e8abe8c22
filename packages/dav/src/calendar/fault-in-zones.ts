import ICAL from 'ical.js'
import type { CalendarFault } from './parse-calendar.ts'
import { faultInRule } from './recurrence-rule.ts'

/** A zone says its rule by the year: any other would be counted second by second. */
export function faultInZones(root: ICAL.Component): CalendarFault | null {
  for (const zone of root.getAllSubcomponents('vtimezone')) {
    const changes = zone.getAllSubcomponents()
    if (!zone.getFirstPropertyValue('tzid') || changes.length === 0)
      return invalid('a VTIMEZONE that defines nothing')
    for (const change of changes) {
      const start = change.getFirstPropertyValue('dtstart')
      if (!(start instanceof ICAL.Time)) return invalid('a VTIMEZONE without DTSTART')
      for (const property of change.getAllProperties('rrule')) {
        const rule = property.getFirstValue()
        if (!(rule instanceof ICAL.Recur) || rule.freq !== 'YEARLY')
          return invalid('a VTIMEZONE changes by the year')
        const fault = faultInRule(rule)
        if (fault) return fault
      }
    }
  }
  return null
}

function invalid(message: string): CalendarFault {
  return { condition: 'valid-calendar-data', message }
}
