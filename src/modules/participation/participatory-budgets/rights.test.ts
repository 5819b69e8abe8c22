import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '#kernel/roles.ts'
import { afterVote, makeEdition, recordDeliberation, type TestEdition, vote } from '#test/budget-edition.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant } from '#test/test-town.ts'
import {
  canEditEdition,
  canFollowUp,
  canKeepDesk,
  canPrepare,
  canSeeEdition,
  roleForClosing,
  roleForDecision,
  roleForOpening,
  roleForRoll,
} from './budgets.permissions.ts'
import { type EditionStatus, editionStatuses } from './editions.rules.ts'

const actorWith = (role: Role | null) =>
  role && { id: role, name: role, email: `${role}@essais.example`, roles: new Set<Role>([role]) }

const preparers: readonly Role[] = ['agent', 'manager', 'director_general']
const responsible: readonly Role[] = ['manager', 'director_general']
const recorders: readonly Role[] = ['legal_officer', 'director_general', 'mayor']
const outside: readonly (Role | null)[] = [null, 'resident', 'organisation_officer', 'partner_officer']

interface Act {
  readonly may: (role: Role | null, status: EditionStatus) => boolean
  readonly who: readonly Role[]
  readonly when: readonly EditionStatus[]
}

const acts: Readonly<Record<string, Act>> = {
  prepare: { may: (role) => canPrepare(actorWith(role)), who: preparers, when: editionStatuses },
  edit: { may: (role, status) => canEditEdition(actorWith(role), status), who: preparers, when: ['draft'] },
  open: {
    may: (role, status) => roleForOpening(actorWith(role), status) !== null,
    who: responsible,
    when: ['draft'],
  },
  'change the roll': {
    may: (role, status) => roleForRoll(actorWith(role), status) !== null,
    who: responsible,
    when: ['draft', 'open'],
  },
  'close and count': {
    may: (role, status) => roleForClosing(actorWith(role), status) !== null,
    who: responsible,
    when: ['open', 'sealed'],
  },
  'keep the desk': {
    may: (role, status) => canKeepDesk(actorWith(role), status),
    who: preparers,
    when: ['open'],
  },
  'record the council’s decision': {
    may: (role, status) => roleForDecision(actorWith(role), status) !== null,
    who: recorders,
    when: ['counted'],
  },
  'follow up': {
    may: (role, status) => canFollowUp(actorWith(role), status),
    who: preparers,
    when: ['counted'],
  },
}

describe.each(Object.entries(acts))('who may %s', (_, { may, who, when }) => {
  test('of every role, at every status', () => {
    const allowed = [null, ...roles].flatMap((role) =>
      editionStatuses.filter((status) => may(role, status)).map((status) => `${role} ${status}`),
    )
    const wanted = roles
      .filter((role) => who.includes(role))
      .flatMap((role) => when.map((status) => `${role} ${status}`))
    expect(allowed.sort()).toEqual(wanted.sort())
  })
})

test('drafts are seen by people of the town only', () => {
  const seeing = [null, ...roles].filter((role) => canSeeEdition(actorWith(role), 'draft'))
  expect(seeing).toEqual(roles.filter((role) => !outside.includes(role)))
  expect(canSeeEdition(null, 'open')).toBe(true)
})

