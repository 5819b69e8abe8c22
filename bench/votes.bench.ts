/**
 * Votes a second, and what a large vote costs: 200 voters at once through HTTP, each reads the list and casts; the same statements by
 * pgbench beside the act, in the same run; the results of 400,000 ballots; closing and counting 1,500 projects and 100,000 ballots.
 * PostgreSQL commits to disk. Run: npm run bench -- votes
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startTestServer, type TestServer } from '../scripts/test-postgres.ts'
import { buildServers } from './pages/build-servers.ts'
import { type BenchProcess, startLoadGenerator, startProcess } from './pages/processes.ts'
import type { VoteOrder, VoteReport } from './votes/load.ts'

const words = process.argv.slice(2)
const isWanted = (part: string) => words.length === 0 || words.includes(part)
const folder = mkdtempSync(path.join(tmpdir(), 'faire-commune-votes-'))
const missed: string[] = []
const running: BenchProcess[] = []
const program = await buildServers(['bench', 'votes', 'serve.ts'])
const server = await startTestServer({ durable: true })
try {
  if (!server) throw new Error('PostgreSQL is not installed: nothing to measure')
  if (isWanted('votes')) await voteThroughHttp('PostgreSQL', { BENCH_DATABASE: server.url }, 6000, 300)
  if (isWanted('embedded')) await voteThroughHttp('embedded', { BENCH_FOLDER: folder }, 1500, null)
  if (isWanted('action')) await castBesidePgbench(server)
  if (isWanted('results')) await readResults(server)
  if (isWanted('large')) await closeLarge(server)
} finally {
  await Promise.all(running.map((each) => each.stop()))
  server?.stop()
  rmSync(folder, { recursive: true, force: true })
}
if (missed.length > 0) console.log(`under their target: ${missed.join('; ')}`)
process.exitCode = missed.length > 0 ? 1 : 0

type Env = Readonly<Record<string, string>>

async function once<Answer>(env: Env, order: object): Promise<Answer> {
  const worker = startProcess(program, [], env)
  const answer = await worker.ask<Answer>(order)
  await worker.stop()
  return answer
}

function start(env: Env): BenchProcess {
  const site = startProcess(program, ['site'], env)
  running.push(site)
  return site
}

function check(name: string, isReached: boolean): void {
  if (!isReached) missed.push(name)
}

async function voteThroughHttp(name: string, env: Env, voters: number, floor: number | null): Promise<void> {
  const code = `vote-${name.toLowerCase()}`
  const passes = path.join(folder, code)
  await once(env, { kind: 'fill', code, projects: 60, voters, passes, ballots: 0 })
  const site = start(env)
  const { port } = await site.ask<{ port: number }>()
  const people = startProcess(new URL('./votes/load.ts', import.meta.url).pathname, [])
  const order: VoteOrder = { port, code, passes, connections: 200 }
  const report = await people.ask<VoteReport>(order)
  const { cpu_ms } = await site.ask<{ cpu_ms: number }>({ kind: 'cpu' })
  await people.stop()
  await site.stop()
  running.splice(running.indexOf(site), 1)
  const rate = report.acknowledged / report.seconds
  const at = (share: number) => report.times[Math.floor(report.times.length * share)]?.toFixed(0)
  console.log(
    `${name}: ${report.acknowledged} ballots cast of ${voters} in ${report.seconds.toFixed(1)} s: ${rate.toFixed(0)} a second; ` +
      `list to receipt: median ${at(0.5)} ms, p99 ${at(0.99)} ms at 200 voters; ${(cpu_ms / voters).toFixed(2)} ms of the server's processor a vote`,
  )
  const { marks, ballots } = env.BENCH_DATABASE
    ? await countRows(env.BENCH_DATABASE, code)
    : { marks: voters, ballots: report.acknowledged }
  console.log(`  marks ${marks}, ballots ${ballots}: ${voters - ballots} lost, ${ballots - marks} double`)
  check(`${name}: lost or double ballots`, ballots === voters && marks === voters)
  if (floor !== null) check(`${name}: ${rate.toFixed(0)} of ${floor} casts a second`, rate >= floor)
}

async function countRows(url: string, code: string): Promise<{ marks: number; ballots: number }> {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      `select (select count(*)::int from budget_marks m where m.edition_id = e.id) as marks,
        (select count(*)::int from budget_ballots b where b.edition_id = e.id) as ballots
        from budget_editions e where code = $1`,
      [code],
    )
    return rows[0]
  })
}

async function withClient<Value>(url: string, use: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return use(client).finally(() => client.end())
}

/** The act, then pgbench with the statements that the act runs, twice each in turns, on as many connections. */
async function castBesidePgbench({ url }: TestServer): Promise<void> {
  const env = { BENCH_DATABASE: url }
  const voters = 8000
  const rates = { act: [] as number[], pgbench: [] as number[] }
  for (const turn of [1, 2]) {
    const code = `acte-${turn}`
    const passes = path.join(folder, code)
    const { id } = await once<{ id: string }>(env, {
      kind: 'fill',
      code,
      projects: 60,
      voters,
      passes,
      ballots: 0,
    })
    const { cast, seconds } = await once<{ cast: number; seconds: number }>(env, {
      kind: 'action',
      code,
      passes,
      connections: 200,
    })
    check(`act: ${voters - cast} ballots lost`, cast === voters)
    rates.act.push(cast / seconds)
    rates.pgbench.push(pgbench(url, id, code))
  }
  const best = (list: readonly number[]) => Math.max(...list)
  const ratio = best(rates.act) / best(rates.pgbench)
  console.log(
    `act: ${best(rates.act).toFixed(0)} ballots a second, pgbench with the same statements: ${best(rates.pgbench).toFixed(0)}; ratio ${ratio.toFixed(2)}`,
  )
  check(`act: ${ratio.toFixed(2)} of 0.5 of pgbench`, ratio >= 0.5)
}

