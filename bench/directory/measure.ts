/** What directory.bench.ts runs, built as the product's own server is: modules have pages, which Node alone does not read. */
import { systemClock } from '#infra/clock.ts'
import { openEmbedded } from '#infra/database.ts'
import { openLog } from '#infra/log.ts'
import { openMailer } from '#infra/mail.ts'
import { migrate } from '#infra/migrate.ts'
import { readSettings } from '#infra/settings.ts'
import { insertTownIfNone } from '#infra/town.queries.ts'
import { foldText } from '#kernel/plain-text.ts'
import { luhnSum } from '#kernel/siren.ts'
import { listOrganisations } from '#modules/partnership/organisations/directory.queries.ts'
import {
  readOrganisations,
  writeOrganisations,
} from '#modules/partnership/organisations/organisations.public.ts'
import { openTown } from '../../src/open-town.ts'
import { readWorld, townOf } from '../../src/worlds/read-world.ts'

const settings = readSettings({ LOG_LEVEL: 'silent' }, { world: 'town' })
if (!settings.ok) throw new Error(settings.refusal.join('\n'))

const large = await importRows(50_000)
await large.close()
console.log(
  `import of 50,000 rows: ${(large.took_ms / 1000).toFixed(1)} s (aim 60 s), ${large.steps} steps of progress told`,
)
console.log(
  `memory above the start: ${large.memory_mb.toFixed(0)} MB for 50,000 rows, ${large.memory_small_mb.toFixed(0)} MB for 5,000 (constant memory would be a ratio near 1)`,
)

const { db, close } = await importRows(20_000)
const anything = { search: '', status: null, topic: null, district: null, after: null, id: null }
const questions = ['', 'velo', 'jardin partage', 'zzz', 'club de la', 'theatre 123', 'asso', 'x']
const ours = await measured(25, (search) => listOrganisations(db, { ...anything, search }))
const names = (await db.selectFrom('organisations').select(['id', 'name']).execute()).toSorted((a, b) =>
  a.name.localeCompare(b.name, 'fr'),
)
const naive = await measured(3, async (search) =>
  names
    .filter(({ name }) =>
      foldText(search)
        .split(' ')
        .every((word) => foldText(name).includes(word)),
    )
    .slice(0, 50),
)
console.log(
  `directory page and search over ${names.length} organisations: median ${median(ours).toFixed(1)} ms, slowest ${Math.max(...ours).toFixed(0)} ms (aim 50 ms at the median)`,
)
console.log(
  `naive, names only and in memory: median ${median(naive).toFixed(1)} ms, ${(median(naive) / median(ours)).toFixed(1)} times ours`,
)
await close()

async function importRows(rows: number) {
  const database = await openEmbedded(null)
  await migrate(database)
  await insertTownIfNone(database.db, townOf(readWorld('town')))
  if (!settings.ok) throw new Error('unreachable')
  const log = openLog(settings.value)
  const mailer = openMailer(database.db, settings.value)
  const town = await openTown({ database, settings: settings.value, clock: systemClock, log, mailer })
  const context = town.commandContext
  const small = await importFile(context, file(5000, 900_000))
  const took = await importFile(context, file(rows, 0))
  return {
    db: database.db,
    close: () => database.close(),
    took_ms: took.took_ms,
    steps: took.steps,
    memory_mb: took.memory_mb,
    memory_small_mb: small.memory_mb,
  }
}

type CommandContext = Awaited<ReturnType<typeof openTown>>['commandContext']

async function importFile(context: CommandContext, bytes: Uint8Array) {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  let highest = before
  let steps = 0
  const started = performance.now()
  const source = { fileName: 'registre.csv', bytes }
  const read = await readOrganisations(context, source)
  if (!read.ok) throw new Error(read.refusal.code)
  await writeOrganisations(context, source, read.value, 'server', () => {
    steps += 1
    highest = Math.max(highest, process.memoryUsage().heapUsed)
  })
  return { took_ms: performance.now() - started, steps, memory_mb: (highest - before) / 1_048_576 }
}

/** A register of so many bodies with numbers whose keys are right, from that number on. */
function file(rows: number, from: number): Uint8Array {
  const kinds = [
    'Club de vélo',
    'Théâtre',
    'Jardin partagé',
    'Chorale',
    'Régie',
    'Coopérative',
    'Amicale',
    'Comité',
  ]
  const lines = Array.from({ length: rows }, (_, index) => {
    const body = String(10_000_000 + from + index)
    const key = (10 - (luhnSum(`${body}0`) % 10)) % 10
    return `${kinds[index % kinds.length]} de la rue ${index};${body}${key};SIG${index % 997};94.99Z;9220;2010-05-0${(index % 9) + 1}`
  })
  return new TextEncoder().encode(
    `denomination;siren;sigle;naf;categorieJuridique;dateCreation\n${lines.join('\n')}`,
  )
}

async function measured(times: number, ask: (search: string) => Promise<unknown>): Promise<number[]> {
  const all: number[] = []
  for (let turn = 0; turn < times; turn += 1)
    for (const question of questions) {
      const before = performance.now()
      await ask(question)
      all.push(performance.now() - before)
    }
  return all
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}
