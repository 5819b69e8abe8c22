import type { Answer, Progress } from '@faire-commune/portfolio'
import type { Context } from '#infra/context.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { uncertaintyOf } from './problem.rules.ts'
import { getScenarioReport, type ScenarioReport } from './scenario-report.ts'
import { canPrepareScenarios } from './scenarios.permissions.ts'
import { noAnswer } from './solution.rules.ts'
import { openSolution, writeSolution } from './solutions.queries.ts'
import { runSolver } from './solver.ts'

const timeLimit_s = 10

/** Everybody reads the same draws. */
const seed = 2014

/** How long a page waits for a first good choice before it is shown without: it goes on by itself. */
const firstChoice_ms = 400

/**
 * Starts the computation of a scenario and answers as soon as a first good choice is known, or a moment later. `done`
 * ends when everything is known; a computation that is under way already is not started twice.
 */
export async function solveScenario(
  context: Context,
  code: string,
): Promise<Result<{ readonly done: Promise<void> }, 'not_found'>> {
  if (!canPrepareScenarios(context.actor)) return refuse('not_found')
  const report = await getScenarioReport(context, code)
  if (!report) return refuse('not_found')
  const { scenario, digest } = report
  const isMine = await openSolution(context.db, scenario.id, digest, context.clock.now())
  if (!isMine) return ok({ done: Promise.resolve() })
  const { promise: first, resolve: haveFirst } = Promise.withResolvers<void>()
  const done = solveAndWrite(context, report, haveFirst)
  await Promise.race([first, done, new Promise((resolve) => setTimeout(resolve, firstChoice_ms))])
  return ok({ done })
}

async function solveAndWrite(context: Context, report: ScenarioReport, haveFirst: () => void): Promise<void> {
  const { scenario, digest, problem, candidates } = report
  const write = (known: Parameters<typeof writeSolution>[3]) =>
    writeSolution(context.db, scenario.id, digest, known)
  let isAnswered = false
  try {
    const task = { problem, timeLimit_s, uncertainty: uncertaintyOf(candidates), seed }
    await runSolver(task, async (message) => {
      if (message.kind === 'progress' && message.progress.starts) {
        await write({ answer: answerSoFar(message.progress) })
        haveFirst()
      }
      if (message.kind === 'answer') {
        await write({ answer: message.answer, status: message.answer.status })
        isAnswered = true
      }
      if (message.kind === 'insight') await write({ insight: message.insight })
    })
  } catch (error) {
    context.log.error({ err: error, scenario: scenario.code }, 'scenario not solved')
    // A choice that was answered stays, though its explanations failed.
    if (!isAnswered) await write({ status: 'failed' })
  }
}

function answerSoFar({ value, bound, gap, starts }: Progress): Answer {
  return {
    ...noAnswer,
    status: 'feasible',
    value,
    bound,
    gap,
    selected: Object.keys(starts ?? {}).sort(),
    starts,
  }
}
