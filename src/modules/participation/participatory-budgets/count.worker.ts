import { parentPort, workerData } from 'node:worker_threads'
import type { CountTask } from './count-ballots.ts'
import { countFile } from './counting.rules.ts'

// A count of a large vote takes a processor for seconds: it happens in a thread of its own, and pages go on.
const task = workerData as CountTask
parentPort?.postMessage(countFile(task.file, task.rule, task.ties))
