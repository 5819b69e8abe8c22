import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { assertDefined } from '#kernel/assert.ts'
import { type Role, roles } from '#kernel/roles.ts'
import { type MadeParty, makeCooperation, partiesOf, send, takeAct, voteFor } from '#test/made-cooperation.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { untriedRoutes } from '#test/untried-routes.ts'
import { accessTo, actsOpenTo, canReadDraft, roleForParty } from './cooperations.permissions.ts'
import { cooperationsRoutes } from './cooperations.routes.ts'
import type { Cooperation, Party } from './cooperations.rules.ts'
import { statuses } from './cooperations.rules.ts'

const actor = (...held: Role[]): Actor => ({
  id: held.join(),
  name: held.join(),
  email: 'x@x.example',
  roles: new Set(held),
})
const who = (may: (role: Actor) => boolean) => roles.filter((role) => may(actor(role)))
const town = roles.filter((role) => !['resident', 'organisation_officer', 'partner_officer'].includes(role))

const party = (kind: Party['kind'], code: string): Party => ({
  id: `${kind}:${code}`,
  kind,
  code,
  name: code,
  role: kind === 'town' ? 'coordinator' : 'member',
  leadField: null,
  fundingBp: 0,
  hasVeto: false,
  joinedOn: '2026-01-01' as Party['joinedOn'],
  leftOn: null,
  leftReason: '',
  publishesOn: null,
})
const angers = party('commune', '49007')
const saumur = party('commune', '49328')
const made = (more: Partial<Cooperation> = {}): Cooperation => ({
  id: '1',
  slug: 's',
  title: 't',
  theme: 't',
  summary: '',
  measureId: null,
  status: 'idea',
  sharedOn: null,
  endedReason: '',
  createdBy: null,
  version: 1,
  parties: [party('town', '999000018'), angers, saumur],
  rounds: [],
  ...more,
})
const shared = made({ sharedOn: '2026-02-01' as Cooperation['sharedOn'] })
const today = '2026-11-23' as Party['joinedOn']
const officer = (...codes: string[]) => ({
  actor: actor('partner_officer'),
  today,
  authorities: codes.map((code) => ({ kind: 'commune' as const, code })),
})

describe('every role × every act', () => {
  test('acts: who may do what, from each status', () => {
    const table = Object.fromEntries(
      statuses.map((status) => [
        status,
        Object.fromEntries(
          roles
            .map((role) => [role, actsOpenTo(actor(role), made({ status }))] as const)
            .filter(([, acts]) => acts.length > 0),
        ),
      ]),
    )
    const share = { manager: ['share'] }
    expect(table).toEqual({
      idea: {
        elected_member: ['mandate'],
        mayor: ['mandate', 'drop', 'share'],
        director_general: ['drop', 'share'],
        ...share,
      },
      mandated: {
        mayor: ['drop', 'share'],
        director_general: ['choose', 'drop', 'share'],
        manager: ['choose', 'share'],
      },
      compared: {
        mayor: ['drop', 'share'],
        director_general: ['choose', 'pass_tests', 'drop', 'share'],
        manager: ['choose', 'share'],
        legal_officer: ['pass_tests'],
      },
      tested: {
        mayor: ['sign', 'drop', 'share'],
        director_general: ['choose', 'drop', 'share'],
        manager: ['choose', 'share'],
      },
      signed: {
        mayor: ['start', 'share'],
        director_general: ['choose', 'start', 'share'],
        manager: ['choose', 'share'],
      },
      running: {
        mayor: ['share'],
        director_general: ['choose', 'share'],
        manager: ['choose', 'share'],
      },
      ended: {},
      dropped: {},
    })
    expect(statuses.flatMap((status) => actsOpenTo(null, made({ status })))).toEqual([])
  })

  test('before it is shared the town alone reads; afterwards the officers of its parties too, and of no other', () => {
    const reads = (cooperation: Cooperation) =>
      who((one) => accessTo({ actor: one, today, authorities: [] }, cooperation) !== null)
    expect(reads(made())).toEqual(town)
    expect(reads(shared)).toEqual(town)
    expect(accessTo(officer('49007'), made())).toBeNull()
    expect(accessTo(officer('49007'), shared)).toBe('partner')
    expect(accessTo(officer('86194'), shared)).toBeNull()
    expect(accessTo(officer(), shared)).toBeNull()
    // An account that once was named, and no longer holds the role of partner, reads nothing.
    expect(accessTo({ ...officer('49007'), actor: actor('resident') }, shared)).toBeNull()
  })

  test('an officer writes for their own party alone; a draft is read by its own party alone', () => {
    const from = officer('49007')
    expect([roleForParty(from, shared, angers), roleForParty(from, shared, saumur)]).toEqual([
      'partner_officer',
      null,
    ])
    expect([canReadDraft(from, shared, angers), canReadDraft(from, shared, saumur)]).toEqual([true, false])
    expect(who((one) => canReadDraft({ actor: one, today, authorities: [] }, shared, angers))).toEqual([])
    expect(
      who((one) => roleForParty({ actor: one, today, authorities: [] }, shared, angers) !== null),
    ).toEqual(['manager', 'mayor', 'director_general', 'legal_officer'])
  })
})

