/**
 * The board of a project with 1,000 cards, asked for by one of its members, one page after the other, as the product is installed: a small town of
 * demonstration on its embedded database, the cards brought in by the import page. Beside it, in the same run, a bare handler that asks
 * its own embedded database for the same rows and writes them as one text. Budget: 80 ms of server time, median.
 * Run: npm run bench -- board
 */
import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { projectFile } from '#infra/project-files.ts'

const cards = 1000
const rounds = Number(process.env.BENCH_ROUNDS ?? 40)
const budget_ms = 80
const person = 'Nadège Fourcheraud'

execFileSync(process.execPath, [projectFile('scripts', 'build.ts')], { stdio: 'inherit' })
const folder = mkdtempSync(path.join(tmpdir(), 'faire-commune-bench-'))
const site = await startTown(folder)
try {
  // First: it takes this process for seconds, during which the town would close the lines that it keeps open.
  const bare = await startBare()
  const cookie = await signIn(site.address)
  const board = await fillBoard(site.address, cookie)
  const plain = { cookie, 'accept-encoding': 'identity' }
  const sides = [
    { name: 'board', address: board, headers: plain },
    { name: 'board, compressed', address: board, headers: { cookie, 'accept-encoding': 'br' } },
    { name: 'bare handler', address: bare.address, headers: { 'accept-encoding': 'identity' } },
  ]
  // By turns, so that whatever else the machine does falls on each side alike.
  const times = sides.map((): number[] => [])
  let bytes = sides.map(() => 0)
  for (let round = -5; round < rounds; round += 1)
    for (const [index, { address, headers }] of sides.entries()) {
      const asked = await ask(address, headers)
      if (round >= 0) times[index]?.push(asked.ms)
      bytes = bytes.map((size, side) => (side === index ? asked.bytes : size))
    }
  await bare.stop()
  const [ours = 0, , theirs = 0] = times.map((list) => at(list, 0.5))
  for (const [index, { name }] of sides.entries()) {
    const list = times[index] ?? []
    console.log(
      `${name.padEnd(18)} median ${at(list, 0.5).toFixed(1)} ms, p95 ${at(list, 0.95).toFixed(1)} ms, best ${Math.min(...list).toFixed(1)} ms, ${bytes[index]} bytes`,
    )
  }
  const isMet = ours <= budget_ms
  console.log(
    `${cards} cards: ${ours.toFixed(1)} ms (budget ${budget_ms} ms: ${isMet ? 'met' : 'OVER'}), ${(ours / theirs).toFixed(1)} × the bare handler`,
  )
  process.exitCode = isMet ? 0 : 1
} finally {
  await site.stop()
  rmSync(folder, { recursive: true, force: true })
}

function at(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

async function ask(address: string, headers: Readonly<Record<string, string>>) {
  const started = performance.now()
  const answer = await fetch(address, { headers })
  const body = await answer.arrayBuffer()
  const ms = performance.now() - started
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`)
  return { ms, bytes: body.byteLength }
}

async function startTown(data: string) {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(
    process.execPath,
    [projectFile('dist', 'server', 'cli.js'), 'start', '--world', 'small'],
    {
      env: { ...inherited, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn', FAIRE_COMMUNE_DATA: data },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    // Read to the end: a town that is no longer listened to cannot say the rest, and ends.
    child.stdout.on('data', (text) => {
      said += String(text)
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (found) resolve(found)
    })
    void ended.then(() => reject(new Error(`the town ended: ${said}`)))
  })
  return {
    address,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function send(address: string, cookie: string, body: URLSearchParams | FormData): Promise<Response> {
  const origin = new URL(address).origin
  const headers = { cookie, origin, 'sec-fetch-site': 'same-origin' }
  return fetch(address, { method: 'POST', body, headers, redirect: 'manual' })
}

async function signIn(address: string): Promise<string> {
  const page = await (await fetch(`${address}/demonstration`)).text()
  const account = new RegExp(`value="([^"]+)"[^>]*>[^<]*${person}`).exec(page)?.[1]
  if (!account) throw new Error(`${person} is not on the page of demonstration`)
  const answer = await send(`${address}/demonstration`, '', new URLSearchParams({ compte: account }))
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** A project with its cards, brought in by the import page; answers the address of its board. */
async function fillBoard(address: string, cookie: string): Promise<string> {
  const form = {
    cle: randomUUID(),
    titre: 'Mille tâches',
    but: 'Mesurer.',
    service: 'Essai',
    modele: 'plain',
  }
  const made = await send(
    `${address}/projets/nouveau`,
    cookie,
    new URLSearchParams({ ...form, debut: '2026-01-01' }),
  )
  const project = `${address}${made.headers.get('location')}`
  const contenu = Buffer.from(csvOf()).toString('base64')
  const done = await send(`${project}/import/confirmation`, cookie, new URLSearchParams({ contenu }))
  if (done.status !== 303) throw new Error(`import: ${done.status} ${await done.text()}`)
  return `${project}/tableau`
}

/** Every card has a day, a label, somebody who does it and, one in four, a list of two points. */
function csvOf(): string {
  const columns = ['À faire', 'Idées', 'Plus tard', 'Terminé']
  const lines = Array.from({ length: cards }, (_, n) => {
    const day = `2026-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`
    const list = n % 4 === 0 ? '[x] un|[ ] deux' : ''
    return `${n + 1};${columns[n % 4]};Tâche numéro ${n + 1} du projet;${day};thème ${n % 7};${person};${list}`
  })
  return ['numero;colonne;titre;echeance;etiquettes;personnes;liste', ...lines].join('\n')
}

interface BareRow {
  readonly number: number
  readonly title: string
  readonly due_on: string
  readonly label: string
  readonly name: string
}

/** The least that shows the same cards: one question to an embedded database and one text. */
async function startBare() {
  const database = await PGlite.create()
  await database.exec(`create table cards (number int, title text, due_on text, label text, name text);
    insert into cards select n, 'Tâche numéro ' || n || ' du projet', (date '2026-01-01' + n % 365)::text, 'thème ' || n % 7,
      '${person}' from generate_series(1, ${cards}) n`)
  const server = createServer(async (_, response) => {
    const { rows } = await database.query<BareRow>(
      'select number, title, due_on, label, name from cards order by number',
    )
    const items = rows.map(
      (row) =>
        `<li><a href="/cartes/${row.number}">${row.title}</a><p>${row.label}</p><p>Pour le ${row.due_on}, ${row.name}</p></li>`,
    )
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="fr"><title>Tableau</title><ol>${items.join('')}</ol></html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  return {
    address: `http://127.0.0.1:${port}/`,
    async stop() {
      server.close()
      server.closeAllConnections()
      await database.close()
    },
  }
}
