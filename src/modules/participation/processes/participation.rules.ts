import type { CalendarDate } from '#kernel/calendar-date.ts'

export const channels = ['online', 'paper', 'in_person'] as const
export type Channel = (typeof channels)[number]

/** The age bands that INSEE publishes for every commune. */
export const ageBands = ['0_14', '15_29', '30_44', '45_59', '60_74', '75_plus'] as const
export type AgeBand = (typeof ageBands)[number]

export const genders = ['woman', 'man', 'other'] as const
export type Gender = (typeof genders)[number]

/**
 * Some people who took part, and what they have in common. Categories that nobody gave are null. `source` is what is
 * counted: the same one counts once, so a person who writes three proposals has one source for the process.
 */
export interface Count {
  readonly processId: string
  readonly phaseId?: string | null
  readonly day: CalendarDate
  readonly channel: Channel
  readonly districtId?: string | null
  readonly ageBand?: AgeBand | null
  readonly gender?: Gender | null
  /** One or more. */
  readonly people: number
  readonly source: { readonly kind: string; readonly id: string }
}

/** The band of a whole number of years. */
export function ageBandOf(years: number): AgeBand {
  if (years < 15) return '0_14'
  if (years < 30) return '15_29'
  if (years < 45) return '30_44'
  if (years < 60) return '45_59'
  return years < 75 ? '60_74' : '75_plus'
}
