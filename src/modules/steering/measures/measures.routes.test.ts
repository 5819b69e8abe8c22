import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles, townRoles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const sheet = {
  titre: 'Maison de l’économie sociale',
  partie: 'I',
  theme: 'Économie sociale',
  objectif: 'Un lieu commun aux acteurs.',
  pilote: 'Développement local',
  commanditaire: 'Direction générale',
  engagement: 'collaborate',
  engagement_portee: '',
  service_public: 'complement',
  service_public_raison: 'Aucun lieu n’existe.',
  debut: '2027-01-01',
  fin: '2031-12-31',
}
const line = {
  nature: 'investment',
  libelle: 'Travaux',
  bas: '40 000',
  probable: '50 000,00',
  haut: '70 000 €',
  premiere_annee: '1',
  derniere_annee: '',
  source: 'Estimation des services techniques',
  confiance: 'medium',
  section: '',
  categorie: '',
  unite: '',
}

/** Proposes a measure with one line, through the pages; answers its address. */
async function propose(titre: string): Promise<string> {
  const agent = await world.as('agent')
  const answer = await agent.post('/mesures/nouvelle', { ...sheet, titre })
  expect(answer.status).toBe(303)
  const path = answer.headers.get('location') ?? ''
  expect((await agent.post(`${path}/lignes/nouvelle`, line)).status).toBe(303)
  return path
}

async function step(role: 'manager' | 'mayor' | 'director_general', path: string, etape: string, motif = '') {
  const browser = await world.as(role)
  const page = await (await browser.get(path)).text()
  const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? '1'
  return browser.post(`${path}/etapes`, { etape, motif, version, deliberation: '' })
}

