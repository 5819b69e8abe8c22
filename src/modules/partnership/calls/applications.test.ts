import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dossierFields, makeApplication, makeCall, receivedOf } from '#test/made-call.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant } from '#test/test-town.ts'
import { totalsOf } from './applications.rules.ts'
import { readBudget } from './dossier.rules.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const pdf = new File([new TextEncoder().encode('%PDF-1.7 statuts')], 'statuts.pdf')

describe('a draft', () => {
  test('keeps whatever was typed, right or not, and says what lacks only when asked', async () => {
    const call = await makeCall(world)
    const { path: own } = await makeApplication(
      world,
      call,
      { montant: 'quinze cents', recette_montant_1: '1 499', siret: '123', titre: '' },
      { send: false },
    )
    const applicant = await world.as('organisation_officer')
    const draft = await (await applicant.get(own)).text()
    for (const kept of ['value="quinze cents"', 'value="123"', 'value="1 499"']) expect(draft).toContain(kept)
    const check = await applicant.get(`${own}/envoi`)
    const lacking = (await check.text()).replaceAll(/[\u202f\u00a0]/g, ' ')
    expect(check.status).toBe(200)
    for (const fault of ['Ce SIRET n’existe pas', 'Écrivez un montant en euros', 'Il manque 4 réponses'])
      expect(lacking).toContain(fault)
    expect((await applicant.post(`${own}/envoi`)).status).toBe(422)
    expect(await receivedOf(world, call)).toEqual([])
  })

  test('says how far the budget is from balance, volunteering counted on both sides', async () => {
    const call = await makeCall(world)
    const { path: own } = await makeApplication(world, call, { recette_montant_1: '1 000' }, { send: false })
    const applicant = await world.as('organisation_officer')
    const page = (await (await applicant.get(own)).text()).replaceAll(/[\u202f\u00a0]/g, ' ')
    expect(page).toContain('À équilibrer : 3 000 € de dépenses, 2 500 € de recettes, écart 500 €')
    expect(await (await applicant.get(`${own}/envoi`)).text()).toContain('doivent faire le même total')
  })

  test('a budget balances whatever is given in hours', () => {
    const cents = fc.integer({ min: 1, max: 1_000_000_00 })
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 0, max: 5000 }), cents, (asked, other, hours, rate) => {
        const typed = {
          depense_1: 'x',
          depense_montant_1: ((asked + other) / 100).toFixed(2),
          recette_1: 'x',
          recette_montant_1: (other / 100).toFixed(2),
          benevolat_1: 'x',
          benevolat_heures_1: String(hours),
          benevolat_taux_1: (rate / 100).toFixed(2),
        }
        const budget = readBudget({ typed, fault: (field) => expect(field).toBe('none') })
        const totals = totalsOf(budget, asked)
        expect(totals.gap).toBe(0)
        expect(totals.volunteering).toBe(hours * rate)
      }),
    )
  })

  test('of two writers, the second is told and loses nothing', async () => {
    const call = await makeCall(world)
    const { path: own } = await makeApplication(world, call, {}, { send: false })
    const applicant = await world.as('organisation_officer')
    const late = await applicant.post(own, { version: '1', ...dossierFields, titre: 'Le titre du second' })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('value="Le titre du second"')
  })

  test('is nobody else’s: not the services’, not another applicant’s', async () => {
    const call = await makeCall(world)
    const { path: own } = await makeApplication(world, call, {}, { send: false })
    for (const role of [null, 'agent', 'director_general', 'resident'] as const) {
      const stranger = await world.as(role)
      expect([role, (await stranger.get(own)).status]).toEqual([role, 404])
      expect((await stranger.post(own, { version: '2', titre: 'Volé' })).status).toBe(404)
    }
  })

  test('is shared and handed over by invitation', async () => {
    const call = await makeCall(world)
    const { id, path: own } = await makeApplication(world, call, {}, { send: false })
    const holder = await world.as('organisation_officer')
    const other = await world.as('resident')
    await holder.post(`${own}/invitations`, { courriel: 'Resident@essais.example', titulaire: 'oui' })
    expect((await other.get(own)).status).toBe(404)
    expect(await (await other.get('/appels-a-projets/mes-candidatures')).text()).toContain('On vous transmet')
    expect((await (await world.as('agent')).post(`/appels-a-projets/mes-candidatures/${id}`)).status).toBe(
      404,
    )
    expect((await other.post(`/appels-a-projets/mes-candidatures/${id}`)).status).toBe(303)
    const people = await world.db
      .selectFrom('application_people')
      .innerJoin('accounts', 'accounts.id', 'account_id')
      .select(['email', 'is_holder'])
      .where('application_id', '=', id)
      .orderBy('email')
      .execute()
    expect(people).toEqual([
      { email: 'organisation-officer@essais.example', is_holder: false },
      { email: 'resident@essais.example', is_holder: true },
    ])
    expect((await holder.post(`${own}/retrait`)).status).toBe(404)
  })
})

