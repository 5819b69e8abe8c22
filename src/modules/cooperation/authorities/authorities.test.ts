import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { authorityKinds } from './authorities.rules.ts'
import { authorityCatalogue } from './authority-catalogue.ts'

const catalogue = authorityCatalogue()
const names = (text: string) => catalogue.search(text, null, 50).map((each) => each.name)

describe('the catalogue', () => {
  test('holds the authorities of today, each once', () => {
    expect(catalogue.count).toBe(34_969 + 1255 + 109 + 26)
    expect(catalogue.find('commune', '49007')).toMatchObject({
      name: 'Angers',
      siren: '214900078',
      departmentCode: '49',
    })
    // Delegated communes and districts of Paris are parts of another commune.
    expect(catalogue.find('commune', '75101')).toBeNull()
  })

  test('a commune and its EPCI name each other', () => {
    const epci = catalogue.find('epci', '200000172')
    expect(epci?.memberCodes).toHaveLength(7)
    for (const code of epci?.memberCodes ?? [])
      expect(catalogue.find('commune', code)?.epciSiren).toBe('200000172')
  })

  test('a département counts the inhabitants of its communes', () => {
    const region = catalogue.find('region', '52')
    expect(region?.population).toBeGreaterThan(3_500_000)
    expect(region?.population).toBeLessThan(4_500_000)
  })
})

describe('search', () => {
  test.each([
    ['angers', 'Angers'],
    ['SAINT  etienne', 'Saint-Étienne'],
    ['fœcy', 'Foëcy'],
    ['ploermel', 'Ploërmel'],
    ['49007', 'Angers'],
    ['214 900 078', 'Angers'],
    ['200000172', 'CC Faucigny - Glières'],
    ['2A004', 'Ajaccio'],
  ])('%j finds %s first', (text, first) => {
    expect(names(text)[0]).toBe(first)
  })

  test('a postcode gives every commune that it serves', () => {
    expect(names('86000')).toContain('Poitiers')
  })

  test('words may come in any order, and a type narrows', () => {
    expect(names('glieres faucigny')[0]).toBe('CC Faucigny - Glières')
    expect(catalogue.search('vienne', 'departement', 50).map((each) => each.name)).toEqual([
      'Vienne',
      'Haute-Vienne',
    ])
  })

  test('nothing typed, nothing found, whatever the signs', () => {
    expect(['', '   ', '%', "'"].map((text) => names(text).length)).toEqual([0, 0, 0, 0])
  })

  test('every authority is found by its own number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 95 }), (seed) => {
        for (const kind of authorityKinds) {
          const [some] = catalogue.search(String.fromCharCode(97 + (seed % 26)), kind, 50).slice(seed % 40)
          if (some) expect(catalogue.search(some.code, kind, 50)).toContain(some)
        }
        expect(catalogue.find('commune', 'x')).toBeNull()
      }),
      { numRuns: 30 },
    )
  })
})

test('the rank of a commune goes down as its neighbours are larger', () => {
  const poitiers = catalogue.find('commune', '86194')
  if (!poitiers) throw new Error('Poitiers')
  expect(catalogue.rankOf(poitiers)).toMatchObject({
    department: { place: 1, among: 265 },
    epci: { place: 1 },
    country: { among: 34_969 },
  })
})

describe('pages', () => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
  })
  afterAll(() => world.close())

  test('everybody reads them; nothing that does not exist is found', async () => {
    for (const role of [null, ...roles]) {
      const browser = await world.as(role)
      expect((await browser.get('/collectivites?q=poitiers')).status).toBe(200)
    }
    const visitor = await world.as(null)
    const page = await (await visitor.get('/collectivites/commune/86194')).text()
    expect(page).toContain('rang 1 sur 265')
    for (const path of ['commune/00000', 'ville/86194', 'epci/x'])
      expect((await visitor.get(`/collectivites/${path}`)).status).toBe(404)
    expect(await (await visitor.get('/collectivites?q=zzzz')).text()).toContain('Aucune collectivité')
  })

  test('programs search them too', async () => {
    const answer = await (await world.as(null)).get('/api/v1/authorities?q=Angers&type=commune')
    const { authorities } = (await answer.json()) as { authorities: readonly unknown[] }
    expect(authorities[0]).toMatchObject({ kind: 'commune', code: '49007', siren: '214900078' })
  })
})