describe('proposing and assessing', () => {
  test('a measure is proposed, gets a line, and shows its analysis', async () => {
    const path = await propose('Ressourcerie de quartier')
    expect(path).toBe('/mesures/ressourcerie-de-quartier')
    const page = await (await (await world.as('agent')).get(path)).text()
    expect(page).toContain('50\u202f000\u00a0€ (40\u202f000\u00a0€\u00a0–\u00a070\u202f000\u00a0€)')
    expect(page).toContain('Estimation des services techniques')
    expect(page).toContain('−50\u202f000\u00a0€')
  })

  test('a refused form comes back with what was typed and a sentence for each fault', async () => {
    const path = await propose('Formulaire refusé')
    const answer = await (await world.as('agent')).post(`${path}/lignes/nouvelle`, {
      ...line,
      libelle: 'Mobilier',
      bas: '1.000',
      probable: 'cinq',
      haut: '-3',
      derniere_annee: '40',
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('value="Mobilier"')
    expect(page).toContain('value="cinq"')
    expect(page).toContain('aria-describedby="derniere_annee-hint derniere_annee-error"')
    const again = await (await world.as('agent')).post(`${path}/lignes/nouvelle`, {
      ...line,
      libelle: 'Mobilier',
      bas: '1.000',
      probable: 'cinq',
      haut: '-3',
    })
    const amounts = await again.text()
    expect(amounts.match(/Écrivez un montant en euros/g)).toHaveLength(4)
    expect(amounts).toContain('Écrivez un nombre positif')
  })

  test('figures out of order, an end before the start and a missing grade are refused in place', async () => {
    const path = await propose('Ordre des chiffres')
    const agent = await world.as('agent')
    const order = await agent.post(`${path}/lignes/nouvelle`, {
      ...line,
      libelle: 'x',
      bas: '9',
      probable: '5',
      haut: '7',
    })
    expect(await order.text()).toContain('id="probable-error"')
    const hours = await agent.post(`${path}/lignes/nouvelle`, {
      ...line,
      libelle: 'y',
      nature: 'staff_hours',
      bas: '1',
      probable: '2',
      haut: '3',
    })
    expect(await hours.text()).toContain('id="categorie-error"')
    const dates = await agent.post('/mesures/nouvelle', { ...sheet, titre: 'Dates', fin: '2026-12-31' })
    expect(dates.status).toBe(422)
    expect(await dates.text()).toContain('La fin doit venir après le début')
  })

  test('the same name twice is refused and nothing is written', async () => {
    const path = await propose('Deux fois le même nom')
    const answer = await (await world.as('manager')).post('/mesures/nouvelle', {
      ...sheet,
      titre: 'Deux fois le même nom',
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Une mesure porte déjà ce nom')
    const twice = await (await world.as('agent')).post(`${path}/lignes/nouvelle`, line)
    expect(twice.status).toBe(422)
  })

  test('somebody else’s change in between is not overwritten', async () => {
    const path = await propose('Deux mains')
    const agent = await world.as('agent')
    const answer = await agent.post(`${path}/modifier`, {
      ...sheet,
      titre: 'Deux mains',
      objectif: 'Perdu ?',
      version: '1',
    })
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('Perdu ?')
    const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
    expect(
      (await agent.post(`${path}/modifier`, { ...sheet, titre: 'Deux mains', objectif: 'Gardé', version }))
        .status,
    ).toBe(303)
    expect(await (await agent.get(path)).text()).toContain('Gardé')
  })

  test('fifty identical proposals at once leave one measure and one act', async () => {
    const agent = await world.as('agent')
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        agent.post('/mesures/nouvelle', { ...sheet, titre: 'Cinquante à la fois' }),
      ),
    )
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
    const measures = await world.db
      .selectFrom('measures')
      .select('id')
      .where('code', '=', 'cinquante-a-la-fois')
      .execute()
    expect(measures).toHaveLength(1)
    const acts = await world.db
      .selectFrom('official_acts')
      .select('id')
      .where('subject_label', '=', 'Cinquante à la fois')
      .execute()
    expect(acts).toHaveLength(1)
  })
})

describe('the life of a measure', () => {
  test('each step is an act in the journal, and what was promised is then frozen, even by direct SQL', async () => {
    const path = await propose('Budget participatif')
    expect((await step('manager', path, 'assess')).status).toBe(303)
    expect((await step('mayor', path, 'decide')).status).toBe(303)
    const acts = await world.db
      .selectFrom('official_acts')
      .select(['act', 'actor_role'])
      .where('subject_label', '=', 'Budget participatif')
      .orderBy('recorded_at')
      .execute()
    expect(acts.map((act) => `${act.act} ${act.actor_role}`)).toEqual([
      'propose agent',
      'assess manager',
      'decide mayor',
    ])
    expect(
      (await (await world.as('agent')).post(`${path}/lignes/nouvelle`, { ...line, libelle: 'Après coup' }))
        .status,
    ).toBe(404)
    const { id } = await world.db
      .selectFrom('measures')
      .select('id')
      .where('code', '=', 'budget-participatif')
      .executeTakeFirstOrThrow()
    await expect(
      world.db.updateTable('measure_lines').set({ likely: 1 }).where('measure_id', '=', id).execute(),
    ).rejects.toThrow('what was promised')
    await expect(world.db.deleteFrom('official_acts').execute()).rejects.toThrow('append-only')
  })

  test('fifty identical steps at once are one act', async () => {
    const path = await propose('Un seul acte')
    const manager = await world.as('manager')
    const page = await (await manager.get(path)).text()
    const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        manager.post(`${path}/etapes`, { etape: 'assess', motif: '', version, deliberation: '' }),
      ),
    )
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
    const acts = await world.db
      .selectFrom('official_acts')
      .select('id')
      .where('subject_label', '=', 'Un seul acte')
      .where('act', '=', 'assess')
      .execute()
    expect(acts).toHaveLength(1)
  })

  test('a blocking condition that is not met asks for a reason, which the act keeps', async () => {
    const path = await propose('Condition bloquante')
    const agent = await world.as('agent')
    const condition = {
      enonce: 'Un local est trouvé',
      indicateur: 'locaux',
      unite: 'local',
      sens: 'at_least',
      seuil: '1',
      echeance: '2027-03-01',
      responsable: 'Patrimoine',
      bloquante: 'oui',
    }
    expect((await agent.post(`${path}/conditions/nouvelle`, condition)).status).toBe(303)
    await step('manager', path, 'assess')
    await step('mayor', path, 'decide')
    const refused = await step('mayor', path, 'start')
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('id="motif-error"')
    expect((await step('mayor', path, 'start', 'Le bail se signe cette semaine.')).status).toBe(303)
    expect(await (await (await world.as(null)).get(path)).text()).toContain('Le bail se signe cette semaine.')
  })

  test('a deliberation that does not exist gives no right', async () => {
    const path = await propose('Sans délibération')
    await step('manager', path, 'assess')
    const mayor = await world.as('mayor')
    const version = /name="version" value="(\d+)"/.exec(await (await mayor.get(path)).text())?.[1] ?? ''
    const answer = await mayor.post(`${path}/etapes`, {
      etape: 'decide',
      motif: '',
      version,
      deliberation: 'b7e2a9a4-52a5-4c2e-9b5b-0a63f7a3d001',
    })
    expect(answer.status).toBe(422)
    expect((await mayor.get(path)).status).toBe(200)
  })

  test('a figure that no budget has is refused in place', async () => {
    const path = await propose('Chiffre géant')
    const answer = await (await world.as('agent')).post(`${path}/lignes/nouvelle`, {
      ...line,
      libelle: 'Tout',
      haut: '90 000 000 000 000',
    })
    expect([answer.status, (await answer.text()).includes('id="haut-error"')]).toEqual([422, true])
  })

  test('closing and dropping ask for a reason; nothing to assess is refused', async () => {
    const agent = await world.as('agent')
    const path =
      (await agent.post('/mesures/nouvelle', { ...sheet, titre: 'Sans chiffre' })).headers.get('location') ??
      ''
    expect(await (await step('manager', path, 'assess')).text()).toContain(
      'Écrivez au moins un coût ou un gain',
    )
    expect((await step('mayor', path, 'drop')).status).toBe(422)
    expect((await step('mayor', path, 'drop', 'Trop cher.')).status).toBe(303)
  })
})

