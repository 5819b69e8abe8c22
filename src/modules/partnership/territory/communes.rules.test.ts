import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distanceToSides } from '#test/distance-to-sides.ts'
import { referencePath } from '#test/reference.ts'
import { communeAt, communeOf } from './communes.rules.ts'
import { readOutlines } from './outline-file.rules.ts'
import {
  doubleSurface,
  isInShape,
  middleOf,
  type Ring,
  type Shape,
  type Spot,
  spotOf,
} from './plane.rules.ts'

const square = (from: number, to: number): Ring => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
]

const spot = fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 }))

/** Corners in the order of their direction from the origin, one a direction: a ring that does not cross itself. */
const star = fc
  .uniqueArray(fc.record({ turn: fc.integer({ min: 0, max: 35 }), far: fc.integer({ min: 5, max: 40 }) }), {
    minLength: 3,
    maxLength: 18,
    selector: ({ turn }) => turn,
  })
  .map((corners) =>
    corners
      .toSorted((one, other) => one.turn - other.turn)
      .map(({ turn, far }): Spot => {
        const angle = (turn * Math.PI) / 18
        return [Math.round(Math.cos(angle) * far), Math.round(Math.sin(angle) * far)]
      }),
  )
  .filter((ring) => doubleSurface(ring) !== 0)

/** How often the ring turns around the spot, by whole numbers only, in another way than the rule counts. */
function windingOf(ring: Ring, [x, y]: Spot): number {
  let turns = 0
  ring.forEach(([ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay]
    const side = BigInt(bx - ax) * BigInt(y - ay) - BigInt(x - ax) * BigInt(by - ay)
    if (ay <= y && by > y && side > 0n) turns += 1
    if (ay > y && by <= y && side < 0n) turns -= 1
  })
  return turns
}

describe('a spot in a shape', () => {
  test('corners and sides are in, whole sides of a hole too; what the hole surrounds is out', () => {
    const shape: Shape = [[square(0, 10), square(4, 6)]]
    const answers = (spots: readonly Spot[]) => spots.map((each) => isInShape(shape, each))
    expect(
      answers([
        [0, 0],
        [10, 10],
        [5, 0],
        [0, 5],
        [1, 1],
        [4, 4],
        [5, 4],
        [6, 5],
      ]),
    ).toEqual(Array(8).fill(true)) // prettier-ignore
    expect(
      answers([
        [-1, 5],
        [11, 5],
        [5, 5],
        [5, 11],
        [5, -1],
        [-1, 0],
        [11, 10],
      ]),
    ).toEqual(Array(7).fill(false)) // prettier-ignore
  })

  test('an island belongs to its commune', () => {
    const shape: Shape = [[square(0, 2)], [square(10, 12)]]
    expect([isInShape(shape, [11, 11]), isInShape(shape, [5, 5])]).toEqual([true, false])
  })

  test('the ring starts anywhere and turns either way: the answer is the same', () => {
    fc.assert(
      fc.property(star, spot, fc.nat(17), (ring, where, by) => {
        const start = by % ring.length
        const turned = [...ring.slice(start), ...ring.slice(0, start)]
        const answer = isInShape([[ring]], where)
        expect(isInShape([[turned]], where)).toBe(answer)
        expect(isInShape([[ring.toReversed()]], where)).toBe(answer)
      }),
    )
  })

  test('every corner, and every middle of a side that is a spot, is in', () => {
    fc.assert(
      fc.property(star, (ring) => {
        const doubled = ring.map(([x, y]): Spot => [2 * x, 2 * y])
        doubled.forEach(([ax, ay], index) => {
          const [bx, by] = doubled[(index + 1) % doubled.length] ?? [ax, ay]
          expect(isInShape([[doubled]], [ax, ay])).toBe(true)
          expect(isInShape([[doubled]], [(ax + bx) / 2, (ay + by) / 2])).toBe(true)
        })
      }),
    )
  })

  test('off its sides, a ring that does not cross itself answers as the number of turns around the spot', () => {
    fc.assert(
      fc.property(star, spot, (ring, where) => {
        const turns = windingOf(ring, where)
        // A ring of whole spots may touch itself; there the two ways count differently, and corners are in for us.
        fc.pre(Math.abs(turns) <= 1)
        if (turns !== 0) expect(isInShape([[ring]], where)).toBe(true)
        else if (isInShape([[ring]], where)) expect(distanceToSides(ring, where)).toBeLessThan(1)
      }),
    )
  })

  test('a shape cut in two loses no spot and gains none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 39 }), spot, (cut, where) => {
        const left: Ring = [
          [-40, -40],
          [cut, -40],
          [-cut, 40],
          [-40, 40],
        ] // prettier-ignore
        const right: Ring = [
          [cut, -40],
          [40, -40],
          [40, 40],
          [-cut, 40],
        ] // prettier-ignore
        expect(isInShape([[left]], where) || isInShape([[right]], where)).toBe(true)
      }),
    )
  })

  test('is exact on a long border: a millionth of a degree to each side of it is seen', () => {
    const [far, up] = [9_999_999, 3_333_332]
    const below: Shape = [
      [
        [
          [0, 0],
          [far, 0],
          [far, up],
        ],
      ],
    ] // prettier-ignore
    // The border goes through no spot but its ends: far and up have no common divisor beyond 1.
    for (const x of [1, 2, 4_999_999, 7_654_321, 9_999_998]) {
      const line = Number((BigInt(x) * BigInt(up)) / BigInt(far))
      expect([x, isInShape(below, [x, line]), isInShape(below, [x, line + 1])]).toEqual([x, true, false])
    }
  })
})

describe('the commune of a spot', () => {
  const west = communeOf('86002', 'Ouest', [
    [
      [
        [0, 0],
        [5, 0],
        [5, 9],
        [0, 9],
      ],
    ],
  ]) // prettier-ignore
  const east = communeOf('86001', 'Est', [
    [
      [
        [5, 0],
        [9, 0],
        [9, 9],
        [5, 9],
      ],
    ],
  ]) // prettier-ignore

  test('on a border that two share, the first code, in any order', () => {
    expect(communeAt([west, east], [5, 4])?.code).toBe('86001')
    expect(communeAt([east, west], [5, 4])?.code).toBe('86001')
    expect([communeAt([west, east], [4, 4])?.code, communeAt([west, east], [6, 4])?.code]).toEqual([
      '86002',
      '86001',
    ])
    expect(communeAt([west, east], [10, 4])).toBeNull()
  })

  const file = referencePath('data', 'actors', 'geo', 'communes-86-1000m.geojson')
  test.skipIf(file === null)(
    'Vienne: 266 communes; Poitiers and its neighbours are found by a point (P6)',
    () => {
      const { communes, faults } = readOutlines(readFileSync(file ?? '', 'utf8'))
      expect([communes.length, faults]).toEqual([266, []])
      const at = (lat: number, lon: number) => communeAt(communes, spotOf({ lat, lon }))?.code
      // Town hall of Poitiers, railway station of Châtellerault, Angoulême outside.
      expect([at(46.5802, 0.3404), at(46.8186, 0.5462), at(45.6484, 0.1562)]).toEqual([
        '86194',
        '86066',
        undefined,
      ])
      // The middle of its surface is in most communes, and where it is, the point finds that commune.
      const found = communes.filter(({ outline }) => isInShape(outline, middleOf(outline)))
      expect(found.length).toBeGreaterThan(250)
      for (const { code, outline } of found)
        expect(
          communes
            .filter((each) => each.code === communeAt(communes, middleOf(outline))?.code)
            .map((each) => each.code),
        ).toEqual([code])
    },
  )
})
