import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeWorld, type World } from '#test/make-world.ts'
import { openProcess } from '#test/open-process.ts'
import { lastLink, publish, textOf } from '#test/proposal-pages.ts'
import { proposalListSchema } from './proposals.openapi.ts'

let world: World
let path: string
beforeAll(async () => {
  world = await makeWorld()
  await openProcess(world.db, 'cadre-de-vie')
  path = await publish(world, 'resident', 'cadre-de-vie')
})
afterAll(() => world.close())

const supporters = async (of: string) =>
  (await textOf((await world.as(null)).get(of))).match(/(\d+) personnes? souti/)?.[1] ?? '0'

describe('supporting', () => {
  test('fifty presses at once by one person count once', async () => {
    const officer = await world.as('organisation_officer')
    const answers = await Promise.all(Array.from({ length: 50 }, () => officer.post(`${path}/soutien`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(await supporters(path)).toBe('1')
    const people = await world.db
      .selectFrom('process_participation')
      .select('people')
      .where('source_kind', '=', 'contributor')
      .execute()
    // The author and one supporter.
    expect(people).toHaveLength(2)
  })

  test('a support is taken back, once, and never below none', async () => {
    const officer = await world.as('organisation_officer')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => officer.post(`${path}/soutien/retrait`)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(9).fill(404)])
    expect(await supporters(path)).toBe('0')
  })

  test('a mailbox that has an account is that account: one person, one support', async () => {
    const resident = await world.as('manager')
    await resident.post(`${path}/soutien`)
    const visitor = await world.as(null)
    await visitor.post(`${path}/soutien`, { courriel: 'Manager@essais.example' })
    const link = lastLink(world, 'Manager@essais.example')
    expect((await visitor.post(link)).status).toBe(303)
    expect(await supporters(path)).toBe('1')
    await visitor.post('/propositions/mes-propositions/oubli')
  })

  test('without an account: one support a mailbox, however many links were asked for', async () => {
    const visitor = await world.as(null)
    const links: string[] = []
    for (let asked = 0; asked < 3; asked += 1) {
      await visitor.post(`${path}/soutien`, { courriel: 'rose@habitants.example' })
      links.push(lastLink(world, 'rose@habitants.example'))
    }
    expect(new Set(links).size).toBe(3)
    const before = Number(await supporters(path))
    for (const link of links) expect((await visitor.post(link)).status).toBe(303)
    expect(Number(await supporters(path))).toBe(before + 1)
    await visitor.post('/propositions/mes-propositions/oubli')
  })
})

describe('comments', () => {
  const say = (message: string, more = {}) => ({ position: 'for', message, reponse_a: '', ...more })

  test('are threads with arguments for and against; whoever follows is told', async () => {
    const officer = await world.as('organisation_officer')
    const first = await officer.post(`${path}/commentaires`, say('Six bancs, c’est **peu**.'))
    const id = first.headers.get('location')?.split('#avis-')[1] ?? ''
    const reply = await (await world.as('partner_officer')).post(
      `${path}/commentaires`,
      say('Commençons par six.', { position: 'against', reponse_a: id }),
    )
    expect(reply.status).toBe(303)
    const page = await textOf((await world.as(null)).get(path))
    expect(page).toContain('<strong>peu</strong>')
    expect(page).toMatch(/id="avis-[^"]+">.*<ul class="comments"><li id="avis-[^"]+">.*Commençons par six/s)
    expect(page).toContain('1 pour')
    expect(page).toContain('1 contre')
    const told = await world.db.selectFrom('notices').select(['event', 'text_fr']).execute()
    expect(told.map(({ text_fr }) => text_fr)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/De nouveaux avis sur «.Des bancs/),
        expect.stringContaining('répond à votre avis'),
      ]),
    )
  })

  test('a reply to a comment of another proposal is refused', async () => {
    const other = await publish(world, 'resident', 'cadre-de-vie', { titre: 'Une autre idée' })
    const officer = await world.as('organisation_officer')
    const first = await officer.post(`${other}/commentaires`, say('Ici.'))
    const id = first.headers.get('location')?.split('#avis-')[1] ?? ''
    const answer = await officer.post(`${path}/commentaires`, say('Là.', { reponse_a: id }))
    expect(answer.status).toBe(422)
    const free = await officer.post(`${path}/commentaires`, say('x', { reponse_a: crypto.randomUUID() }))
    expect(free.status).toBe(422)
  })

  test('hostile words are words', async () => {
    const officer = await world.as('organisation_officer')
    await officer.post(`${path}/commentaires`, say('<script>alert(1)</script> [x](javascript:alert(2))'))
    const page = await textOf((await world.as(null)).get(path))
    expect(page).toContain('&lt;script&gt;alert(1)')
    expect(page).not.toMatch(/<script>alert|href="javascript/)
  })

  test('without an account: published by the link, under the name given, never with the mailbox', async () => {
    const visitor = await world.as(null)
    const asked = await visitor.post(`${path}/commentaires`, {
      ...say('Et pour les poussettes ?'),
      nom: 'Tom',
      courriel: 'tom@habitants.example',
    })
    expect(asked.status).toBe(303)
    expect(await textOf(visitor.get(path))).not.toContain('poussettes')
    await visitor.post(lastLink(world, 'tom@habitants.example'))
    const page = await textOf(visitor.get(path))
    expect(page).toContain('poussettes')
    expect(page).toContain('<strong>Tom</strong>')
    expect(page).not.toContain('tom@habitants.example')
    await visitor.post('/propositions/mes-propositions/oubli')
  })

  test('one person writes thirty in a quarter of an hour, no more', async () => {
    const other = await publish(world, 'resident', 'cadre-de-vie', { titre: 'Flot d’avis' })
    const agent = await world.as('legal_officer')
    const statuses: number[] = []
    for (let n = 0; n < 31; n += 1)
      statuses.push((await agent.post(`${other}/commentaires`, say(`Avis ${n}`))).status)
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(303))
    expect(statuses[30]).toBe(429)
  })
})