describe('the questions of the call', () => {
  const questions = [
    { libelle: 'Public visé', nature: 'choice', choix: 'Enfants\nAînés', obligatoire: 'oui' },
    { libelle: 'Âge des enfants', nature: 'text', obligatoire: 'oui', condition: 'public_vise=Enfants' },
    { libelle: 'Partenaires', nature: 'block', fois: '3' },
    { libelle: 'Son apport', nature: 'amount', obligatoire: 'oui', bloc: 'partenaires' },
    { libelle: 'Statuts', nature: 'file', obligatoire: 'oui' },
  ]

  test('are asked under their condition, as many times as the block was opened, without any script', async () => {
    const call = await makeCall(world, {}, { questions })
    const applicant = await world.as('organisation_officer')
    const { path: own } = await makeApplication(world, call, { ajouter: 'partenaires' }, { send: false })
    const first = await (await applicant.get(own)).text()
    expect([first.includes('Âge des enfants'), first.includes('q_son_apport_2')]).toEqual([false, true])
    await applicant.post(own, {
      version: '2',
      ...dossierFields,
      q_public_vise: 'Enfants',
      n_partenaires: '2',
      q_son_apport_1: '100',
      q_statuts: pdf,
    })
    expect(await (await applicant.get(own)).text()).toContain('Âge des enfants')
    const check = await (await applicant.get(`${own}/envoi`)).text()
    expect(check).toContain('Il manque 2 réponses')
    await applicant.post(own, {
      version: '3',
      ...dossierFields,
      q_public_vise: 'Enfants',
      q_age_des_enfants: '6 à 10 ans',
      n_partenaires: '2',
      q_son_apport_1: '100',
      q_son_apport_2: '250,50',
    })
    expect((await applicant.post(`${own}/envoi`)).status).toBe(303)
    const row = await world.db
      .selectFrom('applications')
      .select('dossier')
      .where('call_id', '=', call.id)
      .executeTakeFirstOrThrow()
    expect(row.dossier).toMatchObject({
      answers: [
        { key: 'public_vise', value: 'Enfants' },
        { key: 'age_des_enfants', value: '6 à 10 ans' },
        { key: 'son_apport', repeat: 1, value: '10000' },
        { key: 'son_apport', repeat: 2, value: '25050' },
        { key: 'statuts', value: 'statuts.pdf' },
      ],
    })
  })

  test('each kind of answer is read as what it is, or said to be wrong in its place', async () => {
    const kinds = ['long_text', 'number', 'date', 'address', 'identifier'] as const
    const call = await makeCall(
      world,
      {},
      { questions: kinds.map((nature) => ({ libelle: nature, nature })) },
    )
    const applicant = await world.as('organisation_officer')
    const { path: own } = await makeApplication(
      world,
      call,
      { q_number: 'douze', q_date: '2027-02-30', q_address: '4 rue du Lac', q_identifier: '12345' },
      { send: false },
    )
    const check = await (await applicant.get(`${own}/envoi`)).text()
    expect(check).toContain('Il manque 4 réponses')
    for (const kind of kinds.slice(1)) expect(check).toContain(`#q_${kind}`)
    const right = {
      q_long_text: 'Deux lignes\nde projet',
      q_number: '12,5',
      q_date: '2027-02-28',
      q_address: '4 rue du Lac, 49000 Valmarie',
      q_identifier: '732 829 320',
    }
    await applicant.post(own, { version: '2', ...dossierFields, ...right })
    expect((await applicant.post(`${own}/envoi`)).status).toBe(303)
    const row = await world.db
      .selectFrom('applications')
      .select('dossier')
      .where('call_id', '=', call.id)
      .executeTakeFirstOrThrow()
    expect(row.dossier).toMatchObject({
      answers: [
        { key: 'long_text', value: 'Deux lignes\nde projet' },
        { key: 'number', value: '12.5' },
        { key: 'date', value: '2027-02-28' },
        { key: 'address', value: '4 rue du Lac, 49000 Valmarie' },
        { key: 'identifier', value: '732829320' },
      ],
    })
  })

  test('a file that is not what its name says is refused, and the rest is kept', async () => {
    const call = await makeCall(world, {}, { questions })
    const applicant = await world.as('organisation_officer')
    const { path: own } = await makeApplication(world, call, {}, { send: false })
    const program = new File([new TextEncoder().encode('MZ this is a program')], 'statuts.pdf')
    const answer = await applicant.post(own, {
      version: '2',
      ...dossierFields,
      titre: 'Gardé',
      q_statuts: program,
    })
    const page = await answer.text()
    expect([
      answer.status,
      page.includes('n’est pas ce que dit son nom'),
      page.includes('value="Gardé"'),
    ]).toEqual([422, true, true])
  })
})

