import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { cents } from '#kernel/cents.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { findOrganisationByNumber, prefillOf, recordGrant } from './organisation-book.ts'
import { importOrganisations } from './organisation-imports.actions.ts'
import { listGrantsToPublish } from './scdl.queries.ts'

let world: World
let id: string
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const bring = async (...lines: string[]) =>
  importOrganisations(
    await world.context(null),
    { fileName: `${lines.length}.csv`, bytes: new TextEncoder().encode(lines.join('\n')) },
    'server',
  )
const header = 'denomination;siren;sigle;naf'

beforeEach(async () => {
  await world.db.deleteFrom('grants').execute()
  await world.db.deleteFrom('organisations').execute()
  await world.db.deleteFrom('file_imports').execute()
  await bring(header, 'ROLLER CLUB;450324660;RC;93.12Z', 'Chorale;552100554;;90.01Z')
  const found = await findOrganisationByNumber(world.db, '450324660')
  id = found?.id ?? ''
})

const whole = {
  nom: 'Roller du Lac',
  presentation: 'On roule.',
  courriel: 'bureau@roller.example',
  telephone: '05 49 00 00 00',
}
const sheetFor = async (role: 'agent' | 'elected_member' | null) =>
  (await (await world.as(role)).get(`/organisations/${id}`)).text()

