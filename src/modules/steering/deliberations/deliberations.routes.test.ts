import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readTable } from '#infra/spreadsheet.ts'
import { roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { deliberationsFile } from '../../../../db/worlds/world-files.ts'
import { loadDeliberations } from '../../../worlds/load-deliberations.ts'
import { readWorldFile } from '../../../worlds/read-world.ts'
import { scdlColumns } from './scdl.rules.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const form = {
  numero: '2026-100',
  date: '2026-10-01',
  assemblee: 'Conseil municipal de Valmarie',
  objet: 'Règlement du budget participatif',
  matiere: '9.1',
  en_exercice: '43',
  presents: '40',
  pour: '32',
  contre: '4',
  abstentions: '3',
  deports: 'Gilles Tournaire : trésorier de l’association bénéficiaire\nAnne Roux: sœur du candidat',
  document: 'https://valmarie.example/2026-100.pdf',
}

async function record(change: Partial<typeof form>): Promise<string> {
  const answer = await (await world.as('legal_officer')).post('/deliberations/nouvelle', {
    ...form,
    ...change,
  })
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

describe('recording', () => {
  test('the record is public, with votes, who stepped aside and its document, and is an act in the journal', async () => {
    const path = await record({})
    const page = await (await (await world.as(null)).get(path)).text()
    expect(page).toContain('Règlement du budget participatif')
    expect(page).toContain('Gilles Tournaire')
    expect(page).toContain('sœur du candidat')
    expect(page).toContain('href="https://valmarie.example/2026-100.pdf"')
    expect(page).toContain('40 présents sur 43 membres en exercice')
    const act = await world.db
      .selectFrom('official_acts')
      .select(['act', 'actor_role', 'acted_on', 'details'])
      .where('subject_id', '=', path.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow()
    expect(act).toEqual({
      act: 'record',
      actor_role: 'legal_officer',
      acted_on: '2026-11-23',
      details: { adopted_on: '2026-10-01', votes_for: 32, votes_against: 4, abstentions: 3 },
    })
  })

  test('a refused form comes back with what was typed and a sentence at each field', async () => {
    const answer = await (await world.as('mayor')).post('/deliberations/nouvelle', {
      ...form,
      numero: '',
      date: '2026-02-30',
      matiere: '7.11',
      presents: 'quarante',
      deports: 'Gilles Tournaire sans motif',
      document: 'javascript:alert(1)',
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    for (const field of ['numero', 'date', 'matiere', 'presents', 'deports', 'document'])
      expect([field, page.includes(`id="${field}-error"`)]).toEqual([field, true])
    expect(page).toContain('value="quarante"')
    expect(page).toContain('Gilles Tournaire sans motif')
  })

  test('what cannot be true is refused in place, and nothing is written', async () => {
    const answer = await (await world.as('mayor')).post('/deliberations/nouvelle', {
      ...form,
      numero: '2026-101',
      date: '2026-11-24',
      presents: '44',
      pour: '43',
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    for (const field of ['date', 'presents', 'pour']) expect(page).toContain(`id="${field}-error"`)
    expect(
      await world.db.selectFrom('deliberations').select('id').where('number', '=', '2026-101').execute(),
    ).toEqual([])
  })

  test('fifty identical posts at once leave one record and one act', async () => {
    const browser = await world.as('director_general')
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        browser.post('/deliberations/nouvelle', {
          ...form,
          numero: '2026-150',
          objet: 'Cinquante à la fois',
        }),
      ),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, ...Array(49).fill(422)])
    const acts = await world.db
      .selectFrom('official_acts')
      .select('id')
      .where('subject_label', 'like', '%Cinquante à la fois')
      .execute()
    expect(acts).toHaveLength(1)
  })
})

describe('correcting', () => {
  test('is an act with its reason; the journal keeps what the record said before', async () => {
    const path = await record({ numero: '2026-160', document: '' })
    const id = path.split('/').at(-1) ?? ''
    const legal = await world.as('legal_officer')
    const mended = { ...form, numero: '2026-160', pour: '31', deports: '' }
    const without = await legal.post(`${path}/rectification`, { ...mended, motif: '' })
    expect([without.status, (await without.text()).includes('id="motif-error"')]).toEqual([422, true])
    const motif = 'Erreur de saisie, texte mis en ligne'
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => legal.post(`${path}/rectification`, { ...mended, motif })),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, ...Array(19).fill(422)])
    const page = await (await (await world.as(null)).get(path)).text()
    expect(page).toContain(motif)
    expect(page).not.toContain('Gilles Tournaire')
    const acts = await world.db
      .selectFrom('official_acts')
      .select(['act', 'details'])
      .where('subject_id', '=', id)
      .where('act', '=', 'correct')
      .execute()
    expect(acts).toEqual([
      {
        act: 'correct',
        details: {
          votes_for: '32 → 31',
          recusals:
            'Anne Roux : sœur du candidat ; Gilles Tournaire : trésorier de l’association bénéficiaire → ',
          document_url: ` → ${form.document}`,
        },
      },
    ])
  })

  test('cannot take the number of another deliberation, nor say what cannot be true', async () => {
    await record({ numero: '2026-170' })
    const path = await record({ numero: '2026-171' })
    const mayor = await world.as('mayor')
    const taken = await mayor.post(`${path}/rectification`, { ...form, numero: '2026-170', motif: 'x' })
    expect(await taken.text()).toContain('id="numero-error"')
    const mended = { ...form, numero: '2026-171', pour: '43', motif: 'x' }
    expect(await (await mayor.post(`${path}/rectification`, mended)).text()).toContain('id="pour-error"')
  })
})

