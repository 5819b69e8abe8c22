import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { roles } from '#kernel/roles.ts'
import {
  afterVote,
  enterVote,
  expectDone,
  makeEdition,
  type TestEdition,
  vote,
} from '#test/budget-edition.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant } from '#test/test-town.ts'
import { closeAndCount } from './count.actions.ts'
import { ballotsPerBatch } from './mixing.ts'
import { insertProjects } from './projects.queries.ts'
import { drawSecret } from './roll.actions.ts'
import { castVote } from './voting.actions.ts'
import { hashOfReceipt, openVotingKeys } from './voting-keys.ts'

// A hundred votes one after the other, and every page read by every role: long on a busy machine.
vi.setConfig({ testTimeout: 240_000 })

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** Who cast which ballot: what only this test knows. */
interface Truth {
  readonly personKey: string
  readonly receipt: string
}

/** So many people vote one after the other, each for another project. */
async function castMany({ path, id }: TestEdition, voters: number): Promise<Truth[]> {
  const context = await world.context(null)
  const keys = await openVotingKeys(context)
  const cast: Truth[] = []
  for (let index = 0; index < voters; index += 1) {
    const personKey = keys.ofDocument(id, `piece ${index}`)
    const secret = drawSecret(26)
    const pass = keys.sign({
      editionId: id,
      personKey,
      emailKey: null,
      area: 1,
      until_s: testInstant.getTime() / 1000 + 3600,
    })
    const result = await castVote(context, path.split('/').at(-1) ?? '', {
      pass,
      secret,
      choices: { projects: [5 + index], points: null },
    })
    expect(result.ok).toBe(true)
    cast.push({ personKey, receipt: hashOfReceipt(secret) })
  }
  return cast
}

/** Every way to set marks beside ballots by what PostgreSQL writes with each row. */
const joins = {
  'the transaction that wrote them': sql`xmin::text`,
  'the place in the table': sql`lpad(split_part(trim(both '()' from ctid::text), ',', 1), 9, '0')
    || lpad(split_part(trim(both '()' from ctid::text), ',', 2), 9, '0')`,
  'transaction and place': sql`lpad(xmin::text, 12, '0')
    || lpad(split_part(trim(both '()' from ctid::text), ',', 1), 9, '0')
    || lpad(split_part(trim(both '()' from ctid::text), ',', 2), 9, '0')`,
  'the command within the transaction': sql`xmin::text || ' ' || cmin::text`,
  'no order at all': sql`null::text`,
}

/** How many of the true pairs are found by setting both lists in that order, one beside the other. */
async function foundByRank(
  id: string,
  order: ReturnType<typeof sql>,
  truth: readonly Truth[],
): Promise<number> {
  const { rows } = await sql<{ person_key: string; receipt: string }>`
    with marks as (
      select person_key, row_number() over (order by ${order}) as place from budget_marks where edition_id = ${id}::uuid
    ), ballots as (
      select receipt, row_number() over (order by ${order}) as place from budget_ballots where edition_id = ${id}::uuid
    )
    select person_key, receipt from marks join ballots using (place)`.execute(world.db)
  const pairs = new Map(rows.map((row) => [row.person_key, row.receipt]))
  return truth.filter(({ personKey, receipt }) => pairs.get(personKey) === receipt).length
}

/** How many true pairs are the only ones with an equal value: what a join by `xmin` gives at once. */
async function foundByValue(id: string, truth: readonly Truth[]): Promise<number> {
  const { rows } = await sql<{ person_key: string; receipt: string }>`
    select min(person_key) as person_key, min(receipt) as receipt
    from budget_marks m join budget_ballots b on m.xmin = b.xmin
    where m.edition_id = ${id}::uuid and b.edition_id = ${id}::uuid
    group by m.xmin::text having count(*) = 1`.execute(world.db)
  const pairs = new Map(rows.map((row) => [row.person_key, row.receipt]))
  return truth.filter(({ personKey, receipt }) => pairs.get(personKey) === receipt).length
}

/** Chance pairs one in all, whatever their number; nine or more once in a million runs. */
const byChance = 9

