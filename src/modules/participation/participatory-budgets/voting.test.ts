import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import {
  afterVote,
  ballotFormIn,
  count,
  enterVote,
  makeEdition,
  projects,
  vote,
} from '#test/budget-edition.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant } from '#test/test-town.ts'
import { closeAndCount } from './count.actions.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const receiptPattern = /^[2-9A-HJKMNP-TV-Z]{26}$/

async function ballotsOf(id: string) {
  return world.db
    .selectFrom('budget_ballots')
    .select(['receipt', 'choices', 'points', 'area'])
    .where('edition_id', '=', id)
    .execute()
}

async function marksOf(id: string) {
  return world.db.selectFrom('budget_marks').selectAll().where('edition_id', '=', id).execute()
}

describe('a resident', () => {
  test('declares, opens the link of the mail, votes, and gets a receipt whose secret is kept nowhere', async () => {
    const { path, id } = await makeEdition(world)
    const { visitor, ballot, form } = await enterVote(world, path, {
      prenom: 'Éloïse',
      nom: 'De La Tour',
      courriel: 'eloise@essais.example',
    })
    for (const [title] of projects) expect(ballot).toContain(title)
    expect(form.recu).toMatch(receiptPattern)
    const cast = await visitor.post(`${path}/bulletin`, { ...form, projet: '3,1' })
    expect(cast.status).toBe(200)
    const receipt = await cast.text()
    expect(receipt).toContain('Votre bulletin est dans l’urne')
    expect(receipt).toContain(form.recu.slice(0, 5))
    const hash = createHash('sha256').update(form.recu).digest('hex')
    expect(receipt).toContain(hash.slice(0, 20))
    expect(await ballotsOf(id)).toEqual([{ receipt: hash, choices: [1, 3], points: null, area: 1 }])
    const marks = await marksOf(id)
    expect(marks).toHaveLength(1)
    expect(JSON.stringify(marks)).not.toMatch(/tour|eloise/i)
    expect(marks[0]?.voted_on).toBe('2026-11-23')
    const stored = await sql<{ found: boolean }>`
      select exists (select from budget_ballots b where b::text like ${`%${form.recu}%`}) as found`.execute(
      world.db,
    )
    expect(stored.rows).toEqual([{ found: false }])
  })

  test('the same form sent twice gives the same receipt; another form of the same person is refused', async () => {
    const { path, id } = await makeEdition(world)
    const person = { prenom: 'Ada', nom: 'Deux', courriel: 'ada@essais.example' }
    const first = await enterVote(world, path, person)
    const second = await enterVote(world, path, person)
    const once = await first.visitor.post(`${path}/bulletin`, { ...first.form, projet: '1' })
    const twice = await first.visitor.post(`${path}/bulletin`, { ...first.form, projet: '1' })
    expect([once.status, twice.status]).toEqual([200, 200])
    expect(await twice.text()).toContain(first.form.recu.slice(0, 5))
    const refused = await second.visitor.post(`${path}/bulletin`, { ...second.form, projet: '2' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Vous avez déjà voté')
    expect((await ballotsOf(id)).map((ballot) => ballot.choices)).toEqual([[1]])
  })

  test('the same name with another address, and the same address with another name, vote once', async () => {
    const { path, id } = await makeEdition(world)
    const people = [
      { prenom: 'Jean Marie', nom: 'Ôtrement', courriel: 'jm@essais.example' },
      { prenom: 'JEAN-MARIE', nom: 'otrement', courriel: 'autre@essais.example' },
      { prenom: 'Zoé', nom: 'Autre', courriel: ' JM@essais.example'.trim() },
    ]
    const answers: number[] = []
    for (const person of people) {
      const { visitor, form } = await enterVote(world, path, person)
      answers.push((await visitor.post(`${path}/bulletin`, { ...form, projet: '1' })).status)
    }
    expect(answers).toEqual([200, 422, 422])
    expect(await ballotsOf(id)).toHaveLength(1)
  })

  test('reads the ballot again with the receipt, replaces it, and a lost receipt opens nothing', async () => {
    const { path, id } = await makeEdition(world)
    const secret = await vote(world, path, [1, 2])
    const visitor = await world.as(null)
    const checked = await visitor.post(`${path}/recu`, { recu: secret.match(/.{1,5}/g)?.join('-') ?? '' })
    expect(await checked.text()).toContain('Jardin partagé')
    const form = await (await visitor.post(`${path}/recu`, { recu: secret, modifier: 'oui' })).text()
    expect(form).toContain('Remplacer votre bulletin')
    expect(form).toMatch(/value="2"[^>]*checked|checked[^>]*value="2"/)
    const replaced = await visitor.post(`${path}/remplacement`, { recu: secret, projet: '4' })
    expect(await replaced.text()).toContain('Votre bulletin est remplacé')
    expect((await ballotsOf(id)).map((ballot) => ballot.choices)).toEqual([[4]])
    const unknown = await visitor.post(`${path}/remplacement`, {
      recu: secret.replace(/^./, (first) => (first === 'Z' ? 'Y' : 'Z')),
      projet: '1',
    })
    expect(unknown.status).toBe(422)
    expect((await ballotsOf(id)).map((ballot) => ballot.choices)).toEqual([[4]])
  })

  test.each([
    [{}, { projet: '' }, 'Choisissez au moins un projet'],
    [{}, { projet: '1,2,3,4' }, 'Vous avez coché trop de projets'],
    [{}, { projet: '1,99' }, 'Un projet n’est pas dans cette édition'],
    [{}, { projet: '1,1' }, 'Un projet est choisi deux fois'],
    [{ bulletin: 'budget', maximum: '' }, { projet: '2,4' }, 'dépasse l’enveloppe'],
    [{ bulletin: 'points', points: '6' }, { 'points-1': '5', 'points-2': '2' }, 'plus de points'],
    [{ bulletin: 'points', points: '6' }, { 'points-1': '-5' }, 'nombres entiers de points'],
    [{ bulletin: 'points', points: '6' }, { projet: '1' }, 'nombres entiers de points'],
  ])('a ballot against the rules %j %j comes back with what was chosen', async (rules, choice, sentence) => {
    const { path, id } = await makeEdition(world, rules)
    const { visitor, form } = await enterVote(world, path)
    const answer = await visitor.post(`${path}/bulletin`, { ...form, ...choice })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(sentence)
    expect(ballotFormIn(page)).toEqual(form)
    expect(await ballotsOf(id)).toEqual([])
    expect(await marksOf(id)).toEqual([])
  })

  test('too young, undeclared or far from the dates: no ballot', async () => {
    const { path } = await makeEdition(world, { age: '16' })
    const visitor = await world.as(null)
    const person = {
      prenom: 'Léo',
      nom: 'Jeune',
      courriel: 'leo@essais.example',
      secteur: '1',
      attestation: 'oui',
    }
    const young = await visitor.post(`${path}/voter`, { ...person, naissance: '2010-11-24' })
    expect([young.status, await young.text()]).toEqual([422, expect.stringContaining('âge prévu')])
    const today = await visitor.post(`${path}/voter`, { ...person, naissance: '2010-11-23' })
    expect(today.status).toBe(200)
    const silent = await visitor.post(`${path}/voter`, {
      ...person,
      naissance: '1990-01-01',
      attestation: '',
    })
    expect([silent.status, await silent.text()]).toEqual([422, expect.stringContaining('Cochez cette case')])
    world.setNow(new Date('2026-11-22T09:00:00Z'))
    expect((await visitor.get(`${path}/voter`)).headers.get('location')).toBe(path)
    world.setNow(testInstant)
  })

  test('a pass of another edition, a changed one and an old one are refused', async () => {
    const [one, other] = [await makeEdition(world), await makeEdition(world)]
    const { visitor, form } = await enterVote(world, one.path)
    const elsewhere = await visitor.post(`${other.path}/bulletin`, { ...form, projet: '1' })
    expect([elsewhere.status, await elsewhere.text()]).toEqual([422, expect.stringContaining('plus valable')])
    const [content = '', signature = ''] = form.jeton.split('.')
    const forged = `${Buffer.from(Buffer.from(content, 'base64url').toString().replace('"area":1', '"area":2')).toString('base64url')}.${signature}`
    for (const jeton of [forged, content, '', 'x.y'])
      expect((await visitor.post(`${one.path}/bulletin`, { ...form, jeton, projet: '1' })).status).toBe(422)
    world.setNow(new Date(testInstant.getTime() + 49 * 3600_000))
    expect((await visitor.post(`${one.path}/bulletin`, { ...form, projet: '1' })).status).toBe(422)
    world.setNow(testInstant)
    expect(await ballotsOf(one.id)).toEqual([])
  })

  test('links to one mailbox are limited', async () => {
    const { path } = await makeEdition(world)
    const visitor = await world.as(null)
    const before = world.sent.length
    const statuses: number[] = []
    for (let index = 0; index < 10; index += 1) {
      const person = { prenom: 'A', nom: `B${index}`, naissance: '1990-01-01', attestation: 'oui' }
      const form = { ...person, secteur: '1', courriel: 'cible@essais.example' }
      statuses.push((await visitor.post(`${path}/voter`, form)).status)
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(2)
    expect(world.sent.length - before).toBe(8)
  })
})

describe('fifty at once', () => {
  test('one person: one mark, one ballot', async () => {
    const { path, id } = await makeEdition(world)
    const person = { prenom: 'Une', nom: 'Seule', courriel: 'seule@essais.example' }
    const entered: Awaited<ReturnType<typeof enterVote>>[] = []
    for (let index = 0; index < 5; index += 1) entered.push(await enterVote(world, path, person))
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const { visitor, form } = entered[index % 5] ?? { visitor: null, form: null }
        return visitor?.post(`${path}/bulletin`, { ...form, projet: String(1 + (index % 4)) })
      }),
    )
    expect(answers.filter((answer) => answer?.status === 200)).toHaveLength(10)
    expect(await ballotsOf(id)).toHaveLength(1)
    expect(await marksOf(id)).toHaveLength(1)
  })

  test('replacements of one ballot: one ballot, as the last one left it', async () => {
    const { path, id } = await makeEdition(world)
    const secret = await vote(world, path, [1])
    const visitor = await world.as(null)
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        visitor.post(`${path}/remplacement`, { recu: secret, projet: String(1 + (index % 3)) }),
      ),
    )
    expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(200))
    const ballots = await ballotsOf(id)
    expect(ballots).toHaveLength(1)
    expect([[1], [2], [3]]).toContainEqual(ballots[0]?.choices)
  })

  test('a closing during the vote: what was acknowledged is counted, what came after is refused', async () => {
    const { path, id } = await makeEdition(world, { debut: '2026-11-23', fin: '2026-11-23' })
    const entered: Awaited<ReturnType<typeof enterVote>>[] = []
    for (let index = 0; index < 40; index += 1) entered.push(await enterVote(world, path))
    const context = await world.context('manager')
    // The closing's clock is past midnight already, the voters' is not: all arrive together.
    const late = { now: () => afterVote, today: () => calendarDate('2026-12-07') }
    const [closing, ...answers] = await Promise.all([
      closeAndCount({ ...context, clock: late }, path.split('/').at(-1) ?? ''),
      ...entered.map(({ visitor, form }) => visitor.post(`${path}/bulletin`, { ...form, projet: '1' })),
    ])
    expect(closing).toEqual({ ok: true, value: null })
    const acknowledged = answers.filter((answer) => answer.status === 200).length
    const { ballots } = await world.db
      .selectFrom('budget_counts')
      .select('ballots')
      .where('edition_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(ballots).toBe(acknowledged)
    expect(await ballotsOf(id)).toHaveLength(acknowledged)
    expect(await marksOf(id)).toHaveLength(acknowledged)
  })
})

