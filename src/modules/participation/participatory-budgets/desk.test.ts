import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { afterVote, enterVote, expectDone, makeEdition, vote } from '#test/budget-edition.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant } from '#test/test-town.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const roll = 'numero;naissance\nAB-123;1990-05-31\nCD 456;31/12/2015\nEF789;2012-01-02\n'

function fileOf(text: string): Blob {
  return new Blob([text], { type: 'text/csv' })
}

async function choicesIn(id: string): Promise<number[][]> {
  const rows = await world.db
    .selectFrom('budget_ballots')
    .select('choices')
    .where('edition_id', '=', id)
    .execute()
  return rows.map((row) => row.choices).sort()
}

describe('a roll', () => {
  test('is imported by hash; its people vote once with their number and date, on paper too', async () => {
    const { path, id } = await makeEdition(world, { liste: 'roll' })
    const manager = await world.as('manager')
    await expectDone(manager.post(`${path}/liste`, { fichier: fileOf(roll) }))
    await expectDone(manager.post(`${path}/liste`, { fichier: fileOf(roll) }))
    const rows = await world.db.selectFrom('budget_roll').selectAll().where('edition_id', '=', id).execute()
    expect(rows).toHaveLength(3)
    expect(JSON.stringify(rows)).not.toMatch(/AB-?123|CD ?456/i)

    const visitor = await world.as(null)
    const wrong = await visitor.post(`${path}/voter`, { piece: 'ab123', naissance: '1990-05-30' })
    const unknown = await visitor.post(`${path}/voter`, { piece: 'zz999', naissance: '1990-05-31' })
    expect([wrong.status, unknown.status]).toEqual([422, 422])
    const sentence = 'ne sont pas ensemble sur la liste'
    expect([await wrong.text(), await unknown.text()]).toEqual([
      expect.stringContaining(sentence),
      expect.stringContaining(sentence),
    ])
    const right = await expectDone(
      visitor.post(`${path}/voter`, { piece: 'ab 123', naissance: '1990-05-31' }),
    )
    const ballot = await (await visitor.get(right.headers.get('location') ?? '')).text()
    const form = {
      jeton: /name="jeton" value="([^"]*)"/.exec(ballot)?.[1] ?? '',
      recu: /name="recu" value="([^"]*)"/.exec(ballot)?.[1] ?? '',
    }
    expect((await visitor.post(`${path}/bulletin`, { ...form, projet: '2' })).status).toBe(200)

    const batch = await expectDone(manager.post(`${path}/papier`, { lieu: 'Mairie', secteur: '1' }))
    const desk = batch.headers.get('location') ?? ''
    const again = await manager.post(`${desk}/emargement`, { piece: 'AB123', naissance: '1990-05-31' })
    expect([again.status, await again.text()]).toEqual([422, expect.stringContaining('déjà voté')])
    await expectDone(manager.post(`${desk}/emargement`, { piece: 'EF 789', naissance: '2012-01-02' }))
    const back = await expectDone(visitor.post(`${path}/voter`, { piece: 'EF789', naissance: '2012-01-02' }))
    const late = await (await visitor.get(back.headers.get('location') ?? '')).text()
    const lateForm = {
      jeton: /name="jeton" value="([^"]*)"/.exec(late)?.[1] ?? '',
      recu: /name="recu" value="([^"]*)"/.exec(late)?.[1] ?? '',
    }
    expect((await visitor.post(`${path}/bulletin`, { ...lateForm, projet: '1' })).status).toBe(422)
    expect(await choicesIn(id)).toEqual([[2]])
  })

  test('with a bad line adds nobody, and says where and what to do', async () => {
    const { path, id } = await makeEdition(world, { liste: 'roll' })
    const bad = 'numero;naissance\nAB1;1990-05-31\n;1990-05-31\nAB3;31 mai\n'
    const answer = await (await world.as('manager')).post(`${path}/liste`, { fichier: fileOf(bad) })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toMatch(/Ligne 3\s: il manque le numéro/)
    expect(page).toMatch(/Ligne 4\s: «\s31 mai\s» n’est pas une date/)
    const rows = await world.db.selectFrom('budget_roll').selectAll().where('edition_id', '=', id).execute()
    expect(rows).toEqual([])
    const headless = await (await world.as('manager')).post(`${path}/liste`, {
      fichier: fileOf('nom;prenom\na;b\n'),
    })
    expect(await headless.text()).toMatch(/il manque la colonne «\snumero\s»/)
  })

  test('guesses of a number are limited', async () => {
    const { path } = await makeEdition(world, { liste: 'roll' })
    const visitor = await world.as(null)
    const statuses: number[] = []
    for (let day = 10; day < 20; day += 1)
      statuses.push(
        (await visitor.post(`${path}/voter`, { piece: 'AB1', naissance: `1990-05-${day}` })).status,
      )
    expect(statuses).toEqual([...Array(8).fill(422), 429, 429])
  })
})

