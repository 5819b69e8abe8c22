import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromLambert93 } from './lambert-93.rules.ts'

/** The projection the other way round, from its definition: the isometric latitude by logarithms, then the cone. */
function toLambert93(lat: number, lon: number): readonly [number, number] {
  const e = 0.0818191910428158
  const radians = (value: number) => (value * Math.PI) / 180
  const isometricOf = (angle: number) => Math.atanh(Math.sin(angle)) - e * Math.atanh(e * Math.sin(angle))
  const normal = (angle: number) => 6_378_137 / Math.sqrt(1 - (e * Math.sin(angle)) ** 2)
  const [first, second, origin] = [radians(44), radians(49), radians(46.5)]
  const n =
    Math.log((normal(second) * Math.cos(second)) / (normal(first) * Math.cos(first))) /
    (isometricOf(first) - isometricOf(second))
  const c = ((normal(first) * Math.cos(first)) / n) * Math.exp(n * isometricOf(first))
  const radius = (angle: number) => c * Math.exp(-n * isometricOf(angle))
  const turn = n * radians(lon - 3)
  const at = radius(radians(lat))
  return [700_000 + at * Math.sin(turn), 6_600_000 + radius(origin) - at * Math.cos(turn)]
}

test('the origin of the projection is where its decree puts it, and a known tower where it stands', () => {
  expect(fromLambert93(700_000, 6_600_000)).toEqual({ lat: 46.5, lon: 3 })
  const tower = fromLambert93(648_237.3, 6_862_271.7)
  expect(tower?.lat).toBeCloseTo(48.8584, 3)
  expect(tower?.lon).toBeCloseTo(2.2945, 3)
})

test('every point of metropolitan France comes back, to less than a metre', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 42, max: 51, noNaN: true }),
      fc.double({ min: -4.5, max: 9, noNaN: true }),
      (lat, lon) => {
        const back = fromLambert93(...toLambert93(lat, lon))
        expect(Math.abs((back?.lat ?? 0) - lat)).toBeLessThan(5e-6)
        expect(Math.abs((back?.lon ?? 0) - lon)).toBeLessThan(5e-6)
      },
    ),
  )
})

test('degrees, or metres of another projection, are no point', () => {
  expect(fromLambert93(2.29, 48.85)).toBeNull()
  expect(fromLambert93(600_000, 2_400_000)).toBeNull()
})