describe('rights on every route', () => {
  test('what is being prepared does not exist for outsiders; forms exist for the services only', async () => {
    const path = await propose('Invisible du dehors')
    for (const role of [null, ...roles]) {
      const browser = await world.as(role)
      const seen = role !== null && townRoles.has(role)
      const assesses =
        role !== null &&
        ['agent', 'manager', 'director_general', 'finance_officer', 'legal_officer'].includes(role)
      const proposes =
        role !== null && ['agent', 'manager', 'elected_member', 'mayor', 'director_general'].includes(role)
      const status = async (page: string) => (await browser.get(page)).status
      expect([role, await status(path)]).toEqual([role, seen ? 200 : 404])
      expect([role, await status('/mesures/nouvelle')]).toEqual([role, proposes ? 200 : 404])
      for (const form of ['modifier', 'radar', 'lignes/nouvelle', 'risques/nouveau', 'conditions/nouvelle'])
        expect([role, form, await status(`${path}/${form}`)]).toEqual([role, form, assesses ? 200 : 404])
      for (const form of ['modifier', 'radar', 'lignes/nouvelle', 'risques/nouveau', 'conditions/nouvelle'])
        if (!assesses)
          expect([role, form, (await browser.post(`${path}/${form}`, {})).status]).toEqual([role, form, 404])
      const list = await (await browser.get('/mesures')).text()
      expect([role, list.includes('Invisible du dehors')]).toEqual([role, seen])
    }
  })

  test('a line of another measure is not found under this one', async () => {
    const mine = await propose('La mienne')
    await propose('Une autre')
    const other = await world.db
      .selectFrom('measure_lines')
      .innerJoin('measures', 'measures.id', 'measure_lines.measure_id')
      .select('measure_lines.id')
      .where('measures.code', '=', 'une-autre')
      .executeTakeFirstOrThrow()
    const agent = await world.as('agent')
    expect((await agent.get(`${mine}/lignes/${other.id}`)).status).toBe(404)
    expect((await agent.post(`${mine}/lignes/${other.id}`, line)).status).toBe(404)
    expect((await agent.post(`${mine}/lignes/${other.id}/suppression`)).status).toBe(404)
    expect((await agent.get(`${mine}/lignes/pas-un-identifiant`)).status).toBe(404)
  })

  test('a request that does not come from this site changes nothing', async () => {
    const answer = await world.app.request('http://localhost/mesures/nouvelle', {
      method: 'POST',
      body: new URLSearchParams(sheet),
      headers: { origin: 'https://ailleurs.example', 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.status).toBe(403)
  })
})

describe('the list', () => {
  test('search ignores accents and capitals, filters come from a closed list', async () => {
    await propose('Pépinière d’entreprises')
    const agent = await world.as('agent')
    expect(await (await agent.get('/mesures?q=PEPINIERE')).text()).toContain('Pépinière d’entreprises')
    expect(await (await agent.get('/mesures?q=introuvable')).text()).toContain('Aucune mesure ne répond')
    for (const hostile of [
      "/mesures?etat=' or 1=1--",
      '/mesures?partie=IV',
      '/mesures?suite=%00',
      '/mesures?suite=eyJhIjoxfQ',
      '/mesures?q=%25_%27',
    ])
      expect([hostile, (await agent.get(hostile)).status]).toEqual([hostile, 200])
  })

  test('a long list is paged by key, each measure once', async () => {
    const agent = await world.as('agent')
    for (let index = 0; index < 60; index += 1)
      await agent.post('/mesures/nouvelle', { ...sheet, titre: `Page ${String(index).padStart(2, '0')}` })
    const seen: string[] = []
    let path: string | undefined = '/mesures?q=page'
    while (path) {
      const html: string = await (await agent.get(path)).text()
      seen.push(...[...html.matchAll(/>(Page \d\d)</g)].map((match) => match[1] ?? ''))
      path = /href="([^"]+suite=[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => `Page ${String(index).padStart(2, '0')}`))
  })

  test('names typed by people are text, never markup', async () => {
    const hostile = '<script>alert(1)</script>'
    await (await world.as('agent')).post('/mesures/nouvelle', { ...sheet, titre: hostile })
    const html = await (await (await world.as('agent')).get('/mesures')).text()
    expect(html).not.toContain(hostile)
    expect(html).toContain('&lt;script>')
  })
})
