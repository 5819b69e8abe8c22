import type { CalendarDate } from '#kernel/calendar-date.ts'

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
