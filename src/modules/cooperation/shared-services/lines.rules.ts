import type { CalendarDate } from '#kernel/calendar-date.ts'

export const lineSources = ['hand', 'file', 'program'] as const
export type LineSource = (typeof lineSources)[number]

/** Units that a party used: on that day, so many of that kind, proved by that. */
export interface LineDraft {
  /** Its name in the source: the same one sent again is the same line. */
  readonly reference: string
  readonly partyId: string
  readonly unitId: string
  readonly day: CalendarDate
  /** Above zero, three decimals at most. */
  readonly quantity: number
  readonly proof: string
}

export interface UnitLine extends LineDraft {
  readonly id: number
  readonly source: LineSource
  /** The line that this one takes back. */
  readonly reversesId: number | null
  /** The line that takes this one back. */
  readonly reversedById: number | null
  readonly recordedByName: string
  readonly contest: Contest | null
}

export interface Contest {
  readonly id: string
  readonly openedOn: CalendarDate
  readonly dueOn: CalendarDate
  readonly outcome: 'upheld' | 'rejected' | null
  readonly closedOn: CalendarDate | null
}

export type ContestState = 'waiting' | 'late' | 'upheld' | 'rejected'

/** Past its day without an answer, a contested line is counted to nobody: silence never makes a party pay. */
export function contestState(
  { outcome, dueOn }: Pick<Contest, 'outcome' | 'dueOn'>,
  today: CalendarDate,
): ContestState {
  if (outcome !== null) return outcome
  return dueOn < today ? 'late' : 'waiting'
}

export interface Message {
  readonly id: string
  readonly authorName: string
  readonly body: string
  readonly writtenAt: Date
}