describe('following', () => {
  test('is private, starts and stops', async () => {
    const elected = await world.as('elected_member')
    await elected.post(`${path}/suivi`)
    expect(await textOf(elected.get(path))).toContain('Ne plus suivre')
    expect(await textOf((await world.as('mayor')).get(path))).not.toContain('Élise')
    await elected.post(`${path}/suivi/arret`)
    expect(await textOf(elected.get(path))).not.toContain('Ne plus suivre')
  })
})

describe('the list', () => {
  test('is searched in French, filtered and sorted', async () => {
    const visitor = await world.as(null)
    await publish(world, 'resident', 'cadre-de-vie', {
      titre: 'Rénover les écoles',
      texte: 'Isoler les salles de classe.',
      categorie: 'youth',
    })
    const found = (query: string) => textOf(visitor.get(`/propositions?${query}`))
    expect(await found('q=école')).toContain('Rénover les écoles')
    expect(await found('q=renovation+ecole')).toContain('Rénover les écoles')
    expect(await found('q=isol')).toContain('Rénover les écoles')
    expect(await found('q=piscine')).toContain('Aucune proposition ne répond')
    expect(await found('categorie=youth')).not.toContain('Des bancs')
    expect(await found('demarche=cadre-de-vie&reponse=awaited')).toContain('Des bancs')
    expect(await found('reponse=late')).toContain('Aucune proposition')
    const supported = await found('tri=supported')
    expect(supported.indexOf('Des bancs')).toBeLessThan(supported.indexOf('Rénover'))
    expect(supported.indexOf('Des bancs')).toBeGreaterThan(0)
  })

  test.each([
    'tri=title;drop table proposals',
    'tri=contributor_id',
    "q='%20or%201=1--",
    'q=%26%7C!():*%00<>',
    "categorie=x'",
    'reponse=draft',
    'suite=eyJhIjoxfQ',
    `suite=${Buffer.from('["supported","1; select 1",2]').toString('base64url')}`,
    `suite=${Buffer.from('["newest",1e400,-1]').toString('base64url')}`,
    `suite=${Buffer.from('["deadline","2026-99-99",2]').toString('base64url')}`,
    'status=draft&contributor_id=1',
  ])('%s is as if it were not there', async (query) => {
    const visitor = await world.as(null)
    for (const path of [
      '/propositions',
      '/propositions/export.json',
      '/propositions/export.csv',
      '/propositions/flux.atom',
    ])
      expect([path, (await visitor.get(`${path}?${query}`)).status]).toEqual([path, 200])
  })

  test('is open data as its description says', async () => {
    await publish(world, 'resident', 'cadre-de-vie', { titre: 'Décrite' })
    const visitor = await world.as(null)
    const list = z
      .strictObject(proposalListSchema.shape)
      .parse(await (await visitor.get('/propositions/export.json')).json())
    expect(list.proposals.map(({ title }) => title)).toContain('Décrite')
    expect(await (await visitor.get('/api/v1/openapi.json')).json()).toMatchObject({
      paths: { '/propositions/export.json': {} },
      components: { schemas: { Proposals: {} } },
    })
  })

  test('its pages hold every proposal once, in every order', async () => {
    await openProcess(world.db, 'longue')
    for (let n = 0; n < 30; n += 1) await publish(world, 'resident', 'longue', { titre: `Idée ${n}` })
    const visitor = await world.as(null)
    for (const sort of ['newest', 'supported', 'discussed', 'deadline']) {
      const titles: string[] = []
      let next: string | undefined = `/propositions?demarche=longue&tri=${sort}`
      for (let pages = 0; next && pages < 5; pages += 1) {
        const page = await textOf(visitor.get(next.replaceAll('&amp;', '&')))
        titles.push(...[...page.matchAll(/<h2><a href="[^"]+">([^<]+)</g)].map(([, title = '']) => title))
        next = /<a href="([^"]+)">Page suivante/.exec(page)?.[1]
        expect(page).toContain('30 propositions')
      }
      expect([sort, new Set(titles).size, titles.length]).toEqual([sort, 30, 30])
    }
  })
})

describe('files', () => {
  test('are without anybody’s name or mailbox, and run nothing in a spreadsheet', async () => {
    await publish(world, 'resident', 'cadre-de-vie', {
      titre: '=HYPERLINK("http://ailleurs.example")',
      rue: '@SUM(1)',
    })
    const visitor = await world.as(null)
    const csv = await textOf(visitor.get('/propositions/export.csv'))
    const json = await textOf(visitor.get('/propositions/export.json'))
    const atom = await textOf(visitor.get('/propositions/flux.atom'))
    expect(csv).toContain('"\'=HYPERLINK')
    expect(csv).toContain("'@SUM(1)")
    for (const file of [csv, json, atom]) {
      expect(file).toContain('HYPERLINK')
      for (const personal of ['Inès', '@essais.example', 'habitants.example', 'Rose', 'Tom'])
        expect(file).not.toContain(personal)
    }
    expect(JSON.parse(json).fictional).toBe(true)
  })
})
