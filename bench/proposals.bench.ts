/**
 * The public list of proposals with 1,000 and 10,000 of them: plain, searched, filtered, sorted and far down, asked through HTTP by
 * 20 connections, on the embedded database and on PostgreSQL, from memory and made anew. Each is told beside /healthz of the same server in the same run: one
 * query and no page, the least that this machine answers with. Budget: median 50 ms, 99th percentile 200 ms.
 * Run: npm run bench -- proposals
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { type Database, openEmbedded, openServer } from '#infra/database.ts'
import { migrate } from '#infra/migrate.ts'
import { projectFile } from '#infra/project-files.ts'
import { startTestServer } from '../scripts/test-postgres.ts'
import { type LoadGenerator, startLoadGenerator } from './pages/processes.ts'

const connections = 20
const seconds = Number(process.env.BENCH_SECONDS ?? 5)
const budget = { median_ms: 50, p99_ms: 200 }
const sizes = [1000, 10_000]

const pages: readonly (readonly [name: string, path: string])[] = [
  ['list', '/propositions'],
  ['search', '/propositions?q=arbre+ecole'],
  ['filter', '/propositions?categorie=nature&reponse=awaited&demarche=mesure'],
  ['most supported', '/propositions?tri=supported'],
  ['search and sort', '/propositions?q=place&tri=discussed'],
]

type Headers = Readonly<Record<string, string>>

/**
 * While nothing is written visitors are answered from memory; whoever has a cookie gets a page made anew, from rows that are kept as
 * long. The first page after a write costs its queries too: some 4 ms on PostgreSQL, 10 ms on the embedded database.
 */
const asked: readonly (readonly [name: string, path: string, headers: Headers])[] = [
  ...pages.map(([name, address]) => [name, address, {}] as const),
  ...pages.map(([name, address]) => [`${name}, anew`, address, { Cookie: 'habitant=inconnu' }] as const),
]

const topics = [
  'arbre',
  'banc',
  'école',
  'piste cyclable',
  'place',
  'fontaine',
  'médiathèque',
  'jardin',
  'marché',
]

execFileSync(process.execPath, [projectFile('scripts', 'build.ts')], { stdio: 'inherit' })
const generator = startLoadGenerator()
const missed: string[] = []
try {
  for (const size of sizes) {
    await onEmbedded(size)
    await onServer(size)
  }
} finally {
  await generator.stop()
}
if (missed.length > 0) console.log(`over the budget: ${missed.join('; ')}`)
process.exitCode = missed.length > 0 ? 1 : 0

async function onEmbedded(size: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'faire-commune-bench-'))
  try {
    const prepared = await serve({ FAIRE_COMMUNE_DATA: folder })
    await prepared.stop()
    const database = await openEmbedded(path.join(folder, 'empty'))
    await fill(database.db, size)
    await database.close()
    await measure(`embedded, ${size} proposals`, { FAIRE_COMMUNE_DATA: folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function onServer(size: number): Promise<void> {
  const server = await startTestServer()
  if (!server) return console.log('PostgreSQL: no server programs on this machine, left out')
  try {
    const database = openServer(server.url)
    await migrate(database)
    await fill(database.db, size)
    await database.close()
    await measure(`PostgreSQL, ${size} proposals`, { DATABASE_URL: server.url })
  } finally {
    server.stop()
  }
}

async function measure(title: string, env: Readonly<Record<string, string>>): Promise<void> {
  const site = await serve(env)
  try {
    console.log(`\n${title}, ${connections} connections, ${seconds} s each`)
    const least = await ask(generator, site.port, '/healthz')
    console.log(`  ${'healthz'.padEnd(21)} median ${ms(least.median)}, p99 ${ms(least.p99)}`)
    for (const [name, address, headers] of asked) {
      const { median, p99, rate } = await ask(generator, site.port, address, headers)
      const isMet = median <= budget.median_ms && p99 <= budget.p99_ms
      if (!isMet) missed.push(`${title}: ${name}`)
      const ratio = (median / least.median).toFixed(1)
      console.log(
        `  ${name.padEnd(21)} median ${ms(median)}, p99 ${ms(p99)}, ${rate.toFixed(0)} pages/s, ${ratio} × healthz ${isMet ? '' : 'OVER'}`,
      )
    }
  } finally {
    await site.stop()
  }
}

function ms(value: number): string {
  return `${value.toFixed(1).padStart(6)} ms`
}

async function ask(load: LoadGenerator, port: number, address: string, headers: Headers = {}) {
  const order = { port, path: address, headers: { 'Accept-Encoding': 'gzip', ...headers }, connections }
  await load.run({ ...order, seconds: Math.min(2, seconds) })
  const { times, answers, seconds: lasted, status } = await load.run({ ...order, seconds })
  if (status !== 200) throw new Error(`${address}: ${status}`)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { median: at(0.5), p99: at(0.99), rate: answers / lasted }
}

/** The product as it is installed; ready when it has said its address. */
async function serve(
  env: Readonly<Record<string, string>>,
): Promise<{ port: number; stop(): Promise<void> }> {
  const { DATABASE_URL: _, ...inherited } = process.env
  const program = projectFile('dist', 'server', 'cli.js')
  const child = spawn(process.execPath, [program, 'start', '--world', 'empty'], {
    env: { ...inherited, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let said = ''
  for await (const text of child.stdout) {
    said += String(text)
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1]
    if (port)
      return {
        port: Number(port),
        async stop() {
          child.kill('SIGTERM')
          await ended
        },
      }
  }
  throw new Error(`the server ended: ${said}`)
}

/** So many published proposals in one process, with texts of 600 signs, each with its supports and comments counted. */
async function fill(db: Database, size: number): Promise<void> {
  await sql`insert into processes (slug, title, theme, form, engagement, decider)
    values ('mesure', 'Mesure', 'Essai', 'concertation', 'involve', 'council')`.execute(db)
  await sql`insert into process_phases (process_id, position, kind, title, starts_on, ends_on)
    select id, 0, 'proposals', 'Propositions', '2026-01-01', '2099-12-31' from processes`.execute(db)
  await sql`update processes set status = 'signed', signed_on = '2026-01-01'`.execute(db)
  await sql`update processes set status = 'open', opened_on = '2026-01-01'`.execute(db)
  await sql`insert into contributors (email, name) values ('essai@habitants.example', 'Essai')`.execute(db)
  await sql`insert into proposals (process_id, contributor_id, status, title, body_text, category, street, written_at, published_on,
      answer_due_on, verdict, support_count, comment_count, search_text, trigrams)
    select p.id, c.id, 'published', topic || ' numéro ' || n, repeat('Le ' || topic || ' du quartier rend service. ', 15),
      (array['nature', 'mobility', 'culture', 'sport'])[1 + n % 4], 'Rue ' || n % 300, now(), '2026-06-01',
      date '2026-09-01' + n % 400, case when n % 3 = 0 then 'accepted' end, (n * 7919) % 500, (n * 104729) % 60,
      topic || ' numero ' || n || ' ' || other || ' du quartier rend service rue ' || n % 300, '{}'
    from processes p, contributors c, generate_series(1, ${size}::int) n,
      lateral (select (${topics}::text[])[1 + n % 9] as topic, (${topics}::text[])[1 + (n / 9) % 9] as other) t`.execute(
    db,
  )
  await sql`analyze`.execute(db)
}
