import { pathKey } from '../path.ts'
import type { StoredObject } from '../store.ts'
import type { CalendarObject } from './calendar-object.ts'
import { parseCalendar } from './parse-calendar.ts'

/** An object as its store gives it; it was checked on its way in, so one that cannot be read is an accident. */
export function readStored({ resource, text }: StoredObject): CalendarObject {
  const read = parseCalendar(text)
  if (!read.ok) throw new Error(`${pathKey(resource.path)}: ${read.fault.message}`)
  return read.object
}
