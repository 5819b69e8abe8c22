import type ICAL from 'ical.js'
import type { ComponentKind } from '../store.ts'

/** One thing of a calendar, as clients exchange it: an event with its exceptions, a task… (RFC 4791 §4.1). */
export interface CalendarObject {
  /** VCALENDAR, with the definition of every time zone that it names. */
  readonly root: ICAL.Component
  /** All of one kind, and of one UID. */
  readonly parts: readonly ICAL.Component[]
  readonly kind: ComponentKind
  readonly uid: string
}
