import type { CalendarDate } from '#kernel/calendar-date.ts'

export const factKinds = ['cost', 'gain', 'indicator'] as const
export type FactKind = (typeof factKinds)[number]

/** What a fact is about: a promised line by its label, something that nobody promised, or an indicator by its code. */
export type FactSubject =
  | { readonly kind: 'cost' | 'gain'; readonly line: string }
  | { readonly kind: 'cost' | 'gain'; readonly unplanned: string }
  | { readonly kind: 'indicator'; readonly indicator: string }

/**
 * Where a fact comes from. The same `kind`, `id` and `fact` are recorded once, however often they are sent: `id` is the
 * object (a vote, a logged hour, a form), `fact` says which of its facts.
 */
export interface FactSource {
  readonly kind: string
  readonly id: string
  readonly fact?: string
}

/** A fact to record: on this day, this quantity of this. */
export interface NewFact {
  readonly measureId: string
  readonly day: CalendarDate
  readonly about: FactSubject
  /** Whole cents when the unit is `cents`; three decimals at most else. */
  readonly quantity: number
  /** `cents`, `hours`, `weeks`, or the unit of the result or indicator. */
  readonly unit: string
  readonly source: FactSource
  /** Paper that proves it: `Mandat 2026-118`. */
  readonly document?: string
  readonly note?: string
}

/** A row of the ledger. */
export interface Fact {
  readonly id: string
  readonly measureId: string
  readonly day: CalendarDate
  readonly kind: FactKind
  readonly lineId: string | null
  readonly lineLabel: string | null
  readonly indicator: string | null
  readonly quantity: number
  readonly unit: string
  readonly sourceKind: string
  readonly sourceId: string
  readonly document: string
  readonly note: string
  /** The fact that this row takes back; null for a fact. */
  readonly reversesId: string | null
  /** The row that takes this one back; null while it stands. */
  readonly reversedById: string | null
  readonly recordedBy: string | null
  readonly recordedByName: string
  readonly recordedAt: Date
}

export type FactFault =
  | 'day_in_the_future'
  | 'quantity_negative'
  | 'quantity_decimals'
  | 'quantity_large'
  | 'unit_missing'
  | 'subject_missing'
  | 'indicator_code'

/** Ten billion euros in cents, and as many of any other unit. */
const largestQuantity = 1_000_000_000_000

/** What cannot be true of a fact, whoever records it; null when nothing is wrong. */
export function faultOf(
  fact: Pick<NewFact, 'day' | 'about' | 'quantity' | 'unit'>,
  today: CalendarDate,
): FactFault | null {
  if (fact.day > today) return 'day_in_the_future'
  if (fact.unit === '') return 'unit_missing'
  if (fact.about.kind === 'indicator') {
    if (!/^[a-z][a-z0-9_]{0,59}$/.test(fact.about.indicator)) return 'indicator_code'
  } else {
    if (labelOf(fact.about) === '') return 'subject_missing'
    // What was recorded by mistake is taken back by a reversing row, never by a negative fact.
    if (fact.quantity < 0) return 'quantity_negative'
  }
  if (!hasFewDecimals(fact.quantity, fact.unit)) return 'quantity_decimals'
  return Math.abs(fact.quantity) > largestQuantity ? 'quantity_large' : null
}

export function labelOf(about: Exclude<FactSubject, { kind: 'indicator' }>): string {
  return 'line' in about ? about.line : about.unplanned
}

function hasFewDecimals(quantity: number, unit: string): boolean {
  if (unit === 'cents') return Number.isSafeInteger(quantity)
  return Number.isFinite(quantity) && Math.abs(quantity * 1000 - Math.round(quantity * 1000)) < 1e-6
}
