/**
 * What a calendar of 5,000 events costs to a program that has none of it yet, then to one that has it all: the product over its
 * embedded database, the protocol core over a store in memory, and Radicale where the machine has it, by turns in one run.
 * Budget: first synchronisation 3 s, one without change 50 ms. Run: npm run bench -- caldav
 */
import type { Endpoint } from '../test/dav/endpoint.ts'
import { serveRadicale } from '../test/dav/serve-radicale.ts'
import { toolPath } from '../test/tools.ts'
import { send, synchronise } from './caldav/calendar-program.ts'
import { calendarText, eventLines } from './caldav/events.ts'
import { buildServers } from './pages/build-servers.ts'
import { startProcess } from './pages/processes.ts'

const events = Number(process.env.BENCH_EVENTS ?? 5_000)
const rounds = 5
const [firstBudget_ms, unchangedBudget_ms] = [3_000, 50]

interface Measured {
  readonly name: string
  readonly endpoint: Endpoint
  readonly first_ms: number[]
  readonly unchanged_ms: number[]
}

const radicale = toolPath('radicale')
const program = await buildServers(['bench', 'caldav', 'serve.ts'])
const measured: Measured[] = []
await open('the site', () => serve('site'))
await open('the core in memory', () => serve('core'))
if (radicale) await open('Radicale', () => filledRadicale(radicale))

for (let round = 0; round < rounds; round++)
  for (const { name, endpoint, first_ms, unchanged_ms } of measured) {
    const first = await timed(() => synchronise(endpoint, ''))
    if (first.value.texts !== events) throw new Error(`${name} gave ${first.value.texts} events`)
    first_ms.push(first.ms)
    const again = await timed(() => synchronise(endpoint, first.value.token))
    if (again.value.texts !== 0) throw new Error(`${name} found changes`)
    unchanged_ms.push(again.ms)
  }

for (const { name, first_ms, unchanged_ms } of measured)
  console.log(
    `${name}: first ${seconds(median(first_ms))} (worst ${seconds(Math.max(...first_ms))}), ` +
      `no change ${median(unchanged_ms).toFixed(1)} ms (worst ${Math.max(...unchanged_ms).toFixed(1)} ms)`,
  )
const [site, , control] = measured
if (site && control) {
  const ratio = (of: (each: Measured) => readonly number[]) =>
    (median(of(control)) / median(of(site))).toFixed(1)
  const [first, unchanged] = [ratio((each) => each.first_ms), ratio((each) => each.unchanged_ms)]
  console.log(`Radicale takes ${first} × the site’s time at first, ${unchanged} × without change`)
}
for (const { endpoint } of measured) await endpoint.close()
if (site && (median(site.first_ms) > firstBudget_ms || median(site.unchanged_ms) > unchangedBudget_ms)) {
  console.log(`over the budget of ${seconds(firstBudget_ms)} and ${unchangedBudget_ms} ms`)
  process.exitCode = 1
}

async function open(name: string, start: () => Promise<Endpoint>): Promise<void> {
  const { value: endpoint, ms } = await timed(start)
  console.log(`${name}: started and filled with ${events} events in ${seconds(ms)}`)
  measured.push({ name, endpoint, first_ms: [], unchanged_ms: [] })
}

async function serve(kind: 'site' | 'core'): Promise<Endpoint> {
  const child = startProcess(program, [kind, String(events)])
  const endpoint = await child.ask<Omit<Endpoint, 'close'>>({ ready: true })
  return { ...endpoint, close: () => child.stop() }
}

/** Radicale takes a whole calendar in one PUT. */
async function filledRadicale(path: string): Promise<Endpoint> {
  const endpoint = await serveRadicale(path)
  const all = calendarText(Array.from({ length: events }, (_, index) => eventLines(index)))
  await send(endpoint, 'PUT', endpoint.calendar, all)
  return endpoint
}

async function timed<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly ms: number }> {
  const before = performance.now()
  return { value: await work(), ms: performance.now() - before }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
