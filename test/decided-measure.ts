import type { Browser, World } from './make-world.ts'

const sheet = {
  partie: 'I',
  theme: 'Économie circulaire',
  objectif: 'Réemployer',
  engagement: 'collaborate',
  service_public: 'complement',
  service_public_raison: 'Aucun service ne le fait',
  debut: '2024-11-01',
}

const lines = [
  { nature: 'purchases', libelle: 'Mobilier', bas: '700', probable: '950', haut: '1300', unite: '' },
  { nature: 'result', libelle: 'Objets réemployés', bas: '50', probable: '88', haut: '130', unite: 'tonnes' },
]

const condition = {
  enonce: 'Un local est trouvé',
  indicateur: 'locaux',
  unite: 'local',
  sens: 'at_least',
  seuil: '1',
  echeance: '2026-06-30',
  responsable: 'Patrimoine',
  bloquante: 'oui',
}

/**
 * A measure made and decided through the pages: started on 2024-11-01, with a yearly cost `Mobilier` and a yearly gain
 * `Objets réemployés` over six years, and a blocking condition on `locaux`. Answers its address.
 */
export async function decideMeasure(
  world: World,
  title: string,
  until: 'idea' | 'decided' = 'decided',
): Promise<string> {
  const agent = await world.as('agent')
  const path = locationOf(await agent.post('/mesures/nouvelle', { ...sheet, titre: title }))
  for (const line of lines)
    locationOf(
      await agent.post(`${path}/lignes/nouvelle`, {
        ...line,
        premiere_annee: '1',
        derniere_annee: '6',
        source: 'Devis',
        confiance: 'medium',
      }),
    )
  locationOf(await agent.post(`${path}/conditions/nouvelle`, condition))
  if (until === 'decided') {
    locationOf(await takeStep(await world.as('manager'), path, 'assess'))
    locationOf(await takeStep(await world.as('mayor'), path, 'decide'))
  }
  return path
}

/** Takes a step as the page of the measure offers it. */
export async function takeStep(browser: Browser, path: string, step: string, reason = ''): Promise<Response> {
  const page = await (await browser.get(path)).text()
  const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
  return browser.post(`${path}/etapes`, { etape: step, motif: reason, version, deliberation: '' })
}

function locationOf(answer: Response): string {
  if (answer.status !== 303) throw new Error(`${answer.status} instead of 303`)
  return answer.headers.get('location') ?? ''
}
