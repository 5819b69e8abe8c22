import type { CalendarDate } from '#kernel/calendar-date.ts'
import { type Cents, sumCents } from '#kernel/cents.ts'

export const feasibilities = ['feasible', 'with_changes', 'not_feasible'] as const
export type Feasibility = (typeof feasibilities)[number]

/** Whose business it is in law: the town's, the agglomeration's, or somebody else's. */
export const competences = ['town', 'agglomeration', 'other'] as const
export type Competence = (typeof competences)[number]

export const costSections = ['operating', 'investment'] as const
export type CostSection = (typeof costSections)[number]

export interface Assessment {
  readonly feasibility: Feasibility
  readonly competence: Competence
  readonly opinion: string
  readonly assessedOn: CalendarDate
  readonly assessor: string
}

/** A line of the cost: what is bought once (investment), or what is paid each year (operating). */
export interface CostLine {
  readonly id: string
  readonly label: string
  readonly section: CostSection
  readonly cents: Cents
}

export interface Question {
  readonly id: string
  /** Title of who asks: a service speaks, not a person. */
  readonly asker: string
  readonly question: string
  readonly askedAt: Date
  readonly reply: string | null
}

/** The two sections of a municipal budget are never added up. */
export function costTotals(lines: readonly CostLine[]): Readonly<Record<CostSection, Cents>> {
  const of = (section: CostSection) =>
    sumCents(lines.filter((line) => line.section === section).map((line) => line.cents))
  return { operating: of('operating'), investment: of('investment') }
}
