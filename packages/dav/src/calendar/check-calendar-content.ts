import { DavRefusal } from '../dav-refusal.ts'
import { readText } from '../read-body.ts'
import type { CalendarTraits } from '../store.ts'
import { caldavElement } from '../xml-element.ts'
import type { CalendarObject } from './calendar-object.ts'
import { faultIn } from './fault-in-object.ts'
import { type CalendarFault, parseCalendar } from './parse-calendar.ts'

/** What is put into a calendar, read; a `DavRefusal` 403 names the condition that it breaks (RFC 4791 §5.3.2.1). */
export function checkCalendarContent(bytes: Uint8Array, { components }: CalendarTraits): CalendarObject {
  const text = readText(bytes, () => refusal({ condition: 'valid-calendar-data', message: 'not UTF-8' }))
  const read = parseCalendar(text)
  if (!read.ok) throw refusal(read.fault)
  const { object } = read
  if (!components.includes(object.kind))
    throw refusal({
      condition: 'supported-calendar-component',
      message: `this calendar holds ${components.join(', ')}`,
    })
  const fault = faultIn(text, object)
  if (fault) throw refusal(fault)
  return object
}

function refusal({ condition, message }: CalendarFault): DavRefusal {
  return new DavRefusal(403, message, caldavElement(condition))
}
