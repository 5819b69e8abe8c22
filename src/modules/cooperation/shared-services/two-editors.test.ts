import { afterAll, beforeAll, expect, test } from 'vitest'
import { locationOf, makeSharedService } from '#test/made-shared-service.ts'
import { makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** The page as it reads, whatever spaces French typography puts in it. */
const read = async (answer: Response) => (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')

const make = (title: string) =>
  makeSharedService(
    world,
    {
      title,
      parties: [
        { reference: 'A', name: 'Ville', our: true, cost: '100000', volume: '1000' },
        { reference: 'B', name: 'Commune B', cost: '50000', volume: '500' },
      ],
      values: { A: { fixed: '1' }, B: { fixed: '1' } },
    },
    'prepared',
  )

test('two people write the sheet: the second sees both values, and the same words are no conflict', async () => {
  const { base } = await make('Deux fiches')
  const director = await world.as('director_general')
  const manager = await world.as('manager')
  const html = await read(await director.get(`${base}/modifier`))
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
  const sheet = {
    titre: 'Deux fiches',
    objet: 'Faire ensemble ce que chacun faisait seul.',
    forme: 'agreement',
    annee_reference: '2024',
    mesure: '',
    fiche_impact: '',
    delai_reponse: '30',
    mouvements: 'time',
    preavis: '0',
    version,
  }
  const first = { ...sheet, objet: 'Un seul guichet', mouvements: 'next_year' }
  locationOf(await manager.post(`${base}/modifier`, first))
  locationOf(await director.post(`${base}/modifier`, first))
  const stale = await director.post(`${base}/modifier`, { ...sheet, delai_reponse: '45' })
  const page = await read(stale)
  expect(stale.status).toBe(409)
  expect(page).toContain('id="objet-error">Enregistré entre-temps : Un seul guichet</p>')
  expect(page).toContain('id="mouvements-error">Enregistré entre-temps : par années entières</p>')
  expect(page).toContain('id="delai_reponse-error">Enregistré entre-temps : 30</p>')
  expect(page).toContain('value="45"')
  expect(page.match(/class="field-error"/g)).toHaveLength(3)
  const current = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
  locationOf(await director.post(`${base}/modifier`, { ...sheet, delai_reponse: '45', version: current }))
})

test('two people write what a party did before: amounts are compared as amounts', async () => {
  const { base } = await make('Deux situations')
  const director = await world.as('director_general')
  const manager = await world.as('manager')
  const before = {
    cout: '50 000',
    heures: '1600',
    volume: '500',
    qualite: '60',
    delai: '40',
    preuve: 'accounts',
    source: 'Compte administratif 2024',
    version: '1',
  }
  locationOf(await manager.post(`${base}/situation/B`, { ...before, preuve: 'certified' }))
  locationOf(await director.post(`${base}/situation/B`, { ...before, preuve: 'certified' }))
  const stale = await director.post(`${base}/situation/B`, { ...before, cout: '50000,00', heures: '1700' })
  const page = await read(stale)
  expect(stale.status).toBe(409)
  expect(page).toContain('id="heures-error">Enregistré entre-temps : 1600</p>')
  expect(page).toContain('id="preuve-error"')
  expect(page).not.toContain('id="cout-error"')
})

test('two people write the forecast: nothing is written over unread', async () => {
  const { base } = await make('Deux prévisions')
  const director = await world.as('director_general')
  const manager = await world.as('manager')
  const html = await (await director.get(`${base}/prevision`)).text()
  const vu = (/name="vu" value="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&quot;', '"')
  const years = { avec_1: '90000', passage_1: '20000', sans_1: '100000', vu }
  locationOf(await manager.post(`${base}/prevision`, { ...years, passage_1: '25 000' }))
  locationOf(await director.post(`${base}/prevision`, { ...years, passage_1: '25000,00' }))
  const stale = await director.post(`${base}/prevision`, { ...years, sans_1: '101000' })
  const page = await read(stale)
  expect(stale.status).toBe(409)
  expect(page).toContain('id="passage_1-error">Enregistré entre-temps : 25000,00</span>')
  expect(page).toContain('id="sans_1-error">Enregistré entre-temps : 100000,00</span>')
  expect(page.match(/class="field-error"/g)).toHaveLength(2)
  const now = (/name="vu" value="([^"]*)"/.exec(page)?.[1] ?? '').replaceAll('&quot;', '"')
  locationOf(await director.post(`${base}/prevision`, { ...years, sans_1: '101000', vu: now }))
})
