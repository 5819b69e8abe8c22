import { expect } from 'vitest'
import type { Watched } from './watched-browser.ts'

/** The last whole year: it can be stated. */
const year = new Date().getFullYear() - 1

const send = async (watched: Watched) =>
  watched.press(watched.page.locator('main form[method=post] button.button[type=submit]').last())
const said = (watched: Watched) => watched.page.locator('.notice').innerText()

/** A service prepared whole and started on the first of January of last year; answers its address. */
export async function prepareService(director: Watched, officerMail: string): Promise<string> {
  const { page, manner } = director
  await director.open('/services-partages')
  await director.open('/services-partages/nouveau')
  await director.fill({
    titre: `Broyage des végétaux ${manner.code}`,
    objet: 'Un broyeur qui tourne de commune en commune.',
    forme: 'agreement',
    annee_reference: String(year - 1),
  })
  await send(director)
  const base = new URL(page.url()).pathname
  await addParties(director, base, officerMail)
  await director.open(`${base}/unites`)
  await director.fill({ libelle: 'Tournée', code: 'tournee', coefficient: '1' })
  await send(director)
  await director.open(`${base}/engagements`)
  await director.fill({ engagement: 'Broyeur rendu', sens: 'at_most', cible: '3', unite: 'jours' })
  await send(director)
  await director.open(`${base}/prevision`)
  await director.fill({ avec_1: '9000', passage_1: '0', sans_1: '10000' })
  await send(director)
  expect(await page.locator('#avec_1-error').innerText()).toContain('La première année doit coûter plus')
  await director.fill({ passage_1: '2500' })
  await send(director)
  for (const [reference, cost, volume] of [
    ['MON', '7000', '70'],
    ['VOI', '3000', '30'],
  ] as const) {
    await director.open(`${base}/situation/${reference}`)
    await director.fill({
      cout: cost,
      heures: '200',
      volume,
      qualite: '55',
      delai: '20',
      preuve: 'accounts',
      source: 'Compte administratif',
    })
    await send(director)
  }
  return base
}

async function addParties(director: Watched, base: string, officerMail: string): Promise<void> {
  const { page } = director
  await director.open(`${base}/parties`)
  await director.fill({ sigle: 'MON' })
  await page.getByLabel('Accueille le service').check()
  await page.getByLabel('C’est Montaubelle').check()
  await page.locator('#nom').fill('Montaubelle')
  await send(director)
  await director.fill({ nom: 'Saint-Voisin-des-Champs', sigle: 'VOI' })
  await page.getByLabel('Collectivité fictive').check()
  await send(director)
  await director.open(`${base}/referents`)
  await director.fill({ partie: 'Saint-Voisin-des-Champs (fictive)', courriel: officerMail })
  await send(director)
  expect(await page.locator('main').innerText()).toContain('Saint-Voisin-des-Champs')
}

/** A key tried, kept, proposed, and adopted by both councils, one by the officer of the other party; then the start. */
export async function adoptAndStart(director: Watched, officer: Watched, base: string): Promise<void> {
  const { page } = director
  await director.open(`${base}/cles`)
  await director.fill({ methode: 'keys', poids_fixed: '1', a_partir_de: String(year) })
  await director.press(page.getByRole('button', { name: 'Voir ce que chacun paierait' }))
  expect(await page.locator('.alert').innerText()).toContain('Part fixe de MON')
  await director.fill({ poids_fixed: '', poids_units: '1' })
  await director.press(page.getByRole('button', { name: 'Garder comme brouillon' }))
  const key = new URL(page.url()).pathname
  await director.press(page.getByRole('button', { name: 'Proposer aux conseils' }))
  for (const [watched, party] of [
    [director, 'Montaubelle (fictive)'],
    [officer, 'Saint-Voisin-des-Champs (fictive)'],
  ] as const) {
    await watched.open(key)
    await watched.page.getByLabel(party).check()
    await watched.page.getByLabel('Adoptée').check()
    await watched.fill({ deliberation: `${year - 1}-118`, decide_le: `${year - 1}-12-12` })
    await send(watched)
  }
  await director.open(base)
  await director.fill({ le: `${year}-01-01` })
  await director.press(page.getByRole('button', { name: 'Démarrer le service' }))
  expect(await said(director)).toContain('Le service a démarré')
}

