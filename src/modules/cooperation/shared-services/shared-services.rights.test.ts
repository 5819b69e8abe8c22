import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { assertDefined } from '#kernel/assert.ts'
import { type Role, roles } from '#kernel/roles.ts'
import { authorityCatalogue, nameOfficer } from '#modules/cooperation/authorities/authorities.public.ts'
import {
  addCost,
  addUnits,
  locationOf,
  type MadeService,
  makeSharedService,
} from '#test/made-shared-service.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testPeople } from '#test/test-town.ts'
import { untriedRoutes } from '#test/untried-routes.ts'
import {
  canContest,
  canEnterUnits,
  canKeep,
  canManageTokens,
  canSeeAny,
  canSeeLines,
  canSeeOwn,
  canSeeService,
  canSettle,
  canWriteOwn,
  roleForAdoption,
  roleForReview,
  roleForStart,
  roleForStatement,
  standingOf,
} from './shared-services.permissions.ts'
import { sharedServicesRoutes } from './shared-services.routes.ts'

const actor = (...held: Role[]): Actor => ({
  id: held.join(),
  name: held.join(),
  email: 'x@x.example',
  roles: new Set(held),
})
const town = roles.filter((role) => !['resident', 'organisation_officer', 'partner_officer'].includes(role))
const host = { id: 'host', isHost: true, isTown: true }
const mine = { id: 'mine', isHost: false, isTown: false }
const theirs = { id: 'theirs', isHost: false, isTown: false }
const parties = [host, mine, theirs]
/** Every role, named an officer of `mine`: only that of a partner officer makes something of it. */
const standing = (role: Role) => standingOf(actor(role), parties, new Set(['mine']))
const who = (may: (role: Role) => unknown) =>
  roles.filter((role) => ![false, null].includes(may(role) as boolean))

describe('every role × every act', () => {
  test('what each role may, as a table', () => {
    const table = {
      see_any: who((role) => canSeeAny(actor(role))),
      see: who((role) => canSeeService(standing(role))),
      own: who((role) => canSeeOwn(standing(role), 'mine')),
      other: who((role) => canSeeOwn(standing(role), 'theirs')),
      lines_of_other: who((role) => canSeeLines(standing(role), 'theirs')),
      keep: who((role) => canKeep(actor(role))),
      enter: who((role) => canEnterUnits(actor(role), standing(role))),
      write_own: who((role) => canWriteOwn(actor(role), standing(role), 'mine')),
      write_other: who((role) => canWriteOwn(actor(role), standing(role), 'theirs')),
      contest_own: who((role) => canContest(actor(role), standing(role), mine)),
      contest_other: who((role) => canContest(actor(role), standing(role), theirs)),
      settle: who((role) => canSettle(actor(role), standing(role), mine)),
      adopt_own: who((role) => roleForAdoption(actor(role), standing(role), mine)),
      adopt_other: who((role) => roleForAdoption(actor(role), standing(role), theirs)),
      adopt_town: who((role) => roleForAdoption(actor(role), standing(role), host)),
      start: who((role) => roleForStart(actor(role), 'prepared')),
      state: who((role) => roleForStatement(actor(role))),
      review: who((role) => roleForReview(actor(role))),
      programs: who((role) => canManageTokens(actor(role))),
    }
    const keepers = ['manager', 'director_general', 'finance_officer']
    expect(table).toEqual({
      see_any: ['partner_officer', ...town],
      see: ['partner_officer', ...town],
      own: ['partner_officer', ...town],
      other: town,
      lines_of_other: town,
      keep: keepers,
      enter: ['agent', ...keepers],
      write_own: ['partner_officer', ...keepers],
      write_other: keepers,
      contest_own: ['partner_officer'],
      contest_other: [],
      settle: keepers,
      adopt_own: ['partner_officer', 'director_general'],
      adopt_other: ['director_general'],
      adopt_town: ['mayor', 'director_general'],
      start: ['mayor', 'director_general'],
      state: ['director_general', 'finance_officer'],
      review: ['manager', 'director_general'],
      programs: ['manager', 'director_general'],
    })
  })

  test('whoever acts for the host sees the lines that it wrote, never another’s own figures', () => {
    const ofHost = standingOf(actor('partner_officer'), parties, new Set(['host']))
    expect([canSeeLines(ofHost, 'theirs'), canSeeOwn(ofHost, 'theirs')]).toEqual([true, false])
    expect(canSettle(actor('partner_officer'), ofHost, theirs)).toBe(true)
    expect(canSettle(actor('partner_officer'), ofHost, host)).toBe(false)
  })
})