describe('the acknowledgement', () => {
  test('says the number, the instant, the day of implicit refusal and the remedies, by mail and on the page', async () => {
    const call = await makeCall(world)
    world.setNow(new Date('2026-11-25T14:30:00Z'))
    const { path: own } = await makeApplication(world, call)
    const page = await (await (await world.as('organisation_officer')).get(own)).text()
    const mail = world.sent.at(-1)
    for (const said of ['25 novembre 2026 à 15:30', '25 janvier 2027', 'tribunal administratif']) {
      expect(page).toContain(said)
      expect(mail?.text).toContain(said)
    }
    world.setNow(testInstant)
  })
})

describe('pieces that are missing', () => {
  test('suspend the period: asked on the 25th, received on 5 December, ten days more (E30)', async () => {
    const call = await makeCall(world, { ouverture: '2026-09-01', cloture: '2026-12-18' })
    world.setNow(new Date('2026-09-20T10:00:00Z'))
    const { path: own } = await makeApplication(world, call)
    const [agent, applicant] = [await world.as('agent'), await world.as('organisation_officer')]
    expect(await (await agent.get(own)).text()).toContain('20 novembre 2026')
    world.setNow(new Date('2026-09-25T10:00:00Z'))
    expect((await agent.post(`${own}/pieces`, { pieces: 'Le RIB' })).status).toBe(303)
    expect((await agent.post(`${own}/pieces`, { pieces: 'Encore' })).status).toBe(422)
    expect((await agent.post(`${own}/recevabilite`, { avis: 'eligible' })).status).toBe(422)
    world.setNow(new Date('2026-10-05T10:00:00Z'))
    expect((await applicant.post(`${own}/reponse`, { reponse: 'Le voici', fichiers: pdf })).status).toBe(303)
    const page = await (await applicant.get(own)).text()
    expect(page).toContain('30 novembre 2026')
    expect(page).toContain('statuts.pdf')
    expect((await agent.post(`${own}/recevabilite`, { avis: 'eligible' })).status).toBe(303)
    expect(await receivedOf(world, call)).toMatchObject([{ status: 'eligible' }])
    world.setNow(testInstant)
  })

  test('that never come suspend the period for the time that the request gave, and no longer (CRPA L114-5)', async () => {
    const call = await makeCall(world, { ouverture: '2026-09-01', cloture: '2026-12-18' })
    world.setNow(new Date('2026-09-20T10:00:00Z'))
    const { path: own } = await makeApplication(world, call)
    const agent = await world.as('agent')
    world.setNow(new Date('2026-09-25T10:00:00Z'))
    await agent.post(`${own}/pieces`, { pieces: 'Le RIB', avant: '2026-10-05' })
    for (const day of ['2026-09-26', '2026-10-05', '2026-11-15']) {
      world.setNow(new Date(`${day}T10:00:00Z`))
      expect(await (await agent.get(own)).text()).toContain('30 novembre 2026')
    }
    world.setNow(testInstant)
  })

  test('an applicant is not found eligible or refused without the reasons being said and told', async () => {
    const call = await makeCall(world)
    const { path: own } = await makeApplication(world, call)
    const agent = await world.as('agent')
    expect((await agent.post(`${own}/recevabilite`, { avis: 'ineligible', motif: '' })).status).toBe(422)
    await agent.post(`${own}/recevabilite`, {
      avis: 'ineligible',
      motif: 'Le projet est hors de la commune.',
    })
    const page = await (await (await world.as('organisation_officer')).get(own)).text()
    expect(page).toContain('Le projet est hors de la commune.')
    expect(page).toContain('recours gracieux')
  })

  test('nobody assesses their own application', async () => {
    const call = await makeCall(world)
    const { path: own } = await makeApplication(world, call, {}, { role: 'agent' })
    const agent = await world.as('agent')
    expect((await agent.post(`${own}/recevabilite`, { avis: 'eligible' })).status).toBe(404)
    expect((await (await world.as('manager')).post(`${own}/recevabilite`, { avis: 'eligible' })).status).toBe(
      303,
    )
  })
})
