import ICAL from 'ical.js'
import type { CalendarObject } from './calendar-object.ts'
import { faultInZones } from './fault-in-zones.ts'
import type { CalendarFault } from './parse-calendar.ts'
import { faultInRule } from './recurrence-rule.ts'
import { earliest, latest } from './time-bounds.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: those that iCalendar forbids (RFC 5545 §3.1).
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** What makes an object one that clients could not read, or that would cost the server too much; null when it is good. */
export function faultIn(text: string, { root, parts }: CalendarObject): CalendarFault | null {
  if (control.test(text)) return invalid('a control character')
  if (root.hasProperty('method'))
    return { condition: 'valid-calendar-object-resource', message: 'METHOD is for messages (RFC 4791 §4.1)' }
  try {
    return faultInZones(root) ?? faultInParts(parts)
  } catch (error) {
    // Values are read when they are asked for; ical.js throws for those that are not what their type says.
    if (error instanceof Error) return invalid(error.message)
    throw error
  }
}

function invalid(message: string): CalendarFault {
  return { condition: 'valid-calendar-data', message }
}

function faultInParts(parts: readonly ICAL.Component[]): CalendarFault | null {
  const masters = parts.filter((part) => !part.hasProperty('recurrence-id'))
  if (masters.length > 1)
    return { condition: 'valid-calendar-object-resource', message: 'the same event twice' }
  for (const part of parts) {
    if (part.name === 'vevent' && !part.hasProperty('dtstart')) return invalid('an event without DTSTART')
    if (part.hasProperty('rrule') && !part.hasProperty('dtstart')) return invalid('RRULE without DTSTART')
    const fault = faultInValues(part)
    if (fault) return fault
  }
  return null
}

const timed = ['dtstart', 'dtend', 'due', 'recurrence-id', 'rdate', 'exdate', 'completed', 'created']

function faultInValues(part: ICAL.Component): CalendarFault | null {
  for (const property of [
    ...part.getAllProperties(),
    ...part.getAllSubcomponents().flatMap((sub) => sub.getAllProperties()),
  ]) {
    const values = property.getValues()
    if (timed.includes(property.name))
      for (const value of values) {
        const fault = faultInTime(value)
        if (fault) return fault
      }
    if (property.name === 'rrule')
      for (const rule of values) {
        const fault = rule instanceof ICAL.Recur ? faultInRule(rule) : invalid('RRULE cannot be read')
        if (fault) return fault
      }
  }
  return null
}

function faultInTime(value: unknown): CalendarFault | null {
  const time = value instanceof ICAL.Period ? value.start : value
  if (!(time instanceof ICAL.Time)) return invalid(`${String(value)} is not a time`)
  if (time.year < earliest.year) return { condition: 'min-date-time', message: `before ${earliest.year}` }
  if (time.year > latest.year) return { condition: 'max-date-time', message: `after ${latest.year}` }
  return null
}
