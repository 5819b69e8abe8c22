import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '#kernel/roles.ts'
import { applyByMail } from '#test/applicant.ts'
import { arbitrate, decide, gatherJury, makeApplication, makeCall, type TestCall } from '#test/made-call.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'
import { testInstant } from '#test/test-town.ts'
import {
  canAssess,
  canEditCall,
  canPrepare,
  canSeeCall,
  roleForArbitration,
  roleForDecision,
  roleForOpening,
  roleForPayment,
} from './calls.permissions.ts'
import { callsRoutes } from './calls.routes.ts'
import { type CallStatus, callStatuses } from './calls.rules.ts'

const preparers: readonly Role[] = ['agent', 'manager', 'director_general']
const responsible: readonly Role[] = ['manager', 'director_general']
const recorders: readonly Role[] = ['legal_officer', 'director_general', 'mayor']
const payers: readonly Role[] = ['finance_officer', 'director_general']
const readers: readonly Role[] = [...preparers, 'legal_officer', 'finance_officer', 'mayor']
const outside: readonly (Role | null)[] = [null, 'resident', 'organisation_officer', 'partner_officer']
const jurors: readonly Role[] = [
  'elected_member',
  'mayor',
  'manager',
  'partner_officer',
  'data_protection_officer',
]

const actorWith = (role: Role | null) =>
  role && { id: role, name: role, email: `${role}@essais.example`, roles: new Set<Role>([role]) }

interface Act {
  readonly may: (role: Role | null, status: CallStatus) => boolean
  readonly who: readonly Role[]
  readonly when: readonly CallStatus[]
}

const published = callStatuses.filter((status) => status !== 'draft')
const acts: Readonly<Record<string, Act>> = {
  prepare: { may: (role) => canPrepare(actorWith(role)), who: preparers, when: callStatuses },
  edit: { may: (role, status) => canEditCall(actorWith(role), status), who: preparers, when: ['draft'] },
  open: {
    may: (role, status) => roleForOpening(actorWith(role), status) !== null,
    who: responsible,
    when: ['draft'],
  },
  assess: { may: (role, status) => canAssess(actorWith(role), status), who: preparers, when: published },
  arbitrate: {
    may: (role) => roleForArbitration(actorWith(role)) !== null,
    who: responsible,
    when: callStatuses,
  },
  'record the decision': {
    may: (role) => roleForDecision(actorWith(role)) !== null,
    who: recorders,
    when: callStatuses,
  },
  pay: { may: (role) => roleForPayment(actorWith(role)) !== null, who: payers, when: callStatuses },
}

describe.each(Object.entries(acts))('who may %s', (_, { may, who, when }) => {
  test('of every role, at every status', () => {
    const allowed = [null, ...roles].flatMap((role) =>
      callStatuses.filter((status) => may(role, status)).map((status) => `${role} ${status}`),
    )
    const wanted = roles
      .filter((role) => who.includes(role))
      .flatMap((role) => when.map((status) => `${role} ${status}`))
    expect(allowed.sort()).toEqual(wanted.sort())
  })
})

test('a call that is being prepared is seen by people of the town only', () => {
  const seeing = [null, ...roles].filter((role) => canSeeCall(actorWith(role), 'draft'))
  expect(seeing).toEqual(roles.filter((role) => !outside.includes(role)))
})

const base = '/appels-a-projets/:code'
const file = `${base}/candidatures/:id`
const grant = 'decided'
/** `given_up`: decided too, on an application of its own, which its holder may renounce. */
type State = 'draft' | 'open' | 'jury' | 'arbitrated' | 'decided' | 'given_up'

type Who = Role | null | 'newcomer'
const everybody: readonly Who[] = [null, 'newcomer', ...roles]

interface Expected {
  /** State of the call that the route is tried on. */
  readonly on: State
  /** Who is answered otherwise than by *not found*; null: everybody. */
  readonly who: readonly Role[] | null
}

const nobody: readonly Role[] = []
const town = roles.filter((role) => !outside.includes(role))
const writer: readonly Role[] = ['organisation_officer']
const followers: readonly Role[] = roles.filter((role) => preparers.includes(role) || jurors.includes(role))

/**
 * Who may reach each route, on an application that the organisation officer holds and everybody else has no part in. A draft is
 * somebody else's for every role but one; so are the files, the letters and the payments of others.
 */
