import { expect } from 'vitest'
import type { Watched } from './watched-browser.ts'

const process = 'de-l-ombre-et-de-l-eau-ou-rafraichir-la-ville'
const submit = 'main form[method=post] button.button[type=submit]'

/** A resident without an account writes from a phone; the link that the outbox page shows publishes it. Answers its address. */
export async function proposeByMail(watched: Watched, mailbox: Watched): Promise<string> {
  const { page, manner } = watched
  const title = `Un tilleul devant la poste ${manner.code}`
  await watched.open(`/propositions/nouvelle?demarche=${process}`)
  await watched.fill({
    titre: '',
    texte: 'On attend au soleil.',
    categorie: 'nature',
    rue: 'Rue de la Poste',
  })
  await watched.press(page.locator('main button.button[type=submit]'))
  expect(await page.locator('#titre-error').innerText()).not.toBe('')
  expect(await page.locator('#rue').inputValue()).toBe('Rue de la Poste')
  await watched.fill({ titre: title })
  await watched.press(page.locator('main button.button[type=submit]'))
  expect(await page.locator('main').innerText()).toContain(title)
  const email = `poste-${manner.code}@habitants.example`
  await watched.fill({ nom: 'Rosa', courriel: email })
  await watched.press(page.locator(submit).last())
  expect(await page.locator('.notice').innerText()).toContain(email)
  await watched.open(await linkMailedTo(mailbox, email))
  await watched.press(page.locator(submit))
  expect(await page.locator('main h1').innerText()).toBe(title)
  expect(await page.locator('main').innerText()).toContain('Par Rosa')
  await watched.press(page.getByRole('button', { name: 'Je soutiens' }))
  expect(await page.locator('main').innerText()).toContain('1 personne soutient')
  return new URL(page.url()).pathname
}

/** The path of the link in the last message to that address, as the outbox page of the demonstration shows it. */
async function linkMailedTo({ page }: Watched, email: string): Promise<string> {
  await page.goto('/messages')
  const text = await page.locator('main').innerText()
  const after = text.slice(text.indexOf(email))
  const path = /\/propositions\/confirmation\/[\w-]{43}/.exec(after)?.[0]
  expect(path).toBeDefined()
  return path ?? ''
}

/** An agent writes down what a person dictates at the desk. */
export async function dictate(watched: Watched): Promise<void> {
  const { page, manner } = watched
  const title = `Un banc au cimetière ${manner.code}`
  await watched.open(`/propositions/nouvelle?demarche=${process}&guichet=oui`)
  await watched.fill({
    nom: 'Madame Aubin',
    titre: title,
    texte: 'Il n’y a pas où s’asseoir.',
    categorie: 'public_space',
  })
  await watched.press(page.locator('main button.button[type=submit]'))
  await watched.press(page.locator(submit).last())
  expect(await page.locator('main').innerText()).toContain('Dictée au guichet')
}

/** A moderator takes the proposal away with a reason of the charter: nobody finds it any more, and the log says why. */
export async function takeAway(watched: Watched, visitor: Watched, path: string): Promise<void> {
  const { page } = watched
  await watched.open(path)
  const panel = page.locator('form[action$="/moderation"]').last()
  await watched.press(panel.locator('button[value=hide]'))
  expect(await page.locator('#raison-error').innerText()).not.toBe('')
  await watched.fill({ raison: 'off_topic', explication: 'La poste n’est pas à la ville.' })
  await watched.press(page.locator('form[action$="/moderation"] button[value=hide]').last())
  expect(await page.locator('.notice').innerText()).toContain('prévenu')
  const gone = await visitor.page.goto(path)
  expect(gone?.status()).toBe(404)
  await visitor.open('/propositions/moderation/journal')
  expect(await visitor.page.locator('main').innerText()).toContain('Hors sujet')
}

/** A service assesses a proposal line by line, and the town answers it. */
export async function answerAsService(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await watched.open('/propositions/instruction')
  await watched.open(`${path}/instruction`)
  await watched.fill({ faisabilite: 'feasible', competence: 'town', avis: 'Un trou et un arbre.' })
  await watched.press(page.getByRole('button', { name: 'Enregistrer l’avis' }))
  await watched.fill({ libelle: 'Tilleul', section: 'investment', montant: '1 250,00' })
  await watched.press(page.getByRole('button', { name: 'Ajouter la ligne' }))
  expect(await page.locator('main').innerText()).toMatch(/1\s250/)
  await watched.open(`${path}/reponse`)
  await watched.fill({ verdict: 'accepted', motifs: 'L’idée est simple et utile.' })
  await watched.press(page.locator(submit).last())
  expect(await page.locator('main').innerText()).toContain('La ville accepte cette proposition')
}
