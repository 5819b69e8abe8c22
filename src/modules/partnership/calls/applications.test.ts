import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayInParis, systemClock } from '#infra/clock.ts'
import { assertDefined } from '#kernel/assert.ts'
import { addDays } from '#kernel/calendar-date.ts'
import {
  afterClosing,
  atClosing,
  dossierFields,
  makeApplication,
  makeCall,
  type TestApplication,
} from '#test/made-call.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant } from '#test/test-town.ts'
import { submitApplication } from './applications.actions.ts'
import { readDatabaseClock } from './applications.queries.ts'
import { totalsOf } from './applications.rules.ts'
import { findCall, lockCall } from './calls.queries.ts'
import { readBudget } from './dossier.rules.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const pdf = new File([new TextEncoder().encode('%PDF-1.7 statuts')], 'statuts.pdf')

async function received(callId: string) {
  return world.db
    .selectFrom('applications')
    .select(['number', 'received_at', 'status', 'requested_cents', 'title'])
    .where('call_id', '=', callId)
    .where('received_at', 'is not', null)
    .orderBy('number')
    .execute()
}

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
    expect(await received(call.id)).toEqual([])
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

describe('the closing', () => {
  test('at the second it is in time, the second after it is late, and the draft is still there', async () => {
    const call = await makeCall(world)
    const applicant = await world.as('organisation_officer')
    const inTime = await makeApplication(world, call, {}, { send: false })
    const late = await makeApplication(world, call, {}, { send: false })
    world.setNow(atClosing)
    expect((await applicant.post(`${inTime.path}/envoi`)).status).toBe(303)
    world.setNow(afterClosing)
    const refused = await applicant.post(`${late.path}/envoi`)
    expect([refused.status, (await refused.text()).includes('L’appel est clos')]).toEqual([422, true])
    expect(await received(call.id)).toMatchObject([
      { number: 1, received_at: atClosing, status: 'submitted' },
    ])
    expect(await (await applicant.get(late.path)).text()).toContain('Un jardin sous les fenêtres')
    world.setNow(testInstant)
  })

  test('whoever came in time is received at that time, however long the queue; whoever came a second late is refused, and told when', async () => {
    const call = await makeCall(world)
    const applicant = await world.as('organisation_officer')
    const drafts: TestApplication[] = []
    for (let index = 0; index < 20; index += 1)
      drafts.push(await makeApplication(world, call, { titre: `Projet ${index}` }, { send: false }))
    const last = await makeApplication(world, call, {}, { send: false })
    world.setNow(atClosing)
    const { answers, late } = await world.db.transaction().execute(async (tx) => {
      // The queue: nobody is received while somebody else holds the call.
      await lockCall(tx, call.code)
      const answers = drafts.map(({ path }) => applicant.post(`${path}/envoi`))
      await new Promise((resolve) => setImmediate(resolve))
      world.setNow(afterClosing)
      const late = applicant.post(`${last.path}/envoi`)
      await new Promise((resolve) => setImmediate(resolve))
      world.setNow(new Date(afterClosing.getTime() + 600_000))
      return { answers, late }
    })
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([303]))
    const refused = await late
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(
      'votre envoi est arrivé au serveur le 18 décembre 2026 à 17:00:01, après la clôture du 18 décembre 2026 à 17:00:00',
    )
    const rows = await received(call.id)
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(new Set(rows.map(({ received_at }) => received_at?.getTime()))).toEqual(
      new Set([atClosing.getTime()]),
    )
    const page = await (await applicant.get(drafts[0]?.path ?? '')).text()
    expect(page).toContain('Reçu le 18 décembre 2026 à 17:00:00, heure d’arrivée au serveur.')
    world.setNow(testInstant)
  })

  test('the database refuses a receipt outside the time of the call, whoever writes it', async () => {
    const call = await makeCall(world)
    const { id } = await makeApplication(world, call, {}, { send: false })
    const { dossier } = await world.db
      .selectFrom('applications')
      .select('dossier')
      .where('id', '=', (await makeApplication(world, call)).id)
      .executeTakeFirstOrThrow()
    const receive = (at: Date) =>
      world.db
        .updateTable('applications')
        .set({
          status: 'submitted',
          number: 9,
          requested_cents: 1,
          dossier: JSON.stringify(dossier),
          received_at: at,
        })
        .where('id', '=', id)
        .execute()
    for (const at of [afterClosing, new Date('2026-11-23T07:59:59Z')])
      await expect(receive(at)).rejects.toMatchObject({ code: '23001' })
    await receive(atClosing)
  })

  test('sixty applicants in the last second: all are received, numbered without gap, told once', async () => {
    const call = await makeCall(world)
    const applicant = await world.as('organisation_officer')
    const drafts = []
    for (let index = 0; index < 60; index += 1)
      drafts.push(await makeApplication(world, call, { titre: `Projet ${index}` }, { send: false }))
    world.setNow(atClosing)
    const sent = world.sent.length
    const answers = await Promise.all(drafts.map((draft) => applicant.post(`${draft.path}/envoi`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    const rows = await received(call.id)
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
    expect(new Set(rows.map(({ title }) => title)).size).toBe(60)
    expect(world.sent.length - sent).toBe(60)
    world.setNow(testInstant)
  })

  test('fifty identical sendings at once are one application', async () => {
    const call = await makeCall(world)
    const applicant = await world.as('organisation_officer')
    const draft = await makeApplication(world, call, {}, { send: false })
    const sent = world.sent.length
    const answers = await Promise.all(Array.from({ length: 50 }, () => applicant.post(`${draft.path}/envoi`)))
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(await received(call.id)).toHaveLength(1)
    expect(world.sent.length - sent).toBe(1)
  })

  test('the time of receipt is the database’s, less what the request waited for in this process', async () => {
    const inAMonth = dayInParis(new Date(Math.max(Date.now(), testInstant.getTime()) + 30 * 86_400_000))
    const call = await makeCall(world, {
      titre: 'Horloge',
      ouverture: '2020-01-01',
      cloture: inAMonth,
      reponse: addDays(inAMonth, 60),
    })
    const draft = await makeApplication(world, call, {}, { send: false })
    const open = assertDefined(await findCall(world.db, call.code), 'the call')
    const context = { ...(await world.context('organisation_officer')), clock: systemClock }
    const before = await readDatabaseClock(world.db)
    const waited_ms = 90_000
    const result = await submitApplication(context, open, draft.id, {
      mark_ms: performance.now() - waited_ms,
      shown: testInstant,
    })
    expect(result.ok).toBe(true)
    const [row] = await received(call.id)
    // What the test itself takes, either way: clocks are read in whole milliseconds.
    const apart_ms = Math.abs((row?.received_at?.getTime() ?? 0) + waited_ms - before.getTime())
    expect(apart_ms).toBeLessThan(30_000)
  })

  test('what was received is refused any change by the database', async () => {
    const call = await makeCall(world)
    const { id } = await makeApplication(world, call)
    for (const change of [{ title: 'Autre' }, { received_at: atClosing }, { requested_cents: 1 }])
      await expect(
        world.db.updateTable('applications').set(change).where('id', '=', id).execute(),
      ).rejects.toMatchObject({ code: '23001' })
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
    expect(await received(call.id)).toMatchObject([{ status: 'eligible' }])
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
