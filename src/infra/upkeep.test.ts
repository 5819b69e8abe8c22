import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, testDatabaseKind, type World } from '#test/make-world.ts'
import { tendTables } from './upkeep.queries.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

async function stateOfTopics(): Promise<unknown> {
  await sql`select pg_stat_force_next_flush()`.execute(world.db)
  const { rows } = await sql`
    select c.reltuples::int as counted, s.n_dead_tup::int as left_behind
    from pg_class c join pg_stat_user_tables s on s.relid = c.oid where c.oid = 'topics'::regclass`.execute(
    world.db,
  )
  return rows[0]
}

// A server tends its tables by itself, and says what happened to them a moment later.
test.skipIf(testDatabaseKind() === 'server')(
  'a table that changed is counted and freed of old rows, once; the others are left alone',
  async () => {
    await tendTables(world.db)
    expect(await tendTables(world.db)).toEqual([])
    await sql`insert into topics (id, label_fr, label_en) select 'essai-' || n, 'Essai', 'Trial' from generate_series(1, 300) n`.execute(
      world.db,
    )
    await sql`update topics set label_fr = 'Deux' where id like 'essai-%'`.execute(world.db)
    const { rows } = await sql<{ all: number }>`select count(*)::int as all from topics`.execute(world.db)
    expect(await stateOfTopics()).toMatchObject({ left_behind: 300 })
    expect(await tendTables(world.db)).toEqual(['topics'])
    expect(await stateOfTopics()).toEqual({ counted: rows[0]?.all, left_behind: 0 })
    expect(await tendTables(world.db)).toEqual([])
  },
)
