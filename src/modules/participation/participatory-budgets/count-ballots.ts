import { Worker } from 'node:worker_threads'
import type { TieRule } from '@faire-commune/participatory-budget'
import { workerFile } from '#infra/worker-file.ts'
import { type AreaCount, countFile } from './counting.rules.ts'

/** What the worker is asked: plain data, for it crosses threads. */
export interface CountTask {
  readonly file: Uint8Array<ArrayBuffer>
  readonly rule: string
  readonly ties: TieRule
}

/** Below, counting takes less time than starting a thread. */
const smallFile_bytes = 200_000

/** Counts a file by the rule chosen, in a thread of its own when it is large. */
export async function countBallotFile(task: CountTask): Promise<AreaCount> {
  if (task.file.length < smallFile_bytes) return countFile(task.file, task.rule, task.ties)
  const { promise, resolve, reject } = Promise.withResolvers<AreaCount>()
  const worker = new Worker(workerFile('src/modules/participation/participatory-budgets/count.worker.ts'), {
    workerData: task,
    transferList: [task.file.buffer],
  })
  worker.on('message', resolve)
  worker.on('error', reject)
  worker.on('exit', () => reject(new Error('the count ended without an answer')))
  try {
    return await promise
  } finally {
    await worker.terminate()
  }
}