/** Five hundred pages, on a machine that does other things too. */
const matrix_ms = 300_000

describe('every route × every role × every party', () => {
  let world: World
  let made: MadeService
  let other: MadeService
  let lines: Record<string, string>
  beforeAll(async () => {
    world = await makeWorld()
    const director = await world.as('director_general')
    const plan = {
      title: 'Droits',
      parties: [
        { reference: 'A', name: 'Ville', our: true, cost: '300000', volume: '1100' },
        { reference: 'B', name: 'Commune B', cost: '123456', volume: '580' },
        { reference: 'C', name: 'Commune C', cost: '654321', volume: '190' },
      ],
      values: { A: { fixed: '1' }, B: { fixed: '1' }, C: { fixed: '1' } },
    }
    made = await makeSharedService(world, plan)
    other = await makeSharedService(world, { ...plan, title: 'Sans elle' }, 'prepared')
    locationOf(
      await director.post(`${made.base}/referents`, {
        partie: made.parties.B ?? '',
        courriel: testPeople.partner_officer.email,
      }),
    )
    for (const reference of ['A', 'B', 'C']) locationOf(await addUnits(director, made, reference, '10'))
    const list = await (await director.get(`${made.base}/lignes?annee=2025`)).text()
    lines = Object.fromEntries(
      [...list.matchAll(/href="([^"]+\/lignes\/\d+)">Dossier ([A-C]) /g)].map(([, href = '', name = '']) => [
        name,
        href,
      ]),
    )
    locationOf(await addCost(director, made.base, 2025, { montant: '300' }))
  })
  afterAll(() => world.close())

  const keepers: readonly Role[] = ['manager', 'director_general', 'finance_officer']
  const seers: readonly Role[] = ['partner_officer', ...town]
  const entering: readonly Role[] = ['agent', ...keepers]

  const nothing = crypto.randomUUID()
  type Matrix = readonly (readonly [string, readonly Role[]])[]
  const pages = (): Matrix => {
    const { base } = made
    return [
      ['/services-partages', seers],
      ['/services-partages/bilan-du-reseau', seers],
      ['/services-partages/nouveau', keepers],
      [base, seers],
      [`${base}/modifier`, keepers],
      [`${base}/parties`, seers],
      [`${base}/unites`, seers],
      [`${base}/engagements`, seers],
      [`${base}/avis`, seers],
      [`${base}/referents`, town],
      [`${base}/prevision`, seers],
      [`${base}/situation/A`, town],
      [`${base}/situation/B`, seers],
      [`${base}/situation/C`, town],
      [`${base}/cles`, seers],
      [`${base}/cles/1`, seers],
      [`${base}/cles/simulation?methode=keys&poids_fixed=1&reste=&a_partir_de=2026&raison=`, seers],
      [`${base}/valeurs`, seers],
      [`${base}/couts/2025`, town],
      [`${base}/lignes`, seers],
      [`${base}/lignes/export.csv?annee=2025`, seers],
      [`${base}/lignes/nouvelle`, entering],
      [`${base}/lignes/import`, entering],
      [lines.A ?? '', town],
      [lines.B ?? '', seers],
      [lines.C ?? '', town],
      [`${base}/etats/2025`, seers],
      [`${base}/etats/2025/fichier.json`, []],
      [`${base}/suivi/2025/B`, []],
      [`${base}/etats/2025/fichier.csv`, []],
      [`${base}/etats/2025/fichier.docx`, []],
      [`${base}/etats/2025/fichier.pdf`, []],
      [`${base}/revues/2025`, []],
      [`${base}/entree`, keepers],
      [`${base}/depart/A`, []],
      [`${base}/depart/B`, ['partner_officer', ...keepers]],
      [`${base}/depart/C`, keepers],
      [`${base}/acomptes/2025`, seers],
      [`${base}/mesures/2025`, seers],
      [`${base}/jetons`, ['manager', 'director_general']],
      [other.base, town],
      [`${other.base}/situation/B`, town],
      [`${other.base}/cles`, town],
    ]
  }
  const forms = (): Matrix => {
    const { base } = made
    return [
      ['/services-partages/nouveau', keepers],
      [`${base}/modifier`, keepers],
      [`${base}/parties`, keepers],
      [`${base}/referents`, keepers],
      [`${base}/unites`, keepers],
      [`${base}/engagements`, keepers],
      [`${base}/avis`, keepers],
      [`${base}/prevision`, keepers],
      [`${base}/situation/B`, ['partner_officer', ...keepers]],
      [`${base}/situation/C`, keepers],
      [`${base}/cles`, keepers],
      [`${base}/cles/1/votes`, ['partner_officer', 'mayor', 'director_general']],
      [`${base}/valeurs`, keepers],
      [`${base}/couts/2025`, keepers],
      [`${base}/lignes/nouvelle`, entering],
      [`${base}/lignes/import`, entering],
      [`${base}/fin`, ['mayor', 'director_general']],
      // Frozen, once it runs.
      [`${base}/parties/suppression`, keepers],
      [`${base}/unites/suppression`, []],
      [`${base}/engagements/suppression`, []],
      [`${base}/avis/suppression`, []],
      [`${base}/referents/suppression`, []],
      [`${base}/entree`, keepers],
      [`${base}/depart/B`, ['partner_officer', 'director_general']],
      [`${base}/depart/C`, ['director_general']],
      [`${base}/depart/B/retrait`, []],
      [`${base}/depart/B/frais`, []],
      [`${base}/acomptes/2025`, keepers],
      [`${base}/acomptes/2025/${nothing}/suppression`, []],
      [`${base}/mesures/2025`, keepers],
      [`${base}/mesures/2025/${nothing}/suppression`, []],
      [`${base}/cles/1/proposition`, keepers],
      [`${base}/cles/1/suppression`, keepers],
      [`${base}/couts/2025/${nothing}/suppression`, []],
      [`${base}/lignes/import/confirmation`, entering],
      [`${base}/etats/2026`, ['director_general', 'finance_officer']],
      [`${base}/suivi/2025/B`, []],
      [`${base}/revues/2025`, []],
      [`${base}/jetons/${nothing}/retrait`, []],
      [`${lines.B}/contestation`, ['partner_officer']],
      [`${lines.C}/contestation`, []],
      [`${lines.B}/messages`, []],
      [`${lines.B}/reponse`, []],
      [`${base}/jetons`, ['manager', 'director_general']],
      [`${other.base}/situation/B`, keepers],
      [`${other.base}/demarrage`, ['mayor', 'director_general']],
    ]
  }

  test('no route is left out', () => {
    const tried = [
      ...pages().map(([path]) => ({ method: 'GET', path })),
      ...forms().map(([path]) => ({ method: 'POST', path })),
    ]
    // Programs have a token, or a session like the forms: tested with the lines.
    expect(untriedRoutes(sharedServicesRoutes().routes, tried)).toEqual([
      'POST /api/v1/shared-services/:code/lines',
    ])
  })

  test('pages: another party’s baseline, line, year and what is not stated are not found', {
    timeout: matrix_ms,
  }, async () => {
    const readers = pages()
    for (const role of [null, ...roles]) {
      const browser = await world.as(role)
      for (const [path, allowed] of readers)
        expect([role, path, (await browser.get(path)).status]).toEqual([
          role,
          path,
          role !== null && allowed.includes(role) ? 200 : 404,
        ])
    }
  })

  test('forms: empty ones come back to those who may send them, and do not exist for the others', {
    timeout: matrix_ms,
  }, async () => {
    const senders = forms()
    for (const role of [null, ...roles]) {
      const browser = await world.as(role)
      for (const [path, allowed] of senders)
        expect([role, path, (await browser.post(path, {})).status]).toEqual([
          role,
          path,
          role !== null && allowed.includes(role) ? 422 : 404,
        ])
    }
  })

  test('the officer of B never reads a figure, a draft or a contested line of C', async () => {
    const officer = await world.as('partner_officer')
    const manager = await world.as('manager')
    const { base } = made
    const draft = { methode: 'keys', poids_units: '1', reste: '', a_partir_de: '2026', raison: 'secret' }
    const key = locationOf(await manager.post(`${base}/cles`, draft))
    expect((await officer.get(key)).status).toBe(404)
    const call = { nature: 'called', le: '2026-01-10', numero: 'T-1', partie: made.parties.C ?? '' }
    locationOf(await manager.post(`${base}/acomptes/2025`, { ...call, montant: '12345,67' }))
    expect(await (await manager.get(`${base}/acomptes/2025`)).text()).toMatch(/12.345,67/)
    const read = [
      '',
      '/cles',
      '/lignes?annee=2025',
      '/valeurs',
      '/prevision',
      '/etats/2025',
      '/acomptes/2025',
    ]
    for (const path of read) {
      const page = await (await officer.get(`${base}${path}`)).text()
      expect([path, /654.?321|12.345,67|secret|Dossier C/.test(page)]).toEqual([path, false])
    }
    const file = await (await officer.get(`${base}/lignes/export.csv?annee=2025`)).text()
    expect(file).toContain('Dossier B')
    expect(file).not.toContain('Dossier C')
    expect((await officer.post(`${key}/proposition`)).status).toBe(404)
    expect((await officer.post(`${base}/etats/2025`)).status).toBe(404)
    locationOf(await manager.post(`${key}/suppression`))
  })

  test('the vote of another council is not theirs to record', async () => {
    const officer = await world.as('partner_officer')
    const manager = await world.as('manager')
    const key = locationOf(
      await manager.post(`${made.base}/cles`, {
        methode: 'keys',
        poids_units: '1',
        reste: '',
        a_partir_de: '2026',
        raison: '',
      }),
    )
    locationOf(await manager.post(`${key}/proposition`))
    const vote = { sens: 'adopted', decide_le: '2026-01-10', deliberation: '2026-1' }
    expect((await officer.post(`${key}/votes`, { ...vote, partie: made.parties.C ?? '' })).status).toBe(404)
    expect((await officer.post(`${key}/votes`, { ...vote, partie: made.parties.B ?? '' })).status).toBe(303)
    expect((await officer.post(`${key}/votes`, { ...vote, partie: made.parties.B ?? '' })).status).toBe(422)
  })

  test('whoever speaks for a real authority speaks for it in its services', async () => {
    const director = await world.as('director_general')
    const officer = await world.as('partner_officer')
    const { base } = other
    const real = locationOf(
      await director.post('/services-partages/nouveau', {
        titre: 'Avec une commune réelle',
        objet: 'x',
        forme: 'agreement',
        annee_reference: '2024',
        fiche_impact: '',
        delai_reponse: '30',
      }),
    )
    locationOf(await director.post(`${real}/parties`, { nom: '', code_insee: '86066', sigle: 'CHA' }))
    expect([(await officer.get(base)).status, (await officer.get(real)).status]).toEqual([404, 404])
    const context = await world.context('director_general')
    const commune = assertDefined(authorityCatalogue().find('commune', '86066'), 'Châtellerault')
    const account = assertDefined((await world.context('partner_officer')).actor, 'has an account')
    const draft = { accountId: account.id, function: 'Chargée de mission', startsOn: context.clock.today() }
    expect((await nameOfficer(context, commune, draft)).ok).toBe(true)
    expect((await officer.get(`${real}/situation/CHA`)).status).toBe(200)
    expect((await officer.get(base)).status).toBe(404)
    const unknown = { nom: '', code_insee: '99999', sigle: 'X' }
    expect((await director.post(`${real}/parties`, unknown)).status).toBe(422)
  })

  test('an office that has ended opens nothing any more', async () => {
    const manager = await world.as('manager')
    const list = await (await manager.get(`${made.base}/referents`)).text()
    const id = /name="id" value="([^"]+ [^"]+)"/.exec(list)?.[1] ?? ''
    locationOf(await manager.post(`${made.base}/referents/suppression`, { id }))
    world.setNow(new Date('2026-11-24T09:00:00Z'))
    expect((await (await world.as('partner_officer')).get(made.base)).status).toBe(404)
  })
})
