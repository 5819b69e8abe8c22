import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawFrom, pertTable } from './pert-table.ts'
import { samplePert } from './sample-pert.ts'
import { seededRandom } from './seeded-random.ts'
import type { Problem } from './types.ts'
import { estimateCoreIndex, estimateRisk } from './uncertainty.ts'

const band = fc
  .tuple(
    fc.double({ min: -5, max: 5, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0.01, max: 5, noNaN: true }),
  )
  .map(([low, share, range]) => ({ low, likely: low + share * range, high: low + range }))

test('the table is the law that samplePert draws from', () => {
  fc.assert(
    fc.property(band, fc.nat(), ({ low, likely, high }, seed) => {
      const table = pertTable(low, likely, high)
      const random = seededRandom(seed)
      const count = 4000
      const drawn = Float64Array.from({ length: count }, () => samplePert(low, likely, high, random)).sort()
      const fromTable = Float64Array.from({ length: count }, () => drawFrom(table, random()))
      expect(Math.min(...fromTable)).toBeGreaterThanOrEqual(low - 1e-9)
      expect(Math.max(...fromTable)).toBeLessThanOrEqual(high + 1e-9)
      // Quantiles of 4,000 draws stray by less than a twentieth of the range.
      for (const share of [0.05, 0.25, 0.5, 0.75, 0.95])
        expect(Math.abs(drawn[share * count]! - drawFrom(table, share))).toBeLessThan((high - low) / 20)
    }),
    { numRuns: 40 },
  )
})

test('the mean of the table is the mean of PERT', () => {
  const table = pertTable(0, 2, 10)
  const mean = table.reduce((sum, quantile) => sum + quantile, 0) / table.length
  expect(mean).toBeCloseTo(18 / 6, 1)
})

const problem: Problem = {
  years: [2027, 2028],
  limits: { operating_cents: [1000, 500], investment_cents: [null, 100] },
  measures: [
    { id: 'a', value: 10, operating_cents: [1000, 100] },
    { id: 'b', value: 1, operating_cents: [400] },
  ],
}
const wide = { low: 0.5, likely: 1, high: 1.5 }
const uncertainty = { a: { cost: wide, gain: wide } }

test('an overrun of what just fits is as likely as not, of what fits twice never', () => {
  const risk = estimateRisk(problem, { a: 2027 }, uncertainty, { seed: 1 })
  expect(risk.overruns.map(({ limit, year }) => `${limit} ${year}`)).toEqual([
    'operating_cents 2027',
    'operating_cents 2028',
    'investment_cents 2028',
  ])
  const [exact, wideRoom, unused] = risk.overruns.map(({ probability }) => probability)
  expect(exact).toBeGreaterThan(0.47)
  expect(exact).toBeLessThan(0.53)
  expect([wideRoom, unused]).toEqual([0, 0])
  expect(risk.value.median).toBeCloseTo(10, 0)
  expect(risk.value.tenth).toBeLessThan(risk.value.median)
})

test('the same seed gives the same draws, another one others', () => {
  const draw = (seed: number) => estimateRisk(problem, { a: 2027 }, uncertainty, { seed })
  expect(draw(5)).toEqual(draw(5))
  expect(draw(6)).not.toEqual(draw(5))
})

test('what is certain and fits exactly is never overrun', () => {
  const { overruns, value } = estimateRisk(problem, { a: 2027 }, {}, { seed: 1, draws: 50 })
  expect(overruns.every(({ probability }) => probability === 0)).toBe(true)
  expect(value).toEqual({ tenth: 10, median: 10, ninetieth: 10 })
})

test('the core index counts the draws in which a measure is chosen', async () => {
  const index = await estimateCoreIndex(problem, uncertainty, { seed: 2, draws: 40 })
  expect(index).toMatchObject({ draws: 40, infeasible: 0 })
  // `a` fits in about half of the draws, and `b` takes its place in the others or comes beside it.
  expect(index.shares.a).toBeGreaterThan(0.2)
  expect(index.shares.a).toBeLessThan(0.8)
  expect(index.shares.b).toBeGreaterThan(0.2)
})
