/**
 * Five hundred applicants who press « Envoyer » in the last minute of a call (BENCH_APPLICANTS, BENCH_SECONDS), through HTTP, on PostgreSQL that commits to disk and on
 * the embedded database; one more presses a second late. Nothing lost, nothing double, each acknowledged once, numbered without gap, and
 * received when it arrived at the server. Told beside bare inserts of the same words in the same run. Run: npm run bench -- calls
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startTestServer } from '../scripts/test-postgres.ts'
import type { LoadOrder, LoadReport } from './calls/load.ts'
import type { Filled, FillOrder } from './calls/serve.ts'
import { buildServers } from './pages/build-servers.ts'
import { startProcess } from './pages/processes.ts'

const applicants = Number(process.env.BENCH_APPLICANTS ?? 500)
const during_ms = 1000 * Number(process.env.BENCH_SECONDS ?? 60)
/** The last of them presses so long before the closing: what a busy machine may need to look at a socket. */
const margin_ms = 500
/** Time for the site to start between the filling and the first of them. */
const start_s = 25

type Env = Readonly<Record<string, string>>

interface ReadBack {
  readonly received: readonly { readonly id: string; readonly number: number; readonly at_ms: number }[]
  readonly drafts: number
  readonly recipients: readonly string[]
}

const missed: string[] = []
const folder = mkdtempSync(path.join(tmpdir(), 'faire-commune-calls-'))
const program = await buildServers(['bench', 'calls', 'serve.ts'])
const server = await startTestServer({ durable: true })
try {
  if (server) await measure('PostgreSQL', { BENCH_DATABASE: server.url })
  else console.log('PostgreSQL: no server programs on this machine, left out')
  await measure('embedded', { BENCH_FOLDER: folder })
} finally {
  server?.stop()
  rmSync(folder, { recursive: true, force: true })
}
if (missed.length > 0) console.log(`not as it must be: ${missed.join('; ')}`)
process.exitCode = missed.length > 0 ? 1 : 0

async function measure(name: string, env: Env): Promise<void> {
  const sessions = path.join(folder, `sessions-${name}`)
  const order: FillOrder = {
    kind: 'fill',
    applicants: applicants + 1,
    sessions,
    closesIn_s: start_s + during_ms / 1000,
  }
  const filled = await once<Filled>(env, order)
  const report = await send(env, { sessions, closesAt_ms: filled.closesAt_ms, during_ms, margin_ms })
  const kept = await once<ReadBack>(env, { kind: 'read', callId: filled.callId })
  print(name, filled, report, kept)
  check(name, filled, report, kept)
}

async function once<Answer>(env: Env, order: object): Promise<Answer> {
  const worker = startProcess(program, [], env)
  const answer = await worker.ask<Answer>(order)
  await worker.stop()
  return answer
}

async function send(env: Env, order: Omit<LoadOrder, 'port'>): Promise<LoadReport> {
  const site = startProcess(program, ['site'], env)
  const people = startProcess(new URL('./calls/load.ts', import.meta.url).pathname, [])
  try {
    const { port } = await site.ask<{ port: number }>()
    return await people.ask<LoadReport>({ ...order, port })
  } finally {
    await people.stop()
    await site.stop()
  }
}

function print(name: string, { bare_ms }: Filled, report: LoadReport, kept: ReadBack): void {
  const at = (sorted: readonly number[], share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0)
  const received = kept.received.length
  const delays = delaysOf(report, kept)
  const doubled = received - new Set(kept.received.map(({ id }) => id)).size
  console.log(
    `${name}: ${received} of ${applicants} who pressed in the last ${during_ms / 1000} s were received, ${applicants - received} lost, ${doubled} doubled; ` +
      `answered after: median ${at(report.times, 0.5)} ms, p99 ${at(report.times, 0.99)} ms; ${report.answeredAfterClosing} of them after the closing`,
  )
  console.log(
    `  time of receipt after the request was handed over: median ${at(delays, 0.5)} ms, p99 ${at(delays, 0.99)} ms, least ${at(delays, 0)} ms, most ${at(delays, 1)} ms`,
  )
  const bare = bare_ms / (applicants + 1)
  const median = report.times[Math.floor(report.times.length / 2)] ?? 0
  console.log(
    `  one bare insert of the same words: ${bare.toFixed(2)} ms; the median answer takes ${(median / bare).toFixed(0)} of them`,
  )
}

/** Milliseconds from the moment at which the system had each request to the time of receipt, sorted. */
function delaysOf(report: LoadReport, kept: ReadBack): number[] {
  const sentAt = new Map(report.presses.map(({ applicationId, sentAt_ms }) => [applicationId, sentAt_ms]))
  return kept.received
    .map(({ id, at_ms }) => at_ms - (sentAt.get(id) ?? Number.NaN))
    .sort((one, other) => one - other)
}

function check(name: string, filled: Filled, report: LoadReport, kept: ReadBack): void {
  const says = (what: string, isTrue: boolean) => {
    if (!isTrue) missed.push(`${name}: ${what}`)
  }
  const ids = new Set(kept.received.map(({ id }) => id))
  const numbers = kept.received.map(({ number }) => number).sort((one, other) => one - other)
  says(
    'whoever sent in time was received, and told so',
    report.presses.length === applicants &&
      report.presses
        .filter(({ sentAt_ms }) => sentAt_ms <= filled.closesAt_ms)
        .every(({ applicationId, status }) => ids.has(applicationId) && status === 303),
  )
  says(
    'whoever was told that it is received was',
    report.presses.every(({ applicationId, status }) => (status === 303) === ids.has(applicationId)),
  )
  says(
    'numbered from 1, without gap or double',
    numbers.every((number, index) => number === index + 1),
  )
  says(
    'received after it was sent and before the closing, by the clock of the server',
    delaysOf(report, kept).every((delay) => delay > -50) &&
      kept.received.every(({ at_ms }) => at_ms <= filled.closesAt_ms),
  )
  says(
    'each acknowledged once',
    kept.recipients.length === numbers.length && new Set(kept.recipients).size === numbers.length,
  )
  says('a second late is late, and told so', report.late.status === 422 && report.late.isTold)
  says('the drafts that were late are still there', kept.drafts === applicants + 1 - numbers.length)
}
