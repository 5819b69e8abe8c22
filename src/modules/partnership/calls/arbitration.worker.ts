import { parentPort, workerData } from 'node:worker_threads'
import { solvePortfolio } from '@faire-commune/portfolio'
import type { BestSumTask } from './best-sum.ts'

// Choosing the best set may take a processor for seconds: it happens in a thread of its own, and pages go on.
const task = workerData as BestSumTask
const answer = await solvePortfolio(task.problem, { timeLimit_s: task.timeLimit_s, gap: 0 })
parentPort?.postMessage(answer.selected ?? [])
