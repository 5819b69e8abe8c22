import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { callFields, grantFacts, gridFields, makeCall } from '#test/made-call.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { instantInParis, parisTime } from './paris-time.rules.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

describe('the time in Paris', () => {
  test.each([
    ['2026-12-18', '17:00', '2026-12-18T16:00:00.000Z'],
    ['2026-07-14', '17:00', '2026-07-14T15:00:00.000Z'],
    ['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    // Half past two comes twice that night: the first is in summer time.
    ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ])('%s at %s is %s', (day, time, instant) => {
    expect(instantInParis(calendarDate(day), time).toISOString()).toBe(instant)
    expect(parisTime(new Date(instant))).toEqual({ day, time })
  })
})

describe('preparing a call', () => {
  test('the page says what lacks, piece by piece, and the call opens once nothing does', async () => {
    const agent = await world.as('agent')
    const manager = await world.as('manager')
    const made = await agent.post('/appels-a-projets/nouveau', { ...callFields, deliberation: '' })
    const path = made.headers.get('location') ?? ''
    expect(path).toBe('/appels-a-projets/fonds-des-initiatives-2027')
    const lacking = await (await agent.get(path)).text()
    for (const piece of [
      'réponse du droit',
      'la délibération qui approuve',
      'dont les poids font 100',
      'une enveloppe',
      'qui préside',
    ])
      expect(lacking).toContain(piece)
    const refused = await manager.post(`${path}/ouverture`)
    expect(refused.status).toBe(422)
    expect((await (await world.as(null)).get(path)).status).toBe(404)
  })

  test('a call that pays for what the town needs is a contract: it does not open', async () => {
    const call = await makeCall(world, {}, { open: false })
    const agent = await world.as('agent')
    await agent.post(`${call.path}/droit`, { ...grantFacts, answers_need_of_authority: 'oui' })
    expect(await (await agent.get(`${call.path}/droit`)).text()).toContain('Ce n’est pas une subvention')
    const refused = await (await world.as('manager')).post(`${call.path}/ouverture`)
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('le droit répond que c’est un marché public'),
    ])
  })

  test('a form that is wrong comes back with what was typed', async () => {
    const answer = await (await world.as('agent')).post('/appels-a-projets/nouveau', {
      ...callFields,
      titre: 'Un titre tapé',
      versements: '70 + 20',
    })
    const later = await (await world.as('agent')).post('/appels-a-projets/nouveau', {
      ...callFields,
      cloture: '2026-11-01',
    })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('value="Un titre tapé"')
    expect(await later.text()).toContain('Cette date doit venir après la précédente')
    expect(page).toContain('des parts qui font 100 ensemble')
  })

  test('two people who edit: the second is told, and loses nothing', async () => {
    const call = await makeCall(world, {}, { open: false })
    const agent = await world.as('agent')
    const grid = await (await agent.get(`${call.path}/grille`)).text()
    const version = /name="version" value="(\d+)"/.exec(grid)?.[1] ?? ''
    const first = await agent.post(`${call.path}/grille`, { ...gridFields, version })
    const second = await agent.post(`${call.path}/grille`, { ...gridFields, version, critere_1: 'Le second' })
    expect([first.status, second.status]).toEqual([303, 409])
    expect(await second.text()).toContain('value="Le second"')
  })

  test('fifty identical forms at once leave one call', async () => {
    const agent = await world.as('agent')
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        agent.post('/appels-a-projets/nouveau', { ...callFields, titre: 'Cinquante fois' }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      303,
      ...Array.from({ length: 49 }, () => 422),
    ])
    const { rows } = await sql`select from calls where title = 'Cinquante fois'`.execute(world.db)
    expect(rows).toHaveLength(1)
  })
})

describe('once published', () => {
  test('everybody reads the criteria, their weights and scales, the money and the closing', async () => {
    const call = await makeCall(world)
    const page = await (await world.as(null)).get(call.path)
    const text = await page.text()
    for (const published of [
      'Effet dans le quartier',
      '40 %',
      '10 : tout le quartier',
      '60 000',
      '18 décembre',
    ])
      expect(text.replaceAll(/[\u202f\u00a0]/g, ' ')).toContain(published)
  })

  test.each([
    ['the criteria', 'update call_criteria set weight = 99'],
    [
      'a new criterion',
      "insert into call_criteria (call_id, number, label, weight, scale) select id, 9, 'x', 1, 'x' from calls",
    ],
    ['the envelopes', 'update call_envelopes set amount_cents = 1'],
    ['the form', "update call_forms set questions = '[]'"],
    ['the closing time', "update calls set closes_at = closes_at + interval '1 second'"],
    ['the rules', "update calls set rules_text = 'other'"],
    ['the return to draft', "update calls set status = 'draft'"],
    ['the call itself', 'delete from calls'],
  ])('the database refuses to change %s', async (_, statement) => {
    const call = await makeCall(world)
    const where = statement.startsWith('insert')
      ? ` where id = '${call.id}'`
      : ` where ${/ calls\b/.test(statement) ? 'id' : 'call_id'} = '${call.id}'`
    await expect(sql.raw(statement + where).execute(world.db)).rejects.toMatchObject({ code: '23001' })
  })

  test('the form may be mended by a version that follows, which the journal tells', async () => {
    const call = await makeCall(world)
    const agent = await world.as('agent')
    const added = await agent.post(`${call.path}/formulaire`, { libelle: 'Un oubli', nature: 'text' })
    expect(added.status).toBe(303)
    const versions = await world.db
      .selectFrom('call_forms')
      .select(['version', 'questions'])
      .where('call_id', '=', call.id)
      .orderBy('version')
      .execute()
    expect(
      versions.map(({ version, questions }) => [version, JSON.stringify(questions).includes('oubli')]),
    ).toEqual([
      [1, false],
      [2, true],
    ])
    expect(await (await world.as(null)).get('/journal').then((page) => page.text())).toContain(
      'nouvelle version du formulaire',
    )
  })

  test('the next call is prepared from it: same grid, form and jury, dates a year later, the law and the council asked anew', async () => {
    const call = await makeCall(
      world,
      { titre: 'Fonds vert 2026' },
      { questions: [{ libelle: 'Public', nature: 'text' }] },
    )
    const modele = 'La ville donne {{montant}} à {{organisme}}.'
    await (await world.as('agent')).post(`${call.path}/convention-type`, { modele })
    const answer = await (await world.as('agent')).post(`${call.path}/copie`)
    expect(answer.headers.get('location')).toBe('/appels-a-projets/fonds-vert-2027/modifier')
    const page = await (await (await world.as('agent')).get('/appels-a-projets/fonds-vert-2027')).text()
    for (const kept of ['Effet dans le quartier', 'Public', 'réponse du droit', 'la délibération'])
      expect(page).toContain(kept)
    const row = await world.db
      .selectFrom('calls')
      .select(['closes_at', 'cloned_from', 'agreement_template'])
      .where('code', '=', 'fonds-vert-2027')
      .executeTakeFirstOrThrow()
    expect(row).toEqual({
      closes_at: new Date('2027-12-17T16:00:00Z'),
      cloned_from: call.id,
      agreement_template: modele,
    })
  })
})
