/**
 * The directory of a large town, on both databases: reading a file of 50,000 organisations in, and one of 50,000 grants (time, and
 * memory beside that of 10,000), every page of the list of a real register, then the page and the search of 20,000 at 20 connections, beside a
 * naive directory asked in turns in the same run; searches at 4 connections and at one too, which say how long one takes when it waits for
 * few others. Every search is another one: memory answers none of them. Run: npm run bench -- directory
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startTestServer } from '../scripts/test-postgres.ts'
import { referencePath } from '../test/reference.ts'
import { type PageTimes, type SiteToWalk, walkDirectory } from './directory/every-page.ts'
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
/** Of any page of a register of 2,561 bodies, asked alone. */
const mostPage_ms = 200
/** `import`, `grants`, `pages` or `search`, where only that part is wanted. */
const part = process.env.BENCH_PART

type Env = Readonly<Record<string, string>>
type Kind = 'import' | 'grants' | 'register'
const whatOf = { import: 'organisations', grants: 'grants', register: 'organisations of a register' }

const rowsOfPage = 50
/** The list; searches that find one body or a few; pages of fifty rows further and further down. */
const pages = [
  '/organisations',
  '/organisations?q=rue+{n}',
  '/organisations?q=jardin+{n}&etat=active',
  `/organisations?suite=${encodeURIComponent('["Chorale de la rue ')}{n}${encodeURIComponent('","00000000-0000-4000-8000-000000000000"]')}`,
]

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
  const isWanted = (each: string) => part === undefined || part === each
  for (const kind of ['import', 'grants'] as const) if (isWanted(kind)) await measureImport(name, kind, open)
  const register = referencePath('data', 'actors', 'ess-sirene-rna.csv')
  if (isWanted('pages') && register) await at(open, (env) => walkRegister(name, register, env))
  if (isWanted('search'))
    await at(open, async (env) => {
      await imported('import', '20000', env)
      await askDirectory(name, env)
    })
}

async function at(open: () => Promise<Place>, work: (env: Env) => Promise<unknown>): Promise<void> {
  const place = await open()
  try {
    await work(place.env)
  } finally {
    place.stop()
  }
}

/** Every page of the list of a real register, one after the other, by a visitor and by whoever keeps it: memory knows none. */
async function walkRegister(name: string, register: string, env: Env): Promise<void> {
  const { rows } = await imported('register', register, env)
  for (const who of ['visitor', 'keeper'] as const) {
    const site = startProcess(program, ['site'], env)
    try {
      const times = await walkDirectory(await site.ask<SiteToWalk>(), who)
      if (times.length !== Math.ceil(rows / rowsOfPage))
        throw new Error(`${times.length} pages of ${rows} rows`)
      printWalk(`${name}: ${rows} organisations, ${who}`, times)
    } finally {
      await site.stop()
    }
  }
}

function printWalk(title: string, times: PageTimes): void {
  const sorted = times.toSorted((a, b) => a - b)
  const slowest = sorted.at(-1) ?? 0
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const isMet = slowest <= mostPage_ms
  console.log(
    `  ${title}: ${times.length} pages, median ${median.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms (target ${mostPage_ms} ms: ${isMet ? 'met' : 'NOT MET'})`,
  )
  if (!isMet) missed.push(title)
}

async function measureImport(
  name: string,
  kind: 'import' | 'grants',
  open: () => Promise<Place>,
): Promise<void> {
  const filled = async (rows: string) => {
    const place = await open()
    return imported(kind, rows, place.env).finally(place.stop)
  }
  const small = await filled('10000')
  const large = await filled('50000')
  const growth = large.heap_mb / small.heap_mb
  console.log(`  memory of 50,000 rows over that of 10,000: ${growth.toFixed(2)} (target ${mostGrowth})`)
  if (large.took_ms > mostImport_s * 1000) missed.push(`${name}: import of ${whatOf[kind]}`)
  if (growth > mostGrowth) missed.push(`${name}: memory of ${whatOf[kind]}`)
}

/** Reads a file into the database: made of so many rows, or that of a path. */
async function imported(kind: Kind, what: string, env: Env): Promise<Imported> {
  const process = startProcess(program, [kind, what], env, ['--expose-gc'])
  try {
    const done = await process.ask<Imported>()
    console.log(
      `  import of ${done.rows} ${whatOf[kind]}: ${(done.took_ms / 1000).toFixed(1)} s, ${(done.cpu_ms / 1000).toFixed(1)} s of processor, ${done.steps} steps told; live memory +${done.heap_mb.toFixed(1)} MB, file ${done.file_mb.toFixed(1)} MB, resident at most ${done.resident_mb.toFixed(0)} MB`,
    )
    return done
  } finally {
    await process.stop()
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
    for (const path of pages) {
      const pair = { ours: { ...site, path }, bare: { ...naive, path } }
      const comparison = await compareInTurns(generator, pair, connections)
      const title = `${name}: ${path}`
      printComparison(title, comparison, null)
      if (comparison.ours.median_ms > mostMedian_ms) missed.push(title)
      if (path.includes('{n}')) for (const few of [4, 1]) await askAlone({ port: site.port, path }, few)
    }
  } finally {
    await Promise.all(running.map((process) => process.stop()))
  }
}

/** The same with fewer at once; the generator's numbers go on, so that each search is still another. */
async function askAlone(asked: { readonly port: number; readonly path: string }, few: number): Promise<void> {
  const { times } = await generator.run({ ...asked, headers: {}, connections: few, seconds: 3 })
  const middle = times[Math.floor(times.length / 2)] ?? 0
  console.log(`  at ${few} ${few === 1 ? 'connection' : 'connections'}: median ${middle.toFixed(2)} ms`)
}

/** The embedded database belongs to one process: another one gets a copy. */
function copyOf(env: Env): Env {
  const { BENCH_FOLDER } = env
  if (BENCH_FOLDER === undefined) return env
  const copy = `${BENCH_FOLDER}-copy`
  cpSync(BENCH_FOLDER, copy, { recursive: true })
  return { BENCH_FOLDER: copy }
}
