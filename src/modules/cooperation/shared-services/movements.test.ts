import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  addCost,
  addUnits,
  adoptKey,
  locationOf,
  type MadeService,
  makeSharedService,
  writeBaseline,
} from '#test/made-shared-service.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'
import { testInstant, testPeople } from '#test/test-town.ts'

let world: World
let director: Browser
let officer: Browser
beforeAll(async () => {
  world = await makeWorld()
  director = await world.as('director_general')
  officer = await world.as('partner_officer')
})
afterEach(() => world.setNow(testInstant))
afterAll(() => world.close())

const text = async (answer: Response | Promise<Response>) =>
  (await (await answer).text()).replaceAll(/[\u00a0\u202f]/g, ' ')

/** Three parties that share by a fixed part; B has an officer. */
async function makeThree(title: string, start = '2025-01-01'): Promise<MadeService> {
  const made = await makeSharedService(world, {
    title,
    start,
    parties: [
      { reference: 'A', name: 'Ville', our: true, cost: '100000', volume: '1000' },
      { reference: 'B', name: 'Commune B', cost: '50000', volume: '500' },
      { reference: 'C', name: 'Commune C', cost: '50000', volume: '500' },
    ],
    weights: { fixed: '1' },
    values: { A: { fixed: '1' }, B: { fixed: '1' }, C: { fixed: '1' } },
  })
  locationOf(
    await director.post(`${made.base}/referents`, {
      partie: made.parties.B ?? '',
      courriel: testPeople.partner_officer.email,
    }),
  )
  return made
}

const leaving = (quitte_le: string, preavis_le = '2026-11-23') => ({
  preavis_le,
  quitte_le,
  deliberation: '2026-90',
})

