import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '#kernel/roles.ts'
import { applyByMail, linkIn } from '#test/applicant.ts'
import { recordDeliberation } from '#test/budget-edition.ts'
import {
  afterClosing,
  callFields,
  dossierFields,
  grantFacts,
  gridFields,
  jurorRoles,
  makeCall,
} from '#test/made-call.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'
import { testPeople } from '#test/test-town.ts'
import { usualAgreement } from './agreement.rules.ts'
import { callsRoutes } from './calls.routes.ts'

/** Somebody of each role, a visitor (null), and an applicant whose account the town did not give. */
type Who = Role | null | 'newcomer'
const everybody: readonly Who[] = [null, 'newcomer', ...roles]

const preparers: readonly Who[] = ['agent', 'manager', 'director_general']
const responsible: readonly Who[] = ['manager', 'director_general']
const recorders: readonly Who[] = ['legal_officer', 'director_general', 'mayor']
const payers: readonly Who[] = ['finance_officer', 'director_general']
const writers: readonly Who[] = ['organisation_officer', 'resident']
const jurors: readonly Who[] = jurorRoles

type Form = Readonly<Record<string, string | Blob>>

/** One step of the life of a call: who may take it, who does, with which form. */
interface Step {
  readonly route: string
  readonly may: readonly Who[]
  readonly by: Who
  readonly form?: Form | (() => Form | Promise<Form>)
  /** What happens once it is taken, before the next step: what was made is looked up, others do their part. */
  readonly after?: (answer: Response) => Promise<void>
  readonly at?: Date
}

let world: World
let newcomer: Browser
beforeAll(async () => {
  world = await makeWorld()
  newcomer = await world.newBrowser()
  await applyByMail(world, newcomer, await makeCall(world), 'tiers@quartier.example')
  story.deliberation = await recordDeliberation(world, 'Règlement de la vie d’un appel')
  for (const role of jurorRoles) story[role] = (await world.context(role)).actor?.id ?? ''
})
afterAll(() => world.close())

/** Codes and ids of what was made on the way. */
const story: Record<string, string> = {}

const browserOf = (who: Who) => (who === 'newcomer' ? Promise.resolve(newcomer) : world.as(who))

const base = '/appels-a-projets/:code'
const file = `${base}/candidatures/:id`
const day = '2026-12-18'

const marks: Form = { note_1: '8', note_2: '7', note_3: '6', note_4: '5', suite: 'rendre' }

