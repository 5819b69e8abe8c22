import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Spot } from '#modules/partnership/territory/territory.public.ts'
import {
  apart,
  frameOf,
  isInFrame,
  mapSide,
  markersOf,
  moved,
  moves,
  pointOf,
  sheetOf,
  spotUnder,
  viewOn,
  viewWithin,
} from './map.rules.ts'

const box = { west: -100_000, south: 46_000_000, east: 1_200_000, north: 47_200_000 }
const sheet = sheetOf(box)

describe('the map', () => {
  test('shows its box whole and in the middle, north above, as wide on the ground as high', () => {
    const corners = [pointOf(sheet, [box.west, box.north]), pointOf(sheet, [box.east, box.south])]
    expect(corners.map(({ x, y }) => [x + 0, y])).toEqual([
      [expect.closeTo(mapSide - (corners[1]?.x ?? 0), 6), expect.closeTo(10, 6)],
      [expect.any(Number), expect.closeTo(mapSide - 10, 6)],
    ])
    // A kilometre east and a kilometre south are as long: 111.32 km a degree of latitude, narrowed by its cosine.
    const [middle, km] = [46_600_000, 1 / 111.32]
    const origin = pointOf(sheet, [500_000, middle])
    const east = pointOf(sheet, [500_000 + (km / Math.cos((46.6 * Math.PI) / 180)) * 1e6, middle])
    const south = pointOf(sheet, [500_000, middle - km * 1e6])
    expect(east.x - origin.x).toBeCloseTo(south.y - origin.y, 3)
  })

  test('a spot is found again under its point', () => {
    const spot = fc.tuple(
      fc.integer({ min: box.west, max: box.east }),
      fc.integer({ min: box.south, max: box.north }),
    )
    fc.assert(
      fc.property(spot, (where: Spot) => {
        const [lon, lat] = spotUnder(sheet, pointOf(sheet, where))
        expect(Math.abs(lon - where[0]) + Math.abs(lat - where[1])).toBeLessThanOrEqual(2)
      }),
    )
  })

  const view = fc.record({
    level: fc.integer({ min: -2, max: 14 }),
    middle: fc.tuple(
      fc.integer({ min: -5_000_000, max: 5_000_000 }),
      fc.integer({ min: 40_000_000, max: 50_000_000 }),
    ),
  })

  test('wherever moves lead, the middle is on the map and the level exists', () => {
    fc.assert(
      fc.property(view, fc.array(fc.constantFrom(...moves), { maxLength: 30 }), (asked, steps) => {
        let at = viewWithin(sheet, asked)
        for (const step of steps) at = moved(sheet, at, step) ?? at
        expect(at.level).toBeGreaterThanOrEqual(0)
        expect(at.level).toBeLessThanOrEqual(sheet.lastLevel)
        for (const value of [at.x, at.y]) expect(value >= 0 && value <= mapSide).toBe(true)
      }),
    )
  })

  test('a move that leads nowhere says so', () => {
    const whole = viewWithin(sheet, { level: 0, middle: null })
    expect(moves.filter((move) => moved(sheet, whole, move) !== null)).toEqual(['in'])
    const near = viewWithin(sheet, { level: 99, middle: [500_000, 46_600_000] })
    expect(moved(sheet, near, 'in')).toBeNull()
    expect(moved(sheet, near, 'whole')).toEqual(whole)
  })

  test('the nearest view of a box shows it whole; one level nearer would not', () => {
    const inside = fc
      .tuple(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 20_000, max: 200_000 }),
      )
      .map(([x, y, side]) => ({
        west: box.west + x,
        south: box.south + y,
        east: box.west + x + side,
        north: box.south + y + side,
      }))
    fc.assert(
      fc.property(inside, (each) => {
        const found = viewOn(sheet, each)
        const isShown = (level: number) =>
          (
            [
              [each.west, each.north],
              [each.east, each.south],
            ] as const
          ).every((corner) => isInFrame(frameOf({ ...found, level }), pointOf(sheet, corner, level)))
        expect(isShown(found.level)).toBe(true)
        if (found.level < sheet.lastLevel) expect(isShown(found.level + 1) && found.level === 0).toBe(false)
      }),
    )
  })
})

describe('markers', () => {
  const places = fc.array(
    fc.record({
      x: fc.double({ min: 0, max: 300, noNaN: true }),
      y: fc.double({ min: 0, max: 300, noNaN: true }),
    }),
    { maxLength: 200 },
  )

  test('hold each place once, and none hides another', () => {
    fc.assert(
      fc.property(places, (given) => {
        const markers = markersOf(given)
        expect(new Set(markers.flatMap((marker) => marker.places))).toEqual(new Set(given))
        expect(markers.flatMap((marker) => marker.places)).toHaveLength(given.length)
        markers.forEach((one, index) => {
          for (const other of markers.slice(index + 1))
            expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(apart)
        })
      }),
    )
  })

  test('near places are one marker in their middle; a lone one stays where it is', () => {
    const markers = markersOf([
      { x: 1, y: 1 },
      { x: 3, y: 5 },
      { x: 100, y: 1 },
    ]) // prettier-ignore
    expect(markers.map(({ x, y, places: held }) => [x, y, held.length])).toEqual([
      [2, 3, 2],
      [100, 1, 1],
    ]) // prettier-ignore
  })
})
