import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { EngagementLevel } from '#kernel/engagement.ts'
import type { LineKind, Section } from './line-kinds.rules.ts'

/** The three parts of the note to the mayor: with local actors, with other authorities, inside the services. */
export const parts = ['I', 'II', 'III'] as const
export type Part = (typeof parts)[number]

export const statuses = ['idea', 'assessed', 'decided', 'running', 'closed', 'dropped'] as const
export type Status = (typeof statuses)[number]

/** The first condition of the note: cooperation must complete the existing public services, not compete with them. */
export const publicServiceRelations = ['complement', 'competitor', 'none'] as const
export type PublicServiceRelation = (typeof publicServiceRelations)[number]

export const riskKinds = [
  'political',
  'legal',
  'financial',
  'participation',
  'security',
  'management',
] as const
export type RiskKind = (typeof riskKinds)[number]

export const confidences = ['high', 'medium', 'low'] as const
export type Confidence = (typeof confidences)[number]

/** Who says so: an estimate without its source is not an estimate. `reference` may be a web address. */
export interface Source {
  readonly text: string
  readonly reference: string | null
  readonly year: number | null
}

/**
 * One cost or one gain. The three figures are in the unit of the kind: cents for money, hours, weeks, or `unit` for
 * results without money. Years are counted from the start of the measure: 1 is its first year.
 */
export interface MeasureLine {
  readonly id: string
  /** Raised by each change: a form filled on an older version is refused, not merged. */
  readonly version: number
  readonly kind: LineKind
  readonly label: string
  /** Which section of the municipal accounts; null for what is not cash. */
  readonly section: Section | null
  /** Grade of the staff whose hours these are, null for other kinds. */
  readonly grade: Grade | null
  readonly unit: string
  readonly low: number
  readonly likely: number
  readonly high: number
  readonly firstYear: number
  /** Last year in which it comes back every year; null when it comes once, in `firstYear`. */
  readonly lastYear: number | null
  readonly source: Source
  readonly owner: string
  readonly confidence: Confidence
}

export const grades = ['A', 'B', 'C'] as const
export type Grade = (typeof grades)[number]

/** Probability and impact go from 1 (weak) to 4 (strong). */
export interface Risk {
  readonly id: string
  readonly version: number
  readonly kind: RiskKind
  readonly statement: string
  readonly probability: number
  readonly impact: number
  readonly mitigation: string
  readonly owner: string
  /** Article or document that the risk comes from, mostly for legal ones. */
  readonly source: string | null
}

/** What must be true for the measure to succeed. Its state is computed from evidence, never typed. */
export interface Condition {
  readonly id: string
  readonly version: number
  readonly statement: string
  /** Code of the indicator that evidence is recorded under, such as `participants`. */
  readonly indicator: string
  readonly unit: string
  readonly comparison: 'at_least' | 'at_most'
  readonly threshold: number
  readonly dueOn: CalendarDate
  readonly owner: string
  /** A measure with an unmet blocking condition starts only by an act that names the reason. */
  readonly blocking: boolean
}

/** A measure as the mayor decides it, without its lines, risks and conditions. */
export interface Measure {
  readonly id: string
  /** Short stable name, used in addresses and files: `ressourcerie`. */
  readonly code: string
  readonly title: string
  readonly part: Part
  readonly theme: string
  readonly objective: string
  readonly pilot: string
  readonly sponsor: string
  readonly engagementLevel: EngagementLevel
  readonly engagementCommitment: string
  readonly publicServiceRelation: PublicServiceRelation
  readonly publicServiceReason: string
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate | null
  readonly status: Status
  /** Answers to the questions of the radar, 0 to 4, by question code. */
  readonly ratings: Ratings
  /** Raised by each change: a form filled on an older version is refused, not merged. */
  readonly version: number
}

export type Ratings = Readonly<Record<string, number>>

/** Segments of addresses, which no measure may have as its code. */
export const reservedCodes: ReadonlySet<string> = new Set(['nouvelle', 'import', 'export'])

/** The largest figure of a line, in cents, hours, weeks or its own unit: ten billion euros. */
export const largestFigure = 1_000_000_000_000

export interface MeasureSheet {
  readonly measure: Measure
  readonly lines: readonly MeasureLine[]
  readonly risks: readonly Risk[]
  readonly conditions: readonly Condition[]
}

/** Severity of a risk, 1 to 16: probability × impact. */
export function severityOf(risk: Pick<Risk, 'probability' | 'impact'>): number {
  return risk.probability * risk.impact
}
