import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { emptyDirectory } from '#test/empty-directory.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { referencePath } from '#test/reference.ts'
import { doubtOf } from './commune-check.rules.ts'
import { insertOrganisation } from './organisation-book.queries.ts'
import { importOrganisations } from './organisation-imports.actions.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await emptyDirectory(world)
})
afterAll(() => world.close())

const read = async (path: string) => (await (await world.as(null)).get(path)).text()
const square = (lon: number, lat: number) => [
  [
    [lon, lat],
    [lon + 0.1, lat],
    [lon + 0.1, lat + 0.1],
    [lon, lat + 0.1],
    [lon, lat],
  ],
]
const feature = (code: string, nom: string, lon: number, lat: number) => ({
  type: 'Feature',
  properties: { code, nom },
  geometry: { type: 'Polygon', coordinates: square(lon, lat) },
})
const west = feature('86194', 'Poitiers', 0.3, 46.5)
const east = feature('86041', 'Buxerolles', 0.4, 46.5)
const north = feature('86115', 'Jaunay-Marigny', 0.3, 46.8)

async function bring(features: readonly unknown[], source = 'IGN, Admin Express 2026') {
  const text = JSON.stringify({ type: 'FeatureCollection', features })
  const fichier = new File([text], 'communes.geojson', { type: 'application/geo+json' })
  return (await world.as('agent')).post('/organisations/territoire', { fichier, source })
}

/** An organisation with a place; answers its page. */
async function place(nom: string, form: Readonly<Record<string, string>>): Promise<string> {
  const made = await insertOrganisation(
    world.db,
    { name: nom, number: null, source: 'Mairie' },
    calendarDate('2026-11-23'),
  )
  const path = `/organisations/${made.id}`
  const answer = await (await world.as('agent')).post(`${path}/etablissements/nouveau`, {
    rue: '1 rue',
    ...form,
  })
  expect(answer.status).toBe(303)
  return path
}

describe('the outlines of the territory', () => {
  test('brought by an officer, they say in which commune every place stands, before and after', async () => {
    const before = await place('Avant', { latitude: '46,55', longitude: '0,35' })
    expect(await read(before)).not.toContain('86194')
    expect((await bring([west, east, north])).status).toBe(303)
    expect(await read(before)).toMatch(/Commune, d’après le point.*Poitiers \(86194\)/s)
    const border = await place('Frontière', { latitude: '46,55', longitude: '0,4' })
    expect(await read(border)).toContain('Buxerolles (86041)')
    const outside = await place('Dehors', { latitude: '46,7', longitude: '0,35' })
    expect(await read(outside)).not.toContain('d’après le point')
  })

  test('a place that moves is in another commune; without a point it is in none', async () => {
    const path = await place('Nomade', { latitude: '46,55', longitude: '0,35' })
    const agent = await world.as('agent')
    const [edit = ''] =
      /\/organisations\/[0-9a-f-]+\/etablissements\/[0-9a-f-]{36}/.exec(
        await (await agent.get(path)).text(),
      ) ?? []
    await agent.post(edit, { rue: '1 rue', latitude: '46,55', longitude: '0,45', version: '1' })
    expect(await read(path)).toContain('Buxerolles (86041)')
    await agent.post(edit, { rue: '1 rue', version: '2' })
    expect(await read(path)).not.toContain('Buxerolles')
  })

  test('list, map, GeoJSON and CSV know the commune; the map of one commune shows it near', async () => {
    const list = await read('/organisations?commune=86194')
    expect([list.includes('Avant'), list.includes('Frontière')]).toEqual([true, false])
    expect(list).toMatch(/<option value="86194" selected>Poitiers \(\d lieux?\)/)
    const map = await read('/organisations/carte?commune=86194')
    expect(map).toContain('class="map-commune map-chosen"')
    expect(map).toContain('data-level="2"')
    expect(map).toMatch(/Contours.*IGN, Admin Express 2026\./)
    const { features } = JSON.parse(await read('/organisations/annuaire.geojson?q=avant'))
    expect(features).toMatchObject([{ properties: { commune: '86194' } }])
    expect(await read('/organisations/annuaire.csv?q=avant')).toContain('86194')
  })

  test('a file with a fault brings nothing, says where it is and what to do, and what was typed comes back', async () => {
    const answer = await bring([west, { ...east, properties: { nom: 'Sans code' } }], 'Source dite')
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toMatch(/Objet 2.*Sans code.*Le code INSEE manque/s)
    expect(page).toContain('value="Source dite"')
    expect(page).toContain('3 communes, d’après IGN, Admin Express 2026')
    const empty = await (await world.as('agent')).post('/organisations/territoire', {})
    expect([empty.status, (await empty.text()).includes('Choisissez le fichier GeoJSON')]).toEqual([
      422,
      true,
    ])
  })

  test('a postcode that is not of the commune of the point is a question for those who keep the directory', async () => {
    await place('Douteuse', {
      latitude: '46,55',
      longitude: '0,35',
      code_postal: '86180',
      ville: 'Buxerolles',
    })
    await place('Juste', { latitude: '46,55', longitude: '0,35', code_postal: '86000', ville: 'Poitiers' })
    const page = await (await (await world.as('agent')).get('/organisations/territoire')).text()
    const [, doubts = ''] = page.split('<h2>2 lieux à vérifier')
    expect(doubts).toMatch(/Douteuse.*Dans Poitiers, dont le code postal est 86000/s)
    expect(doubts).toMatch(/Dehors.*Hors de tous les contours/s)
    expect(doubts).not.toContain('Juste')
  })

  test('other outlines take their place whole; two files at once leave one of them', async () => {
    const other = feature('86001', 'Adriers', 0.3, 46.5)
    const answers = await Promise.all([bring([other], 'Une'), bring([other, east], 'Deux')])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const { source } = await world.db.selectFrom('territory').select('source').executeTakeFirstOrThrow()
    const codes = await world.db
      .selectFrom('territory_communes')
      .select('insee_code')
      .orderBy('insee_code')
      .execute()
    expect(codes.map(({ insee_code }) => insee_code)).toEqual(
      source === 'Une' ? ['86001'] : ['86001', '86041'],
    )
    expect(await read('/organisations?commune=86001')).toContain('Avant')
    expect(await read('/organisations?commune=86194')).not.toContain('Avant')
  })

  test('taken away, they leave the map of the town; the journal says both', async () => {
    expect((await (await world.as('agent')).post('/organisations/territoire/retrait')).status).toBe(303)
    expect(await read('/organisations?q=avant')).not.toContain('Adriers')
    const journal = await read('/journal')
    expect(journal).toContain('Contours des communes versés')
    expect(journal).toContain('Contours des communes retirés')
    expect(
      await world.db.selectFrom('establishments').select('id').where('is_located', '=', true).execute(),
    ).toEqual([])
  })
})

