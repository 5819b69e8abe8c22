import { expect } from 'vitest'
import type { Watched } from './watched-browser.ts'

const line = {
  nature: 'purchases',
  libelle: 'Mobilier',
  bas: '7 000',
  probable: '9 500',
  haut: '13 000',
  premiere_annee: '1',
  derniere_annee: '3',
  source: 'Devis de 2026',
  confiance: 'medium',
}

const submit = 'main form button.button[type=submit]'

/** Proposes a measure, gives it all its parts, and takes the step that says it is assessed. Answers its address. */
export async function assessMeasure(watched: Watched): Promise<string> {
  const { page, manner } = watched
  await watched.open('/mesures/nouvelle')
  await watched.fill({
    titre: `Atelier de réparation ${manner.name}`,
    partie: 'I',
    theme: 'Réemploi',
    objectif: 'Réparer plutôt que jeter.',
    pilote: 'Transition écologique',
    commanditaire: 'Direction générale',
    engagement: 'collaborate',
    service_public: 'complement',
    service_public_raison: 'Aucun service ne répare.',
    debut: '2027-01-01',
  })
  await watched.press(page.locator(submit).first())
  const path = new URL(page.url()).pathname
  expect(path).toMatch(/^\/mesures\/atelier-/)
  await addWrongThenRightLine(watched, path)
  await add(watched, `${path}/lignes/nouvelle`, {
    ...line,
    nature: 'cash_saved',
    libelle: 'Achats évités',
    haut: '20 000',
  })
  await add(watched, `${path}/risques/nouveau`, {
    nature: 'participation',
    enonce: 'Toujours les mêmes habitants',
    probabilite: '3',
    gravite: '2',
    parade: 'Ateliers dans les quartiers',
  })
  await add(watched, `${path}/conditions/nouvelle`, {
    enonce: 'Un local est trouvé',
    indicateur: 'locaux',
    unite: 'local',
    sens: 'at_least',
    seuil: '1',
    echeance: '2027-06-30',
    responsable: 'Patrimoine',
  })
  await add(watched, `${path}/radar`, { need_expressed: '3', urgency: '2', residents_reached: '4' })
  await watched.press(page.locator('button[name=etape][value=assess]'))
  expect(await page.locator('button[name=etape][value=assess]').count()).toBe(0)
  return path
}

async function addWrongThenRightLine(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await watched.open(`${path}/lignes/nouvelle`)
  await watched.fill({ ...line, probable: 'beaucoup' })
  await watched.press(page.locator(submit).first())
  expect(await page.locator('#probable').inputValue()).toBe('beaucoup')
  expect(await page.locator('#libelle').inputValue()).toBe('Mobilier')
  expect(await page.locator('#probable-error').innerText()).not.toBe('')
  await watched.fill({ probable: '9 500' })
  await watched.press(page.locator(submit).first())
  expect(new URL(page.url()).pathname).toBe(path)
  expect(await page.locator('main').innerText()).toContain('Mobilier')
}

async function add(watched: Watched, form: string, values: Readonly<Record<string, string>>): Promise<void> {
  const { page } = watched
  await watched.open(form)
  await watched.fill(values)
  await watched.press(page.locator(submit).first())
  expect(new URL(page.url()).pathname).not.toBe(form)
}

export async function decideMeasure(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await watched.open(path)
  await watched.press(page.locator('button[name=etape][value=decide]'))
  expect(await page.locator('button[name=etape][value=decide]').count()).toBe(0)
}

/** Records what a running measure cost, finds it in the ledger, then reads the alerts. */
export async function recordEvidence(watched: Watched): Promise<void> {
  const { page, manner } = watched
  const document = `Facture ${manner.name}`
  await watched.open('/mesures/ressourcerie/faits/nouveau')
  const option = page.locator('select[name=objet] option[value^="line:"]').first()
  await watched.fill({
    objet: (await option.getAttribute('value')) ?? '',
    quantite: '120',
    jour: '2026-01-15',
    document,
  })
  await watched.press(page.locator(submit).first())
  await watched.open('/mesures/ressourcerie/faits')
  expect(await page.locator('main').innerText()).toContain(document)
  await watched.open('/alertes')
  expect(await page.locator('h1').innerText()).not.toBe('')
}