describe('a record', () => {
  test('what an agent corrects stays when the file comes again, and what the file says is beside it', async () => {
    const agent = await world.as('agent')
    const saved = await agent.post(`/organisations/${id}/modifier`, {
      ...whole,
      sigle: 'RDL',
      activite: '93.12Z',
      themes: 'sport,sport-individuel,inconnu',
      public: 'presentation,acronym,activity',
      version: '1',
    })
    expect(saved.status).toBe(303)
    await bring(header, 'ROLLER CLUB DU LAC;450324660;RCL;93.12Z', 'x;;;', 'y;;;')
    const visitor = await sheetFor(null)
    expect(visitor).toContain('<h1>Roller du Lac</h1>')
    expect(visitor).toContain('On roule.')
    expect(visitor).toContain('RDL')
    expect(visitor).not.toContain('RCL')
    expect(visitor).not.toContain('bureau@roller.example')
    expect(await sheetFor('agent')).toContain('Le fichier disait\u00a0: RCL.')
    expect(await sheetFor('elected_member')).toContain('bureau@roller.example')
    // Given back to the register: what the file says is shown again.
    const form = await (await agent.get(`/organisations/${id}/modifier`)).text()
    const version = /name="version" value="(\d+)"/.exec(form)?.[1] ?? ''
    await agent.post(`/organisations/${id}/modifier`, { ...whole, sigle: 'RCL', activite: '93.12Z', version })
    await bring(header, 'ROLLER CLUB DU LAC;450324660;NEUF;93.12Z', 'z;;;')
    expect(await sheetFor('agent')).toContain('NEUF')
  })

  test('consent opens a field and closes it; a name is always public', async () => {
    const agent = await world.as('agent')
    await agent.post(`/organisations/${id}/modifier`, { ...whole, public: 'email', version: '2' })
    expect(await sheetFor(null)).not.toContain('bureau@roller.example')
    const { version } = await world.db
      .selectFrom('organisations')
      .select('version')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await agent.post(`/organisations/${id}/modifier`, { ...whole, public: 'email', version: String(version) })
    const page = await sheetFor(null)
    expect(page).toContain('bureau@roller.example')
    expect(page).not.toContain('On roule.')
    expect(page).toContain('Roller du Lac')
  })

  test('two people at once: the second sees what the first wrote, and loses nothing', async () => {
    const agent = await world.as('agent')
    const manager = await world.as('manager')
    const path = `/organisations/${id}/modifier`
    expect((await agent.post(path, { ...whole, sigle: 'A', version: '1' })).status).toBe(303)
    const late = await manager.post(path, { ...whole, sigle: 'B', version: '1' })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain('value="B"')
    expect(page).toContain('Maintenant enregistré\u00a0: A')
  })

  const parts: readonly (readonly [part: string, form: Record<string, string>, shown: string])[] = [
    [
      'etablissements',
      { nom: 'Atelier', rue: '3 rue du Lac', horaires: 'Mo-Fr 09:00-12:00' },
      'du lundi au vendredi',
    ],
    ['personnes', { nom: 'Zoé Martel', fonction: 'president', debut: '2025-01-01' }, 'Zoé Martel'],
    ['labels', { nom: 'ESUS', emetteur: 'Préfecture', expire: '2026-01-01' }, 'Expiré le 1er janvier 2026'],
    ['liens', { nature: 'member_of', autre: '552 100 554' }, 'Chorale'],
    [
      'echanges',
      { jour: '2026-11-01', nature: 'meeting', participants: 'A et B', objet: 'Le bail', suite: 'Écrire' },
      'Le bail',
    ],
    [
      'versements',
      { nature: 'premises', jour: '2026-02-01', montant: '1 200,50', objet: 'Salle', regime: 'general' },
      '1\u202f200,50',
    ],
  ]
  test.each(parts)(
    '%s: written once however often it is sent, changed, taken away',
    async (part, form, shown) => {
      const agent = await world.as('agent')
      const path = `/organisations/${id}/${part}`
      await Promise.all(Array.from({ length: 50 }, () => agent.post(`${path}/nouveau`, form)))
      const page = await sheetFor('agent')
      expect(page.replaceAll('\u00a0', ' ')).toContain(shown.replaceAll('\u00a0', ' '))
      const links = [...page.matchAll(new RegExp(`${path}/([0-9a-f-]{36})"`, 'g'))].map((match) => match[1])
      expect(new Set(links).size).toBe(1)
      const row = `${path}/${links[0]}`
      expect((await agent.get(row)).status).toBe(200)
      expect((await agent.post(row, { ...form, version: '1' })).status).toBe(303)
      expect((await agent.post(row, { ...form, version: '1' })).status).toBe(409)
      await agent.post(`${row}/retrait`, { version: '1' })
      expect((await agent.get(row)).status).toBe(200)
      expect((await agent.post(`${row}/retrait`, { version: '2' })).status).toBe(303)
      expect((await agent.get(row)).status).toBe(404)
    },
  )

  test('what was promised after a meeting waits in one list, the late first, until it is ticked off', async () => {
    const agent = await world.as('agent')
    const path = `/organisations/${id}/echanges`
    const meeting = { jour: '2026-11-01', nature: 'meeting', participants: 'A et B', objet: 'Le bail' }
    await agent.post(`${path}/nouveau`, { ...meeting, suite: 'Écrire au notaire', suite_le: '2027-01-10' })
    await agent.post(`${path}/nouveau`, {
      ...meeting,
      objet: 'Les clés',
      suite: 'Rendre les clés',
      suite_le: '2026-11-02',
    })
    await agent.post(`${path}/nouveau`, { ...meeting, objet: 'Rien', suite: '' })
    const queue = async () =>
      (await (await agent.get('/organisations/a-traiter')).text()).replaceAll('\u00a0', ' ')
    const page = await queue()
    const list = page.slice(page.indexOf('id="suites"'))
    const steps = [...list.matchAll(/<strong>([^<]+)<\/strong>( <span class="badge">en retard)?/g)]
    expect(steps.map(([, step, late]) => [step, late !== undefined])).toEqual([
      ['Rendre les clés', true],
      ['Écrire au notaire', false],
    ])
    expect(page).toContain('avant le 2 novembre 2026')
    const row =
      /href="(\/organisations\/[0-9a-f-]+\/echanges\/[0-9a-f-]+)" aria-label="Marquer comme faite[^"]*Rendre/.exec(
        page,
      )?.[1]
    const done = {
      ...meeting,
      objet: 'Les clés',
      suite: 'Rendre les clés',
      suite_le: '2026-11-02',
      fait: 'oui',
      version: '1',
    }
    expect((await agent.post(row ?? '', done)).status).toBe(303)
    expect(await queue()).not.toContain('Rendre les clés')
  })

  test('a band of employees is said in words', async () => {
    await bring('denomination;siren;trancheEffectifs', 'ROLLER CLUB;450324660;11')
    expect((await sheetFor(null)).replaceAll('\u00a0', ' ')).toContain('10 à 19 salariés')
  })

  test('numbers have their days: the SIRET of a time is the one that a grant of that time is published with', async () => {
    const agent = await world.as('agent')
    const path = `/organisations/${id}/numeros/nouveau`
    const add = (nature: string, numero: string, more = {}) => agent.post(path, { nature, numero, ...more })
    expect((await add('siret', '45032466000015', { fin: '2024-12-31' })).status).toBe(303)
    expect((await add('siret', '45032466000023', { debut: '2025-01-01' })).status).toBe(303)
    expect((await add('alsace_moselle', 'Vol. 42 folio 17', { tribunal: 'TJ de Colmar' })).status).toBe(303)
    const page = (await sheetFor(null)).replaceAll('\u00a0', ' ')
    expect(page).toMatch(/45032466000015[^<]*<span class="muted">[^<]*jusqu’au 31 décembre 2024/)
    expect(page).toMatch(/45032466000023[^<]*<span class="muted">[^<]*depuis le 1er janvier 2025/)
    expect(page).toContain('42/17, tribunal de Colmar')
    // A wrong key, a SIRET of another body, a number that another record has, an end before its start.
    const refusals: readonly (readonly [Promise<Response>, string])[] = [
      [add('siren', '450324661'), 'sa clé est fausse'],
      [add('siret', '35600000049837'), 'aucun SIREN de la fiche'],
      [add('siren', '552100554'), 'Une fiche a déjà ce numéro'],
      [add('alsace_moselle', '43/17'), 'Aucun tribunal d’Alsace-Moselle ne siège là'],
      [add('rna', 'W862000001', { debut: '2025-01-02', fin: '2025-01-01' }), 'La fin vient avant le début'],
    ]
    for (const [answer, sentence] of refusals) {
      const { status } = await answer
      expect([status, await (await answer).text()]).toEqual([422, expect.stringContaining(sentence)])
    }
    const grantOf = (day: string) => ({
      organisationId: id,
      kind: 'grant' as const,
      day: calendarDate(day),
      amount: cents(100),
      subject: day,
      actReference: day,
      deMinimis: 'none' as const,
      source: { kind: 'test', id: day },
    })
    const context = await world.context(null)
    for (const day of ['2024-06-01', '2025-06-01']) await recordGrant(context, grantOf(day))
    const published = await listGrantsToPublish(world.db, null)
    expect(published.map(({ day, sirets }) => [day, sirets])).toEqual([
      ['2024-06-01', ['45032466000015']],
      ['2025-06-01', ['45032466000023']],
    ])
  })

  test('a number that a file brought is given an end, never taken away: the next file would bring it back', async () => {
    const agent = await world.as('agent')
    const { id: numberId } = await world.db
      .selectFrom('organisation_identifiers')
      .select('id')
      .where('organisation_id', '=', id)
      .executeTakeFirstOrThrow()
    const row = `/organisations/${id}/numeros/${numberId}`
    const form = await (await agent.get(row)).text()
    expect(form).toContain('Ce numéro vient d’un fichier')
    expect(form).not.toContain('retrait')
    await agent.post(`${row}/retrait`, { version: '1' })
    expect((await agent.get(row)).status).toBe(200)
    const kept = { nature: 'siren', numero: '450324660', fin: '2026-10-31', version: '1' }
    expect((await agent.post(row, kept)).status).toBe(303)
    await bring(header, 'ROLLER CLUB;450324660;RC;93.12Z', 'x;;;')
    expect((await sheetFor(null)).replaceAll('\u00a0', ' ')).toContain('jusqu’au 31 octobre 2026')
  })

  test('a place has its SIRET, which is then one of the numbers of the organisation', async () => {
    const agent = await world.as('agent')
    const place = { rue: '3 rue du Lac', ville: 'Ici', siret: '450 324 660 00015' }
    expect((await agent.post(`/organisations/${id}/etablissements/nouveau`, place)).status).toBe(303)
    expect(await findOrganisationByNumber(world.db, '45032466000015')).toMatchObject({ id })
    expect((await sheetFor(null)).match(/45032466000015/g)).toHaveLength(2)
    const other = await agent.post(`/organisations/${id}/etablissements/nouveau`, {
      rue: '4 rue du Lac',
      siret: '35600000049837',
    })
    expect([other.status, await other.text()]).toEqual([
      422,
      expect.stringContaining('aucun SIREN de la fiche'),
    ])
  })

  test('what cannot be read comes back with what was typed and what to do', async () => {
    const agent = await world.as('agent')
    const wrong = await agent.post(`/organisations/${id}/etablissements/nouveau`, {
      rue: '1 quai',
      horaires: 'lundi 9h',
      latitude: 'nord',
    })
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    expect(page).toContain('value="lundi 9h"')
    expect(page).toContain('Horaires non reconnus')
    const unknown = await agent.post(`/organisations/${id}/liens/nouveau`, {
      nature: 'controls',
      autre: '999',
    })
    expect(await unknown.text()).toContain('Ouvrez d’abord sa fiche')
    const contract = await agent.post(`/organisations/${id}/versements/nouveau`, {
      nature: 'contract',
      jour: '2026-01-01',
      montant: '5',
      objet: 'x',
      regime: 'general',
    })
    expect(await contract.text()).toContain('ce n’est pas une aide')
  })

  test('de minimis: three years, the controlled body too, other funders; what nobody placed is said', async () => {
    const agent = await world.as('agent')
    const other = (await findOrganisationByNumber(world.db, '552100554'))?.id ?? ''
    const give = (to: string, day: string, montant: string, regime: string, more = {}) =>
      agent.post(`/organisations/${to}/versements/nouveau`, {
        nature: 'grant',
        jour: day,
        montant,
        objet: `${day} ${montant}`,
        regime,
        ...more,
      })
    await give(id, '2023-11-22', '90000', 'general')
    await give(id, '2023-11-23', '100000', 'general')
    await give(id, '2026-01-05', '7000', 'unsaid')
    await give(other, '2026-01-05', '50000', 'general')
    await give(id, '2026-01-06', '25000', 'general', { nature: 'declared', financeur: 'Département' })
    const room = async () =>
      /Aides de minimis[\s\S]*?<p>([\s\S]*?)<\/p>/.exec(await sheetFor('agent'))?.[1] ?? ''
    expect((await room()).replaceAll(/\s/g, ' ')).toContain('125 000 €')
    await agent.post(`/organisations/${id}/liens/nouveau`, { nature: 'controls', autre: other })
    expect((await room()).replaceAll(/\s/g, ' ')).toContain('175 000 €')
    const page = await sheetFor('agent')
    expect(page).toContain('Un versement de la période n’est pas encore classé')
    expect(page).toContain('Entreprise unique avec\u00a0: Chorale')
    // Visitors read what the town gave, not what other funders did.
    const visitor = await sheetFor(null)
    expect(visitor).not.toContain('Département')
    expect(visitor).not.toContain('de minimis')
  })

  test('other modules find a body, fill a form from it and record a grant once', async () => {
    const grant = {
      organisationId: id,
      kind: 'grant',
      day: calendarDate('2026-05-01'),
      amount: cents(50_000),
      subject: 'Appel à projets',
      actReference: '2026-041',
      deMinimis: 'none',
      source: { kind: 'call_award', id: '7' },
    } as const
    const context = await world.context(null)
    const done = await Promise.all(Array.from({ length: 50 }, () => recordGrant(context, grant)))
    expect(done.filter((each) => each.isNew)).toHaveLength(1)
    expect(await prefillOf(world.db, id, null, calendarDate('2026-11-23'))).toMatchObject({
      name: 'ROLLER CLUB',
      siren: '450324660',
      acronym: 'RC',
    })
    expect(await findOrganisationByNumber(world.db, '450 324 660 00011')).toMatchObject({ id })
    expect(await findOrganisationByNumber(world.db, 'W999')).toBeNull()
  })
})
