import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { insertOrganisation } from './organisation-book.queries.ts'
import { organisationListSchema } from './organisations.openapi.ts'

let world: World
let id: string
beforeAll(async () => {
  world = await makeWorld()
  const on = calendarDate('2026-11-23')
  const make = (name: string) => insertOrganisation(world.db, { name, number: null, source: 'Mairie' }, on)
  id = (await make('Vélo, réparation ; et café')).id
  await make('Chorale')
  const agent = await world.as('agent')
  await agent.post(`/organisations/${id}/modifier`, {
    nom: 'Vélo, réparation ; et café',
    presentation: 'Deux lignes\nde texte, avec virgule',
    courriel: 'velo@x.example',
    telephone: '05 36 49 00 01',
    themes: 'reemploi',
    public: 'telephone,presentation',
    version: '1',
  })
  await agent.post(`/organisations/${id}/etablissements/nouveau`, {
    rue: '3 rue du Lac',
    code_postal: '86000',
    ville: 'Valmarie',
    latitude: '46,6',
    longitude: '0,41',
    horaires: 'Sa 10:00-12:00',
  })
})
afterAll(() => world.close())

const read = async (path: string) => (await (await world.as(null)).get(path)).text()

describe('the public directory', () => {
  test('a topic finds those below it; words of topics and presentations are searched', async () => {
    for (const path of [
      '?theme=environnement',
      '?theme=reemploi',
      '?q=reuse',
      '?q=virgule',
      '?q=velo+cafe',
      '?q=rep+caf',
    ])
      expect([path, await read(`/organisations${path}`)]).toEqual([path, expect.stringContaining('Vélo')])
    for (const path of [
      '?theme=sport',
      '?theme=%27--',
      '?q=example',
      '?q=elo',
      '?q=velo+zz',
      '?quartier=nulle-part',
    ])
      expect(await read(`/organisations${path}`)).not.toContain('Vélo')
  })

  test('the map draws points on the server, and its list says the same', async () => {
    const page = await read('/organisations/carte')
    expect(page).toContain('<svg')
    expect(page).toContain('1 lieu')
    expect(page).toContain('Vélo')
    expect(page).not.toContain('Chorale')
    expect(await read('/organisations/carte?q=chorale')).toContain('n’a de lieu sur la carte')
  })

  test('paper: by topic, with hours in words', async () => {
    const page = await read('/organisations/imprimer')
    expect(page).toContain('Environnement et réemploi')
    expect(page.replaceAll('\u00a0', ' ')).toContain('samedi : 10 h – 12 h')
    expect(page).toContain('Autres organisations')
  })

  test('a frame may be shown by other sites, any other page may not', async () => {
    const visitor = await world.as(null)
    const frame = await visitor.get('/organisations/cadre')
    expect(frame.headers.get('x-frame-options')).toBeNull()
    expect(frame.headers.get('content-security-policy')).toContain('frame-ancestors *')
    const html = await frame.text()
    expect(html).not.toContain('<script')
    expect(html).not.toContain('<form')
    const list = await visitor.get('/organisations')
    expect(list.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  test('GeoJSON, vCard, CSV and JSON hold what everybody may read, and nothing else', async () => {
    const collection = JSON.parse(await read('/organisations/annuaire.geojson'))
    expect(collection).toMatchObject({ type: 'FeatureCollection', fictional: true })
    expect(collection.features).toMatchObject([
      {
        geometry: { type: 'Point', coordinates: [0.41, 46.6] },
        properties: {
          opening_hours: 'Sa 10:00-12:00',
          topics: ['reemploi'],
          address: '3 rue du Lac, 86000 Valmarie',
        },
      },
    ])
    const card = await read(`/organisations/${id}/carte.vcf`)
    expect(card).toContain('FN:Vélo\\, réparation \\; et café\r\n')
    expect(card.replaceAll('\r\n ', '')).toContain('NOTE:Deux lignes\\nde texte\\, avec virgule')
    for (const line of card.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect((await read('/organisations/annuaire.vcf')).match(/BEGIN:VCARD/g)).toHaveLength(2)
    const csv = await read('/organisations/annuaire.csv')
    expect(csv).toContain('05 36 49 00 01')
    for (const text of [card, csv, JSON.stringify(collection)]) expect(text).not.toContain('velo@x.example')
    expect((await (await world.as(null)).get('/organisations/x/carte.vcf')).status).toBe(404)
    const api = JSON.parse(await read('/api/v1/organisations?theme=reemploi'))
    expect(organisationListSchema.parse(api).organisations).toMatchObject([{ id, topics: ['reemploi'] }])
  })
})