const table: Readonly<Record<string, Expected>> = {
  'GET /appels-a-projets': { on: 'open', who: null },
  'GET /appels-a-projets/mes-candidatures': { on: 'open', who: null },
  'POST /appels-a-projets/mes-candidatures/:id': { on: 'open', who: nobody },
  // Nobody knows the secret of a link that was written to somebody else.
  'GET /appels-a-projets/confirmation/:jeton': { on: 'open', who: nobody },
  'POST /appels-a-projets/confirmation/:jeton': { on: 'open', who: nobody },
  'GET /appels-a-projets/nouveau': { on: 'open', who: preparers },
  'POST /appels-a-projets/nouveau': { on: 'open', who: preparers },
  'GET /appels-a-projets/scdl.csv': { on: 'open', who: null },
  'GET /appels-a-projets/papiers': { on: 'open', who: preparers },
  'POST /appels-a-projets/papiers': { on: 'open', who: preparers },
  'GET /appels-a-projets/papiers/:id': { on: 'open', who: nobody },
  'GET /appels-a-projets/papiers/:id/:numero': { on: 'open', who: nobody },
  'GET /appels-a-projets/papiers/:id/:numero/image': { on: 'open', who: nobody },
  'POST /appels-a-projets/papiers/:id/:numero': { on: 'open', who: nobody },
  'POST /appels-a-projets/papiers/:id/:numero/etat': { on: 'open', who: nobody },
  'GET /api/v1/calls': { on: 'open', who: null },
  'GET /api/v1/calls/:code': { on: 'open', who: null },
  'GET /api/v1/calls/:code/grants': { on: 'decided', who: null },
  [`GET ${base}`]: { on: 'draft', who: town },
  [`GET ${base}/modifier`]: { on: 'draft', who: preparers },
  [`POST ${base}/modifier`]: { on: 'draft', who: preparers },
  [`POST ${base}/ouverture`]: { on: 'open', who: nobody },
  [`POST ${base}/copie`]: { on: 'draft', who: preparers },
  [`GET ${base}/grille`]: { on: 'draft', who: preparers },
  [`POST ${base}/grille`]: { on: 'open', who: nobody },
  [`GET ${base}/jures`]: { on: 'draft', who: preparers },
  [`POST ${base}/jures`]: { on: 'jury', who: nobody },
  [`GET ${base}/droit`]: { on: 'draft', who: preparers },
  [`POST ${base}/droit`]: { on: 'draft', who: preparers },
  [`GET ${base}/formulaire`]: { on: 'draft', who: preparers },
  [`POST ${base}/formulaire`]: { on: 'draft', who: preparers },
  [`GET ${base}/formulaire/:cle`]: { on: 'draft', who: nobody },
  [`POST ${base}/formulaire/:cle`]: { on: 'jury', who: nobody },
  [`POST ${base}/formulaire/:cle/suppression`]: { on: 'draft', who: nobody },
  [`POST ${base}/formulaire/:cle/place`]: { on: 'draft', who: nobody },
  [`GET ${base}/candidature`]: { on: 'open', who: null },
  [`POST ${base}/candidature`]: { on: 'jury', who: nobody },
  [`GET ${base}/candidatures`]: { on: 'open', who: readers },
  [`GET ${file}`]: { on: 'open', who: writer },
  [`POST ${file}`]: { on: 'open', who: writer },
  [`GET ${file}/envoi`]: { on: 'open', who: writer },
  [`POST ${file}/envoi`]: { on: 'decided', who: writer },
  [`POST ${file}/retrait`]: { on: 'given_up', who: writer },
  [`POST ${file}/invitations`]: { on: 'open', who: writer },
  [`GET ${file}/fichiers/:fichier`]: { on: 'open', who: nobody },
  [`POST ${file}/pieces`]: { on: 'open', who: nobody },
  [`POST ${file}/recevabilite`]: { on: 'open', who: nobody },
  [`POST ${file}/reponse`]: { on: grant, who: writer },
  [`GET ${file}/lettre.docx`]: { on: grant, who: readers },
  [`GET ${file}/lettre.pdf`]: { on: grant, who: readers },
  [`GET ${file}/lettre-signee.pdf`]: { on: grant, who: nobody },
  [`GET ${file}/accuse-de-reception.docx`]: { on: grant, who: [...readers, ...writer] },
  [`GET ${file}/accuse-de-reception.pdf`]: { on: grant, who: [...readers, ...writer] },
  [`GET ${file}/demande-de-pieces.docx`]: { on: grant, who: nobody },
  [`GET ${file}/demande-de-pieces.pdf`]: { on: grant, who: nobody },
  [`POST ${file}/convention`]: { on: grant, who: preparers },
  [`GET ${file}/convention.docx`]: { on: grant, who: [...readers, ...writer] },
  [`GET ${file}/convention.pdf`]: { on: grant, who: [...readers, ...writer] },
  [`GET ${file}/convention-signee.pdf`]: { on: grant, who: nobody },
  [`GET ${file}/versements/:numero/ordre.docx`]: { on: grant, who: nobody },
  [`GET ${file}/versements/:numero/ordre.pdf`]: { on: grant, who: nobody },
  [`POST ${file}/convention/etapes`]: { on: grant, who: [...readers, ...writer] },
  [`POST ${file}/versements/:numero/mandat`]: { on: grant, who: [...readers, ...writer] },
  [`POST ${file}/versements/:numero/paiement`]: { on: grant, who: [...readers, ...writer] },
  [`POST ${file}/bilan`]: { on: grant, who: [...readers, ...writer] },
  [`POST ${file}/bilan/verification`]: { on: grant, who: preparers },
  [`POST ${file}/reversement`]: { on: grant, who: [...readers, ...writer] },
  [`POST ${file}/fin`]: { on: grant, who: [...preparers, 'finance_officer'] },
  [`GET ${base}/jury`]: { on: 'open', who: followers },
  [`POST ${base}/jury/reunion`]: { on: 'jury', who: responsible },
  [`GET ${base}/jury/liens`]: { on: 'jury', who: jurors },
  [`POST ${base}/jury/liens`]: { on: 'open', who: nobody },
  [`GET ${base}/jury/dossiers/:numero`]: { on: 'jury', who: jurors },
  [`POST ${base}/jury/dossiers/:numero`]: { on: 'jury', who: jurors },
  [`POST ${base}/jury/dossiers/:numero/reouverture`]: { on: 'jury', who: ['elected_member'] },
  [`GET ${base}/jury/dossiers/:numero/fichiers/:fichier`]: { on: 'jury', who: nobody },
  [`GET ${base}/classement`]: { on: 'arbitrated', who: followers },
  [`GET ${base}/proces-verbal`]: { on: 'arbitrated', who: ['agent', 'director_general', 'elected_member'] },
  [`POST ${base}/proces-verbal`]: { on: 'arbitrated', who: ['elected_member'] },
  [`GET ${base}/scenarios`]: { on: 'arbitrated', who: responsible },
  [`POST ${base}/scenarios`]: { on: 'jury', who: responsible },
  [`GET ${base}/scenarios/:id`]: { on: 'arbitrated', who: nobody },
  [`POST ${base}/scenarios/:id`]: { on: 'jury', who: nobody },
  [`POST ${base}/scenarios/:id/choix`]: { on: 'jury', who: nobody },
  [`GET ${base}/decision`]: { on: 'arbitrated', who: readers },
  [`POST ${base}/decision`]: { on: 'arbitrated', who: recorders },
  [`POST ${base}/decision/elus`]: { on: 'arbitrated', who: recorders },
  [`GET ${base}/projet-de-deliberation.docx`]: { on: 'arbitrated', who: readers },
  [`GET ${base}/projet-de-deliberation.pdf`]: { on: 'arbitrated', who: readers },
  [`GET ${base}/lettres.pdf`]: { on: 'decided', who: readers },
  [`GET ${base}/conventions.pdf`]: { on: 'decided', who: readers },
  [`GET ${base}/convention-type`]: { on: 'open', who: preparers },
  [`POST ${base}/convention-type`]: { on: 'draft', who: nobody },
  [`GET ${base}/laureats`]: { on: 'decided', who: null },
  [`POST ${base}/cloture`]: { on: 'open', who: nobody },
}