describe('rights on every route', () => {
  test('everybody reads; the form exists for those who record only', async () => {
    const path = await record({ numero: '2026-200' })
    const id = path.split('/').at(-1)
    for (const role of [null, ...roles]) {
      const browser = await world.as(role)
      const records = role !== null && ['mayor', 'director_general', 'legal_officer'].includes(role)
      const status = async (page: string) => (await browser.get(page)).status
      for (const page of [
        '/deliberations',
        path,
        '/api/v1/deliberations',
        `/api/v1/deliberations/${id}`,
        '/deliberations/scdl.csv',
      ])
        expect([role, page, await status(page)]).toEqual([role, page, 200])
      expect([role, await status('/deliberations/nouvelle')]).toEqual([role, records ? 200 : 404])
      expect([role, await status(`${path}/rectification`)]).toEqual([role, records ? 200 : 404])
      for (const page of ['/deliberations/nouvelle', `${path}/rectification`])
        expect([role, page, (await browser.post(page, {})).status]).toEqual([role, page, records ? 422 : 404])
    }
  })

  test('an address that is not one is not found', async () => {
    const visitor = await world.as(null)
    for (const path of [
      '/deliberations/x',
      '/api/v1/deliberations/x',
      `/deliberations/${crypto.randomUUID()}`,
    ])
      expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
  })
})

describe('what followed', () => {
  test('an act shows its measure to those who may see it: a measure in preparation stays unknown outside', async () => {
    const deliberation = await record({ numero: '2026-300', objet: 'Maison commune' })
    const id = deliberation.split('/').at(-1) ?? ''
    const agent = await world.as('agent')
    const measure = await agent.post('/mesures/nouvelle', {
      titre: 'Maison commune',
      partie: 'I',
      theme: 'Lieux',
      objectif: 'Un lieu',
      engagement: 'consult',
      service_public: 'none',
      service_public_raison: 'Aucun',
      debut: '2027-01-01',
    })
    const path = measure.headers.get('location') ?? ''
    await agent.post(`${path}/lignes/nouvelle`, {
      nature: 'purchases',
      libelle: 'Mobilier',
      bas: '1',
      probable: '2',
      haut: '3',
      premiere_annee: '1',
      source: 'Devis',
      confiance: 'low',
    })
    const assessed = await step('manager', path, 'assess', id)
    expect(assessed.status).toBe(303)
    const link = `href="${path}"`
    expect(await (await agent.get(deliberation)).text()).toContain(link)
    expect(await (await (await world.as(null)).get(deliberation)).text()).not.toContain(link)
    expect((await step('mayor', path, 'decide', id)).status).toBe(303)
    const page = await (await (await world.as(null)).get(deliberation)).text()
    expect(page).toContain(link)
    expect(page).toContain('Décidée')
  })

  async function step(role: 'manager' | 'mayor', path: string, etape: string, deliberation: string) {
    const browser = await world.as(role)
    const version = /name="version" value="(\d+)"/.exec(await (await browser.get(path)).text())?.[1] ?? ''
    return browser.post(`${path}/etapes`, { etape, motif: '', version, deliberation })
  }
})

