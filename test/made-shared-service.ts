import type { Browser, World } from './make-world.ts'

/** A shared service made through the pages: `base` is its address, the ids are those of its parties and unit. */
export interface MadeService {
  readonly base: string
  readonly parties: Readonly<Record<string, string>>
  readonly unit: string
}

export interface ServicePlan {
  readonly title: string
  readonly form?: 'service_commun' | 'made_available' | 'agreement'
  /** Reference, name, what it cost and made before; the first one hosts, `our` is the town of the site. */
  readonly parties: readonly {
    readonly reference: string
    readonly name: string
    readonly our?: boolean
    readonly cost: string
    readonly volume: string
  }[]
  readonly weights?: Readonly<Record<string, string>>
  /** Values of 2024, by reference and name. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly start?: string
  readonly measure?: string
}

/** Prepares and starts a service in 2025 unless the plan says otherwise; stops before the start for `until` prepared. */
export async function makeSharedService(
  world: World,
  plan: ServicePlan,
  until: 'prepared' | 'running' = 'running',
): Promise<MadeService> {
  const director = await world.as('director_general')
  const base = locationOf(
    await director.post('/services-partages/nouveau', {
      titre: plan.title,
      objet: 'Faire ensemble ce que chacun faisait seul.',
      forme: plan.form ?? 'agreement',
      annee_reference: '2024',
      mesure: plan.measure ?? '',
      fiche_impact: '',
      delai_reponse: '30',
    }),
  )
  for (const [index, party] of plan.parties.entries()) {
    locationOf(
      await director.post(`${base}/parties`, {
        nom: party.our ? '' : party.name,
        code_insee: '',
        sigle: party.reference,
        ...(party.our ? { notre_ville: 'oui', nom: 'x' } : { fictive: 'oui' }),
        ...(index === 0 ? { accueil: 'oui' } : {}),
      }),
    )
  }
  const unit = { libelle: 'Dossier', code: 'dossier', coefficient: '1' }
  locationOf(await director.post(`${base}/unites`, unit))
  for (const party of plan.parties) locationOf(await writeBaseline(director, base, party))
  const forecast = { avec_1: '90000', passage_1: '20000', sans_1: '100000' }
  locationOf(await director.post(`${base}/prevision`, forecast))
  const ids = await idsOf(director, base)
  for (const [reference, values] of Object.entries(plan.values ?? {}))
    for (const [nature, valeur] of Object.entries(values))
      locationOf(
        await director.post(`${base}/valeurs`, {
          partie: ids.parties[reference] ?? '',
          annee: '2024',
          nature,
          valeur,
          source: 'INSEE',
        }),
      )
  await adoptKey(director, base, plan.weights ?? { fixed: '1' }, Object.values(ids.parties), plan.form)
  if (until === 'running')
    locationOf(await director.post(`${base}/demarrage`, { le: plan.start ?? '2025-01-01' }))
  return { base, ...ids }
}

export function writeBaseline(
  browser: Browser,
  base: string,
  party: { readonly reference: string; readonly cost: string; readonly volume: string },
): Promise<Response> {
  return browser.post(`${base}/situation/${party.reference}`, {
    cout: party.cost,
    heures: '1600',
    volume: party.volume,
    qualite: '60',
    delai: '40',
    preuve: 'accounts',
    source: 'Compte administratif 2024',
    version: '0',
  })
}

/** Drafts, proposes and has a key adopted by every council. */
export async function adoptKey(
  director: Browser,
  base: string,
  weights: Readonly<Record<string, string>>,
  partyIds: readonly string[],
  form: ServicePlan['form'] = 'agreement',
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const method = form === 'made_available' ? 'unit_cost' : 'keys'
  const typed = Object.fromEntries(Object.entries(weights).map(([name, weight]) => [`poids_${name}`, weight]))
  const key = locationOf(
    await director.post(`${base}/cles`, {
      methode: method,
      reste: '',
      a_partir_de: '2025',
      raison: '',
      ...typed,
      ...fields,
    }),
  )
  locationOf(await director.post(`${key}/proposition`))
  for (const [index, partie] of partyIds.entries())
    locationOf(
      await director.post(`${key}/votes`, {
        partie,
        sens: 'adopted',
        decide_le: '2024-12-12',
        deliberation: `2024-${index + 1}`,
      }),
    )
  return key
}

/** Adds units used; answers the address of the list. */
export async function addUnits(
  browser: Browser,
  { base, parties, unit }: MadeService,
  reference: string,
  quantity: string,
  day = '2025-06-15',
): Promise<Response> {
  return browser.post(`${base}/lignes/nouvelle`, {
    partie: parties[reference] ?? '',
    unite: unit,
    jour: day,
    quantite: quantity,
    preuve: `Dossier ${reference} ${day}`,
    cle: crypto.randomUUID(),
  })
}

export async function addCost(
  browser: Browser,
  base: string,
  year: number,
  cost: Readonly<Record<string, string>>,
): Promise<Response> {
  return browser.post(`${base}/couts/${year}`, {
    nature: 'personnel',
    libelle: 'Agents',
    compter: 'oui',
    justification: '',
    ...cost,
  })
}

/** Ids of parties by reference, and of the first unit, as the forms of the pages have them. */
async function idsOf(director: Browser, base: string): Promise<Pick<MadeService, 'parties' | 'unit'>> {
  const parties = await (await director.get(`${base}/parties`)).text()
  const units = await (await director.get(`${base}/unites`)).text()
  const rows = [
    ...parties.matchAll(/· ([A-Za-z0-9-]{1,20})<\/span>[\s\S]*?name="id" value="([0-9a-f-]{36})"/g),
  ]
  return {
    parties: Object.fromEntries(rows.map(([, reference = '', id = '']) => [reference, id])),
    unit: /name="id" value="([0-9a-f-]{36})"/.exec(units)?.[1] ?? '',
  }
}

export function locationOf(answer: Response): string {
  if (answer.status !== 303) throw new Error(`${answer.status} instead of 303`)
  return answer.headers.get('location') ?? ''
}
