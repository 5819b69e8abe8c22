import { expect } from 'vitest'
import type { Watched } from './watched-browser.ts'

export const firstEdition = '/budgets-participatifs/budget-participatif-premiere-edition'

const submit = 'main form button.button[type=submit]'

/** Reaches the ballot: declares, then opens the link. Where no SMTP server is set, `linkOf` reads it on the outbox page. */
export async function enterBallot(
  watched: Watched,
  edition: string,
  person: { readonly prenom: string; readonly nom: string; readonly courriel: string },
  linkOf: (email: string) => Promise<string>,
): Promise<void> {
  const { page } = watched
  await watched.open('/budgets-participatifs')
  await watched.open(edition)
  await watched.press(page.getByRole('link', { name: 'Voter', exact: true }))
  await watched.press(page.locator(submit))
  expect(await page.locator('#erreurs').count()).toBe(1)
  await watched.fill({ ...person, naissance: '1985-04-12', attestation: 'oui' })
  await watched.press(page.locator(submit))
  expect(await page.locator('h1').innerText()).toBe('Regardez votre boîte aux lettres')
  await watched.open(await linkOf(person.courriel))
}

/** Votes with too many projects, then three; answers the receipt that the page shows. */
export async function castBallot(watched: Watched): Promise<string> {
  const { page } = watched
  const boxes = page.locator('.budget-choice input[type=checkbox]')
  for (let index = 0; index < 6; index += 1) await boxes.nth(index).check()
  await watched.press(page.locator(submit))
  expect(await page.locator('#erreurs').innerText()).toContain('trop de projets')
  for (let index = 3; index < 6; index += 1) await boxes.nth(index).uncheck()
  await watched.press(page.locator(submit))
  expect(await page.locator('h1').innerText()).toBe('Votre bulletin est dans l’urne')
  return page.locator('.budget-receipt').innerText()
}

/** Checks the receipt, changes the ballot, and finds the change. */
export async function replaceBallot(watched: Watched, edition: string, receipt: string): Promise<void> {
  const { page } = watched
  await watched.open(edition)
  await watched.press(page.getByRole('link', { name: 'Vérifier ou remplacer mon bulletin' }))
  await watched.fill({ recu: receipt })
  await watched.press(page.locator(submit))
  expect(await page.locator('h1').innerText()).toBe('Votre bulletin')
  await watched.press(page.getByRole('button', { name: 'Changer mon bulletin' }))
  const boxes = page.locator('.budget-choice input[type=checkbox]')
  expect(await boxes.nth(0).isChecked()).toBe(true)
  await boxes.nth(0).uncheck()
  await boxes.nth(7).check()
  await watched.press(page.locator(submit))
  expect(await page.locator('h1').innerText()).toBe('Votre bulletin est remplacé')
  expect(await page.locator('main ul').first().locator('li').count()).toBe(3)
}

/** Opens a batch, marks five people, and types the pile; answers the address of the batch. */
export async function markPaper(watched: Watched, edition: string, manner: string): Promise<string> {
  const { page } = watched
  await watched.open(`${edition}/papier`)
  await watched.fill({ lieu: `Mairie ${manner}` })
  await watched.press(page.locator(submit))
  const batch = new URL(page.url()).pathname
  for (let index = 1; index <= 5; index += 1) {
    await watched.fill({ prenom: 'Voisine', nom: `Papier ${manner} ${index}`, naissance: '1948-02-03' })
    await watched.press(page.locator(submit).first())
  }
  expect(await page.locator('.lead').first().innerText()).toContain('5 personnes émargées')
  return batch
}

export async function readPile(watched: Watched, batch: string, sheets: string): Promise<void> {
  const { page } = watched
  await watched.open(`${batch}/feuilles`)
  await page.locator('textarea[name=feuilles]').fill(sheets)
  await watched.press(page.locator(submit))
  expect(new URL(page.url()).pathname).toBe(batch)
}

export async function pourPile(watched: Watched, batch: string): Promise<void> {
  await watched.open(batch)
  await watched.press(watched.page.getByRole('button', { name: 'Verser les feuilles dans l’urne' }))
  expect(await watched.page.locator('main').innerText()).toContain('versé')
}

/** Counts the vote that is over in the demonstration, and reads why each project won or lost. */
export async function countEdition(watched: Watched, edition: string): Promise<void> {
  const { page } = watched
  await watched.open(edition)
  await watched.press(page.getByRole('button', { name: 'Sceller les bulletins et compter' }))
  expect(await page.locator('h1').innerText()).toBe('Résultat du vote')
  expect(await page.locator('main').innerText()).toContain('personnes l’ont payé ensemble')
}

/** The address of a project that the vote recommends and the council has not answered yet. */
export async function findRecommended(watched: Watched, edition: string): Promise<string> {
  const { page } = watched
  await watched.open(`${edition}/resultats`)
  const row = page.locator('tr', { hasText: 'Recommandé' }).first()
  return (await row.locator('a').first().getAttribute('href')) ?? ''
}

/** The council refuses what the vote recommends: first without reasons, then with them, and everybody reads them. */
export async function refuseWinner(watched: Watched, project: string): Promise<void> {
  const { page } = watched
  await watched.open(project)
  const deliberation = await page.locator('select[name=deliberation] option').nth(1).getAttribute('value')
  await watched.fill({ decision: 'refused', deliberation: deliberation ?? '' })
  await watched.press(page.getByRole('button', { name: 'Enregistrer la décision' }))
  expect(await page.locator('#erreurs').innerText()).toContain('Un refus se motive')
  await watched.fill({ motif: 'Le terrain sera occupé par le chantier de la gare.' })
  await watched.press(page.getByRole('button', { name: 'Enregistrer la décision' }))
  expect(await page.locator('main').innerText()).toContain(
    'Le terrain sera occupé par le chantier de la gare.',
  )
}
