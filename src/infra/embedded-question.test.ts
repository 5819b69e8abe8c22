import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openQuestions } from './embedded-question.ts'

let database: PGlite
beforeAll(async () => {
  database = await PGlite.create({ parsers: { 20: Number } })
})
afterAll(() => database.close())

const everything = `select $1::bool as yes, $2::int as whole, $3::bigint as long, $4::numeric as exact, $5::date as day,
  $6::timestamptz as instant, $7::json as tree, $8::text[] as words, $9::int[] as numbers, $10::bytea as bytes, $11::uuid as id,
  $12::text as text, array(select n from generate_series(1, $2::int) n) as made`
const values = [
  true,
  3,
  9_007_199_254_740_991,
  '12.50',
  '2026-03-14',
  new Date('2026-03-14T10:00:00Z'),
  { a: [1, null, 'é'] },
  ['un, deux', 'l’« eau »', '{"'],
  [1, 2, 3],
  new Uint8Array([0, 255, 7]),
  '10000000-0000-4000-8000-000000000000',
  'Théâtre \\ ; \' "',
]

test('what is asked in one message is answered as the database itself answers', async () => {
  const ask = openQuestions(database)
  const nothing = values.map((value) => (value === 3 ? 0 : null))
  for (const given of [values, nothing, values]) {
    const expected = (await database.query(everything, given)).rows
    expect((await ask(everything, given)).rows).toEqual(expected)
  }
  for (let time = 0; time < 3; time += 1) {
    expect((await ask('select 1 as one where false', [])).rows).toEqual([])
    expect((await ask('select n, n * 2 as twice from generate_series(1, 2) n', [])).rows).toEqual([
      { n: 1, twice: 2 },
      { n: 2, twice: 4 },
    ])
  }
})

test('a question that fails says why, and the next one is answered; within a transaction nothing is until its end', async () => {
  const ask = openQuestions(database)
  const divided = 'select 6 / $1::int as part'
  for (let time = 0; time < 3; time += 1) {
    expect((await ask(divided, [2])).rows).toEqual([{ part: 3 }])
    await expect(ask(divided, [0])).rejects.toMatchObject({ code: '22012' })
    await expect(ask('select * from nowhere', [])).rejects.toMatchObject({ code: '42P01' })
  }
  await database.query('begin')
  await expect(ask(divided, [0])).rejects.toMatchObject({ code: '22012' })
  await expect(ask(divided, [2])).rejects.toMatchObject({ code: '25P02' })
  await database.query('rollback')
  expect((await ask(divided, [2])).rows).toEqual([{ part: 3 }])
})

test('a table that is made again with other types is asked as it is now', async () => {
  const ask = openQuestions(database)
  const asked = 'select value from kept where value = $1'
  for (const [type, value] of [
    ['integer', 7],
    ['text', 'sept'],
  ] as const) {
    await database.exec(`drop table if exists kept; create table kept (value ${type})`)
    await database.query('insert into kept values ($1)', [value])
    for (let time = 0; time < 3; time += 1) expect((await ask(asked, [value])).rows).toEqual([{ value }])
  }
})