describe('a party leaves', () => {
  test('with its notice; it stays on every page until its last day, then it is named among the former ones', async () => {
    const made = await makeThree('Départ annoncé')
    const { base } = made
    const form = await text(director.get(`${base}/modifier`))
    const version = /name="version" value="(\d+)"/.exec(form)?.[1] ?? ''
    const sheet = {
      titre: 'Départ annoncé',
      objet: 'x',
      forme: 'agreement',
      annee_reference: '2024',
      delai_reponse: '30',
      mouvements: 'time',
      preavis: '6',
      version,
    }
    locationOf(await director.post(`${base}/modifier`, sheet))
    const own = `${base}/depart/B`
    expect(await text(officer.get(own))).toContain('mène au 23 mai 2027 au plus tôt')
    const early = await officer.post(own, leaving('2027-05-22'))
    expect([early.status, (await text(early)).includes('avant la fin du préavis')]).toEqual([422, true])
    expect((await officer.post(`${base}/depart/C`, leaving('2027-06-30'))).status).toBe(404)
    expect((await officer.post(`${base}/depart/A`, leaving('2027-06-30'))).status).toBe(404)
    expect((await director.get(`${base}/depart/A`)).status).toBe(404)
    const fifty = await Promise.all(
      Array.from({ length: 50 }, () => officer.post(own, leaving('2027-06-30'))),
    )
    expect(fifty.map(({ status }) => status).sort()).toEqual([303, ...Array(49).fill(422)])
    for (const path of ['', '/parties'])
      expect(await text(officer.get(`${base}${path}`))).toContain(
        'préavis donné, quitte le service le 30 juin 2027',
      )
    // With C gone too, only the host would be left.
    const alone = await director.post(`${base}/depart/C`, leaving('2027-06-30'))
    expect([alone.status, (await text(alone)).includes('mettez fin au service')]).toEqual([422, true])
    world.setNow(new Date('2027-06-30T09:00:00Z'))
    expect(await text(officer.get(base))).toContain('quitte le service le 30 juin 2027')
    world.setNow(new Date('2027-07-01T09:00:00Z'))
    const after = await text(officer.get(base))
    expect(after).toContain('Anciennes parties : Commune B (fictive) (partie le 30 juin 2027)')
    expect((await officer.post(`${own}/retrait`)).status).toBe(404)
    expect(await text(director.get('/services-partages'))).toMatch(/data-label="Parties">\s*2\s*</)
    world.setNow(testInstant)
    locationOf(await officer.post(`${own}/retrait`))
    expect(await text(officer.get(base))).not.toContain('préavis donné')
  })

  test('counts for its days, pays what leaving costs, and the statement shows its balance to the cent', {
    timeout: 120_000,
  }, async () => {
    const made = await makeThree('Départ payé', '2026-01-01')
    const { base, parties } = made
    locationOf(await director.post(`${base}/depart/B`, leaving('2026-12-11')))
    const noReason = await director.post(`${base}/depart/B/frais`, { montant: '1500', motif: '' })
    expect([noReason.status, (await text(noReason)).includes('comment ces frais')]).toEqual([422, true])
    locationOf(
      await director.post(`${base}/depart/B/frais`, { montant: '1 500,50', motif: 'Bail jusqu’en juin' }),
    )
    world.setNow(new Date('2026-12-15T09:00:00Z'))
    const late = await addUnits(director, made, 'B', '1', '2026-12-12')
    expect([late.status, (await text(late)).includes('n’était pas dans le service')]).toEqual([422, true])
    locationOf(await addUnits(director, made, 'B', '1', '2026-12-11'))
    const pay = (kind: string, montant: string, numero: string) =>
      director.post(`${base}/acomptes/2026`, {
        nature: kind,
        partie: parties.B ?? '',
        montant,
        le: '2026-02-01',
        numero,
      })
    locationOf(await pay('called', '5000', 'T-1'))
    locationOf(await pay('paid', '4 000,25', 'M-1'))
    const twice = await pay('paid', '4 000,25', 'M-1')
    expect([twice.status, (await text(twice)).includes('déjà noté')]).toEqual([422, true])
    expect(await text(officer.get(`${base}/acomptes/2026`))).toMatch(/999,75 €/)
    world.setNow(new Date('2027-02-10T09:00:00Z'))
    locationOf(await addCost(director, base, 2026, { montant: '10750' }))
    // Days: 365, 365 and 345.
    locationOf(await director.post(`${base}/etats/2026`))
    const page = await text(officer.get(`${base}/etats/2026`))
    for (const shown of ['3 650 €', '3 450 €', '1 500,50 €', '5 000 €', '4 000,25 €', '950,25 €', '345'])
      expect([shown, page.includes(shown)]).toEqual([shown, true])
    expect(page).toContain('leurs valeurs (sauf les unités) sont multipliées par leurs jours')
    const csv = await text(director.get(`${base}/etats/2026/fichier.csv`))
    expect(csv).toMatch(/B"?;[^\n]*3450,00"?;"?1500,50"?;"?5000,00"?;"?4000,25"?;"?950,25/)
    // After the statement: no more advances, the balance only.
    expect((await pay('paid', '1', 'M-2')).status).toBe(422)
    locationOf(await pay('settled', '950,25', 'M-3'))
    expect(await text(officer.get(`${base}/acomptes/2026`))).toMatch(/data-label="Reste à payer">\s*0 €/)
    expect((await director.post(`${base}/depart/B/frais`, { montant: '1', motif: 'x' })).status).toBe(422)
    expect((await officer.post(`${base}/depart/B/retrait`)).status).toBe(404)
    // The year after goes on without it.
    locationOf(await addCost(director, base, 2027, { montant: '1000' }))
    expect(await text(director.get(`${base}/etats/2027`))).not.toContain('Commune B')
    world.setNow(new Date('2028-02-10T09:00:00Z'))
    locationOf(await director.post(`${base}/etats/2027`))
    // What came after it left is no longer its own to read.
    for (const year of [2026, 2027])
      for (const part of ['etats', 'acomptes', 'mesures'])
        expect([part, year, (await officer.get(`${base}/${part}/${year}`)).status]).toEqual([
          part,
          year,
          year === 2026 ? 200 : 404,
        ])
    for (const path of ['/services-partages', base, '/services-partages/bilan-du-reseau'])
      expect([path, (await text(officer.get(path))).includes('1 000 €')]).toEqual([path, false])
    expect(await text(director.get(base))).toContain('1 000 €')
  })

  test('what a stated year says cannot be undone in the database', async () => {
    const made = await makeThree('Gravé')
    const move = (set: Parameters<typeof update>[0]) => update(set)
    const update = (set: { leaves_on?: string; notice_on?: string; leaves_by?: string; name?: string }) =>
      world.db
        .updateTable('shared_service_parties')
        .set(set)
        .where('id', '=', made.parties.C ?? '')
        .execute()
    locationOf(await addCost(director, made.base, 2025, { montant: '300' }))
    locationOf(await director.post(`${made.base}/etats/2025`))
    const past = { notice_on: '2025-01-01', leaves_on: '2025-12-31', leaves_by: 'x' }
    await expect(move(past)).rejects.toThrow('was issued')
    await expect(move({ name: 'Autre' })).rejects.toThrow('stay')
    await move({ ...past, leaves_on: '2026-12-31' })
  })
})

describe('a party joins', () => {
  const entry = (more: Readonly<Record<string, string>> = {}) => ({
    nom: 'Commune D',
    code_insee: '',
    sigle: 'D',
    fictive: 'oui',
    entre_le: '2026-07-01',
    deliberation: '2026-14',
    decide_le: '2026-05-20',
    accord: 'Avenant 1',
    ...more,
  })

  test('on a day, adopts the key in force, writes what it did before, and counts from then on', {
    timeout: 120_000,
  }, async () => {
    const made = await makeThree('Entrée')
    const { base } = made
    const before = await director.post(`${base}/entree`, entry({ entre_le: '2025-01-01' }))
    expect([before.status, (await text(before)).includes('précède le démarrage')]).toEqual([422, true])
    expect((await director.post(`${base}/entree`, entry({ sigle: 'B' }))).status).toBe(422)
    expect((await officer.post(`${base}/entree`, entry())).status).toBe(404)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => director.post(`${base}/entree`, entry())),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(19).fill(422)])
    expect(await text(director.get(`${base}/parties`))).toContain('depuis le 1er juillet 2026')
    expect(await text(director.get(`${base}/cles/1`))).toContain('2026-14')
    const ids = await world.db
      .selectFrom('shared_service_parties')
      .select(['id', 'reference'])
      .where('reference', '=', 'D')
      .execute()
    const parties = { ...made.parties, D: ids.at(-1)?.id ?? '' }
    const whole = { ...made, parties }
    const early = await addUnits(director, whole, 'D', '1', '2026-06-30')
    expect([early.status, (await text(early)).includes('n’était pas dans le service')]).toEqual([422, true])
    locationOf(await addUnits(director, whole, 'D', '1', '2026-07-01'))
    const value = { partie: parties.D, annee: '2026', nature: 'fixed', valeur: '1', source: '' }
    locationOf(await director.post(`${base}/valeurs`, value))
    locationOf(await addCost(director, base, 2025, { montant: '300' }))
    expect(await text(director.get(`${base}/etats/2025`))).not.toContain('Commune D')
    locationOf(await director.post(`${base}/etats/2025`))
    // 365 days for three, 184 for the newcomer.
    locationOf(await addCost(director, base, 2026, { montant: '1279' }))
    world.setNow(new Date('2027-02-10T09:00:00Z'))
    const early2 = await director.post(`${base}/etats/2026`)
    expect([early2.status, (await text(early2)).includes('ce qu’elle faisait avant')]).toEqual([422, true])
    locationOf(await writeBaseline(director, base, { reference: 'D', cost: '9000', volume: '90' }))
    locationOf(await director.post(`${base}/etats/2026`))
    const page = await text(director.get(`${base}/etats/2026`))
    expect(page).toContain('365 €')
    expect(page).toContain('184 €')
    expect((await writeBaseline(director, base, { reference: 'D', cost: '1', volume: '1' })).status).toBe(422)
  })

  test('a new key is adopted by those whom it binds: not by one that will be gone', async () => {
    const made = await makeThree('Clé suivante')
    const { base, parties } = made
    locationOf(await director.post(`${base}/depart/B`, leaving('2026-12-31')))
    const others = [parties.A ?? '', parties.C ?? '']
    const key = await adoptKey(director, base, { fixed: '2' }, others, 'agreement', { a_partir_de: '2027' })
    expect(await text(director.get(key))).toContain('Adoptée')
    const waiting = locationOf(
      await director.post(`${base}/cles`, {
        methode: 'keys',
        poids_fixed: '1',
        reste: '',
        a_partir_de: '2028',
        raison: '',
      }),
    )
    locationOf(await director.post(`${waiting}/proposition`))
    const moved = await director.post(`${base}/depart/C`, leaving('2027-12-31'))
    expect(moved.status).toBe(422)
  })
})

