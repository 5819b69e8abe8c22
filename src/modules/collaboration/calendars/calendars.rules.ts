import type { ComponentKind } from './icalendar.rules.ts'

export const calendarKinds = ['personal', 'team', 'room', 'vehicle', 'project', 'town'] as const
export type CalendarKind = (typeof calendarKinds)[number]

export interface Calendar {
  readonly id: string
  /** Stands for the calendar where only a number will do: advisory locks, ranges. */
  readonly number: number
  readonly kind: CalendarKind
  /** In addresses: among the calendars of its owner, or among all those that have none. */
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly colour: string | null
  readonly components: readonly ComponentKind[]
  readonly ownerId: string | null
  readonly serviceId: string | null
  readonly projectId: string | null
  /** Seats of a room or of a vehicle. */
  readonly capacity: number | null
  readonly place: string
  /** What RFC 6578 calls a sync token: grows by one at each change. */
  readonly changeNumber: number
  readonly isClosed: boolean
}

/**
 * What a person may do with a calendar, each including those before: know when the time is taken, read, write. Null: not even
 * that it is there.
 */
export const accesses = ['busy', 'read', 'write'] as const
export type Access = (typeof accesses)[number]

/** Rooms and vehicles: things that two people cannot have at once. */
export function isExclusive(kind: CalendarKind): boolean {
  return kind === 'room' || kind === 'vehicle'
}

/** Slug of the calendar that every person of the town has. */
export const ownSlug = 'agenda'
