import {
  estimateCoreIndex,
  estimateRisk,
  type Problem,
  type Starts,
  solveFrontier,
  type Uncertainty,
} from '@faire-commune/portfolio'
import { z } from 'zod'

/** What explains a choice; read again when it comes back from the database. */
export const insightSchema = z.object({
  /** Value of the best choice when every limit of money is multiplied by the factor; null where there is none. */
  frontier: z.array(z.object({ factor: z.number(), budget_cents: z.number(), value: z.number().nullable() })),
  /** Share of the draws in which each limit is passed. */
  overruns: z.array(
    z.object({
      limit: z.enum(['operating_cents', 'investment_cents', 'staff_hours']),
      year: z.number(),
      grade: z.enum(['A', 'B', 'C']).nullable(),
      probability: z.number(),
    }),
  ),
  overrunDraws: z.number(),
  /** Eight draws of ten lie between the first and the last. */
  value: z.object({ tenth: z.number(), median: z.number(), ninetieth: z.number() }),
  /** Share of the draws, solved anew, in which each measure is chosen. */
  core: z.record(z.string(), z.number()),
  coreDraws: z.number(),
})

export type Insight = z.infer<typeof insightSchema>

const factors = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5]
const coreDraws = 60

/** Longest time of the explanations that solve again and again: past it, fewer draws are said and shown. */
const time_ms = 20_000

/** Explains a choice: risk of each limit, what other budgets would bring, which measures are chosen whatever happens. */
export async function explainChoice(
  problem: Problem,
  starts: Starts,
  uncertainty: Uncertainty,
  seed: number,
): Promise<Insight> {
  const started = performance.now()
  const risk = estimateRisk(problem, starts, uncertainty, { seed })
  const points = await solveFrontier(problem, factors, { gap: 0.01, timeLimit_s: 1 })
  const isOver = () => performance.now() - started > time_ms
  const core = await estimateCoreIndex(problem, uncertainty, {
    seed,
    draws: coreDraws,
    gap: 0.01,
    timeLimit_s: 1,
    signal: {
      get aborted() {
        return isOver()
      },
    },
  })
  return {
    frontier: points.map(({ factor, budget_cents, answer }) => ({
      factor,
      budget_cents,
      value: answer.value,
    })),
    overruns: [...risk.overruns],
    overrunDraws: risk.draws,
    value: risk.value,
    core: core.shares,
    coreDraws: core.draws,
  }
}
