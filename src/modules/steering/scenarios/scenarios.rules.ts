import type { Grade } from '#modules/steering/measures/measures.public.ts'

/** Limits of one year; null: no limit. Money in cents, hours of staff. */
export interface YearLimits {
  readonly year: number
  readonly operatingCents: number | null
  readonly investmentCents: number | null
  readonly hours: Readonly<Record<Grade, number | null>>
}

export const stances = ['free', 'imposed', 'forbidden'] as const
/** Whether the solver may choose a measure, must, or must not. */
export type Stance = (typeof stances)[number]

export interface ScenarioChoice {
  /** Code of the measure. */
  readonly measure: string
  readonly stance: Stance
  /** Years in which it may start; empty: its own first year, moved into the scenario's years. */
  readonly startYears: readonly number[]
}

export interface ScenarioLink {
  readonly kind: 'requires' | 'excludes'
  readonly measure: string
  readonly other: string
  readonly reason: string
}

/** A bonus, in euros of value, when all its measures are chosen. */
export interface ScenarioSynergy {
  readonly id: string
  readonly label: string
  readonly value: number
  readonly measures: readonly string[]
}

/** What the value of a measure is made of, each in percent of its euros: how much those who choose care for it. */
export interface Weights {
  readonly cash: number
  readonly time: number
  readonly other: number
}

export interface ScenarioFrame {
  readonly code: string
  readonly title: string
  readonly summary: string
  readonly firstYear: number
  readonly yearCount: number
  /** Money unspent in a year may be spent in the next. */
  readonly carryOver: boolean
  readonly weights: Weights
  /** What one point of effect on the radar, during a year, is worth to those who choose, in cents: a preference, never a gain. */
  readonly effectPointCents: number
  readonly limits: readonly YearLimits[]
}

export interface Scenario extends ScenarioFrame {
  readonly id: string
  readonly version: number
  readonly choices: readonly ScenarioChoice[]
  readonly links: readonly ScenarioLink[]
  readonly synergies: readonly ScenarioSynergy[]
}

export function yearsOf(frame: Pick<ScenarioFrame, 'firstYear' | 'yearCount'>): number[] {
  return Array.from({ length: frame.yearCount }, (_, index) => frame.firstYear + index)
}

export function stanceOf(scenario: Pick<Scenario, 'choices'>, measure: string): Stance {
  return scenario.choices.find((choice) => choice.measure === measure)?.stance ?? 'free'
}

/** The limits of each year of the frame: those given, and none for the years that have none. */
export function limitsByYear(frame: Pick<ScenarioFrame, 'firstYear' | 'yearCount' | 'limits'>): YearLimits[] {
  return yearsOf(frame).map(
    (year) =>
      frame.limits.find((limits) => limits.year === year) ?? {
        year,
        operatingCents: null,
        investmentCents: null,
        hours: { A: null, B: null, C: null },
      },
  )
}
