import { assertDefined } from '#kernel/assert.ts'
import type { Role } from '#kernel/roles.ts'
import { expectDone, recordDeliberation } from './budget-edition.ts'
import type { World } from './make-world.ts'
import { testInstant } from './test-town.ts'

/** The rules of a call as its form sends them: open from Monday 23 November 2026 at nine to 18 December at five. */
export const callFields = {
  titre: 'Fonds des initiatives 2027',
  resume: 'Soixante mille euros pour des projets qui font vivre les quartiers.',
  reglement: 'Les projets se déroulent en 2027, dans la commune.',
  base: 'Loi 2000-321, art. 9-1',
  candidats: 'association,cooperative',
  engagement: 'collaborate',
  mesure: '',
  ouverture: '2026-11-23',
  ouverture_heure: '09:00',
  cloture: '2026-12-18',
  cloture_heure: '17:00',
  reponse: '2027-02-15',
  lecteurs: '',
  egalites: 'receipt',
  versements: '70 + 30',
  contact: 'Service de la vie associative',
} as const

/** The instant of the closing, and the second after. */
export const atClosing = new Date('2026-12-18T16:00:00Z')
export const afterClosing = new Date('2026-12-18T16:00:01Z')

export const gridFields: Readonly<Record<string, string>> = {
  critere_1: 'Effet dans le quartier',
  poids_1: '40',
  maximum_1: '10',
  echelle_1: '0 : aucun ; 5 : un immeuble ; 10 : tout le quartier',
  critere_2: 'Participation des habitants',
  poids_2: '30',
  maximum_2: '10',
  echelle_2: '0 : sans eux ; 10 : portée par eux',
  critere_3: 'Solidité du budget',
  poids_3: '20',
  maximum_3: '10',
  echelle_3: '0 : rien n’est acquis ; 10 : tout est acquis',
  critere_4: 'Transition écologique',
  poids_4: '10',
  maximum_4: '10',
  echelle_4: '0 : sans effet ; 10 : au cœur du projet',
  enveloppe_1: 'Vie associative',
  montant_1: '60 000',
}

/** What makes a call a grant and not a contract. */
export const grantFacts = {
  is_private_body: 'oui',
  serves_general_interest: 'oui',
  is_initiated_by_beneficiary: 'oui',
  is_carried_by_beneficiary: 'oui',
  is_valued_in_act: 'oui',
  answers_need_of_authority: 'non',
} as const

export interface TestCall {
  readonly code: string
  readonly path: string
  readonly id: string
}

export const jurorRoles = [
  'elected_member',
  'mayor',
  'manager',
  'partner_officer',
  'data_protection_officer',
] as const

/** Prepares a call through its pages, with five jurors that the elected member chairs; with `open`, publishes it. */
export async function makeCall(
  world: World,
  changes: Readonly<Record<string, string>> = {},
  { open = true, questions = [] as readonly Readonly<Record<string, string>>[] } = {},
): Promise<TestCall> {
  world.setNow(testInstant)
  const agent = await world.as('agent')
  const titre = changes.titre ?? `Appel ${crypto.randomUUID().slice(0, 8)}`
  const deliberation = await recordDeliberation(world, `Règlement : ${titre}`)
  const made = await expectDone(
    agent.post('/appels-a-projets/nouveau', { ...callFields, deliberation, ...changes, titre }),
  )
  const path = made.headers.get('location') ?? ''
  const code = path.split('/').at(-1) ?? ''
  await expectDone(agent.post(`${path}/grille`, { version: '1', ...gridFields }))
  await expectDone(agent.post(`${path}/droit`, grantFacts))
  await expectDone(agent.post(`${path}/jures`, await jurorFields(world)))
  for (const question of questions) await expectDone(agent.post(`${path}/formulaire`, question))
  if (open) await expectDone((await world.as('manager')).post(`${path}/ouverture`))
  const row = await world.db.selectFrom('calls').select('id').where('code', '=', code).executeTakeFirst()
  return { code, path, id: assertDefined(row, code).id }
}

async function jurorFields(world: World): Promise<Record<string, string>> {
  const ids = await Promise.all(
    jurorRoles.map(async (role) => assertDefined((await world.context(role)).actor, role).id),
  )
  return {
    ...Object.fromEntries(ids.map((id, index) => [`jure_${index + 1}`, id])),
    preside: ids[0] ?? '',
  }
}

/** A whole application as its form sends it: 3 000 € of expenses, 1 500 € asked, forty hours given. */
export const dossierFields: Readonly<Record<string, string>> = {
  organisme: 'Les Jardins d’à côté',
  nature: 'association',
  siret: '732 829 320 00074',
  rna: '',
  adresse: '4 rue des Tanneries, 49000 Valmarie',
  signataire: 'Maud Perrin',
  fonction: 'Présidente',
  titre: 'Un jardin sous les fenêtres',
  resume: 'Dix bacs, plantés et arrosés par les voisins.',
  debut: '2027-03-01',
  fin: '2027-11-30',
  montant: '1 500',
  depense_1: 'Bacs et terre',
  depense_montant_1: '2 200,50',
  depense_2: 'Plants',
  depense_montant_2: '799,50',
  recette_1: 'Cotisations',
  recette_montant_1: '1 500',
  benevolat_1: 'Plantation et arrosage',
  benevolat_heures_1: '40',
  benevolat_taux_1: '12,50',
  economique: 'non',
  engagement_republicain: 'oui',
}