describe('every route × every role × every party', () => {
  let world: World
  let hidden: string
  let path: string
  let parties: MadeParty[]
  let angersId: string
  let saumurId: string

  beforeAll(async () => {
    world = await makeWorld()
    hidden = await makeCooperation(world, 'Pas encore partagée', 'compared')
    path = await makeCooperation(world, 'Partagée', 'tested')
    parties = await partiesOf(world, path)
    const idOf = (name: string) =>
      assertDefined(
        parties.find((each) => each.name === name),
        name,
      ).id
    angersId = idOf('Angers')
    saumurId = idOf('Saumur')
    await takeAct(world, 'director_general', path, 'share')
    await nameFor('commune', '49007')
  })
  afterAll(() => world.close())

  /** The one partner of the tests speaks for that authority. */
  async function nameFor(kind: string, code: string): Promise<void> {
    const account = await world.db
      .selectFrom('accounts')
      .select('id')
      .where('email', '=', 'partner-officer@essais.example')
      .executeTakeFirstOrThrow()
    const form = { compte: account.id, fonction: 'Chargée de coopération', depuis: '2026-11-01' }
    const named = await (await world.as('director_general')).post(
      `/collectivites/${kind}/${code}/representants`,
      form,
    )
    expect(named.status).toBe(303)
  }

  const preparing: readonly Role[] = ['agent', 'manager', 'elected_member', 'mayor', 'director_general']
  const speaking: readonly Role[] = ['manager', 'mayor', 'director_general', 'legal_officer']

  const everybody = [null, ...roles]
  const pages = (): readonly (readonly [string, readonly (Role | null)[]])[] => {
    const partners: readonly Role[] = [...town, 'partner_officer']
    return [
      ['/cooperations', everybody],
      ['/cooperations/nouvelle', preparing],
      [hidden, town],
      [`${hidden}/travail`, town],
      [path, partners],
      [`${path}/travail`, partners],
      [`${path}/parties`, preparing],
      [`${path}/comparaison`, preparing],
      [`${path}/accord`, preparing],
      [`${path}/convention`, preparing],
      [`${hidden}/droit/tutelage`, ['legal_officer', 'manager', 'director_general']],
      [`${hidden}/droit/pact`, []],
      [`${path}/exposition`, town],
      [`${path}/signature`, []],
      [`${path}/bilan`, []],
      ['/api/v1/cooperations', everybody],
      [`/api/v1${path}`, []],
      [`${path}/parties/${angersId}`, [...speaking, 'partner_officer']],
      [`${path}/conseils/${angersId}`, [...speaking, 'partner_officer']],
      [`${path}/parties/${saumurId}`, speaking],
      [`${path}/conseils/${saumurId}`, speaking],
      [`${path}/conseils/${crypto.randomUUID()}`, []],
      [`${path}/convention/1-1.docx`, []],
    ]
  }

  test('pages', async () => {
    const readers = pages()
    for (const role of everybody) {
      const browser = await world.as(role)
      for (const [address, allowed] of readers)
        expect([role, address, (await browser.get(address)).status]).toEqual([
          role,
          address,
          allowed.includes(role) ? 200 : 404,
        ])
    }
  })

  const forms = (): readonly (readonly [string, readonly Role[], number])[] => {
    const id = crypto.randomUUID()
    return [
      ['/cooperations/nouvelle', preparing, 422],
      [`${path}/parties/ajout`, preparing, 422],
      [`${path}/parties/${angersId}`, preparing, 422],
      [`${path}/comparaison`, preparing, 422],
      [`${path}/accord`, preparing, 422],
      [`${path}/convention`, preparing, 422],
      [`${hidden}/droit/tutelage`, ['legal_officer', 'manager', 'director_general'], 422],
      [`${path}/conseils/${angersId}/projet`, [...speaking, 'partner_officer'], 422],
      [`${path}/conseils/${angersId}/vote`, [...speaking, 'partner_officer'], 422],
      [`${path}/conseils/${saumurId}/projet`, speaking, 422],
      [`${path}/conseils/${saumurId}/vote`, speaking, 422],
      [`${path}/parties/${saumurId}/publication`, speaking, 422],
      [`${path}/parties/${saumurId}/depart`, speaking, 422],
      [`${path}/parties/${saumurId}/confirmation`, speaking, 422],
      [`${path}/signature`, [], 422],
      [`${path}/actes`, [...town, 'partner_officer'], 422],
      [`${hidden}/actes`, town, 422],
      [`${path}/travail`, [], 422],
      [`${path}/bilan`, [], 422],
      [`${path}/travail/taches/${id}`, [], 422],
      [
        '/collectivites/commune/49007/representants',
        ['director_general', 'legal_officer', 'administrator'],
        422,
      ],
      [`/collectivites/commune/49007/representants/${id}/fin`, [], 422],
    ]
  }

  test('no route is left out', () => {
    const tried = [
      ...pages().map(([address]) => ({ method: 'GET', path: address })),
      ...forms().map(([address]) => ({ method: 'POST', path: address })),
    ]
    expect(untriedRoutes(cooperationsRoutes().routes, tried)).toEqual([])
  })

  test('forms: empty ones come back to those who may send them, and do not exist for the others', async () => {
    const senders = forms()
    for (const role of [null, ...roles]) {
      const browser = await world.as(role)
      for (const [address, allowed, status] of senders)
        expect([role, address, (await browser.post(address, {})).status]).toEqual([
          role,
          address,
          role !== null && allowed.includes(role) ? status : 404,
        ])
    }
  })

  test('a draft is read by its own party: not by another one, not by the town', async () => {
    const partner = await world.as('partner_officer')
    const secret = 'Notre réserve sur le coût'
    const draft = { version_conseil: '0', projet: secret }
    expect((await partner.post(`${path}/conseils/${angersId}/projet`, draft)).status).toBe(303)
    expect(await (await partner.get(`${path}/conseils/${angersId}`)).text()).toContain(secret)
    for (const role of town) {
      const browser = await world.as(role)
      for (const address of [path, `${path}/conseils/${angersId}`, `${path}/travail`])
        expect([role, address, (await (await browser.get(address)).text()).includes(secret)]).toEqual([
          role,
          address,
          false,
        ])
    }
    // The town may record what that council voted, but never write its draft.
    const written = await (await world.as('mayor')).post(`${path}/conseils/${angersId}/projet`, {
      version_conseil: '1',
      projet: 'Autre',
    })
    expect(written.status).toBe(404)
  })

  test('an officer records the vote of their council, and the town learns it; not that of another', async () => {
    const partner = await world.as('partner_officer')
    const vote = { version_conseil: '1', numero: 'ANG-7' }
    expect((await voteFor(world, partner, path, angersId, vote)).status).toBe(303)
    expect((await voteFor(world, partner, path, saumurId, { numero: 'X' })).status).toBe(404)
    expect(await (await (await world.as('agent')).get(path)).text()).toContain('ANG-7')
  })

  test('tasks: an officer ends those of their own party', async () => {
    const partner = await world.as('partner_officer')
    const task = (partie: string) => ({
      formulaire: 'tache',
      cle: crypto.randomUUID(),
      tache: `Tâche de ${partie}`,
      partie,
      echeance: '2026-12-31',
    })
    for (const id of [angersId, saumurId])
      expect((await partner.post(`${path}/travail`, task(id))).status).toBe(303)
    const rows = await world.db.selectFrom('cooperation_tasks').select(['id', 'party_id']).execute()
    const done = async (partyId: string) => {
      const id = rows.find((row) => row.party_id === partyId)?.id
      return (await partner.post(`${path}/travail/taches/${id}`)).status
    }
    expect([await done(angersId), await done(saumurId)]).toEqual([303, 404])
  })

  test('fifty identical meetings at once are one', async () => {
    const manager = await world.as('manager')
    const form = {
      formulaire: 'rencontre',
      cle: crypto.randomUUID(),
      objet: 'Réunion',
      tenue_le: '2026-11-20',
    }
    const sent = await Promise.all(Array.from({ length: 50 }, () => manager.post(`${path}/travail`, form)))
    expect(sent.every(({ status }) => status === 303)).toBe(true)
    expect(await world.db.selectFrom('cooperation_meetings').select('id').execute()).toHaveLength(1)
  })

  test('notice given, a party reads on and is shown until its day; then it is gone', async () => {
    const leaving = await makeCooperation(world, 'Quittée', 'running')
    await takeAct(world, 'director_general', leaving, 'share')
    const [, angers] = (await partiesOf(world, leaving)).filter(({ name }) => name !== 'Saumur')
    const partner = await world.as('partner_officer')
    const notice = { preavis_le: '2026-11-23', motif_depart: 'Nouvelles priorités' }
    const own = `${leaving}/parties/${angers?.id}`
    expect((await partner.post(`${own}/depart`, notice)).status).toBe(303)
    // Once is enough, and its council says no more about the form to come.
    expect((await partner.post(`${own}/depart`, notice)).status).toBe(404)
    const isShown = async () =>
      /Essais[^<]*Angers/.test(await (await (await world.as('agent')).get('/cooperations?q=quittee')).text())
    expect((await partner.get(own)).status).toBe(200)
    expect(await (await partner.get(leaving)).text()).toContain('préavis donné, quitte le 23 mai 2027')
    expect([(await partner.get(`${leaving}/travail`)).status, await isShown()]).toEqual([200, true])
    world.setNow(new Date('2027-05-22T09:00:00Z'))
    expect([(await partner.get(leaving)).status, await isShown()]).toEqual([200, true])
    world.setNow(new Date('2027-05-23T09:00:00Z'))
    expect([(await partner.get(leaving)).status, await isShown()]).toEqual([404, false])
    expect(await (await (await world.as('agent')).get(leaving)).text()).toContain(
      'partie depuis le 23 mai 2027',
    )
    world.setNow(new Date('2026-11-23T09:00:00Z'))
  })

  test('the office ends: so does what was read', async () => {
    const office = await world.db.selectFrom('authority_officers').select('id').executeTakeFirstOrThrow()
    const director = await world.as('director_general')
    const ended = await director.post(`/collectivites/commune/49007/representants/${office.id}/fin`)
    expect(ended.status).toBe(303)
    world.setNow(new Date('2026-11-24T09:00:00Z'))
    expect((await (await world.as('partner_officer')).get(path)).status).toBe(404)
    world.setNow(new Date('2026-11-23T09:00:00Z'))
  })

  test('everybody reads it once every party has agreed: what was signed, and nothing of its preparation', async () => {
    const signed = await makeCooperation(world, 'Publiée', 'running')
    const visitor = await world.as(null)
    const all = await partiesOf(world, signed)
    for (const { id } of all) {
      expect((await visitor.get(signed)).status).toBe(404)
      const agreed = { accord: 'oui', motif: 'Courrier du 2 novembre' }
      const answer = await (await world.as('mayor')).post(`${signed}/parties/${id}/publication`, agreed)
      expect(answer.status).toBe(303)
    }
    const html = await (await visitor.get(signed)).text()
    expect(html).toContain('Maire de Angers')
    for (const inside of ['Questions de droit', 'La plus souple', 'Échéances', 'Exposition'])
      expect([inside, html.includes(inside)]).toEqual([inside, false])
    expect(await (await visitor.get('/cooperations')).text()).toContain('Publiée')
    for (const part of ['travail', 'exposition', 'convention/1-1.docx'])
      expect((await visitor.get(`${signed}/${part}`)).status).toBe(404)
    expect(
      (await send(world, 'mayor', `${signed}/parties/${all[0]?.id}/publication`, { accord: 'non' })).status,
    ).toBe(303)
    expect((await visitor.get(signed)).status).toBe(404)
  })
})