describe('the map without a script', () => {
  test('each button is a link to another view, and the table says what that view shows', async () => {
    await bring([west, east, north])
    const map = await read('/organisations/carte')
    expect(map).not.toMatch(/data-move="out"[^>]*href/)
    const [, nearer = ''] =
      /href="([^"]+)#carte"[^>]*data-move="in"|data-move="in"[^>]*href="([^"]+)#carte"/
        .exec(map)
        ?.filter(Boolean) ?? []
    expect(nearer).toContain('niveau=1')
    const near = await read(nearer.replaceAll('&amp;', '&'))
    expect(near).toContain('data-level="1"')
    const tableOf = (page: string) => page.slice(page.indexOf('id="lieux"'))
    expect(tableOf(map)).toContain('Dehors')
    // Poitiers and Buxerolles lie side by side: one of them fills a view three levels nearer.
    const inside = await read('/organisations/carte?niveau=3&lat=46.55&lon=0.35')
    expect([tableOf(inside).includes('Avant'), tableOf(inside).includes('Dehors')]).toEqual([true, false])
  })

  test('an address that says nothing is the whole map', async () => {
    for (const query of ['niveau=x', 'niveau=1e9', 'niveau=-4', 'lat=91&lon=x', 'page=0', 'commune=%27--'])
      expect([query, await read(`/organisations/carte?${query}`)]).toEqual([
        query,
        expect.stringContaining('data-level="'),
      ])
  })
})

describe('an address and its point', () => {
  test('only a postcode that is known and another one is a doubt', () => {
    const poitiers = ['86000']
    expect(doubtOf({ postcode: '86 000', city: 'Poitiers' }, true, poitiers)).toBeNull()
    expect(doubtOf({ postcode: '86180', city: 'Buxerolles' }, true, poitiers)).toBe('other_postcode')
    expect(doubtOf({ postcode: '86021', city: 'Poitiers CEDEX' }, true, poitiers)).toBeNull()
    expect(doubtOf({ postcode: '', city: '' }, true, poitiers)).toBeNull()
    expect(doubtOf({ postcode: '86180', city: '' }, true, [])).toBeNull()
    expect(doubtOf({ postcode: '86000', city: 'Poitiers' }, false, poitiers)).toBe('outside')
  })
})

const vienne = referencePath('data', 'actors', 'geo', 'communes-86-1000m.geojson')
describe.skipIf(vienne === null)('Vienne (P6)', () => {
  test('266 outlines are drawn; a place of Poitiers is found by its point, from a form and from a file', async () => {
    const { features } = JSON.parse(readFileSync(vienne ?? '', 'utf8'))
    expect((await bring(features)).status).toBe(303)
    expect((await read('/organisations/carte')).match(/<path class="map-commune"/g)).toHaveLength(266)
    expect(
      await read(await place('Mairie de Poitiers', { latitude: '46,5802', longitude: '0,3404' })),
    ).toContain('Poitiers (86194)')
    const bytes = Buffer.from(
      'nom;rna;adresse;latitude;longitude\nDu fichier;W862000001;2 rue;46,5802;0,3404',
    )
    await importOrganisations(await world.context(null), { fileName: 'f.csv', bytes }, 'server')
    expect(await read('/organisations?commune=86194')).toContain('Du fichier')
  })
})