test('codes are shown once to be printed, kept as hashes, and work once', async () => {
  const { path, id } = await makeEdition(world, { liste: 'code' })
  const manager = await world.as('manager')
  const sheet = await manager.post(`${path}/codes`, { secteur: '1', nombre: '6' })
  expect(sheet.status).toBe(200)
  const codes = [...(await sheet.text()).matchAll(/budget-receipt">([2-9A-Z-]{14})</g)].map(
    ([, code = '']) => code,
  )
  expect(codes).toHaveLength(6)
  const kept = JSON.stringify(
    await world.db.selectFrom('budget_roll').selectAll().where('edition_id', '=', id).execute(),
  )
  for (const code of codes) expect(kept).not.toContain(code.replaceAll('-', ''))
  const visitor = await world.as(null)
  const use = async (code: string) => {
    const entered = await visitor.post(`${path}/voter`, { code })
    if (entered.status !== 303) return entered.status
    const page = await (await visitor.get(entered.headers.get('location') ?? '')).text()
    const [, jeton = ''] = /name="jeton" value="([^"]*)"/.exec(page) ?? []
    const [, recu = ''] = /name="recu" value="([^"]*)"/.exec(page) ?? []
    return (await visitor.post(`${path}/bulletin`, { jeton, recu, projet: '1' })).status
  }
  expect(await use(codes[0]?.toLowerCase() ?? '')).toBe(200)
  expect(await use(codes[0] ?? '')).toBe(422)
  expect(await use('2222-2222-2222')).toBe(422)
  expect(await choicesIn(id)).toEqual([[1]])
})

