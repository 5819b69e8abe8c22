import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { communeFaults, readOutlines } from './outline-file.rules.ts'

const ring = [
  [0.3, 46.5],
  [0.4, 46.5],
  [0.4, 46.6],
  [0.3, 46.5],
] // prettier-ignore
const feature = (properties: object, geometry: unknown = { type: 'Polygon', coordinates: [ring] }) => ({
  type: 'Feature',
  properties,
  geometry,
})
const read = (...features: unknown[]) => readOutlines(JSON.stringify({ type: 'FeatureCollection', features }))
const codes = (...features: unknown[]) => read(...features).faults.map(({ code }) => code)
const polygon = (coordinates: unknown) =>
  feature({ code: '86194', nom: 'Poitiers' }, { type: 'Polygon', coordinates })

describe('a file of outlines', () => {
  test('names of properties differ with producers; a place is rounded to a millionth of a degree', () => {
    const { communes, faults } = read(
      feature({ code: '86194', nom: 'Poitiers' }),
      feature({ INSEE_COM: '2a004', NOM_COM: ' Ajaccio ' }),
      feature(
        { CODGEO: 1001, LIBGEO: 'L’Abergement' },
        { type: 'MultiPolygon', coordinates: [[ring], [ring]] },
      ),
    )
    expect(faults).toEqual([])
    expect(communes.map(({ code, name }) => [code, name])).toEqual([
      ['86194', 'Poitiers'],
      ['2A004', 'Ajaccio'],
      ['01001', 'L’Abergement'],
    ])
    expect(communes[0]).toMatchObject({
      outline: [
        [
          [
            [300_000, 46_500_000],
            [400_000, 46_500_000],
            [400_000, 46_600_000],
          ],
        ],
      ], // prettier-ignore
      box: { west: 300_000, south: 46_500_000, east: 400_000, north: 46_600_000 },
    })
    expect(communes[2]?.outline).toHaveLength(2)
  })

  test('a height is left aside, the same place twice in a row is one, a byte order mark is none of it', () => {
    const high = [
      [0.3, 46.5, 80],
      [0.3, 46.5, 81],
      [0.4, 46.5, 80],
      [0.4, 46.6, 80],
      [0.3, 46.5, 80],
    ] // prettier-ignore
    const text = JSON.stringify({ type: 'FeatureCollection', features: [polygon([high])] })
    expect(readOutlines(`\uFEFF${text}`).communes[0]?.outline[0]?.[0]).toHaveLength(3)
  })

  test('each fault says which feature, what was found, and is one of those that have a sentence', () => {
    const faulty: [unknown, string][] = [
      [{ type: 'Feature' }, 'code_missing'],
      ['x', 'not_a_feature'],
      [feature({ nom: 'Poitiers' }), 'code_missing'],
      [feature({ code: '8619', nom: 'x' }), 'code_unreadable'],
      [feature({ code: '86001' }), 'name_missing'],
      [feature({ code: '86002', nom: 'x' }, { type: 'Point', coordinates: [0, 46] }), 'not_a_surface'],
      [feature({ code: '86003', nom: 'x' }, null), 'not_a_surface'],
      [feature({ code: '86004', nom: 'x' }, { type: 'MultiPolygon', coordinates: [] }), 'not_a_surface'],
    ]
    const { faults, communes } = read(...faulty.map(([one]) => one))
    expect(communes).toEqual([])
    expect(faults.map(({ feature: number, code }) => [number, code])).toEqual(
      faulty.map(([, code], index) => [index + 1, code]),
    )
    expect(faults[3]).toMatchObject({ name: 'x 8619', found: '8619' })
    expect(codes(polygon([ring]), polygon([ring]))).toEqual(['code_twice'])
  })

  test('rings: open, flat, in metres, not numbers, wider than a region', () => {
    expect(codes(polygon([ring.slice(0, 3)]))).toEqual(['ring_open'])
    expect(codes(polygon([[]]))).toEqual(['ring_open'])
    expect(
      codes(
        polygon([
          [
            [0, 0],
            [1, 1],
            [2, 2],
            [0, 0],
          ],
        ]),
      ),
    ).toEqual(['ring_flat']) // prettier-ignore
    expect(
      codes(
        polygon([
          [
            [0, 0],
            [1, 1],
            [0, 0],
          ],
        ]),
      ),
    ).toEqual(['ring_flat']) // prettier-ignore
    expect(
      codes(
        polygon([
          [
            [497_000, 6_612_000],
            [1, 1],
            [2, 5],
            [0, 0],
          ],
        ]),
      ),
    ).toEqual(['projected']) // prettier-ignore
    expect(
      codes(
        polygon([
          [
            ['0', 46],
            [1, 1],
            [2, 5],
            [0, 0],
          ],
        ]),
      ),
    ).toEqual(['place_unreadable']) // prettier-ignore
    expect(
      codes(
        polygon([
          [
            [0, 0],
            [20, 0],
            [20, 5],
            [0, 0],
          ],
        ]),
      ),
    ).toEqual(['too_wide']) // prettier-ignore
  })

  test('what is no file of outlines is named', () => {
    const whole = (text: string) =>
      readOutlines(text).faults.map(({ code, feature: number }) => [code, number])
    expect(whole('{"type":')).toEqual([['not_json', null]])
    expect(whole('[]')).toEqual([['not_a_collection', null]])
    expect(whole('{"type":"Topology","objects":{}}')).toEqual([['topojson', null]])
    expect(whole(JSON.stringify(polygon([ring])))).toEqual([['not_a_collection', null]])
    expect(whole('{"type":"FeatureCollection","features":[]}')).toEqual([['empty', null]])
    const many = Array.from({ length: 2001 }, () => 1)
    expect(whole(JSON.stringify({ type: 'FeatureCollection', features: many }))).toEqual([
      ['above_most', null],
    ])
  })

  test('whatever JSON is sent gives communes or faults, and never breaks', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 4 }), { minLength: 1, maxLength: 4 }), (values) => {
        const features = values.map((value) =>
          feature({ code: '86194', nom: 'x' }, { type: 'Polygon', coordinates: value }),
        )
        const { communes, faults } = read(...features)
        expect(communes.length + faults.length).toBe(features.length)
        for (const { code } of faults) expect(communeFaults).toContain(code)
      }),
    )
  })
})