describe('the list and the open data', () => {
  test('search ignores accents; years filter; hostile filters are ignored', async () => {
    await record({ numero: '2025-001', date: '2025-03-04', objet: 'Épicerie solidaire' })
    const visitor = await world.as(null)
    expect(await (await visitor.get('/deliberations?q=EPICERIE')).text()).toContain('Épicerie solidaire')
    expect(await (await visitor.get('/deliberations?annee=2026&q=epicerie')).text()).toContain(
      'Aucune délibération ne répond',
    )
    for (const hostile of ['annee=%27', 'suite=%00', 'suite=eyJhIjoxfQ', 'q=%25_%27'])
      expect([hostile, (await visitor.get(`/deliberations?${hostile}`)).status]).toEqual([hostile, 200])
  })

  test('a long list is paged by key, in pages and in JSON, each record once', async () => {
    for (let index = 0; index < 60; index += 1)
      await record({
        numero: `P-${String(index).padStart(3, '0')}`,
        date: `2024-01-${String(1 + (index % 3)).padStart(2, '0')}`,
        objet: `Pagination ${index}`,
      })
    const visitor = await world.as(null)
    const seen: string[] = []
    let path: string | undefined = '/deliberations?q=pagination'
    while (path) {
      const html: string = await (await visitor.get(path)).text()
      seen.push(...[...html.matchAll(/>(P-\d\d\d)</g)].map((match) => match[1] ?? ''))
      path = /href="([^"]+suite=[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    const listed: string[] = []
    let next: string | null = '/api/v1/deliberations?q=pagination'
    while (next) {
      const page = apiPage.parse(await (await visitor.get(next)).json())
      listed.push(...page.deliberations.map((row) => row.number))
      next = page.next?.replace('http://localhost', '') ?? null
    }
    const expected = Array.from({ length: 60 }, (_, index) => index)
      .sort((a, b) => (b % 3) - (a % 3) || b - a)
      .map((index) => `P-${String(index).padStart(3, '0')}`)
    expect(seen).toEqual(expected)
    expect(listed).toEqual(expected)
  })

  test('the SCDL file is read back with the columns of the schema', async () => {
    await record({ numero: 'S-1', date: '2023-05-06', objet: '=1+1 ; « guillemets "droits" »' })
    const answer = await (await world.as(null)).get('/deliberations/scdl.csv')
    expect(answer.headers.get('content-disposition')).toContain('fictif')
    const table = await readTable(new Uint8Array(await answer.arrayBuffer()))
    if (!table.ok) throw new Error(table.refusal.code)
    expect(table.value.headers).toEqual(scdlColumns)
    const row = table.value.rows.find(({ cells }) => cells.DELIB_ID === 'S-1')?.cells
    expect(row).toMatchObject({
      COLL_NOM: 'Valmarie-les-Essais (commune fictive)',
      COLL_SIRET: expect.stringMatching(/^\d{14}$/),
      DELIB_OBJET: '=1+1 ; « guillemets "droits" »',
      DELIB_MATIERE_NOM: 'autres domaines de compétences/autres domaines de compétences des communes',
      VOTE_REEL: '39',
    })
  })

  test('the records of the demo town are recorded through the same act', async () => {
    const records = readWorldFile('town', 'deliberations.json', deliberationsFile) ?? []
    const ids = await loadDeliberations(await world.context('director_general'), records)
    expect([...ids.keys()]).toEqual(records.map((each) => each.number))
    const page = await (await (await world.as(null)).get(`/deliberations/${ids.get('2024-071')}`)).text()
    expect(page).toContain('Gilles Tournaire')
  })
})

const apiPage = z.object({
  deliberations: z.array(z.object({ number: z.string() })),
  next: z.string().nullable(),
})