/** Transactions a second of pgbench on 12 connections, as many as the product opens. */
function pgbench(url: string, id: string, code: string): number {
  const script = path.join(folder, `${code}.sql`)
  writeFileSync(
    script,
    [
      `select id, version from budget_editions where code = '${code}';`,
      `select cast_budget_ballot('${id}', current_date, encode(sha256(gen_random_uuid()::text::bytea), 'hex')::varchar(43), null, encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 1::smallint, array[3, 12, 30]::smallint[], null);`,
    ].join('\n'),
  )
  const program = execFileSync('sh', [
    '-c',
    'command -v pgbench || ls /usr/lib/postgresql/*/bin/pgbench | tail -1',
  ])
  const args = ['-n', '-c', '12', '-j', '1', '-T', '5', '-M', 'prepared', '-f', script, url]
  const said = execFileSync(program.toString().trim(), args, {
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString()
  return Number(/tps = ([\d.]+)/.exec(said)?.[1])
}

async function readResults({ url }: TestServer): Promise<void> {
  const env = { BENCH_DATABASE: url }
  const code = 'resultats'
  await once(env, { kind: 'fill', code, projects: 60, voters: 0, passes: '', ballots: 400_000 })
  const closed = await once<Closed>(env, { kind: 'close', code })
  console.log(`400,000 ballots, 60 projects: ${closedText(closed)}`)
  const site = start(env)
  const { port } = await site.ask<{ port: number }>()
  const generator = startLoadGenerator()
  const order = { port, path: `/budgets-participatifs/${code}/resultats`, headers: {}, connections: 20 }
  await generator.run({ ...order, seconds: 2 })
  const { times, answers, status } = await generator.run({ ...order, seconds: 8 })
  await generator.stop()
  const [median = 0, p99 = 0] = [0.5, 0.99].map((share) => times[Math.floor(times.length * share)] ?? 0)
  console.log(
    `results of 400,000 ballots, 20 connections: median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (${answers} answers ${status})`,
  )
  check('results page', status === 200 && median <= 50 && p99 <= 200)
}

interface Closed {
  readonly seal_s: number
  readonly count_s: number
  /** Of the processor, which a busy machine shares out. */
  readonly cpu_s: number
  readonly memory_mb: number
}

function closedText({ seal_s, count_s, cpu_s, memory_mb }: Closed): string {
  return `sealed in ${seal_s.toFixed(1)} s, counted by every rule in ${count_s.toFixed(1)} s (${cpu_s.toFixed(1)} s of processor), ${memory_mb.toFixed(0)} MB at most`
}

async function closeLarge({ url }: TestServer): Promise<void> {
  const env = { BENCH_DATABASE: url }
  const code = 'grand'
  await once(env, { kind: 'fill', code, projects: 1500, voters: 0, passes: '', ballots: 100_000 })
  const closed = await once<Closed>(env, { kind: 'close', code })
  console.log(`1,500 projects, 100,000 ballots: ${closedText(closed)}`)
  check('large edition', closed.seal_s + closed.count_s <= 60 && closed.memory_mb <= 1024)
}