describe('every route, for every role', () => {
  let world: World
  let draft: TestEdition
  let open: TestEdition
  let rolled: TestEdition
  let coded: TestEdition
  let counted: TestEdition
  let deliberation: string
  beforeAll(async () => {
    world = await makeWorld()
    draft = await makeEdition(world, {}, { open: false })
    rolled = await makeEdition(world, { liste: 'roll' })
    coded = await makeEdition(world, { liste: 'code' })
    open = await makeEdition(world)
    await (await world.as('agent')).post(`${open.path}/papier`, { lieu: 'Mairie', secteur: '1' })
    counted = await makeEdition(world)
    await vote(world, counted.path, [1])
    deliberation = await recordDeliberation(world, 'Suites données au vote')
    world.setNow(afterVote)
    await (await world.as('manager')).post(`${counted.path}/depouillement`)
    world.setNow(testInstant)
  })
  afterAll(() => world.close())

  interface Route {
    readonly method: 'get' | 'post'
    readonly path: () => string
    readonly form?: () => Readonly<Record<string, string>>
    /** Who is answered otherwise than by *not found*; null: everybody. */
    readonly who: readonly Role[] | null
  }
  const town = roles.filter((role) => !outside.includes(role))
  const routes: readonly Route[] = [
    { method: 'get', path: () => '/budgets-participatifs', who: null },
    { method: 'get', path: () => '/budgets-participatifs/secret', who: null },
    { method: 'get', path: () => '/budgets-participatifs/nouveau', who: preparers },
    { method: 'post', path: () => '/budgets-participatifs/nouveau', who: preparers },
    { method: 'get', path: () => draft.path, who: town },
    { method: 'get', path: () => open.path, who: null },
    { method: 'get', path: () => `${draft.path}/modifier`, who: preparers },
    { method: 'post', path: () => `${draft.path}/modifier`, who: preparers },
    { method: 'get', path: () => `${open.path}/modifier`, who: [] },
    { method: 'post', path: () => `${open.path}/modifier`, who: [] },
    { method: 'get', path: () => `${draft.path}/projets/nouveau`, who: preparers },
    { method: 'post', path: () => `${draft.path}/projets/nouveau`, who: preparers },
    { method: 'get', path: () => `${draft.path}/projets/1`, who: town },
    { method: 'get', path: () => `${draft.path}/projets/1/modifier`, who: preparers },
    { method: 'post', path: () => `${draft.path}/projets/1/modifier`, who: preparers },
    { method: 'get', path: () => `${draft.path}/projets/99/modifier`, who: [] },
    { method: 'post', path: () => `${draft.path}/projets/99/modifier`, who: [] },
    { method: 'post', path: () => `${open.path}/projets/1/suppression`, who: [] },
    { method: 'post', path: () => `${draft.path}/projets/99/suppression`, who: [] },
    { method: 'post', path: () => `${open.path}/ouverture`, who: [] },
    { method: 'post', path: () => `${open.path}/depouillement`, who: responsible },
    { method: 'get', path: () => `${coded.path}/borne`, who: preparers },
    { method: 'post', path: () => `${open.path}/borne`, who: [] },
    { method: 'post', path: () => `${coded.path}/borne`, who: preparers },
    { method: 'post', path: () => `${coded.path}/borne/fin`, who: preparers },
    { method: 'get', path: () => `${rolled.path}/liste`, who: responsible },
    { method: 'post', path: () => `${rolled.path}/liste`, who: responsible },
    { method: 'get', path: () => `${open.path}/liste`, who: [] },
    { method: 'get', path: () => `${coded.path}/codes`, who: responsible },
    { method: 'post', path: () => `${coded.path}/codes`, who: responsible },
    { method: 'get', path: () => `${open.path}/papier`, who: preparers },
    { method: 'post', path: () => `${open.path}/papier`, who: preparers },
    { method: 'get', path: () => `${open.path}/papier/1`, who: preparers },
    { method: 'get', path: () => `${open.path}/papier/77`, who: [] },
    { method: 'post', path: () => `${open.path}/papier/1/emargement`, who: preparers },
    { method: 'get', path: () => `${open.path}/papier/1/feuilles`, who: preparers },
    { method: 'post', path: () => `${open.path}/papier/77/feuilles`, who: [] },
    { method: 'post', path: () => `${open.path}/papier/1/scelle`, who: preparers },
    { method: 'get', path: () => `${open.path}/voter`, who: null },
    { method: 'get', path: () => `${draft.path}/voter`, who: [] },
    { method: 'get', path: () => `${draft.path}/recu`, who: [] },
    { method: 'get', path: () => `${draft.path}/bulletin`, who: [] },
    { method: 'post', path: () => `${draft.path}/bulletin`, who: [] },
    { method: 'get', path: () => `${open.path}/resultats`, who: [] },
    { method: 'get', path: () => `${counted.path}/resultats`, who: null },
    { method: 'get', path: () => `${counted.path}/bulletins/1.pb`, who: null },
    { method: 'get', path: () => `${counted.path}/bulletins/2.pb`, who: [] },
    { method: 'post', path: () => `${counted.path}/projets/1/decision`, who: recorders },
    { method: 'post', path: () => `${open.path}/projets/1/decision`, who: [] },
    { method: 'post', path: () => `${counted.path}/projets/1/etapes`, who: preparers },
    {
      method: 'post',
      path: () => `${counted.path}/projets/1/etapes/${deliberation}`,
      form: () => ({ fait_le: '2026-11-01' }),
      who: preparers,
    },
    { method: 'get', path: () => `${counted.path}/projets/1/photos/${deliberation}`, who: [] },
    { method: 'get', path: () => '/budgets-participatifs/nulle-part', who: [] },
  ]

  test.each(routes.map((route, index) => ({ ...route, index })))(
    'route $index: $method',
    async ({ method, path, form, who }) => {
      const answered: (Role | null)[] = []
      for (const role of [null, ...roles]) {
        const browser = await world.as(role)
        const answer =
          method === 'get' ? await browser.get(path()) : await browser.post(path(), form?.() ?? {})
        expect([path(), role, answer.status < 500]).toEqual([path(), role, true])
        if (answer.status !== 404) answered.push(role)
      }
      const wanted = who === null ? [null, ...roles] : roles.filter((role) => who.includes(role))
      expect([path(), answered]).toEqual([path(), wanted])
    },
  )
})
