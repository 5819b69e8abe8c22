import { type CalendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import type { RepeatKind } from './board.rules.ts'

/** A board as a file holds it, whatever program wrote it. */
export interface BoardFile {
  readonly columns: readonly {
    readonly title: string
    readonly limit: number | null
    readonly isDone: boolean
  }[]
  readonly cards: readonly FileCard[]
  readonly milestones: readonly { readonly title: string; readonly dueOn: CalendarDate }[]
}

export interface FileCard {
  /** What other cards of the file name it by. */
  readonly ref: string
  /** Title of its column. */
  readonly column: string
  readonly title: string
  readonly description: string
  readonly startsOn: CalendarDate | null
  readonly dueOn: CalendarDate | null
  readonly effortMin: number | null
  readonly repeats: RepeatKind | null
  readonly isDone: boolean
  readonly labels: readonly string[]
  /** Names, as they are written; only those of the team are kept. */
  readonly people: readonly string[]
  readonly items: readonly { readonly body: string; readonly isDone: boolean }[]
  readonly comments: readonly { readonly author: string; readonly on: string; readonly body: string }[]
  readonly needs: readonly string[]
}

export type BoardFaultCode =
  | 'file_unreadable'
  | 'file_unknown'
  | 'column_missing'
  | 'title_missing'
  | 'date'
  | 'duration'
  | 'repeat'
  | 'too_many_cards'

export interface BoardFault {
  readonly code: BoardFaultCode
  readonly line: number | null
  readonly column: string
  readonly found?: string
}

export interface BoardReading {
  readonly file: BoardFile
  readonly faults: readonly BoardFault[]
}

export const emptyFile: BoardFile = { columns: [], cards: [], milestones: [] }

export function unreadable(code: BoardFaultCode): BoardReading {
  return { file: emptyFile, faults: [{ code, line: null, column: '' }] }
}

/** A card without anything that a file does not say. */
export function plainCard(given: Pick<FileCard, 'ref' | 'column' | 'title'> & Partial<FileCard>): FileCard {
  return {
    description: '',
    startsOn: null,
    dueOn: null,
    effortMin: null,
    repeats: null,
    isDone: false,
    labels: [],
    people: [],
    items: [],
    comments: [],
    needs: [],
    ...given,
  }
}

/** What the product takes of a text: no longer than its field. */
export function cut(text: string, longest: number): string {
  return text.replaceAll('\0', '').trim().slice(0, longest)
}

/** The day of a date or an instant as programs write them; null when there is none. */
export function dayOf(text: string | null | undefined): CalendarDate | null {
  return text ? parseCalendarDate(text.slice(0, 10)) : null
}

/** A start that comes after the end is left out: the due day is what people look at. */
export function inOrder(startsOn: CalendarDate | null, dueOn: CalendarDate | null) {
  return { startsOn: startsOn && dueOn && startsOn > dueOn ? null : startsOn, dueOn }
}
