/**
 * What pages cost, as shares of the least that the same machine can do, measured in the same run and in turns (A B A B …),
 * so that a machine that is busy for a while slows both. docs/performance.md says what is compared and what bounds it.
 * Run: npm run bench -- pages
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startTestServer } from '../scripts/test-postgres.ts'
import { buildServers } from './pages/build-servers.ts'
import { type Comparison, compareInTurns } from './pages/compare.ts'
import { fetchWhole, measureFirstLoad } from './pages/first-load.ts'
import { printComparison, printFirstLoad } from './pages/print.ts'
import { type BenchProcess, startLoadGenerator, startProcess } from './pages/processes.ts'

const connections = 20
/** Least share of the bare server that each page must reach. */
const floor = 0.6
const mostFirstLoad = 100_000
/** What browsers ask for. */
const compressed = { 'Accept-Encoding': 'gzip, deflate, br' }
const measure = '/mesures/ressourcerie'

interface RunningServer {
  readonly port: number
  readonly cpu: () => Promise<number>
}

interface Servers {
  readonly site: RunningServer
  readonly bare: RunningServer
  readonly cookie: string
}

const program = await buildServers()
const generator = startLoadGenerator()
const folder = mkdtempSync(path.join(tmpdir(), 'faire-commune-bench-'))
const missed: string[] = []
const running: BenchProcess[] = []
try {
  await onEmbedded()
  await onServer()
} finally {
  await Promise.all(running.map((process) => process.stop()))
  await generator.stop()
  rmSync(folder, { recursive: true, force: true })
}
if (missed.length > 0) console.log(`under their target: ${missed.join('; ')}`)
process.exitCode = missed.length > 0 ? 1 : 0

/** Each server has its copy of the embedded database, which belongs to one process. */
async function onEmbedded(): Promise<void> {
  const ours = path.join(folder, 'ours')
  const { cookie } = await once<{ cookie: string }>('fill', { BENCH_FOLDER: ours })
  const bare = path.join(folder, 'bare')
  cpSync(ours, bare, { recursive: true })
  await comparePages('embedded database', {
    site: await open('site', { BENCH_FOLDER: ours }),
    bare: await open('bare', { BENCH_FOLDER: bare }),
    cookie,
  })
}

async function onServer(): Promise<void> {
  const server = await startTestServer()
  if (!server) return console.log('PostgreSQL: no server programs on this machine, left out')
  try {
    const env = { BENCH_DATABASE: server.url }
    const { cookie } = await once<{ cookie: string }>('fill', env)
    await comparePages('PostgreSQL', { site: await open('site', env), bare: await open('bare', env), cookie })
  } finally {
    await Promise.all(running.splice(0).map((process) => process.stop()))
    server.stop()
  }
}

async function comparePages(database: string, { site, bare, cookie }: Servers): Promise<void> {
  console.log(`\n${database}, ${connections} connections`)
  const signedIn = { Cookie: cookie }
  const asDirector = async (path: string) =>
    compareInTurns(
      generator,
      { ours: { ...site, path, headers: signedIn }, bare: { ...bare, path, headers: {} } },
      connections,
    )
  report(`${database}: list of 50 measures, signed in`, await asDirector('/mesures'))
  report(`${database}: page of a measure, signed in`, await asDirector(measure))
  for (const path of ['/', '/mesures', measure])
    report(`${database}: ${path}, a visitor`, await compareWithBytes(site, path))
  printFirstLoad(await measureFirstLoad(`http://127.0.0.1:${site.port}`, '/'), mostFirstLoad)
}

/** A page as a visitor gets it, beside a bare server of Node that sends the same bytes from memory. */
async function compareWithBytes(site: RunningServer, path: string): Promise<Comparison> {
  const { body, headers } = await fetchWhole(new URL(path, `http://127.0.0.1:${site.port}`))
  const process = startProcess(program, ['bytes'])
  const { port } = await process.ask<{ port: number }>({ body: body.toString('base64'), headers })
  const comparison = await compareInTurns(
    generator,
    { ours: { ...site, path, headers: compressed }, bare: { port, cpu: process.cpu, path, headers: {} } },
    connections,
  )
  await process.stop()
  return comparison
}

function report(title: string, comparison: Comparison): void {
  printComparison(title, comparison, floor)
  if (comparison.share < floor) missed.push(title)
}

async function open(kind: 'site' | 'bare', env: Readonly<Record<string, string>>): Promise<RunningServer> {
  const process = startProcess(program, [kind], env)
  running.push(process)
  return { ...(await process.ask<{ port: number }>()), cpu: process.cpu }
}

async function once<Answer>(kind: 'fill', env: Readonly<Record<string, string>>): Promise<Answer> {
  const process = startProcess(program, [kind], env)
  const answer = await process.ask<Answer>()
  await process.stop()
  return answer
}
