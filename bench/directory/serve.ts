/**
 * The processes of the benchmark of the directory, one a part: `node serve.js import ROWS | grants ROWS | register FILE | site |
 * naive`, over the embedded database of BENCH_FOLDER or the PostgreSQL server of BENCH_DATABASE. Built by directory.bench.ts, since Node
 * reads no JSX.
 */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { systemClock } from '#infra/clock.ts'
import type { Context } from '#infra/context.ts'
import { openDatabase } from '#infra/database.ts'
import { openLog } from '#infra/log.ts'
import { openMailer } from '#infra/mail.ts'
import { migrate } from '#infra/migrate.ts'
import { insertTownIfNone } from '#infra/town.queries.ts'
import { foldText } from '#kernel/plain-text.ts'
import {
  openGrants,
  openOrganisations,
  type Progress,
  writeGrants,
  writeOrganisations,
} from '#modules/partnership/organisations/organisations.public.ts'
import { accountsPaths, createAdministrator } from '#modules/people/accounts/accounts.public.ts'
import { openPlace } from '../../src/open-place.ts'
import { openTown } from '../../src/open-town.ts'
import { startTown } from '../../src/start.ts'
import { readWorld, townOf } from '../../src/worlds/read-world.ts'
import { benchSettings, say } from '../bench-town.ts'
import { grantsFile, registerFile } from './register-file.ts'

export interface Imported {
  /** Rows that were written. */
  readonly rows: number
  readonly took_ms: number
  /** Of the processor, whatever else the machine was doing; on the embedded database, the database's too. */
  readonly cpu_ms: number
  /** Live memory of the program above its start, at the highest: rows, never the file itself nor the database. */
  readonly heap_mb: number
  readonly file_mb: number
  /** Highest resident memory of the process; on the embedded database, with the database in it. */
  readonly resident_mb: number
  readonly steps: number
}

type Kind = 'import' | 'grants' | 'register'

const fileOf: Readonly<Record<Kind, (what: string) => Uint8Array>> = {
  import: (rows) => registerFile(Number(rows)),
  grants: (rows) => grantsFile(Number(rows)),
  register: (file) => readFileSync(file),
}

/** Who keeps the directory of a register that was read in. */
const keeperMail = 'annuaire@town.example'

async function importFile(kind: Kind, what: string): Promise<Imported> {
  const place = await openPlace(settings)
  if (!place.ok) throw new Error(place.refusal.join('\n'))
  const { database } = place.value
  await migrate(database)
  await insertTownIfNone(database.db, { ...townOf(readWorld('town')), isDemo: false })
  const { commandContext } = await openTown({
    database,
    settings,
    clock: systemClock,
    log: openLog(settings),
    mailer: openMailer(database.db, settings),
  })
  if (kind === 'register')
    await createAdministrator(commandContext, { name: 'Annuaire', email: keeperMail, title: '' })
  const source = { fileName: 'fichier.csv', bytes: fileOf[kind](what) }
  const start_mb = liveMemory()
  let heap_mb = 0
  let looking_ms = 0
  let looking_cpu_ms = 0
  let steps = 0
  const started = performance.now()
  const startedCpu_ms = processorTime()
  const progress = async () => {
    const before = { ms: performance.now(), cpu_ms: processorTime() }
    steps += 1
    heap_mb = Math.max(heap_mb, liveMemory() - start_mb)
    looking_ms += performance.now() - before.ms
    looking_cpu_ms += processorTime() - before.cpu_ms
  }
  const write = kind === 'grants' ? writeGrantFile : writeOrganisationFile
  const rows = await write(commandContext, source, progress)
  const took_ms = performance.now() - started - looking_ms
  const cpu_ms = processorTime() - startedCpu_ms - looking_cpu_ms
  if (kind !== 'register' && rows !== Number(what)) throw new Error(`${rows} written of ${what}`)
  await place.value.close()
  return {
    rows,
    took_ms,
    cpu_ms,
    heap_mb,
    file_mb: source.bytes.length / 1_048_576,
    resident_mb: process.resourceUsage().maxRSS / 1024,
    steps,
  }
}

const writing = { role: 'server', keepsGood: false }
/** Reads a file in as the commands do; answers how many of its rows were written. */
type Write = (context: Context, source: FileSource, progress: Progress) => Promise<number>

const writeOrganisationFile: Write = async (context, source, progress) => {
  const file = await openOrganisations(context, source)
  if (!file.ok) throw new Error(file.refusal.code)
  return (await writeOrganisations(context, source, file.value, writing, progress)).counts.created
}

const writeGrantFile: Write = async (context, source, progress) => {
  const file = await openGrants(context, source)
  if (!file.ok) throw new Error(file.refusal.code)
  return (await writeGrants(context, source, file.value, writing, progress)).reading.accepted
}

interface FileSource {
  readonly fileName: string
  readonly bytes: Uint8Array
}

/** Megabytes that the program holds and could not let go of. */
function liveMemory(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1_048_576
}

function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The product, as `npm start` runs it, and a link by which whoever keeps the directory signs in. */
async function serveSite(): Promise<void> {
  const town = await startTown(settings, () => undefined)
  if (!town.ok) throw new Error(town.refusal.join('\n'))
  const token = await town.value.town.accounts.identity.issueToken(keeperMail)
  say({ port: Number(new URL(town.value.address).port), link: accountsPaths.link(token) })
}

/** The naive directory: every name is looked through at each question, and fifty are answered as text, with no page around. */
async function serveNaive(): Promise<void> {
  const { db } = await openDatabase(settings)
  const app = new Hono()
  app.get('/organisations', async (c) => {
    let query = db.selectFrom('organisations').select(['id', 'name']).orderBy('name').limit(50)
    for (const word of foldText(c.req.query('q') ?? '').split(' '))
      query = query.where('name', 'ilike', `%${word}%`)
    const found = await query.execute()
    return c.text(found.map(({ id, name }) => `${id} ${name}`).join('\n'))
  })
  const server = createAdaptorServer({ fetch: app.fetch, createServer }) as Server
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (typeof address === 'object' && address) say({ port: address.port })
  })
}

// Whoever started this process ends it by letting go of it.
process.on('disconnect', () => process.exit())
process.on('message', (message: { readonly cpu?: true }) => {
  if (!message.cpu) return
  say({ cpu_ms: processorTime() })
})

const [kind, what = ''] = process.argv.slice(2)
const settings = benchSettings('silent')
if (kind === 'import' || kind === 'grants' || kind === 'register') say(await importFile(kind, what))
else if (kind === 'site') await serveSite()
else await serveNaive()
