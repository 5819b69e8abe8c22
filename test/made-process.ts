import { assertDefined } from '#kernel/assert.ts'
import type { Role } from '#kernel/roles.ts'
import type { World } from './make-world.ts'

/** A draft as its first form gives it. */
export const seedForm = {
  titre: 'Quelle place pour le vélo ?',
  theme: 'Déplacements',
  resume: 'La rue des Tanneurs sera refaite : dites ce qu’il faut y changer.',
  forme: 'concertation',
  engagement: 'consult',
}

const frame = {
  theme: seedForm.theme,
  resume: seedForm.resume,
  mesure: '',
  decideur: 'council',
  decideur_nom: 'Le conseil municipal',
  decision: '2027-04-12',
  decision_sans: '2027-02-01',
  public: 'residents',
  age: '12',
  moderation: 'after',
  reponse_jours: '60',
}

export const phasesForm = {
  'nature-0': 'information',
  'titre-0': 'Exposition',
  'debut-0': '2026-11-20',
  'fin-0': '2026-12-31',
  'nature-1': 'proposals',
  'titre-1': 'Vos idées',
  'debut-1': '2026-11-20',
  'fin-1': '2026-12-20',
}

export const pointsForm = {
  'promesse-0': 'Chaque idée reçoit une réponse motivée',
  'responsable-0': 'Service des déplacements',
  'echeance-0': '2027-02-28',
  'promesse-1': 'Une synthèse est publiée',
  'responsable-1': 'Direction générale',
  'echeance-1': '2027-01-31',
  hors_sujet: 'Le tracé du tramway',
}

export const informationForm = {
  modalites: 'En ligne, sur papier en mairie, à deux réunions.',
  informations: 'Le plan actuel, les comptages, le budget de 400 000 €.',
  delai: '',
  suites: 'Une synthèse et une réponse à chaque idée.',
  suites_le: '2027-05-15',
  refus: 'Le conseil dira pourquoi dans sa délibération.',
}

/** Sends a form as that person, with the version that the page shows. */
export async function send(
  world: World,
  role: Role,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<Response> {
  const browser = await world.as(role)
  return browser.post(path, { ...(await versionOf(world, path)), ...form })
}

async function versionOf(world: World, path: string): Promise<{ version: string }> {
  const slug = path.split('/')[2] ?? ''
  const row = await world.db
    .selectFrom('processes')
    .select('version')
    .where('slug', '=', slug)
    .executeTakeFirst()
  return { version: String(row?.version ?? 1) }
}

export async function takeAct(
  world: World,
  role: Role,
  path: string,
  acte: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return send(world, role, `${path}/actes`, { acte, motif: '', deliberation: '', ...more })
}

export type Stage = 'seed' | 'draft' | 'signed' | 'open' | 'closed'

/**
 * A process made through the pages, up to that stage: proposals until 20 December 2026, two promises, the decision on 12
 * April 2027. Answers its address.
 */
export async function makeProcess(
  world: World,
  titre: string,
  until: Stage,
  change: {
    readonly seed?: Partial<typeof seedForm>
    readonly frame?: Readonly<Record<string, string>>
    readonly phases?: Readonly<Record<string, string>>
  } = {},
): Promise<string> {
  const seed = { ...seedForm, ...change.seed, titre }
  const agent = await world.as('agent')
  const path = locationOf(await agent.post('/demarches/nouvelle', seed))
  if (until === 'seed') return path
  const shared = { titre, forme: seed.forme, engagement: seed.engagement }
  locationOf(await send(world, 'agent', `${path}/cadre`, { ...frame, ...shared, ...change.frame }))
  locationOf(await send(world, 'agent', `${path}/calendrier`, change.phases ?? phasesForm))
  locationOf(await send(world, 'agent', `${path}/promesse`, pointsForm))
  locationOf(await send(world, 'agent', `${path}/information`, informationForm))
  if (until === 'draft') return path
  locationOf(await takeAct(world, 'mayor', path, 'sign'))
  if (until === 'signed') return path
  locationOf(await takeAct(world, 'director_general', path, 'open'))
  if (until === 'open') return path
  locationOf(await takeAct(world, 'manager', path, 'close', { motif: 'Fin avancée pour les travaux' }))
  return path
}

function locationOf(answer: Response): string {
  if (answer.status !== 303) throw new Error(`${answer.status} instead of 303`)
  return assertDefined(answer.headers.get('location'), 'a redirection leads somewhere')
}

/** The answers to the two promises of such a process. */
export async function answersForm(
  world: World,
  path: string,
  outcomes: readonly [string, string] = ['kept', 'not_kept'],
): Promise<Record<string, string>> {
  const points = await world.db
    .selectFrom('process_points')
    .innerJoin('processes', 'processes.id', 'process_points.process_id')
    .select('process_points.id')
    .where('slug', '=', path.split('/')[2] ?? '')
    .where('kind', '=', 'promise')
    .orderBy('position')
    .execute()
  return Object.assign(
    { decide_le: '2026-11-23', deliberation: '', motif: '' },
    ...points.map(({ id }, index) => ({
      [`resultat-${id}`]: outcomes[index] ?? 'kept',
      [`pourquoi-${id}`]: `Parce que ${index}`,
    })),
  )
}
