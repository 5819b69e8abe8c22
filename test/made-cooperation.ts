import { assertDefined } from '#kernel/assert.ts'
import type { Role } from '#kernel/roles.ts'
import type { Browser, World } from './make-world.ts'

/** An idea as its first form gives it. */
export const ideaForm = {
  titre: 'Transports du soir',
  theme: 'Déplacements',
  resume: 'Faire rouler un bus après vingt heures entre les trois communes.',
  mesure: '',
}

/** Three depths, as the form of the comparison sends them. */
export const optionsForm: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['informal', 'network', '2 000', '1'],
      ['formal', 'agreement', '30 000', '6'],
      ['integrated', 'syndicate', '90 000', '18'],
    ] as const
  ).flatMap(([depth, kind, cost, months]) => [
    [`forme-${depth}`, kind],
    [`besoins-${depth}`, `Besoins ${depth}`],
    [`permet-${depth}`, `Permet ${depth}`],
    [`sortie-${depth}`, `Sortie ${depth}`],
    [`cout-${depth}`, cost],
    [`mois-${depth}`, months],
  ]),
)

/** Terms of an agreement: three years, renewed tacitly by a year, three times, six months' notice. */
export const termsForm = {
  effet: '2026-11-01',
  duree: 'tacit',
  mois: '36',
  renouvellement: '12',
  fois: '3',
  preavis: '6',
  sortie: 'Chacun part avec six mois de préavis ; ses agents reviennent chez lui.',
  sortie_preavis: '6',
  sortie_cout: '5 000',
  cout: '30 000',
  confirme: 'oui',
}

/** No sign of tutelage; the rest set aside. */
export const tutelageForm = {
  le: '2026-11-23',
  funder_decides_whether_to_act: 'non',
  requires_prior_approval: 'non',
  gives_orders_to_staff: 'non',
  has_other_sanction: 'non',
  motif: '',
}

export const neighbours = [
  { type: 'commune', code: '49007' },
  { type: 'commune', code: '49328' },
] as const

/** Sends a form as that person, with the version that the page shows. */
export async function send(
  world: World,
  role: Role | Browser,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<Response> {
  const browser = typeof role === 'string' ? await world.as(role) : role
  return browser.post(path, { version: await versionOf(world, path), ...form })
}

async function versionOf(world: World, path: string): Promise<string> {
  const row = await world.db
    .selectFrom('cooperations')
    .select('version')
    .where('slug', '=', path.split('/')[2] ?? '')
    .executeTakeFirst()
  return String(row?.version ?? 1)
}

export async function takeAct(
  world: World,
  role: Role,
  path: string,
  acte: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return send(world, role, `${path}/actes`, { acte, motif: '', ...more })
}

export interface MadeParty {
  readonly id: string
  readonly name: string
}

/** Its parties, the town first, then in the order in which they were added. */
export async function partiesOf(world: World, path: string): Promise<MadeParty[]> {
  return world.db
    .selectFrom('cooperation_parties')
    .innerJoin('cooperations', 'cooperations.id', 'cooperation_parties.cooperation_id')
    .select(['cooperation_parties.id', 'cooperation_parties.name'])
    .where('slug', '=', path.split('/')[2] ?? '')
    .orderBy('authority_kind', 'desc')
    .orderBy('authority_code')
    .execute()
}

const stages = ['idea', 'mandated', 'compared', 'tested', 'adopted', 'signed', 'running'] as const
export type Stage = (typeof stages)[number]

/** A cooperation made through the pages, with Angers and Saumur, up to that stage. Answers its address. */
export async function makeCooperation(world: World, titre: string, until: Stage): Promise<string> {
  const goes = (stage: Stage) => stages.indexOf(stage) <= stages.indexOf(until)
  const manager = await world.as('manager')
  const made = await manager.post('/cooperations/nouvelle', { ...ideaForm, titre })
  const path = assertDefined(made.headers.get('location'), `${titre}: ${made.status}`)
  for (const { type, code } of neighbours)
    await expectMoved(send(world, 'manager', `${path}/parties/ajout`, { type, code }))
  const parties = await partiesOf(world, path)
  if (goes('mandated')) await expectMoved(takeAct(world, 'mayor', path, 'mandate', { motif: 'Pour tous' }))
  if (goes('compared')) {
    await expectMoved(send(world, 'manager', `${path}/comparaison`, optionsForm))
    const chosen = { profondeur: 'formal', motif: 'La plus souple' }
    await expectMoved(takeAct(world, 'director_general', path, 'choose', chosen))
    await shareMoney(world, path, parties)
    await expectMoved(send(world, 'manager', `${path}/accord`, termsForm))
  }
  if (goes('tested')) {
    await answerTests(world, path)
    await expectMoved(takeAct(world, 'legal_officer', path, 'pass_tests'))
  }
  if (goes('adopted')) {
    for (const [index, { id }] of parties.entries())
      await expectMoved(voteFor(world, 'legal_officer', path, id, { numero: `2026-${index + 1}` }))
    await expectMoved(send(world, 'manager', `${path}/convention`, { texte: '# Objet\n{{objet}}' }))
  }
  if (goes('signed')) {
    const signing = Object.fromEntries(
      parties.map(({ id, name }) => [`signataire-${id}`, `Maire de ${name}`]),
    )
    await expectMoved(send(world, 'mayor', `${path}/signature`, signing))
  }
  if (goes('running')) await expectMoved(takeAct(world, 'director_general', path, 'start'))
  return path
}

async function shareMoney(world: World, path: string, parties: readonly MadeParty[]): Promise<void> {
  const shares = ['50', '30', '20']
  for (const [index, { id }] of parties.entries())
    await expectMoved(
      send(world, 'manager', `${path}/parties/${id}`, {
        [`role-${id}`]: index === 0 ? 'coordinator' : 'member',
        [`part-${id}`]: shares[index] ?? '0',
      }),
    )
}

export async function answerTests(world: World, path: string): Promise<void> {
  await expectMoved(send(world, 'legal_officer', `${path}/droit/tutelage`, tutelageForm))
  for (const name of ['in_house', 'public_cooperation', 'purchasing'])
    await expectMoved(
      send(world, 'legal_officer', `${path}/droit/${name}`, { ecarte: 'oui', motif: 'Pas d’achat' }),
    )
}

export function voteFor(
  world: World,
  role: Role | Browser,
  path: string,
  partyId: string,
  more: Readonly<Record<string, string>>,
): Promise<Response> {
  return send(world, role, `${path}/conseils/${partyId}/vote`, {
    version_conseil: '0',
    vote: 'adopted',
    le: '2026-11-20',
    deliberation: '',
    ...more,
  })
}

async function expectMoved(sent: Promise<Response>): Promise<void> {
  const response = await sent
  if (response.status !== 303) throw new Error(`${response.status}: ${errorsIn(await response.text())}`)
}

function errorsIn(html: string): string {
  return [...html.matchAll(/field-error[^>]*>([^<]+)|<a href="#[^"]*">([^<]+)/g)]
    .map(([, a, b]) => a ?? b)
    .join(' | ')
}
