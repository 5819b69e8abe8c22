import { addDays, type CalendarDate, weekdayOf } from '#kernel/calendar-date.ts'
import type { Wording } from '#kernel/locale.ts'

/** Who is told: an account, or an address that confirmed itself without one. */
export type Recipient = { readonly accountId: string } | { readonly email: string }

/** A thing that people may follow: its kind and id, as official acts name it. */
export interface Subject {
  readonly kind: string
  readonly id: string
}

export interface FollowedSubject extends Subject {
  /** Its title, in the language it was written in. */
  readonly label: string
  /** Its page on this site. */
  readonly path: string
}

/** A sentence for a person, with the page where to read more. */
export interface Notice {
  /** Unique name of what happened, such as `proposal:7:answered`: the same person is told once. */
  readonly event: string
  readonly path: string
  readonly text: Wording
}

export const rhythms = ['at_once', 'daily', 'weekly', 'never'] as const
export type Rhythm = (typeof rhythms)[number]

export function isRhythm(text: unknown): text is Rhythm {
  return rhythms.some((rhythm) => rhythm === text)
}

/** Hour of Paris from which digests go out: with the breakfast, never in the night. */
export const digestHour = 7

/** A moment as people in Paris read it. */
export interface ParisMoment {
  readonly day: CalendarDate
  /** 0 to 23. */
  readonly hour: number
}

/**
 * Whether what waits for a person goes out now. A day has one digest at most, and a week one, on Monday or, where the
 * server slept on Monday, on the first day after.
 */
export function isDigestDue(rhythm: Rhythm, now: ParisMoment, lastDay: CalendarDate | null): boolean {
  if (rhythm === 'never') return false
  if (rhythm === 'at_once') return true
  if (now.hour < digestHour || lastDay === now.day) return false
  if (rhythm === 'daily' || lastDay === null) return true
  return lastDay < mondayOf(now.day)
}

function mondayOf(day: CalendarDate): CalendarDate {
  return addDays(day, 1 - weekdayOf(day))
}
