import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import type { OpenDatabase } from './database.ts'
import { projectFile } from './project-files.ts'

export interface Migration {
  readonly name: string
  readonly text: string
  readonly digest: string
}

/** Thrown when a migration that ran was edited since: migrations only go forward and never change once landed. */
export class MigrationChanged extends Error {}

export function readMigrations(): Migration[] {
  const folder = projectFile('db/migrations')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8')
      return { name, text, digest: createHash('sha256').update(text).digest('hex') }
    })
}

/**
 * Brings the database up to the newest migration, or through the ones passed; answers the names of those that it ran.
 * Safe to run from several processes.
 */
export async function migrate(
  database: OpenDatabase,
  migrations: readonly Migration[] = readMigrations(),
): Promise<string[]> {
  await database.runScript(`${oneAtATime}
    create table if not exists schema_migrations (
      name text primary key, digest text not null, applied_at timestamptz not null default now());`)
  const done = await appliedMigrations(database)
  const ran: string[] = []
  for (const migration of migrations) {
    const digest = done.get(migration.name)
    if (digest === undefined && (await apply(database, migration))) ran.push(migration.name)
    if (digest !== undefined && digest !== migration.digest)
      throw new MigrationChanged(
        `${migration.name} was changed after it ran: restore its text and add a new migration`,
      )
  }
  return ran
}

/** Names of the migrations that were run, oldest first; null when the database is still empty. */
export async function listApplied(database: OpenDatabase): Promise<string[] | null> {
  const { rows } = await sql<{ present: boolean }>`
    select to_regclass('schema_migrations') is not null as present`.execute(database.db)
  return rows[0]?.present ? [...(await appliedMigrations(database)).keys()].sort() : null
}

/** A transaction-long advisory lock: two processes that start together migrate one after the other. */
const oneAtATime = 'select pg_advisory_xact_lock(4000002014);'

/** Runs one migration unless another process did in the meantime; answers whether it is applied by this call. */
async function apply(database: OpenDatabase, migration: Migration): Promise<boolean> {
  try {
    await database.runScript(`${oneAtATime}
      insert into schema_migrations (name, digest) values ('${migration.name}', '${migration.digest}');
      ${migration.text}`)
    return true
  } catch (error) {
    if ((await appliedMigrations(database)).has(migration.name)) return false
    throw error
  }
}

async function appliedMigrations(database: OpenDatabase): Promise<Map<string, string>> {
  const { rows } = await sql<{
    name: string
    digest: string
  }>`select name, digest from schema_migrations`.execute(database.db)
  return new Map(rows.map((row) => [row.name, row.digest]))
}
