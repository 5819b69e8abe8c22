import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { arbitrate, decide, makeApplication, makeCall } from '#test/made-call.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'
import { readPdfText } from '#test/scanned-page.ts'
import { testInstant } from '#test/test-town.ts'
import { readPageCode } from './paper-code.rules.ts'
import { readScan } from './read-scan.ts'

// Pages are drawn and read: some seconds on a quiet machine, much more on a busy one.
vi.setConfig({ testTimeout: 600_000 })

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterEach(() => world.setNow(testInstant))
afterAll(() => world.close())

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

/** What a PDF of the site says, with plain spaces, a page after the other. */
async function textOf(browser: Browser, path: string): Promise<string> {
  const answer = await browser.get(path)
  expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'application/pdf'])
  return (await readPdfText(await bytesOf(answer))).join('\n')
}

function expectSaid(text: string, words: readonly string[]): void {
  const inLine = text.replaceAll(/\s+/g, ' ')
  expect(words.filter((word) => !inLine.includes(word))).toEqual([])
}

test('the acknowledgement says when, by which day silence refuses, and the ways to appeal; the applicant prints it too', async () => {
  const call = await makeCall(world)
  const { path } = await makeApplication(world, call)
  const holder = await world.as('organisation_officer')
  const letter = await textOf(holder, `${path}/accuse-de-reception.pdf`)
  expectSaid(letter, [
    'Les Jardins d’à côté',
    '4 rue des Tanneries',
    'Valmarie-les-Essais (ville fictive)',
    'reçu votre candidature le 23 novembre 2026 à 10:00',
    'Sans réponse de la ville le 23 janvier 2027',
    'L231-4',
    'deux mois',
    'tribunal administratif',
    'Service de la vie associative',
    'Le maire, Marc Maire',
    `Accusé de réception ${call.code}-1`,
  ])
  expect((await (await world.as('resident')).get(`${path}/accuse-de-reception.pdf`)).status).toBe(404)
})

test('a request for pieces lists them, says by when, and that the period stops; there is none before one is made', async () => {
  const call = await makeCall(world)
  const { path } = await makeApplication(world, call)
  const [agent, holder] = [await world.as('agent'), await world.as('organisation_officer')]
  expect((await agent.get(`${path}/demande-de-pieces.pdf`)).status).toBe(404)
  const pieces = { pieces: 'Statuts signés\n- Relevé d’identité bancaire', avant: '2026-12-05' }
  expect((await agent.post(`${path}/pieces`, pieces)).status).toBe(303)
  for (const browser of [agent, holder])
    expectSaid(await textOf(browser, `${path}/demande-de-pieces.pdf`), [
      '– Statuts signés',
      '– Relevé d’identité bancaire',
      'au plus tard le 5 décembre 2026',
      'L114-5',
      'Valmarie-les-Essais, le 23 novembre 2026',
    ])
})

test('a letter that an application is not eligible says why and how to appeal; the services send it', async () => {
  const call = await makeCall(world)
  const { path } = await makeApplication(world, call)
  const agent = await world.as('agent')
  expect((await agent.get(`${path}/lettre.pdf`)).status).toBe(404)
  const motif = 'Le projet se déroule hors de la commune.'
  await agent.post(`${path}/recevabilite`, { avis: 'ineligible', motif })
  expectSaid(await textOf(agent, `${path}/lettre.pdf`), [motif, 'recours gracieux', 'Télérecours citoyens'])
  expect((await (await world.as('organisation_officer')).get(`${path}/lettre.pdf`)).status).toBe(404)
})

test('letters of the decision, the agreement and the payment order say what was decided; each page to sign has its code', async () => {
  const call = await makeCall(world)
  const agent = await world.as('agent')
  const template = `Convention n° {{numero}}\n${'Article. Un long article\nLa ville donne {{montant}}.\n'.repeat(30)}Pour l’organisme,      Pour la ville,`
  expect((await agent.post(`${call.path}/convention-type`, { modele: template })).status).toBe(303)
  const applications = await arbitrate(world, call, 2)
  await decide(world, call, applications, 1)
  const [first, second] = applications.map(({ path }) => path)
  expectSaid(await textOf(agent, `${first}/lettre.pdf`), ['a attribué', '1 500 €', 'du 12 octobre 2026'])
  expectSaid(await textOf(agent, `${second}/lettre.pdf`), [
    'n’a pas retenu',
    'Motif : Les enveloppes sont employées.',
    'tribunal administratif',
  ])
  const annex = await textOf(await world.as('legal_officer'), `${call.path}/projet-de-deliberation.pdf`)
  expectSaid(annex, ['pour un total de 1 500 €', 'Annexe 1', 'Annexe 2', 'Les enveloppes sont employées.'])

  await agent.post(`${first}/convention`)
  const agreement = await bytesOf(await agent.get(`${first}/convention.pdf`))
  const pages = await readPdfText(agreement)
  expect(pages.length).toBeGreaterThan(2)
  const scan = await readScan(agreement, true)
  expect(scan.pages.map(({ codes }) => codes.map((code) => readPageCode(code)?.page))).toEqual(
    pages.map((_, index) => [index + 1]),
  )
  expect(pages.map((page, index) => page.includes(`${index + 1} / ${pages.length}`))).toEqual(
    pages.map(() => true),
  )
  // Nobody signs a page that says nothing else.
  expect(pages.at(-1)).toMatch(/La ville donne[\s\S]*Pour la ville/)

  const [mayor, finance] = [await world.as('mayor'), await world.as('finance_officer')]
  const order = `${first}/versements/1/ordre.pdf`
  await agent.post(`${first}/convention/etapes`, { etape: 'holder', le: '2026-12-17' })
  await mayor.post(`${first}/convention/etapes`, { etape: 'mayor', le: '2026-12-18' })
  await agent.post(`${first}/convention/etapes`, { etape: 'notified', le: '2026-12-18' })
  expect((await finance.get(order)).status).toBe(404)
  expect((await finance.post(`${first}/versements/1/mandat`, { mandat: 'M-2026-7' })).status).toBe(303)
  expectSaid(await textOf(finance, order), [
    'Ordre de paiement M-2026-7',
    'Les Jardins d’à côté',
    '73282932000074',
    '1 050 €',
    '1 sur 2 (70 %)',
    'notifiée le 18 décembre 2026',
    'L’ordonnateur',
  ])
  expect((await (await world.as('organisation_officer')).get(order)).status).toBe(404)

  // The pile to print: each paper begins on a page of its own, and counts its own pages.
  const letters = await readPdfText(await bytesOf(await agent.get(`${call.path}/lettres.pdf`)))
  expect(letters.map((page) => /Lettre de décision \S+ — \d+ \/ \d+/.exec(page)?.[0])).toEqual([
    `Lettre de décision ${call.code}-1 — 1 / 1`,
    `Lettre de décision ${call.code}-2 — 1 / 1`,
  ])
  const pile = await readPdfText(await bytesOf(await agent.get(`${call.path}/conventions.pdf`)))
  expect(pile).toEqual(pages)
})
