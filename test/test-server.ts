import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type OpenDatabase, openServer } from '#infra/database.ts'
import { migrate } from '#infra/migrate.ts'
import { assertDefined } from '#kernel/assert.ts'

/** A schema of its own on the PostgreSQL server of the tests, migrated and filled; dropped when it is closed. */
export async function openTestSchema(fill: (database: OpenDatabase) => Promise<void>): Promise<TestSchema> {
  const database = await openEmptySchema()
  await migrate(database)
  await fill(database)
  return database
}

export interface TestSchema extends OpenDatabase {
  readonly schema: string
  /** What DATABASE_URL names, for whoever opens the same schema by settings. */
  readonly url: string
}

/** A schema with nothing in it, where no town was ever opened. */
export async function openEmptySchema(): Promise<TestSchema> {
  const url = assertDefined(process.env.TEST_DATABASE_URL, 'TEST_DATABASE_URL names the server of the tests')
  const schema = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  await runOnServer(url, `create schema ${schema}`)
  const database = openServer(url, schema)
  const named = new URL(url)
  named.searchParams.set('options', `-c search_path=${schema}`)
  return {
    ...database,
    schema,
    url: named.href,
    async close() {
      await database.close()
      await runOnServer(url, `drop schema ${schema} cascade`)
    },
  }
}

async function runOnServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
