import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { scdlColumns } from '#modules/partnership/organisations/rules.public.ts'
import { docxText } from '#test/docx-text.ts'
import { arbitrate, decide, makeCall } from '#test/made-call.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { scdlFaults, scdlSchema } from '#test/scdl-schema.ts'
import { testInstant } from '#test/test-town.ts'
import { fillIn, unknownVariables, usualAgreement } from './agreement.rules.ts'
import { splitIntoInstalments } from './awards.rules.ts'
import { remindReports } from './report-reminders.ts'
import { scdlRow } from './scdl.rules.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterEach(() => world.setNow(testInstant))
afterAll(() => world.close())

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')

describe('the money of a grant', () => {
  test('its instalments make its amount, whatever the shares', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }).map((parts) => {
      const sum = parts.reduce((total, part) => total + part, 0)
      return sum >= 100 ? [100] : [...parts, 100 - sum]
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), shares, (cents, parts) => {
        const split = splitIntoInstalments(cents, parts)
        expect(split.reduce((total, part) => total + part, 0)).toBe(cents)
        expect(split.every((part) => part >= 0)).toBe(true)
      }),
    )
  })
})

test('an agreement knows its words, and the usual one leaves none empty', () => {
  expect(unknownVariables('{{montant}} {{ Montant }} {{secret}}')).toEqual(['Montant', 'secret'])
  expect(unknownVariables(usualAgreement)).toEqual([])
  const values = new Proxy({}, { get: () => '§' })
  expect(fillIn(usualAgreement, values as Parameters<typeof fillIn>[1])).not.toContain('{{')
})