/** A line by hand is contested by the officer of the other party, and the host finds that it was wrong. */
export async function useAndContest(director: Watched, officer: Watched, base: string): Promise<void> {
  for (const [party, quantity, proof] of [
    ['Montaubelle (fictive)', '70', 'Bon 1'],
    ['Saint-Voisin-des-Champs (fictive)', '25', 'Bon 2'],
    ['Saint-Voisin-des-Champs (fictive)', '9', 'Bon 3'],
  ] as const) {
    await director.open(`${base}/lignes/nouvelle`)
    await director.fill({
      partie: party,
      unite: 'Tournée',
      jour: `${year}-05-12`,
      quantite: quantity,
      preuve: proof,
    })
    await send(director)
  }
  await officer.open(`${base}/lignes?annee=${year}`)
  expect(await officer.page.locator('main').innerText()).not.toContain('Bon 1')
  await officer.press(officer.page.getByRole('link', { name: 'Bon 3' }))
  const line = new URL(officer.page.url()).pathname
  await officer.fill({ message: 'Le broyeur était en panne ce jour-là.' })
  await send(officer)
  expect(await officer.page.locator('main').innerText()).toContain('Réponse attendue au plus tard')
  await director.open(`${base}/couts/${year}`)
  await director.fill({ nature: 'personnel', libelle: 'Conducteur', montant: '9500' })
  await send(director)
  await director.open(`${base}/etats/${year}`)
  expect(await director.page.locator('.alert').innerText()).toContain('attend encore sa réponse')
  await director.open(line)
  await director.page.getByLabel('La contestation est fondée').check()
  await director.fill({ message: 'Exact, la panne est au carnet.' })
  await send(director)
  await officer.open(line)
  expect(await officer.page.locator('main').innerText()).toContain('contestation fondée')
}

/** An advance called from the other party and paid in part, and what was measured of the service level. */
export async function payAndMeasure(director: Watched, officer: Watched, base: string): Promise<void> {
  for (const [nature, montant, numero] of [
    ['called', '1000', 'Titre 1'],
    ['paid', '800', 'Mandat 1'],
  ] as const) {
    await director.open(`${base}/acomptes/${year}`)
    await director.fill({
      nature,
      partie: 'Saint-Voisin-des-Champs (fictive)',
      montant,
      le: `${year}-06-01`,
      numero,
    })
    await send(director)
  }
  await officer.open(`${base}/acomptes/${year}`)
  // What was called and is not paid a month later.
  expect(await officer.page.locator('main').innerText()).toContain('200\u00a0€')
  await director.open(`${base}/mesures/${year}`)
  await director.fill({ mesure: '2', source: 'Carnet du broyeur' })
  await send(director)
  expect(await director.page.locator('main').innerText()).toContain('tenu')
}

/** A third party joins; the other one gives notice, and stays on the page until its day. */
export async function joinAndLeave(director: Watched, officer: Watched, base: string): Promise<void> {
  await director.open(`${base}/parties`)
  await director.open(`${base}/entree`)
  await director.fill({
    nom: 'Grand-Voisin-les-Bois',
    sigle: 'GRA',
    entre_le: `${year + 1}-01-01`,
    deliberation: `${year}-140`,
    decide_le: `${year}-12-10`,
    accord: 'Avenant 1',
  })
  await director.page.getByLabel('Collectivité fictive').check()
  await send(director)
  expect(await said(director)).toContain('Collectivité entrée')
  await officer.open(`${base}/depart/VOI`)
  await officer.fill({ deliberation: `${year + 1}-7` })
  await officer.press(officer.page.getByRole('button', { name: 'Donner le préavis' }))
  await officer.open(base)
  expect(await officer.page.locator('main').innerText()).toContain('préavis donné, quitte le service le')
}

/** The statement, what each party says of its year, and the review; another party's figures stay unseen. */
export async function stateAndReview(director: Watched, officer: Watched, base: string): Promise<void> {
  const { page } = director
  await director.open(`${base}/etats/${year}`)
  await director.press(page.getByRole('button', { name: `Établir l’état de ${year}` }))
  await officer.open(`${base}/etats/${year}`)
  const statement = await officer.page.locator('main').innerText()
  expect(statement).toContain('2\u202f500\u00a0€')
  // Less the advance paid.
  expect(statement).toContain('1\u202f700\u00a0€')
  for (const [watched, reference] of [
    [director, 'MON'],
    [officer, 'VOI'],
  ] as const) {
    await watched.open(`${base}/suivi/${year}/${reference}`)
    await watched.fill({ cout_propre: '300', qualite: '70', delai: '8', source: 'Enquête de janvier' })
    await send(watched)
  }
  await director.open(`${base}/revues/${year}`)
  await director.fill({
    indice: '102,5',
    source_indice: 'INSEE',
    conclusion: 'Le broyeur tombe trop souvent en panne.',
  })
  await send(director)
  expect(await said(director)).toContain('Revue close')
  await director.open(base)
  expect(await page.locator('main').innerText()).toContain('écart, pas encore concluant')
  await officer.open(base)
  const seen = await officer.page.locator('main').innerText()
  expect(seen).toContain('Seule votre collectivité est montrée')
  expect(seen).not.toMatch(/économie/i)
  await officer.open('/services-partages/bilan-du-reseau')
}