const steps: readonly Step[] = [
  {
    route: '/appels-a-projets/nouveau',
    may: preparers,
    by: 'agent',
    form: () => ({ ...callFields, titre: 'La vie d’un appel', deliberation: story.deliberation ?? '' }),
    after: async (answer) => {
      story.code = answer.headers.get('location')?.split('/').at(-1) ?? ''
    },
  },
  {
    route: `${base}/modifier`,
    may: preparers,
    by: 'manager',
    form: () => ({ version: '1', ...callFields, titre: 'La vie', deliberation: story.deliberation ?? '' }),
  },
  { route: `${base}/grille`, may: preparers, by: 'agent', form: { version: '2', ...gridFields } },
  { route: `${base}/droit`, may: preparers, by: 'agent', form: grantFacts },
  {
    route: `${base}/jures`,
    may: preparers,
    by: 'agent',
    form: () => ({
      ...Object.fromEntries(jurorRoles.map((role, index) => [`jure_${index + 1}`, story[role] ?? ''])),
      preside: story.elected_member ?? '',
    }),
  },
  { route: `${base}/formulaire`, may: preparers, by: 'agent', form: { nature: 'text', libelle: 'Public' } },
  { route: `${base}/formulaire`, may: preparers, by: 'agent', form: { nature: 'text', libelle: 'Lieu' } },
  {
    route: `${base}/formulaire/:cle`,
    may: preparers,
    by: 'agent',
    form: { nature: 'long_text', libelle: 'Le lieu' },
  },
  { route: `${base}/formulaire/:cle/place`, may: preparers, by: 'agent', form: { vers: 'haut' } },
  { route: `${base}/formulaire/:cle/suppression`, may: preparers, by: 'agent' },
  { route: `${base}/ouverture`, may: responsible, by: 'manager' },
  { route: `${base}/copie`, may: preparers, by: 'agent' },
  { route: `${base}/convention-type`, may: preparers, by: 'agent', form: { modele: usualAgreement } },
  {
    // A visitor asks for a link, everybody else begins.
    route: `${base}/candidature`,
    may: everybody,
    by: null,
    form: { courriel: 'autre@quartier.example', numero: '' },
    after: async () => {
      story.token = linkIn(world.sent.at(-1)).split('/').at(-1) ?? ''
    },
  },
  // Whoever holds the link of the mail is who it was written to.
  {
    route: '/appels-a-projets/confirmation/:jeton',
    may: everybody,
    by: 'newcomer',
    form: { nom: 'Autre Personne' },
  },
  {
    route: `${base}/candidature`,
    may: everybody,
    by: 'organisation_officer',
    form: { numero: '' },
    after: async (answer) => {
      story.id = answer.headers.get('location')?.split('/').at(-1) ?? ''
    },
  },
  {
    route: file,
    may: ['organisation_officer'],
    by: 'organisation_officer',
    form: { version: '1', ...dossierFields },
  },
  {
    route: `${file}/invitations`,
    may: ['organisation_officer'],
    by: 'organisation_officer',
    form: { courriel: testPeople.resident.email },
  },
  { route: '/appels-a-projets/mes-candidatures/:id', may: ['resident'], by: 'resident' },
  { route: `${file}/envoi`, may: writers, by: 'resident' },
  { route: `${file}/pieces`, may: preparers, by: 'agent', form: { pieces: 'Le RIB' } },
  { route: `${file}/reponse`, may: writers, by: 'resident', form: { reponse: 'Le voici.' } },
  { route: `${file}/recevabilite`, may: preparers, by: 'agent', form: { avis: 'eligible' } },
  { route: `${base}/jury/reunion`, may: responsible, by: 'manager', at: afterClosing },
  {
    route: `${base}/jury/liens`,
    may: jurors,
    by: 'elected_member',
    after: async () => {
      for (const role of jurorRoles) await postAs(role, `${base}/jury/liens`, {})
    },
  },
  {
    route: `${base}/jury/dossiers/:numero`,
    may: jurors,
    by: 'elected_member',
    form: marks,
    after: async () => {
      for (const role of jurorRoles) await postAs(role, `${base}/jury/dossiers/:numero`, marks)
    },
  },
  {
    route: `${base}/jury/dossiers/:numero/reouverture`,
    may: ['elected_member'],
    by: 'elected_member',
    form: () => ({ jure_1: story.mayor ?? '', motif_1: 'Une note manque de sens.' }),
    after: async () => {
      await postAs('mayor', `${base}/jury/dossiers/:numero`, marks)
    },
  },
  {
    route: `${base}/scenarios`,
    may: responsible,
    by: 'manager',
    form: { nom: 'Dans l’ordre', methode: 'strict' },
    after: async () => {
      const row = await world.db
        .selectFrom('call_scenarios')
        .innerJoin('calls', 'calls.id', 'call_id')
        .select('call_scenarios.id')
        .where('code', '=', story.code ?? '')
        .executeTakeFirstOrThrow()
      story.scenario = row.id
    },
  },
  {
    route: `${base}/scenarios/:id`,
    may: responsible,
    by: 'manager',
    form: () => ({ version: '1', [`montant_${story.id}`]: '1 400' }),
  },
  { route: `${base}/scenarios/:id/choix`, may: responsible, by: 'director_general' },
  {
    route: `${base}/proces-verbal`,
    may: ['elected_member'],
    by: 'elected_member',
    form: { compte_rendu: 'Le jury a siégé.' },
  },
  {
    route: `${base}/decision/elus`,
    may: recorders,
    by: 'legal_officer',
    form: () => ({
      membre: 'Élise Élue',
      dossier: story.id ?? '',
      nature: 'own_interest',
      lien: 'Présidente',
    }),
  },
  {
    route: `${base}/decision`,
    may: recorders,
    by: 'mayor',
    form: () => ({
      deliberation: story.deliberation ?? '',
      [`decision_${story.id}`]: 'granted',
      [`montant_${story.id}`]: '1 400',
      // The deliberation does not say that the member stepped aside.
      risque: 'oui',
    }),
  },
  { route: `${file}/convention`, may: preparers, by: 'agent' },
  {
    route: '/appels-a-projets/papiers',
    may: preparers,
    by: 'agent',
    form: async () => ({ fichiers: new File([await pictureWithoutCode()], 'page.png') }),
    after: async () => {
      const row = await world.db.selectFrom('paper_scans').select('id').executeTakeFirstOrThrow()
      story.scan = row.id
    },
  },
  {
    route: '/appels-a-projets/papiers/:id/:numero',
    may: preparers,
    by: 'agent',
    form: () => ({ reference: `${story.code}-1`, papier: 'agreement', page: '1', pages: '2' }),
  },
  {
    route: '/appels-a-projets/papiers/:id/:numero/etat',
    may: preparers,
    by: 'agent',
    form: { geste: 'take_out' },
  },
  { route: `${file}/convention/etapes`, may: preparers, by: 'agent', form: { etape: 'holder', le: day } },
  { route: `${file}/convention/etapes`, may: recorders, by: 'mayor', form: { etape: 'mayor', le: day } },
  { route: `${file}/convention/etapes`, may: preparers, by: 'agent', form: { etape: 'notified', le: day } },
  {
    route: `${file}/versements/:numero/mandat`,
    may: payers,
    by: 'finance_officer',
    form: { mandat: 'V-1' },
  },
  { route: `${file}/versements/:numero/paiement`, may: payers, by: 'finance_officer', form: { le: day } },
  {
    route: `${file}/bilan`,
    may: writers,
    by: 'organisation_officer',
    form: { depense: '500', personnes: '3', heures: '0', bilan: 'Le projet s’est arrêté.' },
  },
  {
    route: `${file}/bilan/verification`,
    may: preparers,
    by: 'agent',
    form: { remarque: 'Projet interrompu', reversement: '700' },
  },
  { route: `${file}/reversement`, may: payers, by: 'finance_officer', form: { le: day } },
  { route: `${file}/fin`, may: [...preparers, 'finance_officer'], by: 'agent' },
  { route: `${base}/cloture`, may: ['finance_officer', ...responsible], by: 'manager' },
]

