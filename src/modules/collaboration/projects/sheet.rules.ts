import type { CalendarDate } from '#kernel/calendar-date.ts'

export interface Milestone {
  readonly id: string
  readonly title: string
  readonly dueOn: CalendarDate
  readonly reachedOn: CalendarDate | null
}

/** Probability and impact go from 1 (weak) to 4 (strong), as for measures. */
export interface ProjectRisk {
  readonly id: string
  readonly statement: string
  readonly probability: number
  readonly impact: number
  readonly mitigation: string
  readonly owner: string
}

export const deciders = ['team', 'lead', 'sponsor', 'managers'] as const
export type Decider = (typeof deciders)[number]

export interface Decision {
  readonly id: string
  readonly decidedOn: CalendarDate
  readonly statement: string
  readonly reason: string
  readonly takenBy: Decider
  readonly meetingId: string | null
}

export type DecisionDraft = Omit<Decision, 'id' | 'meetingId'>

export const costGrades = ['A', 'B', 'C', 'partner'] as const
export type CostGrade = (typeof costGrades)[number]

export type CostDraft = {
  readonly day: CalendarDate
  readonly label: string
  readonly document: string
} & (
  | { readonly kind: 'money'; readonly cents: number }
  | { readonly kind: 'hours'; readonly grade: CostGrade; readonly minutes: number }
)

export type ProjectCost = CostDraft & {
  readonly id: string
  readonly takenBackOn: CalendarDate | null
  readonly takenBackReason: string | null
}

/** Spent and worked so far, without what was taken back. */
export function totalsOf(costs: readonly ProjectCost[]): {
  readonly cents: number
  readonly minutes: number
} {
  let [cents, minutes] = [0, 0]
  for (const cost of costs) {
    if (cost.takenBackOn !== null) continue
    if (cost.kind === 'money') cents += cost.cents
    else minutes += cost.minutes
  }
  return { cents, minutes }
}
