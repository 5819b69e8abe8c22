import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Repeat } from './repeats.rules.ts'

/** How somebody invited answered (RFC 5545, 3.2.12). */
export const answers = ['needs_action', 'accepted', 'declined', 'tentative'] as const
export type Answer = (typeof answers)[number]

/** Somebody or something that an event asks for. */
export interface Invited {
  /** In small letters: `mailto:…` for a person, `urn:uuid:…` for a room or a vehicle. */
  readonly address: string
  readonly name: string
  readonly isOptional: boolean
  readonly kind: 'person' | 'room' | 'vehicle'
  /** What was answered before; nobody has answered otherwise. */
  readonly answer?: Answer | undefined
}

/** When an event takes place, as the clocks of the town say it. */
export type EventTime =
  | {
      readonly kind: 'timed'
      readonly startsOn: CalendarDate
      /** Minutes after midnight. */
      readonly startMinute: number
      readonly endsOn: CalendarDate
      readonly endMinute: number
    }
  /** Whole days, the last one included. */
  | { readonly kind: 'all_day'; readonly startsOn: CalendarDate; readonly endsOn: CalendarDate }

/** What a person writes about an event; the object that keeps it is made of this. */
export interface EventDraft {
  readonly summary: string
  readonly location: string
  readonly description: string
  readonly time: EventTime
  readonly repeat: Repeat
  /** Last day that it may take place; null: until it is changed. */
  readonly repeatUntil: CalendarDate | null
  readonly isPrivate: boolean
  /** Leaves the time of those who come free: a birthday, a closed counter. */
  readonly leavesFree: boolean
  /** Not settled yet; left out, it stays as it is. */
  readonly isTentative?: boolean
  /** Minutes before the start; null: no reminder. */
  readonly remindBefore_min: number | null
  readonly invited: readonly Invited[]
}

/** Who writes, in the terms of an object. */
export interface Organiser {
  readonly address: string
  readonly name: string
}

/** The address of a person with an account. */
export function addressOfPerson(email: string): string {
  return `mailto:${email.toLowerCase()}`
}

/** The address of a calendar that is nobody's: a room, a vehicle, a project. No mail reaches it. */
export function addressOfCalendar(calendarId: string): string {
  return `urn:uuid:${calendarId.toLowerCase()}`
}

/** The address of a room or a vehicle: that of its calendar. */
export const addressOfResource = addressOfCalendar