describe('a grant', () => {
  test('from the jury’s proposal to the last euro', async () => {
    const call = await makeCall(world)
    const applications = await arbitrate(world, call, 3)
    const legal = await world.as('legal_officer')
    const [agent, mayor, finance] = [
      await world.as('agent'),
      await world.as('mayor'),
      await world.as('finance_officer'),
    ]
    const holder = await world.as('organisation_officer')
    const [first, second, third] = applications.map(({ path }) => path)

    // The draft deliberation with its annex: its sum is what the envelopes give.
    const draft = await docxText(await legal.get(`${call.path}/projet-de-deliberation.docx`))
    expect(draft).toContain('pour un total de 4 500 €')
    expect((await agent.post(`${call.path}/decision`, {})).status).toBe(404)
    const named = { membre: 'Awa Nommée', dossier: applications[1]?.id ?? '', nature: 'own_interest' }
    expect((await legal.post(`${call.path}/decision/elus`, { ...named, lien: 'trésorière' })).status).toBe(
      303,
    )
    expect((await legal.post(`${call.path}/decision/elus`, { ...named, lien: '' })).status).toBe(422)

    // A refusal without its reason is not recorded.
    const mute = await legal.post(`${call.path}/decision`, {
      deliberation: '00000000-0000-4000-8000-000000000000',
    })
    expect(mute.status).toBe(422)
    await decide(world, call, applications, 2, { risque: 'oui' })
    const decided = plain(await (await legal.get(`${call.path}/decision`)).text())
    expect(decided).toContain('Les enveloppes sont employées.')
    expect(decided).toContain('risque d’annulation')
    const letter = await docxText(await agent.get(`${third}/lettre.docx`))
    for (const said of [
      'n’a pas retenu',
      'Les enveloppes sont employées.',
      'deux mois',
      'tribunal administratif',
    ])
      expect(letter).toContain(said)

    // Each paper is a PDF too, to print and sign.
    const pdf = await agent.get(`${third}/lettre.pdf`)
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])

    // Agreement, signatures in their order, notification.
    expect((await holder.post(`${first}/convention`)).status).toBe(404)
    expect((await agent.post(`${first}/convention`)).status).toBe(303)
    expect((await agent.post(`${first}/convention`)).status).toBe(422)
    const agreement = await docxText(await holder.get(`${first}/convention.docx`))
    for (const said of [
      '1 500 €',
      'Marc Maire',
      'Les Jardins d’à côté',
      '30 juin 2028',
      'Le solde, une fois le bilan vérifié : 450 €',
    ])
      expect(agreement).toContain(said)
    const steps = `${first}/convention/etapes`
    expect((await mayor.post(steps, { etape: 'mayor', le: '2026-12-18' })).status).toBe(422)
    expect((await agent.post(steps, { etape: 'holder', le: '2026-12-17' })).status).toBe(303)
    expect((await agent.post(steps, { etape: 'mayor', le: '2026-12-18' })).status).toBe(404)
    expect((await finance.post(`${first}/versements/1/mandat`, { mandat: 'M-1' })).status).toBe(422)
    expect((await mayor.post(steps, { etape: 'mayor', le: '2026-12-18' })).status).toBe(303)
    expect((await agent.post(steps, { etape: 'notified', le: '2026-12-18' })).status).toBe(303)

    // Seventy per cent, then the balance, which waits for the report.
    expect((await agent.post(`${first}/versements/1/mandat`, { mandat: 'M-1' })).status).toBe(404)
    expect((await finance.post(`${first}/versements/1/mandat`, { mandat: 'M-1' })).status).toBe(303)
    expect((await finance.post(`${first}/versements/1/paiement`, { le: '2026-12-18' })).status).toBe(303)
    const early = await finance.post(`${first}/versements/2/mandat`, { mandat: 'M-2' })
    expect([early.status, (await early.text()).includes('le solde attend un bilan vérifié')]).toEqual([
      422,
      true,
    ])

    // One holder is late: reminded once, however often the job runs.
    world.setNow(new Date('2028-07-02T08:00:00Z'))
    const context = await world.context(null)
    await remindReports(context)
    await remindReports(context)
    const notices = await world.db
      .selectFrom('notices')
      .select('event')
      .where('event', 'like', `%${applications[0]?.id}:report%`)
      .execute()
    expect(notices).toEqual([{ event: `application:${applications[0]?.id}:report:late` }])

    const report = {
      depense: '2 900',
      personnes: '42',
      heures: '55',
      bilan: 'Dix bacs, et des voisins qui se parlent.',
    }
    expect((await holder.post(`${first}/bilan`, { ...report, personnes: 'beaucoup' })).status).toBe(422)
    expect((await agent.post(`${first}/bilan`, report)).status).toBe(404)
    expect((await holder.post(`${first}/bilan`, report)).status).toBe(303)
    expect(
      (await agent.post(`${first}/bilan/verification`, { remarque: '', reversement: '10' })).status,
    ).toBe(422)
    expect(
      (await agent.post(`${first}/bilan/verification`, { remarque: 'Complet', reversement: '' })).status,
    ).toBe(303)
    expect((await finance.post(`${first}/versements/2/mandat`, { mandat: 'M-1' })).status).toBe(422)
    expect((await finance.post(`${first}/versements/2/mandat`, { mandat: 'M-2' })).status).toBe(303)
    expect((await finance.post(`${first}/versements/2/paiement`, { le: '2028-07-02' })).status).toBe(303)
    expect((await agent.post(`${first}/fin`)).status).toBe(303)

    // What everybody reads: bodies, projects, amounts, what became of them; no private person.
    const page = plain(await (await (await world.as(null)).get(`${call.path}/laureats`)).text())
    for (const said of [
      '2 projets aidés, 3 000 € attribués',
      'Dix bacs, et des voisins',
      '1 500 € versés',
      'Terminé',
    ])
      expect(page).toContain(said)
    for (const name of ['Maud Perrin', 'Omar', 'rue des Tanneries']) expect(page).not.toContain(name)
    expect(second).not.toBe(first)
  })

  test('money that did not serve the project is asked back, and the balance is not paid', async () => {
    const call = await makeCall(world)
    const applications = await arbitrate(world, call, 1)
    await decide(world, call, applications, 1)
    const [agent, mayor, finance] = [
      await world.as('agent'),
      await world.as('mayor'),
      await world.as('finance_officer'),
    ]
    const path = applications[0]?.path ?? ''
    await agent.post(`${path}/convention`)
    await agent.post(`${path}/convention/etapes`, { etape: 'holder', le: '2026-12-18' })
    await mayor.post(`${path}/convention/etapes`, { etape: 'mayor', le: '2026-12-18' })
    await agent.post(`${path}/convention/etapes`, { etape: 'notified', le: '2026-12-18' })
    await finance.post(`${path}/versements/1/mandat`, { mandat: 'R-1' })
    await finance.post(`${path}/versements/1/paiement`, { le: '2026-12-18' })
    const holder = await world.as('organisation_officer')
    await holder.post(`${path}/bilan`, {
      depense: '500',
      personnes: '3',
      heures: '0',
      bilan: 'Le projet s’est arrêté.',
    })
    const above = await agent.post(`${path}/bilan/verification`, {
      remarque: 'Trop',
      reversement: '1 050,01',
    })
    expect(above.status).toBe(422)
    await agent.post(`${path}/bilan/verification`, { remarque: 'Projet interrompu', reversement: '700' })
    expect((await finance.post(`${path}/versements/2/mandat`, { mandat: 'R-2' })).status).toBe(422)
    expect((await agent.post(`${path}/fin`)).status).toBe(422)
    expect((await (await world.as('manager')).post(`${call.path}/cloture`)).status).toBe(303)
    expect((await finance.post(`${path}/reversement`, { le: '2026-12-18' })).status).toBe(303)
    expect((await agent.post(`${path}/fin`)).status).toBe(303)
    await (await world.as('manager')).post(`${call.path}/cloture`)
    const row = await world.db
      .selectFrom('calls')
      .select('status')
      .where('id', '=', call.id)
      .executeTakeFirst()
    expect(row?.status).toBe('closed_out')
  })

  test('a signed agreement and a decision are refused any change by the database', async () => {
    const call = await makeCall(world)
    const applications = await arbitrate(world, call, 1)
    await decide(world, call, applications, 1)
    const path = applications[0]?.path ?? ''
    const agent = await world.as('agent')
    await agent.post(`${path}/convention`)
    await agent.post(`${path}/convention/etapes`, { etape: 'holder', le: '2026-12-18' })
    await expect(
      world.db.updateTable('grant_agreements').set({ text: 'Autre' }).execute(),
    ).rejects.toMatchObject({
      code: '23001',
    })
    await expect(
      world.db.updateTable('award_decisions').set({ reasons: 'x' }).execute(),
    ).rejects.toMatchObject({
      code: '23001',
    })
  })
})