const routes = [
  ...new Set(
    callsRoutes(async () => {})
      .routes.filter(({ method }) => method === 'GET' || method === 'POST')
      .map(({ method, path }) => `${method} ${path}`),
  ),
]

test('every route of the module is in the table, and the table has no other', () => {
  expect(routes.toSorted()).toEqual(Object.keys(table).toSorted())
})

describe('every route, for every role, on what is somebody else’s', () => {
  let world: World
  /** Somebody without an account given by the town, who writes an application of their own. */
  let newcomer: Browser
  const calls = new Map<State, TestCall>()
  const applications = new Map<State, string>()
  /** Applications of other calls that are at the same point. */
  const elsewhere = new Map<State, string>()
  beforeAll(async () => {
    world = await makeWorld()
    calls.set('draft', await makeCall(world, {}, { open: false }))
    const open = await makeCall(world)
    calls.set('open', open)
    applications.set('open', (await makeApplication(world, open, {}, { send: false })).id)
    const jury = await makeCall(world)
    calls.set('jury', jury)
    applications.set('jury', (await gatherJury(world, jury, 1))[0]?.id ?? '')
    const arbitrated = await makeCall(world)
    calls.set('arbitrated', arbitrated)
    applications.set('arbitrated', (await arbitrate(world, arbitrated, 1))[0]?.id ?? '')
    const decided = await makeCall(world)
    calls.set('decided', decided)
    applications.set('decided', await decideOne(decided))
    const givenUp = await makeCall(world)
    calls.set('given_up', givenUp)
    applications.set('given_up', await decideOne(givenUp))
    elsewhere.set('decided', await decideOne(await makeCall(world)))
    elsewhere.set('given_up', await decideOne(await makeCall(world)))
    elsewhere.set('open', (await makeApplication(world, await makeCall(world), {}, { send: false })).id)
    newcomer = await world.newBrowser()
    await applyByMail(world, newcomer, await makeCall(world), 'tiers@quartier.example')
    world.setNow(testInstant)
  })
  afterAll(() => world.close())

  async function decideOne(call: TestCall): Promise<string> {
    const granted = await arbitrate(world, call, 1)
    await decide(world, call, granted, 1)
    await (await world.as('agent')).post(`${call.path}/candidatures/${granted[0]?.id}/convention`)
    return granted[0]?.id ?? ''
  }

  const unknown = '00000000-0000-4000-8000-000000000000'

  test.each(routes)('%s', async (route) => {
    const { on, who } = table[route] ?? { on: 'open', who: [] }
    const [method, pattern = ''] = route.split(' ')
    const isApplication = pattern.includes('/candidatures/:id')
    const path = pattern
      .replace(':code', calls.get(on)?.code ?? '')
      .replace(':id', isApplication ? (applications.get(on) ?? '') : unknown)
      .replace(':fichier', unknown)
      .replace(':numero', '1')
      .replace(':cle', 'inconnue')
      .replace(':jeton', 'x'.repeat(43))
    const answered: Who[] = []
    for (const each of everybody) {
      const answer = await ask(each, method, path)
      expect([route, each, answer.status < 500]).toEqual([route, each, true])
      if (answer.status !== 404) answered.push(each)
    }
    const wanted = who === null ? everybody : roles.filter((role) => who.includes(role))
    expect([route, answered]).toEqual([route, wanted])
  })

  test.each(routes.filter((route) => route.includes('/candidatures/:id')))(
    '%s finds nothing under the address of another call',
    async (route) => {
      const { on } = table[route] ?? { on: 'open' }
      const [method, pattern = ''] = route.split(' ')
      const path = pattern
        .replace(':code', calls.get(on)?.code ?? '')
        .replace(':id', elsewhere.get(on) ?? '')
        .replace(':fichier', unknown)
        .replace(':numero', '1')
      for (const each of everybody)
        expect([each, (await ask(each, method, path)).status]).toEqual([each, 404])
    },
  )

  test('a scenario is found under its own call only', async () => {
    const { id } = await world.db
      .selectFrom('call_scenarios')
      .select('id')
      .where('call_id', '=', calls.get('decided')?.id ?? '')
      .executeTakeFirstOrThrow()
    const manager = await world.as('manager')
    expect((await manager.get(`${calls.get('decided')?.path}/scenarios/${id}`)).status).toBe(200)
    expect((await manager.get(`${calls.get('arbitrated')?.path}/scenarios/${id}`)).status).toBe(404)
    expect((await manager.post(`${calls.get('arbitrated')?.path}/scenarios/${id}/choix`)).status).toBe(404)
  })

  async function ask(who: Who, method: string | undefined, path: string): Promise<Response> {
    const browser = who === 'newcomer' ? newcomer : await world.as(who)
    return method === 'GET' ? browser.get(path) : browser.post(path, {})
  }
})

test('a file is read and taken away through its own application only', async () => {
  const world = await makeWorld()
  try {
    const call = await makeCall(world, {}, { questions: [{ libelle: 'Statuts', nature: 'file' }] })
    const bytes = new File([new TextEncoder().encode('%PDF-1.7 statuts')], 'statuts.pdf')
    const { id, path } = await makeApplication(world, call, { q_statuts: bytes }, { send: false })
    const { id: file } = await world.db
      .selectFrom('application_files')
      .select('id')
      .where('application_id', '=', id)
      .executeTakeFirstOrThrow()
    const other = await world.newBrowser()
    const own = await applyByMail(world, other, call, 'autre@quartier.example')
    expect((await (await world.as('organisation_officer')).get(`${path}/fichiers/${file}`)).status).toBe(200)
    expect((await other.get(`${own}/fichiers/${file}`)).status).toBe(404)
    expect((await other.get(`${path}/fichiers/${file}`)).status).toBe(404)
    await other.post(own, { version: '1', retirer: file })
    const left = await world.db.selectFrom('application_files').select('id').execute()
    expect(left).toEqual([{ id: file }])
  } finally {
    await world.close()
  }
})
