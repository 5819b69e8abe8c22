import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { callFields, grantFacts, gridFields } from '../made-call.ts'
import { dossierOf, type HandPerson, type PreparedCall } from './prepared-calls.ts'
import type { Watched } from './watched-browser.ts'

const button = ({ page }: Watched, name: string) =>
  page.locator('main').getByRole('button', { name, exact: true }).first()
const link = ({ page }: Watched, name: string) =>
  page.locator('main').getByRole('link', { name, exact: true }).first()
const said = ({ page }: Watched) => page.locator('main').innerText()

/** Somebody without an account applies: mailbox, link, draft, file, check, sending, acknowledgement. */
export async function applyWithoutAccount(visitor: Watched, call: PreparedCall): Promise<string> {
  const { page, manner } = visitor
  const email = `candidature-${manner.code}@quartier.example`
  await visitor.open(call.path)
  await visitor.press(link(visitor, 'Déposer une candidature'))
  await visitor.press(button(visitor, 'Recevoir le lien'))
  expect(await said(visitor)).toContain('Écrivez une adresse de courriel')
  await visitor.fill({ courriel: email })
  await visitor.press(button(visitor, 'Recevoir le lien'))
  expect(await said(visitor)).toContain('un message est parti')
  await visitor.open(await mailedLink(visitor, email))
  await visitor.fill({ nom: `Nadia Berthier (${manner.code})` })
  await visitor.press(button(visitor, 'Ouvrir ma candidature'))
  const own = new URL(page.url()).pathname
  await page.locator('summary', { hasText: 'Bénévolat' }).click()
  await visitor.fill({ ...dossierOf(call.closesAt), titre: `Un four à pain, ${manner.code}` })
  if (manner.scripts === 'on') await keptByItself(visitor)
  await page.locator('main input[type=file]').setInputFiles({
    name: 'statuts.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 statuts'),
  })
  await visitor.press(button(visitor, 'Vérifier avant d’envoyer'))
  expect(await said(visitor)).toContain('statuts.pdf')
  await visitor.press(button(visitor, 'Envoyer la candidature'))
  expect(await said(visitor)).toContain('Accusé de réception')
  expect(await said(visitor)).toContain('tribunal administratif')
  return own
}

/** The link of the message, as the outbox of a demonstration shows it. */
async function mailedLink({ page }: Watched, email: string): Promise<string> {
  const messages = await (await page.request.get('/messages')).text()
  const [, after = ''] = messages.split(email)
  return /\/appels-a-projets\/confirmation\/[\w-]{43}/.exec(after)?.[0] ?? ''
}

/** What is typed is kept after a pause, and said; leaving the page then asks nothing, and it is there again. */
async function keptByItself({ page, manner }: Watched): Promise<void> {
  await page.locator('.autosave').getByText('Brouillon gardé').waitFor()
  await page.reload()
  expect(await page.locator('main [name=titre]').inputValue()).toBe(`Un four à pain, ${manner.code}`)
}

/** Two people write the same draft: the page of the second says so, and the button shows both. */
export async function writeAtOnce(watched: Watched, other: HandPerson, own: string): Promise<void> {
  const { page } = watched
  await watched.open(own)
  const version = await page.locator('main [name=version]').inputValue()
  await other.send(own, { version, organisme: 'Les Voisins', titre: 'Écrit ailleurs' })
  await watched.fill({ titre: 'Écrit ici' })
  await page.locator('.autosave[data-alert]').getByText('Rien n’est écrasé').waitFor()
  await watched.look()
  await watched.press(button(watched, 'Garder le brouillon'))
  expect(await page.locator('main [name=titre]').inputValue()).toBe('Écrit ici')
  expect(await said(watched)).toContain('Écrit ailleurs')
}

/** The three first criteria, whose weights make 90. */
const grid = Object.fromEntries(Object.entries(gridFields).filter(([field]) => !field.endsWith('_4')))

/** The services prepare a call on its pages, and publish it. */
export async function publishCall(director: Watched, jurors: readonly string[]): Promise<void> {
  const { page, manner } = director
  const year = new Date().getFullYear()
  await director.open('/appels-a-projets')
  await director.open('/appels-a-projets/nouveau')
  await page.locator('main select[name=deliberation]').selectOption({ index: 1 })
  const { candidats: _, mesure: __, engagement, ...fields } = callFields
  await page.locator('main [name=candidats][value=association]').check()
  await director.fill({
    ...fields,
    engagement,
    titre: `Fonds des initiatives, ${manner.code}`,
    ouverture: `${year - 1}-12-01`,
    cloture: `${year + 1}-12-18`,
    reponse: `${year + 2}-02-15`,
  })
  await director.press(button(director, 'Enregistrer'))
  const path = new URL(page.url()).pathname
  expect(await said(director)).toContain('Avant d’ouvrir, il manque')
  await director.press(link(director, 'Subvention ou marché ? Réponse du droit'))
  await director.fill(grantFacts)
  await director.press(button(director, 'Demander au droit'))
  expect(await said(director)).toContain('C’est une subvention.')
  await director.open(`${path}/grille`)
  await director.fill(grid)
  await director.press(button(director, 'Enregistrer'))
  expect(await said(director)).toContain('une grille dont les poids font 100')
  await director.press(link(director, 'Grille de notation et enveloppes'))
  await director.fill({ poids_3: '30' })
  await director.press(button(director, 'Enregistrer'))
  await director.open(`${path}/jures`)
  for (const [index, name] of jurors.entries()) await chooseNamed(director, `jure_${index + 1}`, name)
  await chooseNamed(director, 'preside', jurors[0] ?? '')
  await director.press(button(director, 'Enregistrer'))
  await director.press(button(director, 'Publier l’appel'))
  expect(await said(director)).toContain('l’appel est publié')
}

