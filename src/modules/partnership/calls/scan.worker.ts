import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { readPages } from './scan-pages.ts'

// Drawing and reading a hundred pages takes a processor for seconds: it happens in a thread of its own, and pages go on.
const { bytes, isPdf } = z.object({ bytes: z.instanceof(Uint8Array), isPdf: z.boolean() }).parse(workerData)
for await (const page of readPages(bytes, isPdf)) parentPort?.postMessage(page)
