import { Worker } from 'node:worker_threads'
import { workerFile } from '#infra/worker-file.ts'
import type { ReadPage } from './scan-pages.ts'

export interface ReadScan {
  readonly pages: readonly ReadPage[]
  /** The file, or what follows its last page here, could not be read. */
  readonly isBroken: boolean
}

/** Longest that the pages of one scan are looked at. */
const read_ms = 120_000

/** The pages of a scan with what their codes say, in their order; read in a thread of its own, which a broken file may not take along. */
export function readScan(bytes: Uint8Array, isPdf: boolean): Promise<ReadScan> {
  const { promise, resolve } = Promise.withResolvers<ReadScan>()
  const pages: ReadPage[] = []
  const worker = new Worker(workerFile('src/modules/partnership/calls/scan.worker.ts'), {
    workerData: { bytes, isPdf },
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  const timer = setTimeout(() => void worker.terminate(), read_ms)
  worker.on('message', (page: ReadPage) => pages.push(page))
  let isBroken = false
  worker.on('error', () => {
    isBroken = true
  })
  worker.on('exit', (code) => {
    clearTimeout(timer)
    resolve({ pages, isBroken: isBroken || code !== 0 })
  })
  return promise
}
