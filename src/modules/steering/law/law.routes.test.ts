import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, addMonths, calendarDate } from '#kernel/calendar-date.ts'
import { roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { examples } from './examples.rules.ts'
import { lawPaths } from './law.paths.ts'
import { answerSchema, errorSchema, rulesSchema, ruleWithFactsSchema } from './law.schemas.ts'
import { typeQuestion } from './question.rules.ts'
import { allRules, findRule } from './registry.rules.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

async function read(path: string, status = 200): Promise<string> {
  const answer = await (await world.as(null)).get(path)
  expect([path, answer.status]).toEqual([path, status])
  return answer.text()
}

/** A page as an English reader gets it. */
async function readEnglish(path: string): Promise<string> {
  const answer = await world.app.request(`http://localhost${path}`, { headers: { cookie: 'langue=en' } })
  return answer.text()
}

const scic = (values: string) => `/droit/SCIC-01?${values}`

describe('who reads what', () => {
  test('rules, answers and data are everybody’s; the review is the legal office’s and the direction’s', async () => {
    const seen: Record<string, (string | null)[]> = { '/droit': [], '/droit/SCIC-01': [], '/droit/revue': [] }
    for (const role of [null, ...roles])
      for (const [path, readers] of Object.entries(seen))
        if ((await (await world.as(role)).get(path)).status === 200) readers.push(role)
    expect(seen['/droit']).toEqual([null, ...roles])
    expect(seen['/droit/SCIC-01']).toEqual([null, ...roles])
    expect(seen['/droit/revue']).toEqual(['director_general', 'legal_officer'])
  })
})

describe('the list', () => {
  test('finds words without accents or capitals, in both languages, and by theme', async () => {
    expect(await read('/droit?q=MECENAT+entreprise')).toContain('/droit/MEC-01"')
    expect(await readEnglish('/droit?q=cooperative')).toContain('/droit/SCIC-01"')
    const scicOnly = await read('/droit?theme=scic')
    expect(scicOnly).toContain('/droit/SCIC-01"')
    expect(scicOnly).not.toContain('/droit/SUB-02"')
    expect(await read('/droit?q=licorne')).toContain('Aucune règle ne contient ces mots')
  })

  test('names every rule, under a theme that has a name', async () => {
    const page = await read('/droit')
    for (const { id } of allRules) expect(page).toContain(`/droit/${id}"`)
    expect(page).not.toMatch(/theme\.[a-z]/)
  })
})

describe('a rule', () => {
  test.each(allRules.map(({ id }) => id))(
    '%s has its page in both languages, with no word missing',
    async (id) => {
      for (const page of [await read(`/droit/${id}`), await readEnglish(`/droit/${id}`)])
        expect(page.match(/\b(?:anchor|theme|confidence|hint|field|unit|option|force)\.[a-z_]+/g)).toBeNull()
    },
  )

  test('shows its versions in their order and the article of each', async () => {
    const page = await read('/droit/SCIC-01')
    const places = ['SCIC-01a', 'SCIC-01b', 'SCIC-01c'].map((version) => page.indexOf(`<strong>${version}`))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(page).toContain('du 2 août 2014 au 22 février 2022')
  })

  test('is not found under another name', async () => {
    await read('/droit/SCIC-99', 404)
  })

  test('answers a question in the address, with what would cure it and the next change', async () => {
    const question = 'le=2014-07-30&capital_total_euros=100+000&territorial_public_capital_euros=21000%2C00'
    const page = await read(scic(question))
    expect(page).toContain('data-law="forbidden"')
    expect(page).toContain('Réponse au 30 juillet 2014')
    expect(page).toMatch(/Valeur trouvée<\/dt><dd>21\u00a0%/)
    expect(page).toMatch(/Seuil<\/dt><dd>20\u00a0%/)
    expect(page).toMatch(/Dépassement<\/dt><dd>1\u202f000\u00a0€/)
    expect(page).toContain('105\u202f000\u00a0€')
    expect(page).toContain('datetime="2014-08-02"')
    expect(page).toContain('value="100 000"')
    const english = await readEnglish(scic(question))
    expect(english).toContain('Sell €1,000 of shares')
  })

  test('asks for what it lacks, and assumes nothing', async () => {
    const page = await read(
      scic('le=2026-11-22&capital_total_euros=100000&territorial_public_capital_euros='),
    )
    expect(page).toContain('data-law="unknown"')
    expect(page).toContain('href="#territorial_public_capital_euros"')
  })

  test('a wrong value comes back with what was typed and its sentence at its field', async () => {
    const page = await read(
      scic('le=2026-02-30&capital_total_euros=cent&territorial_public_capital_euros=21000'),
      422,
    )
    expect(page).toContain('id="le-error"')
    expect(page).toContain('id="capital_total_euros-error"')
    expect(page).toContain('value="cent"')
    expect(page).not.toContain('id="territorial_public_capital_euros-error"')
    const contradiction = await read(
      scic('le=2026-11-22&capital_total_euros=100&territorial_public_capital_euros=200'),
      422,
    )
    expect(contradiction).toContain('id="territorial_public_capital_euros-error"')
    expect(contradiction).toContain('contredit les autres faits')
    await read(scic('le=2026-11-22&capital_total_euros=0&territorial_public_capital_euros=0'), 422)
  })

  test('rows of a list are read where they are filled, and a fault is said at its row', async () => {
    const rows = 'aids.0.granted_on=&aids.2.granted_on=2023-03-10&aids.2.euros=120000'
    const answered = await read(`/droit/AID-01?le=2026-02-15&${rows}&new_aid_euros=60000`)
    expect(answered).toContain('data-law="allowed"')
    expect(answered).toContain('id="aids.4.euros"')
    const wrong = await read(
      `/droit/AID-01?le=2026-02-15&aids.2.granted_on=hier&aids.2.euros=1&new_aid_euros=6`,
      422,
    )
    expect(wrong).toContain('id="aids.2.granted_on-error"')
    const lacking = await read('/droit/AID-01?le=2026-02-15&aids.2.euros=1&new_aid_euros=6')
    expect(lacking).toContain('href="#aids.2.granted_on"')
    const unsaid = await read('/droit/AID-01?le=2026-02-15&new_aid_euros=6')
    expect(unsaid).toContain('data-law="unknown"')
    const none = await read('/droit/AID-01?le=2026-02-15&new_aid_euros=6&aids.none=oui')
    expect(none).toContain('data-law="allowed"')
  })

  test('the answer holds what a file needs of it: the town, the day, the facts, the mark of what is to verify', async () => {
    const doubtful = allRules.find(
      ({ facts, versions }) => Object.keys(facts).length === 0 && versions.at(-1)?.confidence === 'to_verify',
    )
    expect(doubtful).toBeDefined()
    const page = await read(`/droit/${doubtful?.id}?le=2026-11-22`)
    expect(page).toContain('À vérifier par un juriste.')
    const signed = await read(
      scic('le=2026-11-22&capital_total_euros=100000&territorial_public_capital_euros=21000'),
    )
    expect(signed).toContain('pour Valmarie-les-Essais le 23 novembre 2026')
    // Paper keeps the answer and leaves the form.
    expect(signed).toContain('<section aria-labelledby="reponse" class="law-answer">')
    expect(signed).toContain('<section aria-labelledby="essayer" class="no-print">')
    expect(signed).toContain('Ville fictive.')
    expect(signed).toContain('<strong>21\u202f000\u00a0€</strong>')
  })

  test('what is typed is shown as text, never as a part of the page', async () => {
    const page = await read(
      scic('le=2026-11-22&capital_total_euros=%22%3E%3Cscript%3Ealert(1)%3C/script%3E'),
      422,
    )
    expect(page).not.toContain('<script>alert')
  })
})

describe('examples', () => {
  const known = Object.entries(examples).flatMap(([id, list]) =>
    findRule(id) ? list.map((item) => [id, item] as const) : [],
  )

  test.each(known)('%s answers its example', async (id, { facts, on }) => {
    const rule = findRule(id)
    if (!rule) throw new Error(id)
    const page = await read(lawPaths.rule(id, typeQuestion(rule, facts, on)))
    expect(page).toMatch(/data-law="(?!unknown)/)
  })
})

describe('the review', () => {
  const lastReading = calendarDate(
    allRules
      .flatMap(({ versions }) => versions.map(({ reviewedOn }) => reviewedOn as string))
      .sort()
      .at(-1) ?? '',
  )

  test('nothing is due on the day of the first review but what changed; a year later all is', async () => {
    world.setNow(new Date('2026-11-23T09:00:00Z'))
    expect(await (await (await world.as('legal_officer')).get('/droit/revue')).text()).toContain(
      'Aucune règle à relire',
    )
    world.setNow(new Date(`${addDays(addMonths(lastReading, 12), 1)}T09:00:00Z`))
    const page = await (await (await world.as('legal_officer')).get('/droit/revue')).text()
    expect(page).toContain(`${allRules.length} règles à relire`)
    world.setNow(new Date('2026-11-23T09:00:00Z'))
  })
})

describe('for programs', () => {
  const question = {
    rule: 'SCIC-01',
    on: '2014-07-30',
    facts: { capital_total_cents: 10_000_000, territorial_public_capital_cents: 2_100_000 },
  }

  function post(body: string, headers: Readonly<Record<string, string>> = {}) {
    return world.app.request('http://localhost/api/v1/law/evaluate', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })
  }

  test('a question is asked by POST from any program, or by GET', async () => {
    const posted = await post(JSON.stringify(question), { origin: 'https://elsewhere.example' })
    expect(posted.status).toBe(200)
    const answer = answerSchema.parse(await posted.json())
    expect(answer).toMatchObject({
      status: 'forbidden',
      value: 0.21,
      threshold: 0.2,
      excess: 100_000,
      next_change: '2014-08-02',
    })
    const query = new URLSearchParams({ ...question, facts: JSON.stringify(question.facts) })
    const got = await world.app.request(`http://localhost/api/v1/law/evaluate?${query}`)
    expect(await got.json()).toEqual(answer)
  })

  test('refusals are named: 404 for a rule, 400 for the rest', async () => {
    const cases: [unknown, number, string, string][] = [
      [{ ...question, rule: 'SCIC-99' }, 404, 'unknown_rule', 'SCIC-99'],
      [{ ...question, facts: { capital: 1 } }, 400, 'unknown_fact', 'capital'],
      [{ ...question, facts: { capital_total_cents: '1' } }, 400, 'wrong_fact', 'capital_total_cents'],
      [{ ...question, on: '2026-02-30' }, 400, 'bad_request', 'on'],
      [{ ...question, when: 1 }, 400, 'bad_request', ''],
      ['not an object', 400, 'bad_request', ''],
    ]
    for (const [body, status, error, name] of cases) {
      const answer = await post(JSON.stringify(body))
      const parsed = errorSchema.parse(await answer.json())
      expect([answer.status, parsed.error, parsed.details[0]?.name]).toEqual([status, error, name])
    }
    expect((await post('{')).status).toBe(400)
    await read('/api/v1/law/evaluate?rule=SCIC-01&on=2014-07-30&facts=%7B', 400)
    await read('/api/v1/law/evaluate?rule=SCIC-01', 400)
  })

  test('rules and their facts follow the contract', async () => {
    const { rules } = rulesSchema.parse(JSON.parse(await read('/api/v1/law/rules')))
    expect(rules.map(({ id }) => id)).toEqual(allRules.map(({ id }) => id))
    for (const { id } of rules) ruleWithFactsSchema.parse(JSON.parse(await read(`/api/v1/law/rules/${id}`)))
    await read('/api/v1/law/rules/SCIC-99', 404)
  })

  test('every address of the OpenAPI document answers, and every reference in it is there', async () => {
    const text = await read('/api/v1/openapi.json')
    const document = JSON.parse(text)
    expect(document.openapi).toMatch(/^3\.1\./)
    const paths = Object.keys(document.paths)
    for (const path of ['/api/v1/law/rules', '/api/v1/law/rules/{id}', '/api/v1/law/evaluate'])
      expect(paths).toContain(path)
    const visitor = await world.as(null)
    for (const path of paths.filter((each) => !each.includes('{') && 'get' in document.paths[each]))
      expect([path, (await visitor.get(path)).status]).not.toEqual([path, 404])
    const references = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name)
    expect(references.length).toBeGreaterThan(5)
    for (const name of references) expect(document.components.schemas).toHaveProperty(name ?? '')
  })
})
