/**
 * The servers that the benchmark of pages compares, one a process: `node serve.js fill | site | bare`, over the embedded
 * database of BENCH_FOLDER or the PostgreSQL server of BENCH_DATABASE. Built by pages.bench.ts, since Node reads no JSX.
 */
import { createServer, type OutgoingHttpHeaders, type Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { renderToString } from 'preact-render-to-string'
import { systemClock } from '#infra/clock.ts'
import { openDatabase } from '#infra/database.ts'
import { readSettings, type Settings } from '#infra/settings.ts'
import { assertDefined } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { conditionsNow } from '#modules/steering/measures/conditions.rules.ts'
import { listMeasures } from '#modules/steering/measures/measure-list.queries.ts'
import { getMeasureFile, type MeasureFile } from '#modules/steering/measures/measure-sheet.queries.ts'
import { measuresWords } from '#modules/steering/measures/measures.words.ts'
import { ConditionsSection } from '#modules/steering/measures/views/conditions-section.tsx'
import { History } from '#modules/steering/measures/views/history.tsx'
import { LinesSection } from '#modules/steering/measures/views/lines-section.tsx'
import { MeasureTable } from '#modules/steering/measures/views/measure-list-page.tsx'
import { RisksSection } from '#modules/steering/measures/views/risks-section.tsx'
import type { Shell } from '#web/shell.ts'
import { startTown } from '../../src/start.ts'
import { readWorld, townOf } from '../../src/worlds/read-world.ts'
import { fillTown } from './fill.ts'

function benchSettings(): Settings {
  const { BENCH_FOLDER, BENCH_DATABASE } = process.env
  const env = { FAIRE_COMMUNE_DATA: BENCH_FOLDER, DATABASE_URL: BENCH_DATABASE, PORT: '0', LOG_LEVEL: 'warn' }
  const read = readSettings(env, { world: BENCH_DATABASE ? 'empty' : 'town' })
  if (!read.ok) throw new Error(read.refusal.join('\n'))
  return read.value
}

function say(message: object): void {
  process.send?.(message)
}

/** The product, as `npm start` runs it. */
async function serveSite(): Promise<void> {
  const town = await startTown(settings, () => undefined)
  if (!town.ok) throw new Error(town.refusal.join('\n'))
  say({ port: Number(new URL(town.value.address).port) })
}

const noAssets = { style: '', script: '', fonts: [], islands: {} }
const shell: Shell = {
  locale: 'fr',
  town: townOf(readWorld('town')),
  person: null,
  menu: [],
  path: '',
  notice: null,
  assets: noAssets,
}

/** The same queries and the same rows, with nothing around them: no session, no rights, no layout. */
async function serveBare(): Promise<void> {
  const { db } = await openDatabase(settings)
  const app = new Hono()
  const t = measuresWords('fr')
  app.get('/mesures', async (c) => {
    const { rows } = await listMeasures(db, {}, true)
    return c.html(renderToString(<MeasureTable t={t} rows={rows} shell={shell} />))
  })
  app.get('/mesures/:code', async (c) => {
    const today = systemClock.today()
    const file = assertDefined(await getMeasureFile(db, c.req.param('code'), today), 'the measure exists')
    return c.html(renderToString(<Rows file={file} today={today} />))
  })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  server.listen(0, '127.0.0.1', () => say({ port: portOf(server) }))
}

/** What the program works out of the measure is left out: only what the query answered. */
function Rows({ file, today }: { file: MeasureFile; today: CalendarDate }) {
  const { measure, lines, risks, acts } = file
  return (
    <article>
      <LinesSection measure={measure} lines={lines} canEdit={false} shell={shell} />
      <ConditionsSection
        measure={measure}
        conditions={conditionsNow(file, today)}
        canEdit={false}
        shell={shell}
      />
      <RisksSection measure={measure} risks={risks} canEdit={false} shell={shell} />
      <History acts={acts} shell={shell} />
    </article>
  )
}

interface Bytes {
  readonly body: string
  readonly headers: OutgoingHttpHeaders
}

/** The least that a server of Node can do: these bytes, from memory. */
function serveBytes(): void {
  process.once('message', ({ body, headers }: Bytes) => {
    const bytes = Buffer.from(body, 'base64')
    const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, date: ____, ...kept } = headers
    const sent = { ...kept, 'content-length': bytes.length }
    const server = createServer((_, answer) => {
      answer.writeHead(200, sent)
      answer.end(bytes)
    })
    server.listen(0, '127.0.0.1', () => say({ port: portOf(server) }))
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('a server that listens has a port')
  return address.port
}

// Whoever started this process ends it by letting go of it.
process.on('disconnect', () => process.exit())
process.on('message', (message: { readonly cpu?: true }) => {
  if (!message.cpu) return
  const { user, system } = process.cpuUsage()
  say({ cpu_ms: (user + system) / 1000 })
})

const [kind] = process.argv.slice(2)
const settings = benchSettings()
if (kind === 'fill') say(await fillTown(settings))
else if (kind === 'site') await serveSite()
else if (kind === 'bare') await serveBare()
else serveBytes()
