import { existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { systemClock } from '#infra/clock.ts'
import { type OpenDatabase, openDatabase } from '#infra/database.ts'
import { lockFolder } from '#infra/folder-lock.ts'
import { openLog } from '#infra/log.ts'
import { openMailer } from '#infra/mail.ts'
import { listApplied, MigrationChanged, migrate, readMigrations } from '#infra/migrate.ts'
import type { Settings } from '#infra/settings.ts'
import { findTown, forbidDemo, getServerVersion, insertTownIfNone } from '#infra/town.queries.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { type OpenTown, openTown } from './open-town.ts'
import { loadWorld } from './worlds/load-world.ts'
import { placeholderTown } from './worlds/placeholder-town.ts'
import { readWorld, townOf } from './worlds/read-world.ts'

/** The database that the settings name, owned by this process when it is the embedded one. */
export interface OpenPlace {
  readonly settings: Settings
  readonly database: OpenDatabase
  close(): Promise<void>
}

/** Sentences for whoever starts the program: what is wrong, and what to do. */
type Complaint = readonly string[]

const oldestServer = 15

/** Opens the database, taking the folder's lock first when it is the embedded one. */
export async function openPlace(settings: Settings): Promise<Result<OpenPlace, Complaint>> {
  return settings.databaseUrl ? openOnServer(settings) : openInFolder(settings)
}

async function openInFolder(settings: Settings): Promise<Result<OpenPlace, Complaint>> {
  const lock = lockFolder(settings.folder)
  if (!lock.ok)
    return refuse([
      `${settings.folder}: another process uses this folder, and an embedded database belongs to one process.`,
      'Stop that process, or wait until it answers, or choose another folder with FAIRE_COMMUNE_DATA or --world.',
    ])
  forgetUnfinishedWorld(settings.folder)
  const database = await openDatabase(settings)
  return ok({
    settings,
    database,
    async close() {
      await database.close()
      lock.value.release()
    },
  })
}

async function openOnServer(settings: Settings): Promise<Result<OpenPlace, Complaint>> {
  if (settings.world !== 'empty')
    return refuse([
      `--world ${settings.world}: a demo world has known accounts, so it is never opened on a PostgreSQL server.`,
      'Leave DATABASE_URL out for the demo, or leave --world out for a real town.',
    ])
  const database = await openDatabase(settings)
  const problem = await whyNotServer(database)
  if (problem) {
    await database.close()
    return refuse(problem)
  }
  return ok({ settings, database, close: () => database.close() })
}

async function whyNotServer({ db }: OpenDatabase): Promise<Complaint | null> {
  try {
    const version = Math.floor((await getServerVersion(db)) / 10_000)
    return version >= oldestServer
      ? null
      : [
          `PostgreSQL ${version} is too old.`,
          `DATABASE_URL must name a server of version ${oldestServer} or later.`,
        ]
  } catch (error) {
    return [
      `The PostgreSQL server does not answer: ${error instanceof Error ? error.message || error.name : error}`,
      'Start it, or mend DATABASE_URL (address, port, user, password, name of the database).',
    ]
  }
}

/** Where a database stands beside the migrations of this version of the program. */
export async function migrationState(
  database: OpenDatabase,
): Promise<{ readonly state: 'empty' | 'behind' | 'current'; readonly missing: readonly string[] }> {
  const applied = new Set((await listApplied(database)) ?? [])
  const missing = readMigrations()
    .map((migration) => migration.name)
    .filter((name) => !applied.has(name))
  return { state: applied.size === 0 ? 'empty' : missing.length > 0 ? 'behind' : 'current', missing }
}

/** Brings the place up to this version of the program and gives it its town, loading the chosen demo world the first time. */
export async function openPreparedTown(
  place: OpenPlace,
  report: (step: string) => void,
): Promise<Result<OpenTown, Complaint>> {
  try {
    const ran = await migrate(place.database)
    if (ran.length > 0) report(`base de données / database: ${ran.length} migrations`)
  } catch (error) {
    if (error instanceof MigrationChanged) return refuse([error.message])
    throw error
  }
  if (place.database.kind === 'server') {
    const refused = await refuseDemo(place.database)
    if (refused) return refuse(refused)
  }
  return ok(await openOrLoadTown(place, report))
}

async function refuseDemo({ db }: OpenDatabase): Promise<Complaint | null> {
  try {
    await forbidDemo(db)
    return null
  } catch {
    return [
      'This database holds a demo world, whose accounts everybody knows: a server never opens one.',
      'Name an empty database in DATABASE_URL.',
    ]
  }
}

async function openOrLoadTown(place: OpenPlace, report: (step: string) => void): Promise<OpenTown> {
  const { world, folder } = place.settings
  const isNew = (await findTown(place.database.db)) === null
  if (world === 'empty' || !isNew) {
    await insertTownIfNone(place.database.db, placeholderTown)
    return openOver(place)
  }
  writeFileSync(unfinishedMark(folder), '')
  const town = townOf(readWorld(world))
  report(`monde / world: ${world} (${town.name})`)
  await insertTownIfNone(place.database.db, town)
  const opened = await openOver(place)
  await loadWorld(opened.commandContext, world, report)
  rmSync(unfinishedMark(folder))
  return opened
}

/** The town of a database that has one. */
function openOver({ database, settings }: OpenPlace): Promise<OpenTown> {
  return openTown({
    database,
    settings,
    clock: systemClock,
    log: openLog(settings),
    mailer: openMailer(database.db, settings),
  })
}

function unfinishedMark(folder: string): string {
  return path.join(folder, 'loading')
}

/** A demo world whose loading was cut short is loaded again from the start: nobody has used it yet. */
function forgetUnfinishedWorld(folder: string): void {
  if (!existsSync(unfinishedMark(folder))) return
  rmSync(path.join(folder, 'database'), { recursive: true, force: true })
  rmSync(unfinishedMark(folder))
}
