import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { derivedFacts, legalChecks } from './legal-rules.rules.ts'
import { getMeasureFile } from './measure-sheet.queries.ts'
import { saveRule } from './measures.actions.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const sheet = {
  titre: '',
  partie: 'I',
  theme: 'Économie sociale',
  objectif: 'Un lieu commun.',
  pilote: 'Développement local',
  commanditaire: 'Direction générale',
  engagement: 'collaborate',
  engagement_portee: '',
  service_public: 'complement',
  service_public_raison: 'Aucun lieu n’existe.',
  debut: '2027-01-01',
  fin: '2031-12-31',
}

/** A measure with a grant of three years, higher in the first, and premises lent from the second year on. */
async function propose(titre: string): Promise<string> {
  const agent = await world.as('agent')
  const proposed = await agent.post('/mesures/nouvelle', { ...sheet, titre })
  const path = proposed.headers.get('location') ?? ''
  const lines = [
    ['grants_given', 'Aide au démarrage', '9000', '12000', '15 000', '1', ''],
    ['grants_given', 'Aide suivante', '1000', '2000', '3000', '2', '3'],
    ['premises_in_kind', 'Local', '1000', '2000', '9000,50', '2', '3'],
    ['services', 'Étude', '1000', '2000', '4000', '1', '3'],
  ] as const
  for (const [nature, libelle, bas, probable, haut, premiere_annee, derniere_annee] of lines)
    expect(
      (
        await agent.post(`${path}/lignes/nouvelle`, {
          nature,
          libelle,
          bas,
          probable,
          haut,
          premiere_annee,
          derniere_annee,
          source: 'Estimation',
          confiance: 'medium',
          section: '',
          categorie: '',
          unite: '',
        })
      ).status,
    ).toBe(303)
  return path
}

async function nameRule(
  path: string,
  rule: string,
  form: Readonly<Record<string, string>>,
): Promise<Response> {
  return (await world.as('legal_officer')).post(`${path}/regles/nouvelle?regle=${rule}`, form)
}

async function pageOf(path: string): Promise<string> {
  return (await (await world.as('agent')).get(path)).text()
}

const capital = { le: '2014-07-30', capital_total_euros: '100000', territorial_public_capital_euros: '21000' }

describe('who may name a rule', () => {
  test('those who may assess the measure, and nobody once it is decided', async () => {
    const path = await propose('Droits sur les règles')
    const allowed = []
    for (const role of [null, ...roles]) {
      const answer = await (await world.as(role)).get(`${path}/regles/nouvelle?regle=SUB-02`)
      if (answer.status === 200) allowed.push(role)
      else expect([role, answer.status]).toEqual([role, 404])
    }
    expect(allowed).toEqual(['agent', 'manager', 'director_general', 'legal_officer', 'finance_officer'])
    const posted = await (await world.as('resident')).post(`${path}/regles/nouvelle?regle=SUB-02`, {
      le: '2027-01-01',
    })
    expect(posted.status).toBe(404)
    await nameRule(path, 'SCIC-01', capital)
    await world.db
      .updateTable('measures')
      .set({ status: 'decided' })
      .where('code', '=', path.slice(9))
      .execute()
    expect((await nameRule(path, 'SUB-02', { le: '2027-01-01' })).status).toBe(404)
    const decided = await (await world.as(null)).get(path)
    expect(await decided.text()).toContain('Part publique au capital d’une SCIC')
    await expect(
      world.db.updateTable('measure_rules').set({ applies_on: '2026-01-01' }).execute(),
    ).rejects.toThrow('measure_rules are what was promised')
  })
})

