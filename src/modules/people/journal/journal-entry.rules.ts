import type { CalendarDate } from '#kernel/calendar-date.ts'

/** An act as its reader sees it; null where the reader may not see what it is about. */
export interface ShownAct {
  /** What was done, as a reader says it: `Décidée`. */
  readonly name: string
  readonly subject: string
  readonly href: string
  readonly actorName: string
  /** In which capacity; the code itself where it has no words. */
  readonly capacity: string
  readonly reason: string
}

/** A line of the journal. Its number, day and hash are public whatever it is about. */
export interface ShownEntry {
  readonly seq: number
  readonly entryHash: string
  readonly actedOn: CalendarDate
  readonly act: ShownAct | null
}
