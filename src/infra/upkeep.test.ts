import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenDatabase, openEmbedded } from './database.ts'
import { tendTables } from './upkeep.queries.ts'

// A server tends its tables by itself: this is about the embedded database only.
let opened: OpenDatabase
beforeAll(async () => {
  opened = await openEmbedded(null)
  await sql`create table topics (id integer primary key, label text)`.execute(opened.db)
  await sql`create table idle (id integer primary key)`.execute(opened.db)
})
afterAll(() => opened.close())

async function stateOfTopics(): Promise<unknown> {
  await sql`select pg_stat_force_next_flush()`.execute(opened.db)
  const { rows } = await sql`
    select c.reltuples::int as counted, s.n_dead_tup::int as left_behind
    from pg_class c join pg_stat_user_tables s on s.relid = c.oid where c.oid = 'topics'::regclass`.execute(
    opened.db,
  )
  return rows[0]
}

test('a table that changed is counted and freed of old rows, once; the others are left alone', async () => {
  expect(await tendTables(opened.db)).toEqual([])
  await sql`insert into topics select n, 'Un' from generate_series(1, 300) n`.execute(opened.db)
  await sql`update topics set label = 'Deux'`.execute(opened.db)
  expect(await stateOfTopics()).toMatchObject({ left_behind: 300 })
  expect(await tendTables(opened.db)).toEqual(['topics'])
  expect(await stateOfTopics()).toEqual({ counted: 300, left_behind: 0 })
  expect(await tendTables(opened.db)).toEqual([])
})
