import { createHash } from 'node:crypto'
import {
  checkPortfolio,
  explainLeftOut,
  type LeftOut,
  type PortfolioCheck,
  type Problem,
} from '@faire-commune/portfolio'
import type { Context } from '#infra/context.ts'
import { listMeasureFiles } from '#modules/steering/measures/measures.public.ts'
import { type Candidate, candidateOf, candidateStatuses, problemOf } from './problem.rules.ts'
import { findScenario, listScenarios } from './scenarios.queries.ts'
import type { Scenario } from './scenarios.rules.ts'
import { isExplaining, type Solution, type SolutionStatus, statusNow } from './solution.rules.ts'
import { latestSolutions } from './solutions.queries.ts'

/** A scenario with its question, as it stands today, and the last answer. */
export interface ScenarioReport {
  readonly scenario: Scenario
  readonly candidates: readonly Candidate[]
  readonly problem: Problem
  readonly digest: string
  readonly solution: Solution | null
  readonly status: SolutionStatus | 'none'
  /** The question has changed since it was answered. */
  readonly isStale: boolean
  /** The choice is made, its explanations are still being computed. */
  readonly isExplaining: boolean
  /** The answer's portfolio, checked again today by the independent checker; null without one. */
  readonly check: PortfolioCheck | null
  /** Why each other measure is out, and what it lacks; empty without a portfolio. */
  readonly leftOut: readonly LeftOut[]
}

export async function getScenarioReport(context: Context, code: string): Promise<ScenarioReport | null> {
  const scenario = await findScenario(context.db, code)
  return scenario ? ((await reportsOf(context, [scenario]))[0] ?? null) : null
}

export async function listScenarioReports(context: Context): Promise<ScenarioReport[]> {
  return reportsOf(context, await listScenarios(context.db))
}

async function reportsOf(context: Context, scenarios: readonly Scenario[]): Promise<ScenarioReport[]> {
  const { db, clock } = context
  const files = await listMeasureFiles(db, clock.today(), candidateStatuses)
  const solutions = await latestSolutions(
    db,
    scenarios.map(({ id }) => id),
  )
  return scenarios.map((scenario) => {
    const candidates = files.map((file) => candidateOf(file, scenario))
    const problem = problemOf(scenario, candidates)
    const digest = digestOf(problem)
    const solution = solutions.get(scenario.id) ?? null
    const starts = solution?.answer.starts
    return {
      scenario,
      candidates,
      problem,
      digest,
      solution,
      status: solution ? statusNow(solution, clock.now()) : 'none',
      isStale: solution !== null && solution.digest !== digest,
      isExplaining: solution !== null && isExplaining(solution, clock.now()),
      check: starts ? checkPortfolio(problem, starts) : null,
      leftOut: starts ? explainLeftOut(problem, starts) : [],
    }
  })
}

export function digestOf(problem: Problem): string {
  return createHash('sha256').update(JSON.stringify(problem)).digest('hex')
}
