import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { type Role, roles, townRoles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { addCards, admit, makeProject, type TestProject } from '#test/project-board.ts'
import {
  canCreateProject,
  canLead,
  canSeeProject,
  canSeeSecurity,
  canSeeServices,
  canWork,
  signingRole,
} from './projects.permissions.ts'
import { projectStatuses } from './projects.rules.ts'

const today = calendarDate('2026-11-23')
const actorWith = (role: Role | null) =>
  role && { id: role, name: role, email: `${role}@essais.example`, roles: new Set<Role>([role]) }
const town = roles.filter((role) => townRoles.has(role))
const everybody = [null, ...roles]

describe('who may, of every role', () => {
  const open = { status: 'running', isRestricted: false } as const
  const kept = { status: 'running', isRestricted: true } as const
  const member = { part: 'member', endsOn: null } as const
  const acts: Readonly<Record<string, readonly [may: (role: Role | null) => boolean, who: readonly Role[]]>> =
    {
      'read an open project': [(role) => canSeeProject(actorWith(role), open, null, today), town],
      'read a restricted one': [
        (role) => canSeeProject(actorWith(role), kept, null, today),
        ['director_general'],
      ],
      'read their own': [(role) => canSeeProject(actorWith(role), kept, member, today), roles],
      'read one that they were in until yesterday': [
        (role) =>
          canSeeProject(actorWith(role), kept, { part: 'member', endsOn: calendarDate('2026-11-22') }, today),
        ['director_general'],
      ],
      create: [
        (role) => canCreateProject(actorWith(role)),
        ['agent', 'manager', 'elected_member', 'mayor', 'director_general'],
      ],
      'lead without being of it': [
        (role) => canLead(actorWith(role), open, null, today),
        ['director_general'],
      ],
      'lead as a plain member': [
        (role) => canLead(actorWith(role), open, member, today),
        ['director_general'],
      ],
      'sign a delegation': [
        (role) => signingRole(actorWith(role), open, null, today) !== null,
        ['manager', 'mayor', 'director_general'],
      ],
      'sign as the sponsor': [
        (role) => signingRole(actorWith(role), open, { part: 'sponsor', endsOn: null }, today) !== null,
        ['manager', 'elected_member', 'mayor', 'director_general'],
      ],
      'see loads of services': [
        (role) => canSeeServices(actorWith(role)),
        ['manager', 'mayor', 'director_general'],
      ],
      'see accesses from outside': [
        (role) => canSeeSecurity(actorWith(role)),
        ['security_officer', 'director_general'],
      ],
    }

  test.each(Object.entries(acts))('%s', (_, [may, who]) => {
    expect(everybody.filter((role) => may(role))).toEqual(roles.filter((role) => who.includes(role)))
  })

  test('nobody works on what is over, however they are of it', () => {
    const able = projectStatuses.filter((status) => canWork({ status, isRestricted: false }, member, today))
    expect(able).toEqual(['preparing', 'running'])
  })
})

describe('every route, for every role', () => {
  let world: World
  let open: TestProject
  let kept: TestProject
  let meeting: string
  const nothing = randomUUID()
  beforeAll(async () => {
    world = await makeWorld()
    open = await makeProject(world, 'Ouvert à la ville')
    kept = await makeProject(world, 'Gardé par son équipe', { reserve: 'oui' })
    await admit(world, open, 'partner_officer', { jusqu_au: '2027-03-31', service: 'Agglomération' })
    await addCards(open, 0, ['Une tâche'])
    await addCards(kept, 0, ['Une autre'])
    meeting = randomUUID()
    await open.agent.post(`${open.path}/reunions/nouvelle`, {
      cle: meeting,
      objet: 'Point',
      jour: '2026-11-20',
      heure: '10:00',
      duree: '1 h 00',
      personnes_a: '2',
    })
  })
  afterAll(() => world.close())

  const creators: readonly Role[] = ['agent', 'manager', 'elected_member', 'mayor', 'director_general']
  const readers = roles.filter((role) => townRoles.has(role) || role === 'partner_officer')
  const team: readonly Role[] = ['partner_officer', 'agent']
  const leads: readonly Role[] = ['agent', 'director_general']

  interface Route {
    readonly method: 'get' | 'post'
    readonly path: () => string
    readonly who: readonly Role[]
  }
  const get = (path: () => string, who: readonly Role[]): Route => ({ method: 'get', path, who })
  const post = (path: () => string, who: readonly Role[]): Route => ({ method: 'post', path, who })
  const at = (rest: string) => () => `${open.path}${rest}`
  const routes: readonly Route[] = [
    get(() => '/projets', [...roles.filter((role) => role !== 'resident')]),
    get(() => '/projets/nouveau', creators),
    post(() => '/projets/nouveau', creators),
    get(() => '/projets/mon-travail', [...roles.filter((role) => role !== 'resident')]),
    get(() => '/projets/services', ['manager', 'mayor', 'director_general']),
    get(() => '/projets/securite', ['director_general', 'security_officer']),
    get(() => '/projets/nulle-part', []),
    get(at(''), readers),
    get(() => kept.path, ['agent', 'director_general']),
    get(() => `${kept.path}/tableau`, ['agent', 'director_general']),
    get(() => `${kept.path}/tableau/flux`, ['agent', 'director_general']),
    get(() => `${kept.path}/cartes/1`, ['agent', 'director_general']),
    get(() => `${kept.path}/export/json`, ['agent', 'director_general']),
    get(at('/modifier'), leads),
    post(at('/modifier'), leads),
    post(at('/equipe'), leads),
    post(at(`/equipe/${nothing}`), leads),
    get(at('/delegation'), leads),
    post(at('/delegation'), leads),
    post(at('/delegation/signature'), ['manager', 'mayor', 'director_general']),
    post(at('/lancement'), leads),
    get(at('/bilan'), []),
    post(at('/bilan'), leads),
    post(at('/abandon'), leads),
    post(at('/jalons'), leads),
    post(at(`/jalons/${nothing}`), team),
    post(at('/risques'), team),
    post(at(`/risques/${nothing}`), []),
    post(at('/decisions'), team),
    post(at('/depenses'), team),
    post(at(`/depenses/${nothing}/annulation`), team),
    get(at('/tableau'), readers),
    get(at('/tableau/flux'), readers),
    post(at('/tableau/deplacement'), team),
    post(at('/colonnes'), leads),
    post(at(`/colonnes/${nothing}`), leads),
    post(at(`/colonnes/${nothing}/suppression`), []),
    post(at('/cartes'), team),
    get(at('/cartes/1'), readers),
    get(at('/cartes/99'), []),
    get(at('/cartes/x'), []),
    post(at('/cartes/1'), team),
    post(at('/cartes/1/deplacement'), team),
    post(at('/cartes/1/liste'), team),
    post(at(`/cartes/1/liste/${nothing}`), team),
    post(at('/cartes/1/commentaires'), team),
    post(at('/cartes/1/dependances'), team),
    post(at('/cartes/1/fichiers'), team),
    get(at(`/cartes/1/fichiers/${nothing}`), []),
    post(at(`/cartes/1/fichiers/${nothing}`), []),
    post(at('/cartes/99/suppression'), []),
    get(at('/calendrier'), readers),
    get(at('/charge'), readers),
    get(at('/taches'), readers),
    get(at('/reunions'), readers),
    get(at('/reunions/nouvelle'), team),
    post(at('/reunions/nouvelle'), team),
    get(() => `${open.path}/reunions/${meeting}`, readers),
    get(() => `${kept.path}/reunions/${meeting}`, []),
    get(() => `${open.path}/reunions/${meeting}/modifier`, team),
    post(() => `${open.path}/reunions/${meeting}/modifier`, team),
    post(() => `${open.path}/reunions/${meeting}/invitation`, team),
    post(() => `${open.path}/reunions/${meeting}/compte-rendu`, team),
    post(() => `${open.path}/reunions/${meeting}/validation`, team),
    get(at('/import'), leads),
    post(at('/import'), leads),
    post(at('/import/confirmation'), leads),
    get(at('/export/json'), readers),
    get(at('/export/csv'), readers),
    get(at('/export/xml'), []),
  ]

  test.each(routes.map((route, index) => ({ ...route, index })))(
    'route $index: $method',
    async ({ method, path, who }) => {
      const answered: (Role | null)[] = []
      for (const role of everybody) {
        const browser = await world.as(role)
        const answer = method === 'get' ? await browser.get(path()) : await browser.post(path())
        expect([path(), role, answer.status < 500]).toEqual([path(), role, true])
        if (answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.body?.cancel()
        if (answer.status !== 404) answered.push(role)
      }
      expect([path(), answered]).toEqual([path(), roles.filter((role) => who.includes(role))])
    },
  )

  test('a partner reads their project and no other, until the day that their access ends', async () => {
    const partner = await world.as('partner_officer')
    const other = await makeProject(world, 'Un autre projet')
    expect([(await partner.get(open.path)).status, (await partner.get(other.path)).status]).toEqual([
      200, 404,
    ])
    expect(await (await partner.get('/projets')).text()).not.toContain('Un autre projet')
    world.setNow(new Date('2027-04-01T09:00:00Z'))
    expect((await partner.get(open.path)).status).toBe(404)
    world.setNow(new Date('2026-11-23T09:00:00Z'))
  })

  test('somebody from outside never gets in without an end, nor for more than a year', async () => {
    const account = (await world.context('organisation_officer')).actor?.id ?? ''
    const ask = (jusqu_au: string, role = 'member') =>
      open.agent.post(`${open.path}/equipe`, { personne: account, role, service: 'Association', jusqu_au })
    const answers = [await ask(''), await ask('2027-11-24'), await ask('2027-05-01', 'sponsor')]
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422])
    expect(await answers[1]?.text()).toContain('Un an au plus')
  })
})
