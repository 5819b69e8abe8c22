import { mkdirSync } from 'node:fs'
import { systemClock } from '#infra/clock.ts'
import { type OpenDatabase, openDatabase } from '#infra/database.ts'
import { openLog } from '#infra/log.ts'
import { openMailer } from '#infra/mail.ts'
import { migrate } from '#infra/migrate.ts'
import { readSettings, type Settings } from '#infra/settings.ts'
import { insertTownIfNone } from '#infra/town.queries.ts'
import { type OpenTown, openTown } from '../src/open-town.ts'
import { readWorld, townOf } from '../src/worlds/read-world.ts'

/** Settings of a benchmark's process: the server of BENCH_DATABASE, else the embedded database of BENCH_FOLDER. */
export function benchSettings(logLevel: 'warn' | 'silent' = 'warn'): Settings {
  const { BENCH_FOLDER, BENCH_DATABASE } = process.env
  const env = {
    FAIRE_COMMUNE_DATA: BENCH_FOLDER,
    DATABASE_URL: BENCH_DATABASE,
    PORT: '0',
    LOG_LEVEL: logLevel,
  }
  const read = readSettings(env, { world: 'empty' })
  if (!read.ok) throw new Error(read.refusal.join('\n'))
  return read.value
}

/** Answers the process that measures. */
export function say(message: object): void {
  process.send?.(message)
}

/** A migrated town with nothing in it, to be filled. */
export async function openBenchTown(
  settings: Settings,
): Promise<{ readonly database: OpenDatabase; readonly town: OpenTown }> {
  if (settings.databaseUrl === null) mkdirSync(settings.folder, { recursive: true })
  const database = await openDatabase(settings)
  await migrate(database)
  await insertTownIfNone(database.db, { ...townOf(readWorld('town')), isDemo: false })
  const town = await openTown({
    database,
    settings,
    clock: systemClock,
    log: openLog(settings),
    mailer: openMailer(database.db, settings),
  })
  return { database, town }
}