export interface TestApplication {
  readonly id: string
  readonly path: string
}

/** Begins an application and types it, as a person of that role; with `send`, sends it. */
export async function makeApplication(
  world: World,
  call: TestCall,
  changes: Readonly<Record<string, string | Blob>> = {},
  { role = 'organisation_officer' as Role, send = true } = {},
): Promise<TestApplication> {
  const applicant = await world.as(role)
  const started = await expectDone(applicant.post(`${call.path}/candidature`, { numero: '' }))
  const path = started.headers.get('location') ?? ''
  await expectDone(applicant.post(path, { version: '1', ...dossierFields, ...changes }))
  if (send) await expectDone(applicant.post(`${path}/envoi`))
  return { id: path.split('/').at(-1) ?? '', path }
}

/** What was received for a call, by number. */
export function receivedOf(world: World, call: TestCall) {
  return world.db
    .selectFrom('applications')
    .select(['number', 'received_at', 'status', 'requested_cents', 'title'])
    .where('call_id', '=', call.id)
    .where('received_at', 'is not', null)
    .orderBy('number')
    .execute()
}

/** Applications found eligible, the call closed, the jury gathered, and every juror's links declared. */
export async function gatherJury(
  world: World,
  call: TestCall,
  count: number,
  links: (role: Role, index: number) => string = () => '',
  typed: (index: number) => Readonly<Record<string, string>> = () => ({}),
): Promise<readonly TestApplication[]> {
  const applications: TestApplication[] = []
  for (let index = 0; index < count; index += 1)
    applications.push(await makeApplication(world, call, { titre: `Projet ${index + 1}`, ...typed(index) }))
  const agent = await world.as('agent')
  for (const { path } of applications)
    await expectDone(agent.post(`${path}/recevabilite`, { avis: 'eligible' }))
  world.setNow(afterClosing)
  await expectDone((await world.as('manager')).post(`${call.path}/jury/reunion`))
  for (const role of jurorRoles) {
    const declared = applications.flatMap(({ id }, index) => {
      const link = links(role, index)
      return link === '' ? [] : [[`lien_${id}`, link]]
    })
    await expectDone((await world.as(role)).post(`${call.path}/jury/liens`, Object.fromEntries(declared)))
  }
  return applications
}

/** Every juror gives marks to every file that they may read; `mark` answers one for each criterion. */
export async function judge(
  world: World,
  call: TestCall,
  count: number,
  mark: (role: Role, file: number, criterion: number) => number = (_, file) => Math.max(0, 10 - file),
): Promise<void> {
  for (const role of jurorRoles)
    for (let file = 1; file <= count; file += 1) {
      const juror = await world.as(role)
      const page = await juror.get(`${call.path}/jury/dossiers/${file}`)
      if (page.status === 404) continue
      const marks = [1, 2, 3, 4].map((criterion) => [
        `note_${criterion}`,
        String(mark(role, file, criterion)),
      ])
      await expectDone(
        juror.post(`${call.path}/jury/dossiers/${file}`, { ...Object.fromEntries(marks), suite: 'rendre' }),
      )
    }
}

/** The jury has judged, the strict ranking is proposed to the council, and the call waits for its decision. */
export async function arbitrate(
  world: World,
  call: TestCall,
  count: number,
  links: (role: Role, index: number) => string = () => '',
): Promise<readonly TestApplication[]> {
  const applications = await gatherJury(world, call, count, links)
  await judge(world, call, count)
  const manager = await world.as('manager')
  await expectDone(manager.post(`${call.path}/scenarios`, { nom: 'Dans l’ordre', methode: 'strict' }))
  const { id } = await world.db
    .selectFrom('call_scenarios')
    .select('id')
    .where('call_id', '=', call.id)
    .executeTakeFirstOrThrow()
  await expectDone(manager.post(`${call.path}/scenarios/${id}/choix`))
  return applications
}

/** The council decides: the first applications get what they asked, the others nothing. */
export async function decide(
  world: World,
  call: TestCall,
  applications: readonly TestApplication[],
  granted: number,
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const deliberation = await recordDeliberation(world, 'Attribution de subventions')
  const answer = await recordDecision(world, call, applications, granted, { deliberation, ...fields })
  await expectDone(answer)
  return deliberation
}

/** Sends the decision on those applications, by a deliberation; what the town answers. */
export async function recordDecision(
  world: World,
  call: TestCall,
  applications: readonly TestApplication[],
  granted: number,
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  const decisions = applications.flatMap(({ id }, index) =>
    index < granted
      ? [
          [`decision_${id}`, 'granted'],
          [`montant_${id}`, '1 500'],
        ]
      : [
          [`decision_${id}`, 'refused'],
          [`motif_${id}`, 'Les enveloppes sont employées.'],
        ],
  )
  return (await world.as('legal_officer')).post(`${call.path}/decision`, {
    ...Object.fromEntries(decisions),
    ...fields,
  })
}