describe('whoever holds the database', () => {
  test('joins nobody to a ballot once they are mixed, by any system column; the batch under way is what the page says', async () => {
    const edition = await makeEdition(world, {}, { open: false })
    const { id } = edition
    await insertProjects(
      world.db,
      id,
      Array.from({ length: 150 }, (_, index) => ({
        area: 1,
        number: 5 + index,
        reference: String(5 + index),
        title: `Projet ${5 + index}`,
        description: '',
        place: '',
        costCents: 10_000,
        proposalId: null,
      })),
    )
    await sql`update budget_editions set version = version + 1 where id = ${id}::uuid`.execute(world.db)
    await expectDone((await world.as('manager')).post(`${edition.path}/ouverture`))

    const under = await castMany(edition, ballotsPerBatch - 1)
    // The attack works before: this test would see it.
    expect(await foundByValue(id, under)).toBe(under.length)
    expect(await foundByRank(id, joins['the place in the table'], under)).toBe(under.length)

    const { path } = edition
    const last = await castOne(edition, ballotsPerBatch)
    const mixed = [...under, last]
    expect(await foundByValue(id, mixed)).toBe(0)
    for (const [name, order] of Object.entries(joins))
      expect([name, (await foundByRank(id, order, mixed)) < byChance]).toEqual([name, true])

    const fresh = await castOne(edition, ballotsPerBatch + 1)
    expect(await foundByValue(id, [...mixed, fresh])).toBe(1)
    const page = await (await (await world.as(null)).get('/budgets-participatifs/secret')).text()
    expect(page).toContain(`moins de ${ballotsPerBatch}, n’est pas encore mélangé`)

    const late = { now: () => afterVote, today: () => calendarDate('2026-12-07') }
    const context = await world.context('manager')
    expect(await closeAndCount({ ...context, clock: late }, path.split('/').at(-1) ?? '')).toMatchObject({
      ok: true,
    })
    const all = [...mixed, fresh]
    expect(await foundByValue(id, all)).toBe(0)
    for (const [name, order] of Object.entries(joins))
      expect([name, (await foundByRank(id, order, all)) < byChance]).toEqual([name, true])
  })

  async function castOne({ path, id }: TestEdition, index: number): Promise<Truth> {
    const context = await world.context(null)
    const keys = await openVotingKeys(context)
    const personKey = keys.ofDocument(id, `piece ${index}`)
    const secret = drawSecret(26)
    const until_s = testInstant.getTime() / 1000 + 3600
    const pass = keys.sign({ editionId: id, personKey, emailKey: null, area: 1, until_s })
    const choices = { projects: [5 + index], points: null }
    const cast = await castVote(context, path.split('/').at(-1) ?? '', { pass, secret, choices })
    expect(cast.ok).toBe(true)
    return { personKey, receipt: hashOfReceipt(secret) }
  }

  test('finds no key, time, number or default that marks and ballots share, and no side table of either', async () => {
    const { rows } = await sql<{
      table_name: string
      column_name: string
      udt_name: string
      column_default: string | null
    }>`
      select table_name, column_name, udt_name, column_default from information_schema.columns
      where table_schema = current_schema() and table_name in ('budget_marks', 'budget_ballots')
      order by table_name, ordinal_position`.execute(world.db)
    expect(rows.map((row) => [row.table_name, row.column_name, row.udt_name, row.column_default])).toEqual([
      ['budget_ballots', 'edition_id', 'uuid', null],
      ['budget_ballots', 'receipt', 'text', null],
      ['budget_ballots', 'area', 'int2', null],
      ['budget_ballots', 'choices', '_int2', null],
      ['budget_ballots', 'points', '_int2', null],
      ['budget_ballots', 'is_mixed', 'bool', 'false'],
      ['budget_marks', 'edition_id', 'uuid', null],
      ['budget_marks', 'person_key', 'text', null],
      ['budget_marks', 'email_key', 'text', null],
      ['budget_marks', 'voted_on', 'date', null],
      ['budget_marks', 'batch_id', 'uuid', null],
      ['budget_marks', 'is_mixed', 'bool', 'false'],
    ])
    // A reference would lock the row that it names, and the lock would keep the number of the ballot's transaction.
    const references = await sql<{ conname: string }>`
      select conname from pg_constraint where contype = 'f'
      and conrelid in ('budget_marks'::regclass, 'budget_ballots'::regclass)`.execute(world.db)
    expect(references.rows).toEqual([])
    const storage = await sql<{ attname: string; attstorage: string }>`
      select attname, attstorage::text from pg_attribute
      where attrelid = 'budget_ballots'::regclass and attname in ('choices', 'points') order by attname`.execute(
      world.db,
    )
    expect(storage.rows).toEqual([
      { attname: 'choices', attstorage: 'p' },
      { attname: 'points', attstorage: 'p' },
    ])
  })
})

/** How many rows each table has. */
async function rowsByTable(): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name`.execute(world.db)
  const counts = new Map<string, number>()
  for (const { name } of rows) {
    const counted = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
      world.db,
    )
    counts.set(name, Number(counted.rows[0]?.count))
  }
  return counts
}

describe('a ballot', () => {
  test('adds a mark and a ballot, and nothing to any other table, nor to the measurements of requests', async () => {
    const { path } = await makeEdition(world)
    const { visitor, form } = await enterVote(world, path)
    const before = await rowsByTable()
    expect((await visitor.post(`${path}/bulletin`, { ...form, projet: '1' })).status).toBe(200)
    const after = await rowsByTable()
    const grown = [...after].filter(([name, rows]) => rows !== before.get(name))
    expect(grown.map(([name, rows]) => [name, rows - (before.get(name) ?? 0)])).toEqual([
      ['budget_ballots', 1],
      ['budget_marks', 1],
    ])
    await visitor.get('/budgets-participatifs')
    const metrics = await (await world.app.request('/metrics')).text()
    expect(metrics).toContain('/budgets-participatifs"')
    expect(metrics).not.toMatch(/voter|bulletin|recu|remplacement/)
  })

  test('changes nothing that anybody sees before the count: pages, results, file, order', async () => {
    const { path } = await makeEdition(world)
    const pages = [path, '/budgets-participatifs', `${path}/projets/1`, `${path}/projets/4`, `${path}/papier`]
    const readers = [null, ...roles]
    const read = async () => {
      const seen: string[] = []
      for (const role of readers)
        for (const page of pages) seen.push(await (await (await world.as(role)).get(page)).text())
      return seen.map((page) => page.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ''))
    }
    // The first reading shows the notices of what each person has just done.
    await read()
    const before = await read()
    await vote(world, path, [4])
    await vote(world, path, [4, 2])
    expect(await read()).toEqual(before)
    for (const role of readers)
      for (const page of [`${path}/resultats`, `${path}/bulletins/1.pb`])
        expect([role, (await (await world.as(role)).get(page)).status]).toEqual([role, 404])
    world.setNow(new Date('2026-11-24T09:00:00Z'))
    expect(await (await (await world.as(null)).get(path)).text()).toContain('2 personnes ont voté')
    world.setNow(testInstant)
  })
})
