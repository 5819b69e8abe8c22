import type { Answer } from '@faire-commune/portfolio'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type Insight, insightSchema } from './insight.rules.ts'
import {
  longestSolve_ms,
  noAnswer,
  type Solution,
  type SolutionStatus,
  solutionStatuses,
} from './solution.rules.ts'

const limitKey = z.object({
  limit: z.enum(['operating_cents', 'investment_cents', 'staff_hours']),
  year: z.number(),
  grade: z.enum(['A', 'B', 'C']).nullable(),
})

const conflict = z.union([
  limitKey.extend({ kind: z.literal('limit') }),
  z.object({ kind: z.enum(['mandatory', 'forbidden']), measure: z.string() }),
  z.object({ kind: z.enum(['requires', 'excludes']), measure: z.string(), other: z.string() }),
])

const answerSchema = z.object({
  status: z.enum(['optimal', 'feasible', 'infeasible', 'unknown']),
  value: z.number().nullable(),
  bound: z.number().nullable(),
  gap: z.number().nullable(),
  selected: z.array(z.string()).nullable(),
  starts: z.record(z.string(), z.number()).nullable(),
  binding: z.array(limitKey).nullable(),
  conflict: z.array(conflict).nullable(),
})

const solutionRow = z.object({
  problem_digest: z.string(),
  status: z.enum(solutionStatuses),
  answer: answerSchema,
  insight: insightSchema.nullable(),
  solved_at: z.date(),
})

/** The newest solution of each scenario; a page shows it with a warning when the question has changed since. */
export async function latestSolutions(
  db: Database,
  scenarioIds: readonly string[],
): Promise<Map<string, Solution>> {
  if (scenarioIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('scenario_solutions')
    .distinctOn('scenario_id')
    .select(['scenario_id', 'problem_digest', 'status', 'answer', 'insight', 'solved_at'])
    .where('scenario_id', 'in', scenarioIds)
    .orderBy('scenario_id')
    .orderBy('solved_at', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.scenario_id, readSolution(row)]))
}

function readSolution(input: unknown): Solution {
  const row = solutionRow.parse(input)
  return {
    digest: row.problem_digest,
    status: row.status,
    answer: row.answer,
    insight: row.insight,
    solvedAt: row.solved_at,
  }
}

/** Marks the question as being solved; older answers of the scenario go. False when somebody solves it already. */
export async function openSolution(
  db: Database,
  scenarioId: string,
  digest: string,
  at: Date,
): Promise<boolean> {
  const lost = new Date(at.getTime() - longestSolve_ms)
  const opened = await db
    .insertInto('scenario_solutions')
    .values({
      scenario_id: scenarioId,
      problem_digest: digest,
      status: 'solving',
      answer: JSON.stringify(noAnswer),
      insight: null,
      solved_at: at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['scenario_id', 'problem_digest'])
        .doUpdateSet({ status: 'solving', insight: null, solved_at: at })
        .where((or) =>
          or.or([
            or('scenario_solutions.status', '<>', 'solving'),
            or('scenario_solutions.solved_at', '<', lost),
          ]),
        ),
    )
    .returning('problem_digest')
    .executeTakeFirst()
  if (!opened) return false
  await db
    .deleteFrom('scenario_solutions')
    .where('scenario_id', '=', scenarioId)
    .where('problem_digest', '<>', digest)
    .execute()
  return true
}

/** Writes what is known by now. */
export async function writeSolution(
  db: Database,
  scenarioId: string,
  digest: string,
  known: {
    readonly status?: SolutionStatus
    readonly answer?: Answer
    readonly insight?: Insight
  },
): Promise<void> {
  await db
    .updateTable('scenario_solutions')
    .set({
      ...(known.status ? { status: known.status } : {}),
      ...(known.answer ? { answer: JSON.stringify(known.answer) } : {}),
      ...(known.insight ? { insight: JSON.stringify(known.insight) } : {}),
    })
    .where('scenario_id', '=', scenarioId)
    .where('problem_digest', '=', digest)
    .execute()
}