function pathOf(route: string): string {
  return route
    .replace(':code', story.code ?? '')
    .replace(':id', story[idIn(route)] ?? '')
    .replace(':jeton', story.token ?? '')
    .replace(':cle', 'lieu')
    .replace(':numero', '1')
}

function idIn(route: string): 'scenario' | 'scan' | 'id' {
  if (route.includes('/scenarios/')) return 'scenario'
  return route.includes('/papiers/') ? 'scan' : 'id'
}

/** A signed page on which no code can be read: somebody of the services files it. */
async function pictureWithoutCode(): Promise<Uint8Array<ArrayBuffer>> {
  const ink = { create: { width: 300, height: 200, channels: 3, background: '#222222' } } as const
  const paper = { create: { width: 1000, height: 1400, channels: 3, background: '#ffffff' } } as const
  const signed = sharp(paper).composite([{ input: await sharp(ink).png().toBuffer() }])
  return new Uint8Array(await signed.png().toBuffer())
}

async function postAs(who: Who, route: string, form: Form): Promise<Response> {
  return (await browserOf(who)).post(pathOf(route), form)
}

const watched = [
  'calls',
  'call_criteria',
  'call_envelopes',
  'call_forms',
  'call_jurors',
  'applications',
  'application_people',
  'application_invitations',
  'application_links',
  'application_files',
  'application_events',
  'piece_requests',
  'reviews',
  'review_scores',
  'call_scenarios',
  'call_scenario_lines',
  'interested_members',
  'award_decisions',
  'grant_agreements',
  'grant_instalments',
  'grant_reports',
  'paper_scans',
  'paper_pages',
  'grants',
  'organisations',
  'accounts',
  'official_acts',
  'outbox',
] as const

/** What changes with any row that is written, changed or taken away in those tables. */
async function stateOfAll(): Promise<string> {
  const each = watched.map(
    (
      name,
    ) => sql`select ${name} as name, count(*)::text || ' ' || coalesce(sum(xmin::text::bigint), 0) as state
      from ${sql.table(name)}`,
  )
  const { rows } = await sql<{ name: string; state: string }>`${sql.join(each, sql` union all `)}`.execute(
    world.db,
  )
  return rows.map(({ name, state }) => `${name} ${state}`).join('\n')
}

test('every route of calls that changes something is a step of this life', () => {
  const changing = callsRoutes(async () => {})
    .routes.filter(({ method }) => method === 'POST')
    .map(({ path }) => path)
  // Taking an application back is the end of one: it has a test of its own below.
  const told = [...new Set([...steps.map(({ route }) => route), `${file}/retrait`])]
  expect(told.toSorted()).toEqual([...new Set(changing)].toSorted())
})

describe('whoever may not take a step changes nothing by sending its form; whoever may, does', () => {
  test.each(steps.map((step, index) => [`${index + 1}. ${step.route}`, step] as const))(
    '%s',
    async (_, step) => {
      if (step.at) world.setNow(step.at)
      const form = typeof step.form === 'function' ? await step.form() : (step.form ?? {})
      const before = await stateOfAll()
      for (const who of everybody.filter((each) => !step.may.includes(each))) {
        const answer = await postAs(who, step.route, form)
        expect([who, answer.status < 500, await stateOfAll()]).toEqual([who, true, before])
      }
      const done = await postAs(step.by, step.route, form)
      expect([step.by, done.status]).toEqual([step.by, 303])
      expect(await stateOfAll()).not.toBe(before)
      await step.after?.(done)
    },
  )
})

test('an application is taken back by who holds it, and by nobody else', async () => {
  const call = await makeCall(world)
  story.code = call.code
  const begun = await postAs('organisation_officer', `${base}/candidature`, { numero: '' })
  story.id = begun.headers.get('location')?.split('/').at(-1) ?? ''
  await postAs('organisation_officer', file, { version: '1', ...dossierFields })
  await postAs('organisation_officer', `${file}/envoi`, {})
  const before = await stateOfAll()
  for (const who of everybody.filter((each) => each !== 'organisation_officer'))
    expect([who, (await postAs(who, `${file}/retrait`, {})).status]).toEqual([who, 404])
  expect(await stateOfAll()).toBe(before)
  expect((await postAs('organisation_officer', `${file}/retrait`, {})).status).toBe(303)
  expect(await stateOfAll()).not.toBe(before)
})
