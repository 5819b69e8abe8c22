import { parentPort, workerData } from 'node:worker_threads'
import { solvePortfolio } from '@faire-commune/portfolio'
import { explainChoice } from './insight.rules.ts'
import type { SolverMessage, SolverTask } from './solver.ts'

// Computing takes a processor for seconds: it happens in a thread of its own, and pages go on.
const task = workerData as SolverTask
const send = (message: SolverMessage) => parentPort?.postMessage(message)

const answer = await solvePortfolio(task.problem, {
  timeLimit_s: task.timeLimit_s,
  onProgress: (progress) => send({ kind: 'progress', progress }),
})
send({ kind: 'answer', answer })
if (answer.starts)
  send({
    kind: 'insight',
    insight: await explainChoice(task.problem, answer.starts, task.uncertainty, task.seed),
  })
