import { solvePortfolio } from './solve-portfolio.ts'
import type { Answer, Problem, SolveOptions, YearlyLimit } from './types.ts'

export interface FrontierPoint {
  /** Share of the money limits of the question: 1 is the question as it stands. */
  readonly factor: number
  /** All money limits of all years together. */
  readonly budget_cents: number
  readonly answer: Answer
}

/** Value that each budget could buy: every money limit times each factor (0 or more), hours as they are. One solve a factor. */
export async function solveFrontier(
  problem: Problem,
  factors: readonly number[],
  options: SolveOptions = {},
): Promise<FrontierPoint[]> {
  const points: FrontierPoint[] = []
  for (const factor of factors) {
    if (options.signal?.aborted) break
    const scaled = scaleMoney(problem, factor)
    points.push({ factor, budget_cents: budgetOf(scaled), answer: await solvePortfolio(scaled, options) })
  }
  return points
}

function scaleMoney(problem: Problem, factor: number): Problem {
  const scale = (limit: YearlyLimit = []) =>
    limit.map((cents) => (cents === null ? null : Math.floor(cents * factor)))
  const { operating_cents, investment_cents } = problem.limits ?? {}
  return {
    ...problem,
    limits: {
      ...problem.limits,
      operating_cents: scale(operating_cents),
      investment_cents: scale(investment_cents),
    },
  }
}

function budgetOf({ limits = {}, years }: Problem): number {
  return [
    ...(limits.operating_cents ?? []).slice(0, years.length),
    ...(limits.investment_cents ?? []).slice(0, years.length),
  ]
    .filter((cents) => cents !== null)
    .reduce((sum, cents) => sum + cents, 0)
}
