import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearestCenters } from './nearest-centers.ts'
import type { Points } from './project-participants.ts'

const cell = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }))
const pointsOf = (list: readonly (readonly [number, number])[]): Points => ({
  x: Float64Array.from(list, ([x]) => x),
  y: Float64Array.from(list, ([, y]) => y),
})
const orderOf = ({ x, y }: Points) => [...x.keys()].sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!)

describe('nearest centres', () => {
  test('to try only those that moved finds what a search from nothing finds, ties too', () => {
    const centers = fc.array(cell, { minLength: 1, maxLength: 12 })
    const move = fc.array(fc.tuple(fc.nat(11), cell), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 40 }), centers, move, (people, start, moves) => {
        const points = pointsOf(people)
        const old = pointsOf(start)
        const fresh = new Int32Array(people.length)
        const before = nearestCenters(points, { centers: old, order: orderOf(old), moved: null }, fresh)
        const next = start.map((center, c) => moves.find(([at]) => at === c)?.[1] ?? center)
        const moved = [...next.keys()].filter((c) => next[c] !== start[c])
        const now = pointsOf(next)
        const quick = nearestCenters(points, { centers: now, order: orderOf(now), moved }, before)
        const slow = nearestCenters(points, { centers: now, order: orderOf(now), moved: null }, fresh)
        expect(quick).toEqual(slow)
        people.forEach(([x, y], i) => {
          const distances = next.map(([cx, cy]) => (cx - x) ** 2 + (cy - y) ** 2)
          expect(slow[i]).toBe(distances.lastIndexOf(Math.min(...distances)))
        })
      }),
      { numRuns: 1000 },
    )
  })
})