describe('paper', () => {
  async function mark(desk: string, index: number) {
    return (await world.as('agent')).post(`${desk}/emargement`, {
      prenom: 'Papier',
      nom: `Personne ${index}`,
      naissance: '1950-01-01',
    })
  }
  async function openBatch(path: string): Promise<string> {
    const batch = await expectDone(
      (await world.as('agent')).post(`${path}/papier`, { lieu: 'Mairie', secteur: '1' }),
    )
    return batch.headers.get('location') ?? ''
  }

  test('is poured only when two agents read the same, as many sheets as people marked', async () => {
    const { path, id } = await makeEdition(world)
    const processId = crypto.randomUUID()
    await sql`insert into processes (id, slug, title, theme, form, engagement, decider)
      values (${processId}::uuid, ${`vote-${processId}`}, 'Vote', 'Budget', 'participatory_budget', 'codecide', 'council')`.execute(
      world.db,
    )
    await sql`update budget_editions set process_id = ${processId}::uuid where id = ${id}::uuid`.execute(
      world.db,
    )
    const desk = await openBatch(path)
    for (let index = 0; index < 5; index += 1) await expectDone(mark(desk, index))
    expect((await mark(desk, 0)).status).toBe(422)
    const [one, other] = [await world.as('agent'), await world.as('manager')]
    const state = async () => (await one.get(desk)).text()
    const seal = async () => (await one.post(`${desk}/scelle`)).status

    expect(await state()).toContain('Mélangez les feuilles')
    await expectDone(one.post(`${desk}/feuilles`, { feuilles: '1 2\n3\n-\n4\n1' }))
    expect(await state()).toContain('Un autre doit la lire aussi')
    expect(await seal()).toBe(422)
    await expectDone(one.post(`${desk}/feuilles`, { feuilles: '1 2\n3\n-\n4\n1' }))
    expect(await state()).toContain('Un autre doit la lire aussi')
    expect(await (await other.get(`${desk}/feuilles`)).text()).not.toContain('1 2\n3')
    await expectDone(other.post(`${desk}/feuilles`, { feuilles: '2 1\n3\n-\n2\n1' }))
    expect(await state()).toContain('diffèrent aux feuilles 4')
    expect(await seal()).toBe(422)
    await expectDone(other.post(`${desk}/feuilles`, { feuilles: '1,2\n3\n-\n4' }))
    expect(await state()).toContain('diffèrent aux feuilles 5')
    await expectDone(other.post(`${desk}/feuilles`, { feuilles: '1,2\n3\n-\n4\n1' }))
    await expectDone(mark(desk, 5))
    expect(await state()).toContain('5 feuilles pour 6 personnes')
    expect(await seal()).toBe(422)
    for (const reader of [one, other])
      await expectDone(reader.post(`${desk}/feuilles`, { feuilles: '1,2\n3\n-\n4\n1\n1 2 3 4' }))
    const sealed = await Promise.all(Array.from({ length: 10 }, seal))
    expect(sealed.filter((status) => status === 303)).toHaveLength(1)
    // Blank, and void: four projects where three are allowed.
    expect(await choicesIn(id)).toEqual([[], [], [1], [1, 2], [3], [4]])
    const batches = await world.db
      .selectFrom('budget_marks')
      .select('batch_id')
      .where('edition_id', '=', id)
      .execute()
    expect(batches).toHaveLength(6)
    // Counted again by a third agent; those who had read it change nothing.
    expect((await one.post(`${desk}/feuilles`, { feuilles: '4' })).status).toBe(422)
    const third = await world.as('director_general')
    await expectDone(third.post(`${desk}/feuilles`, { feuilles: '1,2\n3\n-\n4\n2\n-' }))
    expect(await state()).toContain('les feuilles 5 diffèrent')
    expect(await choicesIn(id)).toHaveLength(6)
    world.setNow(afterVote)
    await expectDone((await world.as('manager')).post(`${path}/depouillement`))
    world.setNow(testInstant)
    const forgotten = await world.db
      .selectFrom('budget_marks')
      .select('batch_id')
      .where('edition_id', '=', id)
      .execute()
    expect(new Set(forgotten.map((row) => row.batch_id))).toEqual(new Set([null]))
    const tookPart = await world.db
      .selectFrom('process_participation')
      .select(['channel', 'people', 'day'])
      .where('process_id', '=', processId)
      .execute()
    expect(tookPart).toEqual([{ channel: 'paper', people: 6, day: '2026-12-06' }])
  })

  test('a small batch waits for the end of the vote; an open one holds the count', async () => {
    const { path, id } = await makeEdition(world)
    const desk = await openBatch(path)
    await expectDone(mark(desk, 20))
    for (const role of ['agent', 'manager'] as const)
      await expectDone((await world.as(role)).post(`${desk}/feuilles`, { feuilles: '1' }))
    const agent = await world.as('agent')
    expect(await (await agent.get(desk)).text()).toContain('Moins de cinq feuilles')
    expect((await agent.post(`${desk}/scelle`)).status).toBe(422)
    world.setNow(afterVote)
    const held = await (await world.as('manager')).post(`${path}/depouillement`)
    expect([held.status, await held.text()]).toEqual([422, expect.stringContaining('n’est pas versé')])
    await expectDone(agent.post(`${desk}/scelle`))
    await expectDone((await world.as('manager')).post(`${path}/depouillement`))
    world.setNow(testInstant)
    expect(await choicesIn(id)).toEqual([[1]])
  })

  test('whoever voted online is refused at the desk, and the other way round', async () => {
    const { path } = await makeEdition(world)
    const desk = await openBatch(path)
    const { visitor, form } = await enterVote(world, path, {
      prenom: 'Papier',
      nom: 'Personne 30',
      naissance: '1950-01-01',
      courriel: 'papier30@essais.example',
    })
    await visitor.post(`${path}/bulletin`, { ...form, projet: '1' })
    expect((await mark(desk, 30)).status).toBe(422)
    await expectDone(mark(desk, 31))
    const second = await enterVote(world, path, {
      prenom: 'papier',
      nom: 'PERSONNE 31',
      naissance: '1950-01-01',
      courriel: 'papier31@essais.example',
    })
    const refused = await second.visitor.post(`${path}/bulletin`, { ...second.form, projet: '1' })
    expect(refused.status).toBe(422)
    await vote(world, path, [2])
  })

  test('a sheet that cannot be read is named with its line, and nothing is saved', async () => {
    const { path } = await makeEdition(world)
    const desk = await openBatch(path)
    const answer = await (await world.as('agent')).post(`${desk}/feuilles`, { feuilles: '1 2\nun deux\n77' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toMatch(/Ligne 2\s: «\sun deux\s» ne se lit pas/)
    expect(page).toMatch(/Ligne 3\s: «\s77\s»\s: un numéro n’est pas sur le bulletin/)
    expect(page).toContain('1 2\nun deux\n77')
  })
})