describe('the agreement of the town', () => {
  test('refuses words that it does not know, and the law says what a text must state', async () => {
    const call = await makeCall(world)
    const agent = await world.as('agent')
    const wrong = await agent.post(`${call.path}/convention-type`, { modele: 'Bonjour {{prenom}}' })
    expect([wrong.status, (await wrong.text()).includes('prenom')]).toEqual([422, true])
    await agent.post(`${call.path}/convention-type`, { modele: 'La ville donne {{montant}}.' })
    expect(await (await agent.get(`${call.path}/convention-type`)).text()).toContain(
      'les modalités de versement',
    )
  })
})

describe.skipIf(scdlSchema === null)('the SCDL file, against its schema', () => {
  test('has its columns in its order, and rows that it accepts', async () => {
    expect(scdlColumns).toEqual(scdlSchema?.fields.map(({ name }) => name))
    const call = await makeCall(world)
    const applications = await arbitrate(world, call, 2)
    await decide(world, call, applications, 2)
    const [agent, mayor] = [await world.as('agent'), await world.as('mayor')]
    for (const { path } of applications) {
      await agent.post(`${path}/convention`)
      await agent.post(`${path}/convention/etapes`, { etape: 'holder', le: '2026-12-17' })
      await mayor.post(`${path}/convention/etapes`, { etape: 'mayor', le: '2026-12-18' })
    }
    const answer = await (await world.as(null)).get('/appels-a-projets/scdl.csv')
    const lines = (await answer.text()).trim().split('\r\n')
    const rows = lines
      .slice(1)
      .map((line) => line.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"|"$/g, '')))
    const mine = rows.filter((row) => row.at(-1) === call.code)
    expect(mine).toHaveLength(2)
    expect(mine.flatMap(scdlFaults)).toEqual([])
  })

  test('shortens an object, leaves out an RNA with a letter, and refuses a row without a number', () => {
    const organisation = {
      name: 'X',
      kind: 'association',
      siret: '',
      rna: 'W2A1000249',
      address: '',
      signatory: '',
      signatoryTitle: '',
    } as const
    const grant = {
      grantorName: 'Ville',
      grantorSiret: '21860194600013',
      signedOn: '2026-12-18' as never,
      decisionReference: '2026-001',
      dossier: {
        organisation: { ...organisation, siret: '73282932000074' },
        project: { title: 'T', summary: 'x'.repeat(400), startsOn: '' as never, endsOn: '' as never },
        requestedCents: 100,
        budget: { expenses: [], income: [], volunteering: [] },
        isEconomic: false,
        aids: [],
        answers: [],
      },
      cents: 123_456,
      agreement: { instalments: [], notifiedOn: null, reportDueOn: '2028-06-30' as never },
      callCode: 'appel',
    }
    const made = scdlRow(grant)
    expect(made?.remarks).toEqual(['rna_left_out', 'object_shortened'])
    expect(scdlFaults(made?.row ?? [])).toEqual([])
    expect(made?.row[8]).toBe('1234.56')
    expect(scdlRow({ ...grant, dossier: { ...grant.dossier, organisation } })).toBeNull()
  })
})
