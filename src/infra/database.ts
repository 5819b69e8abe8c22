import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { readSnapshot } from './data-version.queries.ts'
import { embeddedPool } from './embedded-pool.ts'
import { inBatches } from './in-batches.ts'
import { preparedPool } from './prepared-pool.ts'
import type { Settings } from './settings.ts'
import type { Tables } from './tables.generated.ts'

/** The database, or a transaction of it: a query runs in either. */
export type Database = Kysely<Tables>

export interface OpenDatabase {
  readonly db: Database
  /** Runs a script of several statements as one transaction; used for migrations and restores only. */
  runScript(sql: string): Promise<void>
  readonly kind: 'embedded' | 'server'
  /**
   * Names the state of the data: the same text twice means that nothing was written in between, by any process. What is
   * read after asking is at least as new as the answer.
   */
  version(): Promise<string>
  close(): Promise<void>
}

// Both databases read values alike: days stay texts, 64-bit integers and decimals become numbers. Amounts are whole
// cents below 2^53, which the columns and `cents()` guarantee.
const int8 = 20
const day = 1082
const numeric = 1700
const asNumber = (text: string) => Number(text)
const asText = (text: string) => text

export interface EmbeddedDatabase extends OpenDatabase {
  /** The whole database as one archive, which `openEmbedded` opens again. */
  saveImage(): Promise<Blob>
}

/** Opens the embedded database in the folder, or in memory when it is null, optionally from a saved image. */
export async function openEmbedded(folder: string | null, image?: Blob): Promise<EmbeddedDatabase> {
  const parsers = { [int8]: asNumber, [day]: asText, [numeric]: asNumber }
  const database = await PGlite.create({
    ...(folder ? { dataDir: path.join(folder, 'database') } : {}),
    ...(image ? { loadDataDir: image } : {}),
    parsers,
  })
  // One process owns the database and every statement goes through its one pool: counting them is knowing.
  let writes = 0
  const wrote = () => {
    writes += 1
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: embeddedPool(database, wrote) }) })
  return {
    db,
    kind: 'embedded',
    version: async () => String(writes),
    runScript: (sql) =>
      db
        .connection()
        .execute(() => inTransaction(sql, (text) => database.exec(text)))
        .finally(wrote),
    saveImage: () => db.connection().execute(() => database.dumpDataDir('none')),
    close: () => db.destroy(),
  }
}

/** Opens a PostgreSQL server, 15 or later. `schema` keeps several towns, or several tests, apart on one server. */
export function openServer(url: string, schema?: string): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: 12,
    ...(schema ? { options: `-c search_path=${schema}` } : {}),
    types: { getTypeParser },
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparedPool(pool) }) })
  return {
    db,
    kind: 'server',
    version: inBatches(() => readSnapshot(db)),
    runScript: (sql) => inTransaction(sql, (text) => pool.query(text)),
    close: () => db.destroy(),
  }
}

export function openDatabase(settings: Pick<Settings, 'databaseUrl' | 'folder'>): Promise<OpenDatabase> {
  return settings.databaseUrl
    ? Promise.resolve(openServer(settings.databaseUrl))
    : openEmbedded(settings.folder)
}

const serverParsers = new Map<number, (text: string) => unknown>([
  [int8, asNumber],
  [day, asText],
  [numeric, asNumber],
])

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  serverParsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text')

/** One message with several statements is one transaction in both databases; the keywords make it explicit. */
async function inTransaction(sql: string, run: (text: string) => Promise<unknown>): Promise<void> {
  try {
    await run(`begin;\n${sql}\n;commit;`)
  } catch (error) {
    await run('rollback').catch(() => undefined)
    throw error
  }
}
