import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Database, openEmbedded, openServer } from '#infra/database.ts'
import { testDatabaseKind } from './make-world.ts'
import { openEmptySchema } from './test-server.ts'

const isServer = testDatabaseKind() === 'server'

/** The statements that this one connection holds prepared. */
async function prepared(db: Database): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements where name <> ''`.execute(db)
  return rows.map((row) => row.statement)
}

async function onOneConnection(use: (db: Database) => Promise<void>): Promise<void> {
  const schema = isServer ? await openEmptySchema() : null
  const database = schema ? openServer(schema.url) : await openEmbedded(null)
  try {
    await database.db.connection().execute(use)
  } finally {
    await database.close()
    await schema?.close()
  }
}

test('a statement is prepared from the second time on; the answers stay the same', async () => {
  await onOneConnection(async (db) => {
    const ask = async (value: number) =>
      (await sql<{ next: number }>`select ${value}::int + 1 as next`.execute(db)).rows[0]?.next
    expect(await ask(1)).toBe(2)
    expect(await prepared(db)).toEqual([])
    expect(await ask(2)).toBe(3)
    expect(await ask(40)).toBe(41)
    expect(await prepared(db)).toEqual(['select $1::int + 1 as next'])
  })
})

test('a long list of values is not prepared, nor more than five hundred statements', async () => {
  await onOneConnection(async (db) => {
    const values = Array.from({ length: 1000 }, (_, index) => index)
    for (const _ of [1, 2])
      await sql`select 1 where 1 in (${sql.join(values.map((value) => sql`${value}::int`))})`.execute(db)
    expect(await prepared(db)).toEqual([])
    for (let length = 1; length <= 520; length += 1)
      for (const _ of [1, 2])
        await sql`select ${sql.raw(String(length))} where 1 = ${length}::int`.execute(db)
    expect(await prepared(db)).toHaveLength(500)
  })
})

test('a conflict that a partial index decides is decided every time', async () => {
  await onOneConnection(async (db) => {
    await sql`create temporary table facts (source text not null)`.execute(db)
    await sql`create unique index on facts (source) where source <> ''`.execute(db)
    for (let time = 1; time <= 10; time += 1)
      await sql`insert into facts values (${'one'}) on conflict (source) where source <> ${''} do nothing`.execute(
        db,
      )
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from facts`.execute(db)
    expect(rows).toEqual([{ count: 1 }])
  })
})
