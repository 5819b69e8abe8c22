import { Worker } from 'node:worker_threads'
import type { Problem } from '@faire-commune/portfolio'
import { workerFile } from '#infra/worker-file.ts'
import type { Award } from './arbitration.rules.ts'
import { type RankedApplication, toNumber } from './ranking.rules.ts'

/** What the worker is asked: plain data, for it crosses threads. */
export interface BestSumTask {
  readonly problem: Problem
  readonly timeLimit_s: number
}

const timeLimit_s = 5
/** Any year: the money of a call is one amount. */
const year = 2000

/**
 * The set of whole requests whose marks add up to the most within the money: what the solver proposes and people decide. It favours
 * several small files over a large one of the same mark.
 */
export async function bestSum(ranking: readonly RankedApplication[], cents: number): Promise<Award[]> {
  if (ranking.length === 0) return []
  const problem: Problem = {
    years: [year],
    limits: { operating_cents: [cents] },
    measures: ranking.map(({ id, mean, requestedCents }) => ({
      id,
      value: mean ? toNumber(mean) : 0,
      operating_cents: [requestedCents],
    })),
  }
  const selected = new Set(await solve({ problem, timeLimit_s }))
  return ranking
    .filter(({ id }) => selected.has(id))
    .map(({ id, requestedCents }) => ({ applicationId: id, cents: requestedCents }))
}

async function solve(task: BestSumTask): Promise<readonly string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>()
  const worker = new Worker(workerFile('src/modules/partnership/calls/arbitration.worker.ts'), {
    workerData: task,
  })
  worker.unref()
  worker.on('message', resolve)
  worker.on('error', reject)
  worker.on('exit', () => reject(new Error('the solver ended without an answer')))
  try {
    return await promise
  } finally {
    await worker.terminate()
  }
}
