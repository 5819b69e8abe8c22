import type { Answer, Problem } from '@faire-commune/portfolio'
import type { Insight } from './insight.rules.ts'

export const solutionStatuses = ['solving', 'optimal', 'feasible', 'infeasible', 'unknown', 'failed'] as const
export type SolutionStatus = (typeof solutionStatuses)[number]

/** What the solver found for one wording of the question. */
export interface Solution {
  readonly digest: string
  readonly status: SolutionStatus
  readonly answer: Answer
  /** Explanations, which take longer than the choice; null until they are there. */
  readonly insight: Insight | null
  readonly solvedAt: Date
}

export const noAnswer: Answer = {
  status: 'unknown',
  value: null,
  bound: null,
  gap: null,
  selected: null,
  starts: null,
  binding: null,
  conflict: null,
}

/** Longest time that a computation may be under way, explanations included: past it, it died with its process. */
export const longestSolve_ms = 120_000

/** A computation whose process was stopped never ends: after a while it counts as failed. */
export function statusNow(solution: Solution, now: Date): SolutionStatus {
  return solution.status === 'solving' && isLost(solution, now) ? 'failed' : solution.status
}

/** The choice is made and its explanations are still being computed. */
export function isExplaining(solution: Solution, now: Date): boolean {
  const isAnswered = solution.status === 'optimal' || solution.status === 'feasible'
  return isAnswered && solution.insight === null && !isLost(solution, now)
}

function isLost({ solvedAt }: Solution, now: Date): boolean {
  return now.getTime() - solvedAt.getTime() > longestSolve_ms
}

/** What the measure takes in the years of the scenario when it starts that year: cents net of income, hours of all grades. */
export function takesOf(
  problem: Problem,
  measure: string,
  start: number,
): { readonly operating: number; readonly investment: number; readonly hours: number } {
  const found = problem.measures.find(({ id }) => id === measure)
  const place = problem.years.indexOf(start)
  const room = place < 0 ? 0 : problem.years.length - place
  const sum = (amounts: readonly number[] = []) =>
    amounts.slice(0, room).reduce((total, amount) => total + amount, 0)
  return {
    operating: sum(found?.operating_cents),
    investment: sum(found?.investment_cents),
    hours: Object.values(found?.staff_hours ?? {}).reduce((total, hours) => total + sum(hours), 0),
  }
}
