import type { BalanceLine } from '@faire-commune/portfolio'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros, formatEurosShort } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Town } from '#kernel/town.ts'
import type { LineComparison } from '#modules/steering/evidence/evidence.public.ts'
import {
  type Band,
  type MeasureAssessment,
  type MeasureFile,
  measuresWords,
} from '#modules/steering/measures/measures.public.ts'
import { formatNumber } from '#web/formats.ts'
import { type NotesWords, notesWords } from './notes.words.ts'

/** A measure that the scenario keeps, with all that the note says of it. */
export interface NoteMeasure {
  readonly file: MeasureFile
  readonly assessment: MeasureAssessment
  /** Year in which it starts in the scenario; a measure under way goes on. */
  readonly startYear: number
  /** Lines on which something was measured, beside what was promised by now. */
  readonly measured: readonly MeasuredLine[]
  /** What it takes over the scenario's years, likely figures: cents net of income, and hours of all grades. */
  readonly takes: { readonly operating: number; readonly investment: number; readonly hours: number }
  /** The same with its band: cents that come in minus cents that go out, and hours asked. */
  readonly bands: { readonly operating: Band; readonly investment: Band; readonly hours: Band }
}

export interface MeasuredLine {
  readonly line: LineComparison
  /** First day of the promise; null for what nobody promised. */
  readonly since: CalendarDate | null
}

/** Everything that a note is written from. */
export interface NoteSource {
  readonly locale: Locale
  readonly town: Town
  readonly author: { readonly name: string; readonly title: string }
  /** Null when nobody holds the role. */
  readonly mayor: { readonly name: string; readonly title: string } | null
  readonly date: CalendarDate
  readonly scenario: {
    readonly title: string
    readonly summary: string
    readonly years: readonly number[]
    readonly isProven: boolean
    /** Share by which another choice might still be better. */
    readonly gap: number | null
    readonly candidates: number
    /** What those who choose would pay for one point of effect during a year, in cents. */
    readonly effectPointCents: number
  }
  /** In the order of the note: part, then title. */
  readonly measures: readonly NoteMeasure[]
  /** Measures that the scenario leaves out, with what holds each back. */
  readonly leftOut: readonly {
    readonly title: string
    readonly assessment: MeasureAssessment
    readonly reason: string
  }[]
  readonly balance: readonly BalanceLine[]
}

/** What the writers of the note's sections share: the source, its words and its figures. */
export interface NoteDesk {
  readonly source: NoteSource
  readonly t: NotesWords
  readonly m: ReturnType<typeof measuresWords>
  /** To the euro, in a table. */
  euros(cents: number): string
  /** In three digits, where a sentence or a card is read: the tables keep the euro. */
  short(cents: number): string
  number(value: number): string
  band(band: Band, write: (value: number) => string): string
  /** Low to high alone: `245 000 € à 450 000 €`; a dash when there is one figure only. */
  range(band: Band, write: (value: number) => string): string
}

export function openDesk(source: NoteSource): NoteDesk {
  const t = notesWords(source.locale)
  return {
    source,
    t,
    m: measuresWords(source.locale),
    euros: (cents) => formatEuros(Math.round(cents / 100) * 100, source.locale, { whole: true }),
    short: (cents) => formatEurosShort(cents, source.locale),
    number: (value) => formatNumber(value, source.locale, 1),
    band: ({ low, likely, high }, write) =>
      low === high ? write(likely) : t('band', { likely: write(likely), low: write(low), high: write(high) }),
    range: ({ low, high }, write) =>
      low === high ? '–' : t('range', { low: write(low), high: write(high) }),
  }
}

/** First and last year of the scenario. */
export function periodOf({ scenario: { years } }: NoteSource): {
  readonly from: number
  readonly to: number
} {
  return { from: years[0] ?? 0, to: years.at(-1) ?? 0 }
}

/** Sum of one figure over the measures kept. */
export function totalOf({ measures }: NoteSource, read: (takes: NoteMeasure['takes']) => number): number {
  return measures.reduce((sum, { takes }) => sum + read(takes), 0)
}

/** A sentence that goes on: without the full stop that closed it. */
export function withoutStop(text: string): string {
  return text.replace(/\.$/, '')
}
