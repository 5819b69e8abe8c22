/**
 * The question, in the shape of the file that `faire-commune solve` reads.
 *
 * Money is integer cents, hours have at most two decimals, years follow each other. Element 0 of a measure's vector is its
 * start year, missing elements are 0, what falls after the last year is dropped, a negative cost is income.
 */
export interface Problem {
  readonly years: readonly number[]
  readonly limits?: Limits
  readonly measures: readonly Measure[]
  readonly synergies?: readonly Synergy[]
  /**
   * Money unspent in a year raises the same limit of the next year (hours never do). A year without limit ends the
   * chain: nothing is carried out of it. Without this key nothing is carried over.
   */
  readonly carry_over?: boolean
}

export type Grade = 'A' | 'B' | 'C'
export type LimitName = 'operating_cents' | 'investment_cents' | 'staff_hours'

/** One number a year; `null` or a missing element: no limit that year. */
export type YearlyLimit = readonly (number | null)[]

export interface Limits {
  readonly operating_cents?: YearlyLimit
  readonly investment_cents?: YearlyLimit
  readonly staff_hours?: { readonly [grade in Grade]?: YearlyLimit }
}

export interface Measure {
  readonly id: string
  /** Points; may be zero or negative, and does not depend on the start year. */
  readonly value: number
  readonly operating_cents?: readonly number[]
  readonly investment_cents?: readonly number[]
  readonly staff_hours?: { readonly [grade in Grade]?: readonly number[] }
  /** Years in which it may start; without this key, the first year. */
  readonly starts?: readonly number[]
  readonly mandatory?: boolean
  readonly forbidden?: boolean
  /** Each of them is selected too and starts the same year or earlier. */
  readonly requires?: readonly string[]
  /** None of them is selected with it; written on one side, it holds on both. */
  readonly excludes?: readonly string[]
}

/** Points added once when all its measures are selected. */
export interface Synergy {
  readonly measures: readonly string[]
  readonly value: number
}

/** Start year of each selected measure, by id. What is absent is not selected. */
export type Starts = Readonly<Record<string, number>>

/** One limit of one year; `grade` is null for money. */
export interface LimitKey {
  readonly limit: LimitName
  readonly year: number
  readonly grade: Grade | null
}

/** A sentence of the question that a conflict can name. */
export type Constraint =
  | (LimitKey & { readonly kind: 'limit' })
  | { readonly kind: 'mandatory' | 'forbidden'; readonly measure: string }
  | { readonly kind: 'requires' | 'excludes'; readonly measure: string; readonly other: string }

/** What is known while the solver works. */
export interface Progress {
  /** Value of the best portfolio so far, in points; null: none yet. */
  readonly value: number | null
  /** No portfolio is worth more; null: nothing proven yet. */
  readonly bound: number | null
  /** `(bound − value) / max(1, |value|)`. */
  readonly gap: number | null
  readonly starts: Starts | null
  readonly elapsed_ms: number
}

export interface SolveOptions {
  /** Gap at which to stop; 0 also settles ties. Without it, 0 up to 15 measures and 0.01 above. */
  readonly gap?: number
  /** 10 when left out. */
  readonly timeLimit_s?: number
  /** Asked often. An `AbortSignal`, or in a worker an object whose `aborted` reads a shared flag. */
  readonly signal?: { readonly aborted: boolean }
  /** Called with every better portfolio and every better bound. */
  readonly onProgress?: (progress: Progress) => void
}

/** The answer, in the shape that `faire-commune solve` prints; null where there is nothing to say. */
export interface Answer {
  /**
   * `optimal`: proven to the last point. `feasible`: the best known, with its bound. `infeasible`: no portfolio exists.
   * `unknown`: none was found in time.
   */
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'unknown'
  readonly value: number | null
  readonly bound: number | null
  readonly gap: number | null
  /** Ids in code-unit order. */
  readonly selected: readonly string[] | null
  readonly starts: Starts | null
  readonly binding: readonly LimitKey[] | null
  /** An irreducible set of constraints that leaves no portfolio. */
  readonly conflict: readonly Constraint[] | null
  /**
   * Only when ties were to be settled (gap 0) and the time did not suffice: the value is the best, but another portfolio
   * of that value may cost less, or come first.
   */
  readonly ties?: 'unproven'
}
