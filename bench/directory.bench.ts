/**
 * The directory of a large town, on both databases: reading a file of 50,000 organisations in, and one of 50,000 grants (time, and
 * memory beside that of 10,000), then its page and its search over 20,000 at 20 connections, beside a naive directory asked in turns in the same run.
 * Every search is another one: memory answers none of them. Run: npm run bench -- directory
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startTestServer } from '../scripts/test-postgres.ts'
import type { Imported } from './directory/serve.ts'
import { buildServers } from './pages/build-servers.ts'
import { compareInTurns } from './pages/compare.ts'
import { printComparison } from './pages/print.ts'
import { type BenchProcess, startLoadGenerator, startProcess } from './pages/processes.ts'

const connections = 20
const mostImport_s = 60
const mostMedian_ms = 50
/** Of the memory for 50,000 rows over that for 10,000: five would be all the rows. */
const mostGrowth = 1.5
/** `import`, `grants` or `search`, where only that part is wanted. */
const part = process.env.BENCH_PART

type Kind = 'import' | 'grants'
const whatOf = { import: 'organisations', grants: 'grants' }
type Env = Readonly<Record<string, string>>

const program = await buildServers(['bench', 'directory', 'serve.ts'])
const generator = startLoadGenerator()
const folder = mkdtempSync(path.join(tmpdir(), 'faire-commune-bench-'))
const missed: string[] = []
try {
  let made = 0
  await measure('embedded database', async () => {
    made += 1
    return { env: { BENCH_FOLDER: path.join(folder, String(made)) }, stop: () => undefined }
  })
  const hasServer = await startTestServer()
  hasServer?.stop()
  if (!hasServer) console.log('PostgreSQL: no server programs on this machine, left out')
  else
    await measure('PostgreSQL', async () => {
      const server = await startTestServer()
      if (!server) throw new Error('PostgreSQL started a moment ago')
      return { env: { BENCH_DATABASE: server.url }, stop: server.stop }
    })
} finally {
  await generator.stop()
  rmSync(folder, { recursive: true, force: true })
}
if (missed.length > 0) console.log(`under their target: ${missed.join('; ')}`)
process.exitCode = missed.length > 0 ? 1 : 0

interface Place {
  readonly env: Env
  stop(): void
}

/** Each file goes into a database of its own; the page and the search are asked over that of 20,000. */
async function measure(name: string, open: () => Promise<Place>): Promise<void> {
  console.log(`\n${name}`)
  for (const kind of ['import', 'grants'] as const)
    if (part === undefined || part === kind) await measureImport(name, kind, open)
  if (part === 'import' || part === 'grants') return
  const place = await open()
  try {
    await imported('import', 20_000, { env: place.env, stop: () => undefined })
    await askDirectory(name, place.env)
  } finally {
    place.stop()
  }
}

async function measureImport(name: string, kind: Kind, open: () => Promise<Place>): Promise<void> {
  const small = await imported(kind, 10_000, await open())
  const large = await imported(kind, 50_000, await open())
  const growth = large.heap_mb / small.heap_mb
  console.log(`  memory of 50,000 rows over that of 10,000: ${growth.toFixed(2)} (target ${mostGrowth})`)
  if (large.took_ms > mostImport_s * 1000) missed.push(`${name}: import of ${whatOf[kind]}`)
  if (growth > mostGrowth) missed.push(`${name}: memory of ${whatOf[kind]}`)
}

async function imported(kind: Kind, rows: number, { env, stop }: Place): Promise<Imported> {
  const process = startProcess(program, [kind, String(rows)], env, ['--expose-gc'])
  try {
    const done = await process.ask<Imported>()
    console.log(
      `  import of ${rows} ${whatOf[kind]}: ${(done.took_ms / 1000).toFixed(1)} s, ${(done.cpu_ms / 1000).toFixed(1)} s of processor, ${done.steps} steps told; live memory +${done.heap_mb.toFixed(1)} MB, file ${done.file_mb.toFixed(1)} MB, resident at most ${done.resident_mb.toFixed(0)} MB`,
    )
    return done
  } finally {
    await process.stop()
    stop()
  }
}

async function askDirectory(name: string, env: Env): Promise<void> {
  const running: BenchProcess[] = []
  const copied = copyOf(env)
  const serve = async (kind: 'site' | 'naive') => {
    const process = startProcess(program, [kind], kind === 'naive' ? copied : env)
    running.push(process)
    return { ...(await process.ask<{ port: number }>()), cpu: process.cpu, headers: {} }
  }
  try {
    const site = await serve('site')
    const naive = await serve('naive')
    for (const path of [
      '/organisations',
      '/organisations?q=rue+{n}',
      '/organisations?q=jardin+{n}&etat=active',
    ]) {
      const pair = { ours: { ...site, path }, bare: { ...naive, path } }
      const comparison = await compareInTurns(generator, pair, connections)
      const title = `${name}: ${path}`
      printComparison(title, comparison, null)
      if (comparison.ours.median_ms > mostMedian_ms) missed.push(title)
    }
  } finally {
    await Promise.all(running.map((process) => process.stop()))
  }
}

/** The embedded database belongs to one process: another one gets a copy. */
function copyOf(env: Env): Env {
  const { BENCH_FOLDER } = env
  if (BENCH_FOLDER === undefined) return env
  const copy = `${BENCH_FOLDER}-copy`
  cpSync(BENCH_FOLDER, copy, { recursive: true })
  return { BENCH_FOLDER: copy }
}
