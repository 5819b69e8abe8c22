import { expect } from 'vitest'
import { dayInParis } from '#infra/clock.ts'
import { director, enterAs, mayor } from './demo-town.ts'
import type { Watched } from './watched-browser.ts'

const submit = 'main form button.button[type=submit]'
const legalOfficer = 'Clotilde Ferréol'

/** From an idea with two neighbours to the yearly review and a notice: mandate, depths compared, law, three councils, signature. */
export async function liveThroughCooperation(watched: Watched): Promise<void> {
  const today = dayInParis(new Date())
  await enterAs(watched, director)
  const path = await propose(watched)
  await addNeighbours(watched, path)
  await enterAs(watched, mayor)
  await act(watched, path, 'mandate', 'Un bus après vingt heures, pour ceux qui travaillent tard')
  await enterAs(watched, director)
  await compareAndChoose(watched, path)
  await writeTerms(watched, path, today)
  await checkLaw(watched, path)
  await writeText(watched, path)
  await vote(watched, path, today)
  await enterAs(watched, mayor)
  await sign(watched, path)
  await act(watched, path, 'start')
  await enterAs(watched, director)
  await review(watched, path)
  await giveNotice(watched, path)
  await watched.open(`${path}/exposition`)
  await watched.open(`${path}/travail`)
}

async function propose(watched: Watched): Promise<string> {
  const { page, manner } = watched
  await watched.open('/cooperations')
  await watched.open('/cooperations/nouvelle')
  await watched.fill({
    titre: `Bus du soir ${manner.code}`,
    theme: 'Déplacements',
    resume: 'Trois communes, un bus après vingt heures : aucune ne peut le payer seule.',
  })
  await watched.press(page.locator(submit))
  const path = new URL(page.url()).pathname
  expect(path).toMatch(/^\/cooperations\/bus-du-soir/)
  return path
}

/** The first two neighbours that the page offers: it begins with the grouping. */
async function addNeighbours(watched: Watched, path: string): Promise<void> {
  await watched.open(`${path}/parties?q=chatellerault`)
  await watched.press(watched.page.getByRole('button', { name: 'Ajouter Châtellerault', exact: true }))
  await watched.open(`${path}/parties?q=naintre`)
  await watched.press(watched.page.getByRole('button', { name: 'Ajouter Naintré', exact: true }))
}

async function act(watched: Watched, path: string, name: string, reason = ''): Promise<void> {
  const { page } = watched
  await watched.open(path)
  await page.locator('#motif').fill(reason)
  await watched.press(page.locator(`button[name=acte][value=${name}]`))
}

async function compareAndChoose(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await watched.open(`${path}/comparaison`)
  // The columns start from usual practice: only the costs are ours.
  await watched.fill({ 'cout-informal': '2000', 'cout-formal': '30000', 'cout-integrated': '90000' })
  await watched.press(page.locator(`form[action$="/comparaison"] button[type=submit]`))
  await page.locator('#profondeur-formal').check()
  await page.locator('#motif').fill('La plus souple : on peut en sortir')
  await watched.press(page.locator('button[name=acte][value=choose]'))
}

async function writeTerms(watched: Watched, path: string, today: string): Promise<void> {
  const { page } = watched
  await watched.open(`${path}/accord`)
  await page.locator('#duree-tacit').check()
  await watched.fill({
    effet: today,
    mois: '36',
    renouvellement: '12',
    preavis: '6',
    sortie: 'Chacun part avec six mois de préavis.',
    sortie_preavis: '6',
    cout: '0',
  })
  await watched.press(page.locator(submit))
}

async function checkLaw(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await enterAs(watched, legalOfficer)
  await watched.open(`${path}/droit/tutelage`)
  for (const fact of [
    'funder_decides_whether_to_act',
    'requires_prior_approval',
    'gives_orders_to_staff',
    'has_other_sanction',
  ])
    await page.locator(`#${fact}`).selectOption('non')
  await watched.press(page.locator(submit))
  for (const name of ['in_house', 'public_cooperation', 'purchasing']) {
    await watched.open(`${path}/droit/${name}`)
    await page.locator('#ecarte').check()
    await page.locator('#motif').fill('Ni achat commun ni organisme contrôlé')
    await watched.press(page.locator(submit))
  }
  await act(watched, path, 'pass_tests')
}

async function writeText(watched: Watched, path: string): Promise<void> {
  await enterAs(watched, director)
  await watched.open(`${path}/convention`)
  await watched.press(watched.page.locator(submit))
}

/** Each council apart: the page of the cooperation leads to each of them. */
async function vote(watched: Watched, path: string, today: string): Promise<void> {
  const { page } = watched
  await watched.open(path)
  const links = page.locator(`a[href^="${path}/conseils/"]`)
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  expect(addresses).toHaveLength(3)
  for (const [index, address] of addresses.entries()) {
    await watched.open(address)
    await page.locator('#vote-adopted').check()
    await watched.fill({ numero: `2026-${index + 1}`, le: today })
    await watched.press(page.locator('form[action$="/vote"] button[type=submit]'))
  }
}

async function sign(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await watched.open(`${path}/signature`)
  for (const field of await page.locator('main input[type=text]').all()) await field.fill('La ou le maire')
  await watched.press(page.locator(submit))
}

async function review(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await watched.open(`${path}/bilan`)
  await watched.fill({ resultats: '300 voyageurs par soir en moyenne' })
  await page.locator('#suite-keep').check()
  await watched.press(page.locator(submit))
  expect(await page.locator('main').textContent()).toContain('300 voyageurs')
}

/** A party says that it leaves: it stays on the page until its day. */
async function giveNotice(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await watched.open(path)
  const link = page.locator(`a[href^="${path}/parties/"]`, { hasText: 'Naintré' })
  await watched.press(link)
  await watched.fill({ motif_depart: 'Nouvelles priorités' })
  await watched.press(page.locator('button.button-danger'))
  expect(await page.locator('main').textContent()).toContain('préavis donné, quitte le')
}
