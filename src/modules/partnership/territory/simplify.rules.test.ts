import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distanceToSides } from '#test/distance-to-sides.ts'
import { referencePath } from '#test/reference.ts'
import { readOutlines } from './outline-file.rules.ts'
import type { Ring, Shape, Spot } from './plane.rules.ts'
import { thinShapes } from './simplify.rules.ts'

/** The sides of rings, each as its two ends in one order: a border that two share is there twice. */
function sidesOf(shapes: readonly Shape[]): Map<string, number> {
  const sides = new Map<string, number>()
  for (const ring of shapes.flat(2))
    ring.forEach((spot, index) => {
      const ends = [spot, ring[(index + 1) % ring.length] ?? spot].map(String).sort().join(' ')
      sides.set(ends, (sides.get(ends) ?? 0) + 1)
    })
  return sides
}

/** Two neighbours on each side of a border of those heights; the second starts elsewhere and turns the other way. */
function neighbours(heights: readonly number[], start: number): Shape[] {
  const border = heights.map((height, index): Spot => [height, (index + 1) * 10])
  const top = (heights.length + 1) * 10
  const west: Ring = [[-500, 0], [0, 0], ...border, [0, top], [-500, top]] // prettier-ignore
  const east: Ring = [[0, 0], ...border, [0, top], [500, top], [500, 0]] // prettier-ignore
  const by = start % east.length
  return [[[west]], [[[...east.slice(by), ...east.slice(0, by)].toReversed()]]]
}

describe('shapes with fewer spots', () => {
  test('neighbours keep the same border, wherever their rings start and whichever way they turn', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 2, maxLength: 30 }),
        fc.nat(40),
        fc.integer({ min: 0, max: 80 }),
        (heights, start, tolerance) => {
          const thinned = thinShapes(neighbours(heights, start), { tolerance, narrowing: 1 })
          // The corners that are not on the border are far from it.
          const [west, east] = thinned.map((shape) =>
            shape
              .flat(2)
              .filter(([x]) => Math.abs(x) < 100)
              .map(String)
              .sort(),
          )
          expect(west).toEqual(east)
          expect(west?.length).toBeGreaterThanOrEqual(2)
        },
      ),
    )
  })

  test('no spot that is left out is further than asked from what is drawn', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 1, max: 80 }),
        (heights, tolerance) => {
          const [before] = neighbours(heights, 0)
          const [after] = thinShapes(neighbours(heights, 0), { tolerance, narrowing: 1 })
          for (const spot of before?.[0]?.[0] ?? [])
            expect(distanceToSides(after?.[0]?.[0] ?? [], spot)).toBeLessThanOrEqual(tolerance + 1e-9)
        },
      ),
    )
  })

  test('what is asked for exactly stays; what is too small to be seen goes', () => {
    const ring: Ring = [
      [0, 0],
      [10, 1],
      [20, 0],
      [20, 20],
    ] // prettier-ignore
    expect(thinShapes([[[ring]]], { tolerance: 0, narrowing: 1 })).toEqual([[[ring]]])
    expect(thinShapes([[[ring]]], { tolerance: 2, narrowing: 1 })).toEqual([
      [
        [
          [
            [0, 0],
            [20, 0],
            [20, 20],
          ],
        ],
      ],
    ]) // prettier-ignore
    expect(thinShapes([[[ring]]], { tolerance: 100, narrowing: 1 })).toEqual([[]])
  })

  const file = referencePath('data', 'actors', 'geo', 'communes-86-1000m.geojson')
  test.skipIf(file === null)('the outlines of Vienne: fewer spots, and no gap between two communes', () => {
    const shapes = readOutlines(readFileSync(file ?? '', 'utf8')).communes.map(({ outline }) => outline)
    const thinned = thinShapes(shapes, { tolerance: 20_000, narrowing: 0.69 })
    const count = (some: readonly Shape[]) => some.flat(3).length
    expect(count(thinned)).toBeLessThan(count(shapes) * 0.9)
    const alone = (some: readonly Shape[]) =>
      [...sidesOf(some).values()].filter((times) => times === 1).length
    // A border that only one commune has is that of the département, where it was too: thinning it opens none inside.
    const [outer, thinnedOuter] = [alone(shapes), alone(thinned)]
    expect(thinnedOuter).toBeLessThanOrEqual(outer)
    expect([...sidesOf(thinned).values()].every((times) => times <= 2)).toBe(true)
  })
})