describe('the database', () => {
  const refused = async (statement: ReturnType<typeof sql>) => {
    const outcome = await statement.execute(world.db).then(
      () => 'done',
      (error: Error) => error.message,
    )
    return outcome
  }

  test('freezes rules, areas, projects and the draw at the first ballot, for everybody', async () => {
    const { path, id } = await makeEdition(world)
    const changes = () => [
      sql`update budget_editions set most_projects = most_projects + 1 where id = ${id}::uuid`,
      sql`update budget_editions set closes_on = closes_on + 9 where id = ${id}::uuid`,
      sql`update budget_editions set counting_rule = counting_rule || 'x' where id = ${id}::uuid`,
      sql`update budget_areas set envelope_cents = 5 where edition_id = ${id}::uuid`,
      sql`update budget_projects set cost_cents = cost_cents - 1 where edition_id = ${id}::uuid`,
      sql`update budget_seeds set seed = 'another text that suits' where edition_id = ${id}::uuid`,
      sql`insert into budget_projects (edition_id, area, number, reference, title, cost_cents)
          values (${id}::uuid, 1, 77, '77', 'Un de plus', 100)`,
      sql`delete from budget_projects where edition_id = ${id}::uuid and number = 2`,
    ]
    for (const change of changes().slice(0, 6)) expect(await refused(change)).toBe('done')
    await vote(world, path, [1])
    for (const change of changes()) expect(await refused(change)).toMatch(/first ballot has frozen/)
    expect(await refused(sql`delete from budget_editions where id = ${id}::uuid`)).toMatch(/first ballot/)
  })

  test('keeps a sealed set of ballots as it is', async () => {
    const { path, id } = await makeEdition(world)
    await vote(world, path, [1])
    await count(world, path)
    for (const statement of [
      sql`delete from budget_ballots where edition_id = ${id}::uuid`,
      sql`update budget_ballots set choices = array[2]::smallint[] where edition_id = ${id}::uuid`,
      sql`insert into budget_ballots (edition_id, receipt, area, choices)
          values (${id}::uuid, ${'a'.repeat(64)}, 1, array[2]::smallint[])`,
      sql`insert into budget_marks (edition_id, person_key, voted_on)
          values (${id}::uuid, ${'a'.repeat(43)}, '2026-11-23')`,
      sql`truncate budget_ballots`,
      sql`update budget_outcomes set supporters = 12 where edition_id = ${id}::uuid`,
      sql`update budget_counts set ballots = 12 where edition_id = ${id}::uuid`,
    ])
      expect(await refused(statement)).toMatch(/is refused|append-only/)
  })
})
