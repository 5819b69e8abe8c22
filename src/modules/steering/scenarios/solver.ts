import { Worker } from 'node:worker_threads'
import type { Answer, Problem, Progress, Uncertainty } from '@faire-commune/portfolio'
import { workerFile } from '#infra/worker-file.ts'
import type { Insight } from './insight.rules.ts'

/** What the worker is asked: plain data, for it crosses threads. */
export interface SolverTask {
  readonly problem: Problem
  readonly timeLimit_s: number
  readonly uncertainty: Uncertainty
  /** The same seed gives the same draws. */
  readonly seed: number
}

export type SolverMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'insight'; readonly insight: Insight }

// One computation at a time: two would only slow each other down, and the pages with them.
let last: Promise<void> = Promise.resolve()

/** Solves in a thread of its own, after those before; tells each step. Rejects when the thread fails. */
export function runSolver(
  task: SolverTask,
  tell: (message: SolverMessage) => void | Promise<void>,
): Promise<void> {
  const mine = last.then(() => runWorker(task, tell))
  last = mine.catch(() => undefined)
  return mine
}

async function runWorker(
  task: SolverTask,
  tell: (message: SolverMessage) => void | Promise<void>,
): Promise<void> {
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  const worker = new Worker(workerFile('src/modules/steering/scenarios/solver.worker.ts'), {
    workerData: task,
  })
  // A town that stops does not wait for a computation.
  worker.unref()
  let told: Promise<void> = Promise.resolve()
  worker.on('message', (message: SolverMessage) => {
    told = told.then(() => tell(message))
    told.catch(reject)
  })
  worker.on('error', reject)
  worker.on('exit', () => resolve())
  try {
    await ended
    await told
  } finally {
    await worker.terminate()
  }
}
