import { findFaults, type Problem } from '@faire-commune/portfolio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '#test/make-world.ts'
import { createScenario, frame, placeOf, proposeWorks, versionAt } from '#test/scenario-pages.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await proposeWorks(world, 'Ressourcerie', 50_000, 90_000)
  await proposeWorks(world, 'Vélos', 40_000, 60_000)
  await proposeWorks(world, 'Jardins', 30_000, 10_000)
})
afterAll(() => world.close())

describe('the frame', () => {
  test('a scenario is created, framed, and its limits are read back as they were typed', async () => {
    const path = await createScenario(world, 'Budget serré')
    expect(path).toBe('/scenarios/budget-serre')
    const director = await world.as('director_general')
    const version = await versionAt(director, `${path}/cadre`)
    const limits = { fonctionnement_2027: '1 234,5', investissement_2028: '0', heures_b_2029: '1 200' }
    const saved = await director.post(`${path}/cadre`, {
      ...frame,
      ...limits,
      titre: 'Budget très serré',
      report: 'oui',
      version,
    })
    expect(saved.headers.get('location')).toBe(path)
    const page = await (await director.get(`${path}/cadre`)).text()
    expect(page).toContain('value="Budget très serré"')
    expect(page).toContain(
      'name="fonctionnement_2027" type="text" inputmode="decimal" class="input-short number" value="1\u202f234,50"',
    )
    expect(page).toContain(
      'name="heures_b_2029" type="text" inputmode="decimal" class="input-short number" value="1\u202f200"',
    )
    const { limits: asked, carry_over } = await problemAt(path)
    expect([asked, carry_over]).toEqual([
      {
        operating_cents: [123_450, null, null],
        investment_cents: [null, 0, null],
        staff_hours: { A: [null, null, null], B: [null, null, 1200], C: [null, null, null] },
      },
      true,
    ])
  })

  test('wrong limits come back in place with what was typed, and nothing is written', async () => {
    const path = await createScenario(world, 'Limites fausses')
    const director = await world.as('director_general')
    const wrong = {
      fonctionnement_2027: 'beaucoup',
      investissement_2027: '-5',
      heures_a_2028: '1,5',
      heures_c_2029: '99999999999',
    }
    const answer = await director.post(`${path}/cadre`, {
      ...frame,
      ...wrong,
      titre: 'Perdu ?',
      fonctionnement_2028: '7',
      version: '1',
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    for (const [name, text] of Object.entries(wrong)) {
      expect(page).toContain(`id="${name}-error"`)
      expect(page).toContain(`value="${text}"`)
    }
    expect(page).toContain('value="Perdu ?"')
    expect(page).not.toContain('id="fonctionnement_2028-error"')
    expect((await problemAt(path)).limits?.operating_cents).toEqual([null, null, null])
  })

  test('weights that are all nothing, years out of reach and a price that is not one are refused', async () => {
    const path = await createScenario(world, 'Cadre faux')
    const director = await world.as('director_general')
    const answer = await director.post(`${path}/cadre`, {
      ...frame,
      titre: '',
      premiere_annee: '1999',
      annees: '16',
      point_effet: '1.000',
      version: '1',
    })
    const page = await answer.text()
    expect([answer.status, [...page.matchAll(/id="(\w+)-error"/g)].map((match) => match[1])]).toEqual([
      422,
      ['titre', 'premiere_annee', 'annees', 'point_effet'],
    ])
    const weightless = { ...frame, titre: 'x', poids_argent: '0', poids_temps: '0', poids_autre: '0' }
    const none = await director.post(`${path}/cadre`, { ...weightless, version: '1' })
    expect([none.status, (await none.text()).includes('id="poids_argent-error"')]).toEqual([422, true])
  })

  test('a form without its fields is refused with sentences, not with an accident', async () => {
    const path = await createScenario(world, 'Formulaire vide')
    const director = await world.as('director_general')
    for (const form of ['cadre', 'liens', 'bonus']) {
      const answer = await director.post(`${path}/${form}`, {})
      const page = await answer.text()
      expect([form, answer.status]).toEqual([form, 422])
      expect(page).not.toMatch(/error\.|Invalid/)
    }
    const hostile = await director.post(`${path}/cadre`, { ...frame, titre: 'x', report: 'si', version: 'x' })
    expect(hostile.status).toBe(422)
    expect(await hostile.text()).not.toMatch(/error\.|Invalid/)
  })

  test('a title that another scenario has, or that no address may have', async () => {
    const director = await world.as('director_general')
    const form = { premiere_annee: '2027', annees: '3' }
    const path = await createScenario(world, 'Même titre')
    const twice = await director.post('/scenarios/nouveau', { ...form, titre: 'même TITRE !' })
    expect([twice.status, (await twice.text()).includes('porte déjà ce titre')]).toEqual([422, true])
    const places = await Promise.all(
      ['Nouveau', 'Comparaison', '!!!'].map((titre) =>
        director.post('/scenarios/nouveau', { ...form, titre }),
      ),
    )
    expect([path, ...places.map(placeOf)]).toEqual([
      '/scenarios/meme-titre',
      '/scenarios/scenario-nouveau/cadre',
      '/scenarios/scenario-comparaison/cadre',
      '/scenarios/scenario/cadre',
    ])
  })

  test('fifty identical scenarios at once leave one', async () => {
    const director = await world.as('director_general')
    const form = { titre: 'Cinquante', premiere_annee: '2027', annees: '3' }
    const answers = await fifty(() => director.post('/scenarios/nouveau', form))
    expect(answers).toEqual({ 303: 1, 422: 49 })
    expect(await count('cinquante')).toBe(1)
  })

  test('somebody else’s change in between is not overwritten', async () => {
    const path = await createScenario(world, 'Deux mains')
    const director = await world.as('director_general')
    const form = { ...frame, titre: 'Le mien', version: '1' }
    const answers = await fifty(() => director.post(`${path}/cadre`, form))
    expect(answers).toEqual({ 303: 1, 409: 49 })
    const late = await director.post(`${path}/cadre`, { ...form, titre: 'Trop tard' })
    const page = await late.text()
    expect([
      late.status,
      page.includes('value="Trop tard"'),
      page.includes('name="version" value="2"'),
    ]).toEqual([409, true, true])
  })
})

describe('choices, links and bonuses', () => {
  test('what is imposed, forbidden and wished is asked; unreadable years come back in place', async () => {
    const path = await createScenario(world, 'Choix')
    const director = await world.as('director_general')
    const choices = {
      'choix-ressourcerie': 'imposed',
      'annees-ressourcerie': '2028, 2027;2028',
      'choix-velos': 'forbidden',
      'annees-velos': '',
      'choix-jardins': 'free',
      'annees-jardins': '',
    }
    const wrong = await director.post(`${path}/mesures`, {
      ...choices,
      'annees-jardins': 'bientôt',
      version: '1',
    })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('id="annees-jardins-error"')
    const outside = await director.post(`${path}/mesures`, {
      ...choices,
      'annees-jardins': '2029 2030',
      version: '1',
    })
    expect(outside.status).toBe(422)
    expect(await outside.text()).toContain('Choisissez des années du scénario')
    expect(placeOf(await director.post(`${path}/mesures`, { ...choices, version: '1' }))).toBe(path)
    const { measures } = await problemAt(path)
    expect(
      measures.map(({ id, starts, mandatory, forbidden }) => [id, starts, mandatory, forbidden]),
    ).toEqual([
      ['jardins', [2027], undefined, undefined],
      ['ressourcerie', [2027, 2028], true, undefined],
      ['velos', [2027], undefined, true],
    ])
    const late = await director.post(`${path}/mesures`, { ...choices, version: '1' })
    expect(late.status).toBe(409)
  })

  test('a link is added once, its reason can be corrected, and it is removed', async () => {
    const path = await createScenario(world, 'Liens')
    const director = await world.as('director_general')
    const link = { lien: 'requires', mesure: 'velos', autre: 'jardins', motif: 'Le même terrain' }
    expect(await fifty(() => director.post(`${path}/liens`, link))).toEqual({ 303: 50 })
    placeOf(await director.post(`${path}/liens`, { ...link, motif: 'La même équipe' }))
    const page = await (await director.get(`${path}/liens`)).text()
    expect(page.match(/Vélos demande Jardins/g)).toHaveLength(1)
    expect(page).toContain('La même équipe')
    expect(required(await problemAt(path))).toEqual([[], [], ['jardins']])
    const itself = await director.post(`${path}/liens`, { ...link, autre: 'velos' })
    expect([itself.status, (await itself.text()).includes('id="autre-error"')]).toEqual([422, true])
    expect((await director.post(`${path}/liens`, { ...link, autre: 'inconnue' })).status).toBe(422)
    placeOf(await director.post(`${path}/liens/suppression`, link))
    expect(required(await problemAt(path))).toEqual([[], [], []])
  })

  test('fifty identical bonuses at once leave one, to the cent; one measure is not together', async () => {
    const path = await createScenario(world, 'Bonus')
    const director = await world.as('director_general')
    const bonus = { libelle: 'Le même local', valeur: '1 200,50', mesures: 'velos,jardins' }
    expect(await fifty(() => director.post(`${path}/bonus`, bonus))).toEqual({ 303: 1, 422: 49 })
    expect((await problemAt(path)).synergies).toEqual([{ measures: ['jardins', 'velos'], value: 1200.5 }])
    const page = await (await director.get(`${path}/liens`)).text()
    expect(page).toContain('Le même local\u00a0: 1\u202f200,50\u00a0€ si Jardins + Vélos')
    const alone = await director.post(`${path}/bonus`, { ...bonus, libelle: 'Seule', mesures: 'velos' })
    expect([alone.status, (await alone.text()).includes('id="mesures-error"')]).toEqual([422, true])
    const unknown = { ...bonus, libelle: 'Inconnue', mesures: 'velos,jardins,inconnue' }
    expect((await director.post(`${path}/bonus`, unknown)).status).toBe(422)
    const id = /name="bonus" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const other = await createScenario(world, 'Sans bonus')
    await director.post(`${other}/bonus/suppression`, { bonus: id })
    expect((await problemAt(path)).synergies).toHaveLength(1)
    placeOf(await director.post(`${path}/bonus/suppression`, { bonus: id }))
    expect((await problemAt(path)).synergies).toEqual([])
    expect((await director.post(`${path}/bonus/suppression`, { bonus: 'x' })).status).toBe(404)
  })
})

describe('moving measures by hand', () => {
  test('the budget, the value and the rules that are broken are those of the moved measures', async () => {
    const path = await createScenario(world, 'À la main')
    const director = await world.as('director_general')
    const version = await versionAt(director, `${path}/cadre`)
    const limits = { investissement_2027: '60000' }
    placeOf(await director.post(`${path}/cadre`, { ...frame, ...limits, titre: 'À la main', version }))
    placeOf(await director.post(`${path}/main`, { 'debut-ressourcerie': '2027', 'debut-velos': '' }))
    const one = await (await director.get(`${path}/main`)).text()
    expect(one).toContain('50\u202f000\u00a0€ sur 60\u202f000\u00a0€')
    expect(one).toContain('Toutes les limites et tous les liens sont respectés')
    expect(one).toContain('<option value="2027" selected>2027</option>')
    placeOf(await director.post(`${path}/main`, { 'debut-ressourcerie': '2027', 'debut-velos': '2027' }))
    const both = await (await director.get(`${path}/main`)).text()
    expect(both).toContain('90\u202f000\u00a0€ sur 60\u202f000\u00a0€')
    expect(both).toContain('dépassé de 30\u202f000\u00a0€')
    expect(both).toContain('la limite «\u00a0investissement 2027\u00a0»')
    placeOf(await director.post(`${path}/main`, { 'debut-ressourcerie': '2027', remise: 'oui' }))
    expect(await (await director.get(`${path}/main`)).text()).not.toContain('selected>2027')
  })

  test('a year that the scenario has no more breaks a rule and shifts no money', async () => {
    const path = await createScenario(world, 'Année partie')
    const director = await world.as('director_general')
    placeOf(await director.post(`${path}/main`, { 'debut-ressourcerie': '2199' }))
    const page = await director.get(`${path}/main`)
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(html).toContain('les années de début de Ressourcerie')
    expect(html).not.toContain('90\u202f000')
  })

  test('fifty identical moves at once leave one', async () => {
    const path = await createScenario(world, 'Main répétée')
    const director = await world.as('director_general')
    const moves = { 'debut-ressourcerie': '2027', 'debut-velos': '2027' }
    expect(await fifty(() => director.post(`${path}/main`, moves))).toEqual({ 303: 50 })
    const picks = await world.db
      .selectFrom('scenario_hand_picks as pick')
      .innerJoin('scenarios', 'scenarios.id', 'pick.scenario_id')
      .select('pick.start_year')
      .where('scenarios.code', '=', 'main-repetee')
      .execute()
    expect(picks).toEqual([{ start_year: 2027 }, { start_year: 2027 }])
  })
})

describe('comparing, and taking away', () => {
  test('two to four scenarios stand side by side; any other number is refused', async () => {
    const director = await world.as('director_general')
    const codes: string[] = []
    for (const title of ['C un', 'C deux', 'C trois', 'C quatre', 'C cinq'])
      codes.push((await createScenario(world, title)).slice('/scenarios/'.length))
    const statuses = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (count) => {
        const wanted = codes.slice(0, count).map((code) => `s=${code}`)
        return (await director.get(`/scenarios/comparaison?${wanted.join('&')}`)).status
      }),
    )
    expect(statuses).toEqual([422, 422, 200, 200, 200, 422])
    expect((await director.get(`/scenarios/comparaison?s=${codes[0]}&s=${codes[0]}&s=inconnu`)).status).toBe(
      422,
    )
    const page = await (await director.get('/scenarios/comparaison?s=c-un&s=c-deux')).text()
    expect(page).toContain('>C un</a>')
    expect(page).toContain('>C deux</a>')
  })

  test('a scenario is taken away from its frame page, with all that hangs on it', async () => {
    const path = await createScenario(world, 'À supprimer')
    const director = await world.as('director_general')
    const link = { lien: 'excludes', mesure: 'velos', autre: 'jardins' }
    placeOf(await director.post(`${path}/liens`, link))
    placeOf(await director.post(`${path}/main`, { 'debut-velos': '2027' }))
    expect(await (await director.get(`${path}/cadre`)).text()).toContain(`action="${path}/suppression"`)
    expect(placeOf(await director.post(`${path}/suppression`))).toBe('/scenarios')
    expect((await director.get(path)).status).toBe(404)
    expect((await director.post(`${path}/suppression`)).status).toBe(404)
    expect(await count('a-supprimer')).toBe(0)
  })

  test('names typed by people are text, never markup', async () => {
    const hostile = '<script>alert(1)</script>'
    const path = await createScenario(world, hostile)
    const director = await world.as('director_general')
    const bonus = { libelle: hostile, valeur: '1', mesures: 'velos,jardins' }
    placeOf(await director.post(`${path}/bonus`, bonus))
    for (const page of ['/scenarios', path, `${path}/cadre`, `${path}/liens`, `${path}/main`])
      expect([page, (await (await director.get(page)).text()).includes(hostile)]).toEqual([page, false])
  })
})

/** The question of a scenario, as its file gives it to `faire-commune solve`. */
async function problemAt(path: string): Promise<Problem> {
  const answer = await (await world.as('director_general')).get(`${path}/probleme.json`)
  const problem: Problem = JSON.parse(await answer.text())
  expect(findFaults(problem)).toEqual([])
  return problem
}

function required({ measures }: Problem) {
  return measures.map(({ requires }) => requires)
}

/** How many of fifty identical requests at once got each status. */
async function fifty(send: () => Promise<Response>): Promise<Record<number, number>> {
  const answers = await Promise.all(Array.from({ length: 50 }, send))
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

async function count(code: string): Promise<number> {
  const rows = await world.db.selectFrom('scenarios').select('id').where('code', '=', code).execute()
  return rows.length
}
