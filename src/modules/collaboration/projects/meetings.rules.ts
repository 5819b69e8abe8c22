import { type CalendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import { type Cents, roundToCents } from '#kernel/cents.ts'
import { foldText } from '#kernel/plain-text.ts'
import type { CostGrade } from './sheet.rules.ts'

export const meetingStatuses = ['planned', 'invited', 'held'] as const
export type MeetingStatus = (typeof meetingStatuses)[number]

export interface MeetingDraft {
  readonly title: string
  readonly heldOn: CalendarDate
  /** Hour of Paris, `14:30`. */
  readonly startsAt: string
  readonly durationMin: number
  readonly place: string
  /** How many come, by grade: the cost is theirs together, and nobody's alone. */
  readonly people: Readonly<Record<CostGrade, number>>
  readonly agenda: string
}

export interface Meeting extends MeetingDraft {
  readonly id: string
  readonly minutes: string
  readonly status: MeetingStatus
  readonly version: number
}

/** Cost of an hour of each grade that day, cents; a grade without a rate is left out of the sum. */
export type HourlyCents = Readonly<Partial<Record<CostGrade, number>>>

export interface MeetingCost {
  readonly cents: Cents
  readonly people: number
  /** Those who come and whose hour the town has no rate for. */
  readonly uncounted: number
}

/** Length × people, at the rates of that day. */
export function costOf({ people, durationMin }: MeetingDraft, rates: HourlyCents): MeetingCost {
  let [cents, count, uncounted] = [0, 0, 0]
  for (const grade of ['A', 'B', 'C', 'partner'] as const) {
    const rate = rates[grade]
    count += people[grade]
    if (rate === undefined) uncounted += people[grade]
    else cents += (people[grade] * rate * durationMin) / 60
  }
  return { cents: roundToCents(cents), people: count, uncounted }
}

/** What a line of the minutes brings into the world. */
export type Born = { readonly line: number; readonly text: string } & (
  | { readonly kind: 'decision' }
  | { readonly kind: 'task'; readonly dueOn: CalendarDate | null }
)

const opening = /^[-*•\s]*(décision|decision|tâche|tache|task)\s*:\s*(.+)$/i

/**
 * Decisions and tasks among the minutes: lines that begin with `Décision :` or `Tâche :`. A task is due on the day that its line names, and
 * belongs to whom it names by `@Name`.
 */
export function bornIn(minutes: string): Born[] {
  return minutes.split('\n').flatMap((text, index): Born[] => {
    const [, word = '', said = ''] = opening.exec(text.trim()) ?? []
    if (said === '') return []
    const line = index + 1
    const sentence = said.charAt(0).toUpperCase() + said.slice(1).trim()
    if (foldText(word) === 'decision') return [{ kind: 'decision', line, text: sentence.slice(0, 2000) }]
    return [{ kind: 'task', line, text: sentence.slice(0, 200), dueOn: dayIn(said) }]
  })
}

/** The first day that a text names, as `10/12/2026` or `2026-12-10`. */
function dayIn(text: string): CalendarDate | null {
  const french = /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text)
  if (french) {
    const [, day = '', month = '', year = ''] = french
    return parseCalendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  }
  const written = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)
  return written ? parseCalendarDate(written[0]) : null
}
