import { type CalendarDate, daysBetween } from '#kernel/calendar-date.ts'
import type { Process } from './processes.rules.ts'

export const costKinds = ['budget', 'agent_hours', 'resident_hours'] as const
export type CostKind = (typeof costKinds)[number]

export const agentGrades = ['A', 'B', 'C'] as const
export type AgentGrade = (typeof agentGrades)[number]

/** What a cost comes from: the same source counts once. */
export interface CostSource {
  readonly kind: string
  readonly id: string
}

interface CostBase {
  readonly processId: string
  readonly phaseId?: string | null
  readonly day: CalendarDate
  readonly label?: string
  readonly document?: string
  readonly source: CostSource
}

/** Time of agents, by grade; whole minutes, one or more. */
export interface AgentTime extends CostBase {
  readonly kind: 'agent_hours'
  readonly grade: AgentGrade
  readonly minutes: number
}

/** Time that residents gave, all of them together (twelve people for two hours: 1,440 minutes). */
export interface ResidentTime extends CostBase {
  readonly kind: 'resident_hours'
  readonly minutes: number
}

/** Money spent, in whole cents; `measureLine` is the promised line that it answers, by its label. */
export interface Spending extends CostBase {
  readonly kind: 'budget'
  readonly cents: number
  readonly measureLine?: string
}

export type NewCost = AgentTime | ResidentTime | Spending

/** More than a year of one person's work is not one entry: it is a slip of the pen. */
const mostMinutes = 100_000

export function wholeMinutes(minutes: number): boolean {
  return Number.isSafeInteger(minutes) && minutes > 0 && minutes <= mostMinutes
}

/** What a process cost of one kind, in one phase; reversals taken off. */
export interface CostSum {
  readonly kind: CostKind
  readonly grade: AgentGrade | null
  readonly phaseId: string | null
  readonly cents: number
  readonly minutes: number
}

/** One row of the meter. */
export interface CostRow {
  readonly id: string
  readonly kind: CostKind
  readonly grade: AgentGrade | null
  readonly phaseId: string | null
  readonly day: CalendarDate
  readonly label: string
  readonly cents: number | null
  readonly minutes: number | null
  readonly document: string
  readonly recordedBy: string
  readonly isReversal: boolean
  readonly isReversed: boolean
  readonly reason: string
}

/**
 * Weeks, with one decimal, between the decision without participation and the one taken after it; negative when it came
 * sooner, null when the first day was not said.
 */
export function addedWeeks(
  { decisionWithoutOn }: Pick<Process, 'decisionWithoutOn'>,
  decidedOn: CalendarDate,
): number | null {
  return decisionWithoutOn === null
    ? null
    : Math.round((daysBetween(decisionWithoutOn, decidedOn) / 7) * 10) / 10
}

/** What an hour of a grade costs the town, in cents. */
export type HourlyCents = Readonly<Record<AgentGrade, number>>

export interface Totals {
  readonly budget_cents: number
  readonly agent_minutes: number
  /** What the hours of agents cost: paid anyway, so shown apart from what was spent. */
  readonly agent_cents: number
  readonly resident_minutes: number
  readonly byPhase: ReadonlyMap<string | null, number>
}

/** Adds up the meter. Hours are valued at the rates of the day; each sum is rounded once, to the cent. */
export function totalsOf(sums: readonly CostSum[], rates: HourlyCents): Totals {
  const minutesOf = (kind: CostKind, grade?: AgentGrade) =>
    sums
      .filter((sum) => sum.kind === kind && (grade === undefined || sum.grade === grade))
      .reduce((total, { minutes }) => total + minutes, 0)
  const byPhase = new Map<string | null, number>()
  for (const { kind, phaseId, minutes } of sums)
    if (kind === 'agent_hours') byPhase.set(phaseId, (byPhase.get(phaseId) ?? 0) + minutes)
  return {
    budget_cents: sums.reduce((total, { cents }) => total + cents, 0),
    agent_minutes: minutesOf('agent_hours'),
    agent_cents: Math.round(
      agentGrades.reduce((total, grade) => total + (minutesOf('agent_hours', grade) * rates[grade]) / 60, 0),
    ),
    resident_minutes: minutesOf('resident_hours'),
    byPhase,
  }
}

/** Cents for each, rounded; null when there is nothing to divide by. */
export function centsEach(total_cents: number, count: number | null): number | null {
  return count === null || count <= 0 ? null : Math.round(total_cents / count)
}