/** Lists name people with their title. */
async function chooseNamed({ page }: Watched, list: string, name: string): Promise<void> {
  const option = page.locator(`main select[name=${list}] option`, { hasText: name }).first()
  await page.locator(`main select[name=${list}]`).selectOption((await option.getAttribute('value')) ?? '')
}

/** An agent reads what was received and asks for a piece; the delay stops. */
export async function askForPiece(agent: Watched, call: PreparedCall, application: string): Promise<void> {
  await agent.open(`${call.path}/candidatures`)
  await agent.open(application)
  await agent.page.locator('summary', { hasText: 'Demander des pièces' }).click()
  await agent.fill({ pieces: 'Le budget signé' })
  await agent.press(button(agent, 'Envoyer la demande'))
  expect(await said(agent)).toContain('Le délai de réponse de la ville est suspendu')
}

export async function untilClosed({ closesAt }: PreparedCall): Promise<void> {
  await wait(Math.max(0, closesAt.getTime() + 1500 - Date.now()))
}

/** A juror declares a link, is set aside from that file, and marks the other one without seeing the marks of anybody. */
export async function judgeOne(juror: Watched, call: PreparedCall): Promise<void> {
  const { page } = juror
  await juror.open(`${call.path}/jury`)
  await juror.press(link(juror, 'Déclarer mes liens'))
  await page.locator('main [name^=lien_]').nth(1).fill('Trésorier jusqu’en 2024')
  await juror.press(button(juror, 'Déclarer, et lire les autres dossiers'))
  expect(await said(juror)).toContain('Déports')
  await juror.press(link(juror, '1. Projet 1'))
  expect(await said(juror)).toContain('Vous ne verrez les notes des autres')
  await juror.fill({ note_1: '8', dire_1: 'Toute la rue s’y met.', note_2: '7', note_3: '6' })
  await juror.press(button(juror, 'Rendre mes notes'))
  expect(await said(juror)).toContain('Il manque une note')
  await juror.fill({ note_4: '5' })
  await juror.press(button(juror, 'Rendre mes notes'))
  expect(await said(juror)).toContain('vos notes sont rendues')
}

/** The chair opens marks again, and says why; once they are in again, the ranking and the minutes. */
export async function reopenAndRank(
  chair: Watched,
  call: PreparedCall,
  juror: string,
  again: () => Promise<void>,
): Promise<void> {
  const { page } = chair
  await chair.open(`${call.path}/jury`)
  await page.locator('summary', { hasText: '1. Projet 1' }).click()
  const opened = page.locator('details[open]')
  await opened.getByLabel('Juré').selectOption({ label: juror })
  await opened.getByLabel('Motif').fill('Une note a été mise sur la mauvaise ligne.')
  await chair.press(opened.getByRole('button', { name: 'Rouvrir des notes' }))
  expect(await said(chair)).toContain('les notes sont rouvertes')
  await again()
  await chair.open(`${call.path}/classement`)
  expect(await said(chair)).toContain('2 dossiers notés')
}

/** Two ways to share the money side by side, one is proposed to the council. */
export async function arbitrate(director: Watched, call: PreparedCall): Promise<void> {
  await director.open(`${call.path}/scenarios`)
  for (const [nom, methode] of [
    ['Dans l’ordre', 'strict'],
    ['En sautant', 'skip_and_fill'],
  ] as const) {
    await director.fill({ nom, methode })
    await director.press(button(director, 'Ajouter un scénario'))
  }
  await director.press(link(director, 'Dans l’ordre'))
  await director.press(button(director, 'Proposer ce scénario au conseil'))
}

/** An elected member names who has an interest, then records what the council decided, a refusal with its reason. */
export async function decide(mayor: Watched, call: PreparedCall): Promise<void> {
  const { page } = mayor
  const [first, second] = call.applications.map((path) => path.split('/').at(-1) ?? '')
  await mayor.open(`${call.path}/decision`)
  await page.locator('summary', { hasText: 'Nommer un élu' }).click()
  await mayor.fill({
    membre: 'Awa Rochebrune',
    dossier: first ?? '',
    nature: 'own_interest',
    lien: 'Présidente de l’association',
  })
  await mayor.press(button(mayor, 'Enregistrer'))
  expect(await said(mayor)).toContain('Awa Rochebrune')
  await page.locator('main select[name=deliberation]').selectOption({ index: 1 })
  await mayor.fill({ [`decision_${first}`]: 'granted', [`montant_${first}`]: '1 200' })
  await mayor.fill({ [`decision_${second}`]: 'refused', [`motif_${second}`]: 'Hors de l’enveloppe.' })
  const record = 'Enregistrer la décision du conseil'
  await mayor.press(button(mayor, record))
  // The deliberation does not say that she stepped aside: the page says what that risks, and asks.
  await page.locator('main [name=risque]').check()
  await mayor.press(button(mayor, record))
  expect(await said(mayor)).toContain('la décision du conseil est enregistrée')
}

/** Anybody reads who won, and finds the file. */
export async function readWinners(visitor: Watched, call: PreparedCall): Promise<void> {
  await visitor.open(call.path)
  await visitor.press(link(visitor, 'Projets aidés, et ce qu’ils sont devenus'))
  const winners = await said(visitor)
  expect(winners).toContain('Projet 1')
  expect(winners).not.toContain('Projet 2')
  expect(winners).not.toContain('Maud Perrin')
}
