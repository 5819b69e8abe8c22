import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { ok, type Result, refuse } from '#kernel/result.ts'
import {
  countRows,
  dropForeignKeys,
  emptyTables,
  insertRows,
  isEmptyTown,
  listTables,
  readHead,
  readMigrationRows,
  readRows,
  restoreForeignKeys,
  restoreSequences,
  setTriggers,
} from './backup.queries.ts'
import type { Database, OpenDatabase } from './database.ts'
import { migrate, readMigrations } from './migrate.ts'

/**
 * A backup is one gzip file of JSON lines: the header below, then for each table a line `{"table":…,"rows":n}` followed
 * by its n rows, then `{"end":true}`. It is read as PostgreSQL writes JSON, so that no value passes through a number or
 * a date of this program, and it restores on either kind of database.
 */
const header = z.object({
  format: z.literal('faire-commune/backup/1'),
  made_at: z.string(),
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  journal_head: z.object({ seq: z.number().int(), entry_hash: z.string() }),
  tables: z.record(z.string(), z.number().int()),
})

export type BackupHeader = z.infer<typeof header>

const section = z.object({ table: z.string(), rows: z.number().int() })
const batch = 500

/**
 * Writes everything to the file, as it is at one instant, while the town is in use. An embedded database has one
 * connection, so its requests wait meanwhile; those of a server do not. The file is there only when it is whole.
 */
export async function writeBackup(db: Database, file: string, madeAt: Date): Promise<BackupHeader> {
  const unfinished = `${file}.unfinished`
  try {
    const written = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        const head = await readHeader(tx, madeAt)
        const lines = Readable.from(linesOf(tx, head))
        // Sessions, hashed passwords and names are inside: for the owner's eyes only.
        await pipeline(lines, createGzip(), createWriteStream(unfinished, { mode: 0o600 }))
        return head
      })
    await flush(unfinished)
    await rename(unfinished, file)
    return written
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync().finally(() => handle.close())
}

async function readHeader(tx: Database, madeAt: Date): Promise<BackupHeader> {
  const tables: Record<string, number> = {}
  for (const table of await listTables(tx)) tables[table] = await countRows(tx, table)
  return {
    format: 'faire-commune/backup/1',
    made_at: madeAt.toISOString(),
    migrations: await readMigrationRows(tx),
    journal_head: await readHead(tx),
    tables,
  }
}

async function* linesOf(tx: Database, head: BackupHeader): AsyncGenerator<string> {
  yield `${JSON.stringify(head)}\n`
  for (const [table, rows] of Object.entries(head.tables)) {
    yield `${JSON.stringify({ table, rows })}\n`
    for await (const page of readRows(tx, table, batch)) yield page.map((row) => `${row}\n`).join('')
  }
  yield '{"end":true}\n'
}

export type RestoreRefusal =
  | { readonly code: 'not_empty' }
  | { readonly code: 'not_a_backup'; readonly detail: string }
  | { readonly code: 'other_version'; readonly detail: string }

/** Thrown inside the transaction of a restore, so that nothing of it stays. */
class Unreadable extends Error {}

/**
 * Puts a backup into a database that holds no town yet, in one transaction. It first runs the migrations that the backup
 * was made with, so an older backup restores too; newer migrations run at the next start.
 */
export async function restoreBackup(
  database: OpenDatabase,
  file: string,
): Promise<Result<BackupHeader, RestoreRefusal>> {
  if (!(await isEmptyTown(database.db))) return refuse({ code: 'not_empty' })
  try {
    const lines = backupLines(file)
    const head = parseLine(header, await nextLine(lines), 'header')
    const known = knownMigrations(head)
    if (!known.ok) return known
    await migrate(database, known.value)
    await database.db.transaction().execute((tx) => load(tx, head, lines))
    return ok(head)
  } catch (error) {
    if (error instanceof Unreadable) return refuse({ code: 'not_a_backup', detail: error.message })
    throw error
  }
}

function knownMigrations(head: BackupHeader): Result<ReturnType<typeof readMigrations>, RestoreRefusal> {
  const made = new Map(head.migrations.map((migration) => [migration.name, migration.digest]))
  const ours = readMigrations().filter((migration) => made.get(migration.name) === migration.digest)
  const unknown = head.migrations.find(({ name }) => !ours.some((migration) => migration.name === name))
  return unknown ? refuse({ code: 'other_version', detail: unknown.name }) : ok(ours)
}

async function load(tx: Database, head: BackupHeader, lines: AsyncIterator<string>): Promise<void> {
  const tables = await listTables(tx)
  const foreignKeys = await dropForeignKeys(tx)
  await setTriggers(tx, tables, 'disable')
  await emptyTables(tx, tables)
  for (;;) {
    const line = await nextLine(lines)
    if (line === '{"end":true}') break
    await loadTable(tx, parseLine(section, line, 'section'), tables, lines)
  }
  await restoreSequences(tx)
  await setTriggers(tx, tables, 'enable')
  await restoreForeignKeys(tx, foreignKeys)
  await compare(tx, head)
}

async function loadTable(
  tx: Database,
  { table, rows }: z.infer<typeof section>,
  tables: readonly string[],
  lines: AsyncIterator<string>,
): Promise<void> {
  if (!tables.includes(table)) throw new Unreadable(`unknown table ${table}`)
  for (let done = 0; done < rows; done += batch) {
    const page: string[] = []
    while (page.length < Math.min(batch, rows - done)) page.push(await nextLine(lines))
    await insertRows(tx, table, `[${page.join(',')}]`)
  }
}

/** What was restored must be what the header says, row for row, down to the head of the journal. */
async function compare(tx: Database, head: BackupHeader): Promise<void> {
  const now = await readHeader(tx, new Date(head.made_at))
  for (const [table, rows] of Object.entries(head.tables))
    if (now.tables[table] !== rows)
      throw new Unreadable(`${table}: ${now.tables[table]} rows instead of ${rows}`)
  if (now.journal_head.entry_hash !== head.journal_head.entry_hash)
    throw new Unreadable('the journal does not end with the entry that the header names')
}

function backupLines(file: string): AsyncIterator<string> {
  const input = createReadStream(file)
  const text = input.pipe(createGunzip())
  input.on('error', (error) => text.destroy(error))
  return createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]()
}

async function nextLine(lines: AsyncIterator<string>): Promise<string> {
  try {
    const { done, value } = await lines.next()
    if (!done) return value
  } catch (error) {
    throw new Unreadable(error instanceof Error ? error.message : String(error))
  }
  throw new Unreadable('the file ends too early')
}

function parseLine<Schema extends z.ZodType>(schema: Schema, line: string, what: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(line))
  } catch {
    throw new Unreadable(`its ${what} line is not one of a backup`)
  }
}