describe('what the service promised', () => {
  test('is measured once a year by whoever hosts it, beside the promise, until the review', async () => {
    const made = await makeThree('Promesses')
    const { base } = made
    const level = { engagement: 'Réponse', sens: 'at_most', cible: '5', unite: 'jours' }
    locationOf(await director.post(`${base}/engagements`, level))
    const { id } = await world.db
      .selectFrom('shared_service_levels as level')
      .innerJoin('shared_services as service', 'service.id', 'level.service_id')
      .select('level.id')
      .where('service.code', '=', 'promesses')
      .executeTakeFirstOrThrow()
    const reading = (mesure: string, year = 2025) =>
      director.post(`${base}/mesures/${year}`, { engagement: id, mesure, source: 'Tableau de bord' })
    const answers = await Promise.all(Array.from({ length: 20 }, () => reading('6,5')))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(19).fill(422)])
    expect((await reading('6', 2024)).status).toBe(422)
    expect((await reading('6', 2027)).status).toBe(422)
    locationOf(await reading('4', 2026))
    const page = await text(officer.get(base))
    expect(page).toMatch(/au plus 5 jours[\s\S]*4 jours[\s\S]*tenu[\s\S]*6,5 jours[\s\S]*non tenu/)
    expect((await officer.post(`${base}/mesures/2025`, {})).status).toBe(404)
    locationOf(await director.post(`${base}/mesures/2025/${id}/suppression`))
    locationOf(await reading('5'))
    expect(await text(officer.get(`${base}/mesures/2025`))).toContain('Tableau de bord')
    locationOf(await addCost(director, base, 2025, { montant: '300' }))
    locationOf(await director.post(`${base}/etats/2025`))
    for (const reference of ['A', 'B', 'C']) {
      const said = { cout_propre: '1', qualite: '', delai: '', source: 'x' }
      locationOf(await director.post(`${base}/suivi/2025/${reference}`, said))
    }
    const review = { indice: '100', source_indice: 'INSEE', conclusion: 'Bien' }
    locationOf(await director.post(`${base}/revues/2025`, review))
    expect(await text(officer.get(`${base}/revues/2025`))).toContain('5 jours')
    expect((await director.post(`${base}/mesures/2025/${id}/suppression`)).status).toBe(422)
  })
})
