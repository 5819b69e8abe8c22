import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MovingCenters, nearestCenters } from './nearest-centers.ts'
import type { Points } from './project-participants.ts'

type Place = readonly [number, number]

const cell = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }))
const pointsOf = (list: readonly Place[]): Points => ({
  x: Float64Array.from(list, ([x]) => x),
  y: Float64Array.from(list, ([, y]) => y),
})
const centersOf = (list: readonly Place[], isMoved: (position: number) => boolean): MovingCenters => {
  const { x, y } = pointsOf(list)
  const order = Int32Array.from([...x.keys()].sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!))
  return { count: list.length, x, y, order, isMoved: Uint8Array.from(list, (_, c) => (isMoved(c) ? 1 : 0)) }
}
const nearestOf = (people: readonly Place[], centers: readonly Place[]) =>
  people.map(([x, y]) => {
    const distances = centers.map(([cx, cy]) => (cx - x) ** 2 + (cy - y) ** 2)
    return distances.lastIndexOf(Math.min(...distances))
  })

describe('nearest centres', () => {
  test('what moved since is tried again, and the outcome is that of trying every centre, ties too', () => {
    const centers = fc.array(cell, { minLength: 1, maxLength: 40 })
    const move = fc.array(fc.tuple(fc.nat(39), cell), { maxLength: 30 })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 40 }), centers, move, (people, start, moves) => {
        const assign = nearestCenters(pointsOf(people), start.length)
        const clusterOf = new Int32Array(people.length)
        const everywhere = centersOf(start, () => true)
        assign(everywhere, clusterOf, new Uint8Array(start.length))
        const first = nearestOf(people, start)
        expect([...clusterOf]).toEqual(first)

        const next = start.map((center, c) => moves.find(([at]) => at === c)?.[1] ?? center)
        const isChanged = new Uint8Array(start.length)
        const some = centersOf(next, (c) => next[c] !== start[c])
        assign(some, clusterOf, isChanged)
        const second = nearestOf(people, next)
        expect([...clusterOf]).toEqual(second)
        const changed = people.flatMap((_, i) => (first[i] === second[i] ? [] : [first[i]!, second[i]!]))
        expect([...isChanged.keys()].filter((c) => isChanged[c] === 1)).toEqual(
          [...new Set(changed)].sort((a, b) => a - b),
        )
      }),
      { numRuns: 1000 },
    )
  })
})
