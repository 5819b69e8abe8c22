import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstDistinctPoints } from './first-distinct-points.ts'
import { kMeans } from './k-means.ts'
import type { Points } from './project-participants.ts'

/** Few values, so that points coincide and distances tie. */
const coordinate = fc.integer({ min: -6, max: 6 }).map((n) => n / 2)
const points = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 120 })
  .map(
    (list): Points => ({ x: Float64Array.from(list, ([x]) => x), y: Float64Array.from(list, ([, y]) => y) }),
  )

/** The same by trying every centre for every point. */
function everyCenter({ x, y }: Points, k: number, rounds: number, stillness: number) {
  let { x: cx, y: cy } = firstDistinctPoints({ x, y }, k)
  let ids = [...cx.keys()]
  for (let round = 0; ; round++) {
    const nearest = [...x.keys()].map((i) => {
      const distances = [...cx.keys()].map((c) => (cx[c]! - x[i]!) ** 2 + (cy[c]! - y[i]!) ** 2)
      return distances.lastIndexOf(Math.min(...distances))
    })
    const kept = [...cx.keys()].filter((c) => nearest.includes(c))
    const mean = (values: Float64Array, c: number) => {
      let [sum, count] = [0, 0]
      nearest.forEach((own, i) => {
        if (own !== c) return
        sum += values[i]!
        count++
      })
      return sum / count
    }
    const next = {
      x: Float64Array.from(kept, (c) => mean(x, c)),
      y: Float64Array.from(kept, (c) => mean(y, c)),
    }
    const sorted = (p: Points) => [...p.x.keys()].sort((a, b) => p.x[a]! - p.x[b]! || p.y[a]! - p.y[b]!)
    const [old, now] = [sorted({ x: cx, y: cy }), sorted(next)]
    const isStill = now.every(
      (c, i) => Math.hypot(next.x[c]! - cx[old[i]!]!, next.y[c]! - cy[old[i]!]!) < stillness,
    )
    ids = kept.map((c) => ids[c]!)
    ;({ x: cx, y: cy } = next)
    if (isStill || round >= rounds)
      return { ids, clusterOf: nearest.map((c) => kept.indexOf(c)), centers: next, rounds: round + 1 }
  }
}

describe('k-means', () => {
  test('the search outwards and among those that moved finds what trying every centre finds', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 40 }), (given, k) => {
        const found = kMeans(given, null, firstDistinctPoints(given, k), { rounds: 20, stillness: 1e-9 })
        const { ids, clusterOf, centers, rounds } = everyCenter(given, k, 20, 1e-9)
        expect({ ...found, clusterOf: [...found.clusterOf] }).toEqual({ ids, clusterOf, centers, rounds })
      }),
      { numRuns: 500 },
    )
  })

  test('a point as near to two centres goes to the later', () => {
    const start = { x: Float64Array.of(0, 2), y: new Float64Array(2) }
    const given = { x: Float64Array.of(0, 1, 2), y: new Float64Array(3) }
    expect([...kMeans(given, null, start, { rounds: 0, stillness: 0 }).clusterOf]).toEqual([0, 1, 1])
  })

  test('a cluster without a point leaves a gap in the ids', () => {
    const start = { x: Float64Array.of(0, 50, 2), y: new Float64Array(3) }
    const given = { x: Float64Array.of(0, 2), y: new Float64Array(2) }
    expect(kMeans(given, null, start, { rounds: 0, stillness: 0 }).ids).toEqual([0, 2])
  })

  test('a weight pulls the centre', () => {
    const start = { x: Float64Array.of(0), y: Float64Array.of(0) }
    const given = { x: Float64Array.of(0, 4), y: new Float64Array(2) }
    expect(kMeans(given, Float64Array.of(3, 1), start, { rounds: 0, stillness: 0 }).centers.x[0]).toBe(1)
  })
})
