import type { Browser, World } from './make-world.ts'

const sheet = {
  partie: 'I',
  theme: 'Économie sociale',
  objectif: 'Un lieu commun.',
  pilote: 'Développement local',
  commanditaire: 'Direction générale',
  engagement: 'collaborate',
  engagement_portee: '',
  service_public: 'complement',
  service_public_raison: 'Aucun lieu n’existe.',
  debut: '2027-01-01',
  fin: '',
}

/**
 * A measure of 2027 made through the pages: works once in its first year, then money saved once in its second year, in
 * euros. Answers its code.
 */
export async function proposeWorks(
  world: World,
  title: string,
  works: number,
  saved: number,
): Promise<string> {
  const agent = await world.as('agent')
  const path = placeOf(await agent.post('/mesures/nouvelle', { ...sheet, titre: title }))
  await addLine(agent, path, { nature: 'investment', libelle: 'Travaux' }, works, 1)
  await addLine(agent, path, { nature: 'cash_saved', libelle: 'Loyers' }, saved, 2)
  return path.slice(path.lastIndexOf('/') + 1)
}

async function addLine(
  agent: Browser,
  path: string,
  kind: { readonly nature: string; readonly libelle: string },
  euros: number,
  year: number,
): Promise<void> {
  const figures = { bas: String(euros), probable: String(euros), haut: String(euros) }
  const when = { premiere_annee: String(year), derniere_annee: '' }
  const rest = { source: 'Devis', confiance: 'medium', section: '', categorie: '', unite: '' }
  placeOf(await agent.post(`${path}/lignes/nouvelle`, { ...kind, ...figures, ...when, ...rest }))
}

/** A scenario made through the pages, of three years from 2027; answers its address. */
export async function createScenario(world: World, title: string): Promise<string> {
  const director = await world.as('director_general')
  const form = { titre: title, premiere_annee: '2027', annees: '3' }
  return placeOf(await director.post('/scenarios/nouveau', form)).replace(/\/cadre$/, '')
}

/** The frame form of a scenario of three years from 2027, without limits. */
export const frame = {
  resume: '',
  premiere_annee: '2027',
  annees: '3',
  poids_argent: '100',
  poids_temps: '50',
  poids_autre: '50',
  point_effet: '10 000',
}

/** The version that the form of that page was written on. */
export async function versionAt(browser: Browser, path: string): Promise<string> {
  const page = await (await browser.get(path)).text()
  return /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
}

/** Asks for the computation and waits until nothing is being computed any more; answers the page. */
export async function compute(browser: Browser, path: string): Promise<string> {
  placeOf(await browser.post(`${path}/calcul`))
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const page = await (await browser.get(path)).text()
    if (!page.includes('data-look-again')) return page
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('nothing computed in a hundred seconds')
}

export function placeOf(answer: Response): string {
  if (answer.status !== 303) throw new Error(`${answer.status} instead of 303`)
  return answer.headers.get('location') ?? ''
}