describe('what the law says of a measure', () => {
  test('facts come from the lines: the heaviest year, at its high estimate', async () => {
    const path = await propose('Faits des lignes')
    expect((await nameRule(path, 'SUB-02', { le: '2027-01-01' })).status).toBe(303)
    const file = await getMeasureFile(world.db, path.slice(9), calendarDate('2026-11-23'))
    if (!file) throw new Error(path)
    expect(derivedFacts('SUB-02', file)).toEqual([
      { name: 'cash_year_cents', value: 1_500_000, year: 2027 },
      { name: 'in_kind_year_cents', value: 0, year: 2027 },
    ])
    expect(derivedFacts('PP', file)).toContainEqual({
      name: 'value_excl_vat_cents',
      value: 1_200_000,
      year: null,
    })
    expect(derivedFacts('SCIC-01', file)).toEqual([])
    expect(legalChecks(file)[0]?.answer).toMatchObject({ rule: 'SUB-02', status: 'not_required' })
    const page = await pageOf(path)
    expect(page).toContain('Pas obligatoire\u00a0: 15\u202f000\u00a0€')
    expect(page).toContain('D’après les lignes de la mesure')
  })

  test('what the services give comes before the lines, and blank goes back to them', async () => {
    const path = await propose('Faits donnés')
    await nameRule(path, 'SUB-02', { le: '2027-01-01', in_kind_year_euros: '10 000' })
    expect(await pageOf(path)).toContain('Obligatoire\u00a0: 25\u202f000\u00a0€')
    const id = /regles\/([0-9a-f-]{36})/.exec(await pageOf(path))?.[1] ?? ''
    const agent = await world.as('agent')
    const form = await (await agent.get(`${path}/regles/${id}`)).text()
    expect(form).toContain('value="10000,00"')
    expect(form).toContain('d’après les lignes de 2027')
    const seen = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
    const blank = { le: '2027-01-01', version: seen(form) }
    expect((await agent.post(`${path}/regles/${id}`, blank)).status).toBe(303)
    expect(await pageOf(path)).toContain('Pas obligatoire\u00a0: 15\u202f000\u00a0€')
    // Another form was shown before: it says what is stored now, and removes nothing.
    const stale = await agent.post(`${path}/regles/${id}`, { ...blank, in_kind_year_euros: '7 000' })
    expect([stale.status, await stale.text()]).toEqual([409, expect.stringContaining('value="7 000"')])
    expect((await agent.post(`${path}/regles/${id}/suppression`, { version: seen(form) })).status).toBe(409)
    const version = seen(await (await agent.get(`${path}/regles/${id}`)).text())
    expect((await agent.post(`${path}/regles/${id}/suppression`, { version })).status).toBe(303)
    expect(await pageOf(path)).toContain('Aucune règle de droit n’est encore rattachée')
  })

  test('a risk shows its article, its date, and the threshold that was superseded', async () => {
    const path = await propose('Une SCIC')
    await nameRule(path, 'SCIC-01', { ...capital, le: '2014-10-07' })
    const page = await pageOf(path)
    expect(page).toContain('Permis\u00a0: 21\u00a0%, seuil 50\u00a0%.')
    expect(page).toContain('loi 47-1775, art. 19 septies (loi 2014-856, art. 33)')
    expect(page).toMatch(
      /Le seuil de 20\u00a0% \(SCIC-01a\).* a été remplacé le 2 août 2014 par celui de 50\u00a0% \(SCIC-01b\)/,
    )
    expect(page).toContain('datetime="2014-10-07"')
  })

  test('a refused form comes back with what was typed; a rule is named once', async () => {
    const path = await propose('Règle refusée')
    const refused = await nameRule(path, 'SCIC-01', { ...capital, le: '', capital_total_euros: 'beaucoup' })
    expect(refused.status).toBe(422)
    const form = await refused.text()
    expect(form).toContain('value="beaucoup"')
    expect(form).toContain('id="capital_total_euros-error"')
    expect(form).toContain('id="le-error"')
    const answers = await Promise.all(Array.from({ length: 50 }, () => nameRule(path, 'SCIC-01', capital)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(49).fill(422)])
    const unknown = await (await world.as('agent')).get(`${path}/regles/nouvelle?regle=SCIC-99`)
    expect(unknown.status).toBe(422)
    expect((await nameRule(path, 'SCIC-99', capital)).status).toBe(404)
  })

  test('no program stores a rule that does not exist or facts that it does not read', async () => {
    const path = await propose('Règles illisibles')
    const context = await world.context('director_general')
    const on = calendarDate('2027-01-01')
    for (const draft of [
      { rule: 'SCIC-99', on, facts: {} },
      { rule: 'SUB-02', on, facts: { cash: 1 } },
    ])
      expect(await saveRule(context, path.slice(9), null, draft)).toEqual({
        ok: false,
        refusal: 'rule_unreadable',
      })
  })

  test('in English too', async () => {
    const path = await propose('En anglais')
    await nameRule(path, 'SCIC-01', capital)
    const agent = await world.as('agent')
    await agent.post('/langue', { langue: 'en', retour: path })
    const page = await pageOf(path)
    await agent.post('/langue', { langue: 'fr', retour: path })
    expect(page).toContain('What the law says')
    expect(page).toContain('Forbidden: 21%, threshold 20%, excess €1,000.')
  })
})
