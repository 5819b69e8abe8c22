import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { analyse, discountSum, paybackOf, tornado } from './analysis.rules.ts'
import { defaultSection, describeKind, lineKindCodes } from './line-kinds.rules.ts'
import type { MeasureLine } from './measures.rules.ts'
import { chanceOfGain } from './uncertainty.rules.ts'
import { cashOf, firstYearOf, type HourlyRates, totalOf } from './yearly-effect.rules.ts'

const rates: HourlyRates = { A: 4618, B: 3258, C: 2692, partner: null }

function line(part: Partial<MeasureLine> & Pick<MeasureLine, 'kind'>): MeasureLine {
  const likely = part.likely ?? 100_000
  return {
    id: '1',
    version: 1,
    label: part.kind,
    grade: null,
    unit: describeKind(part.kind).unit ?? 'tonnes',
    low: likely,
    likely,
    high: likely,
    section: defaultSection(part.kind),
    firstYear: 1,
    lastYear: null,
    source: { text: 's', reference: null, year: null },
    owner: '',
    confidence: 'low',
    ...part,
  }
}

/** An investment of 50,000 € then 20,000 € of savings a year, and 10 hours of grade B a year. */
const typical = [
  line({ kind: 'investment', low: 4_000_000, likely: 5_000_000, high: 7_000_000 }),
  line({ kind: 'cash_saved', low: 1_000_000, likely: 2_000_000, high: 2_500_000, firstYear: 2, lastYear: 5 }),
  line({ kind: 'staff_hours', grade: 'B', low: 5, likely: 10, high: 20, lastYear: 5 }),
]

test('operating and investment stay apart, and hours are never cash', () => {
  const { years } = analyse(2027, typical, rates, 0)
  expect(
    years.map((year) => [year.year, year.operating.likely, year.investment.likely, year.timeValue.likely]),
  ).toEqual([
    [2027, 0, -5_000_000, -32_580],
    [2028, 2_000_000, 0, -32_580],
    [2029, 2_000_000, 0, -32_580],
    [2030, 2_000_000, 0, -32_580],
    [2031, 2_000_000, 0, -32_580],
  ])
  expect(years[0]?.hoursNeeded.B).toEqual({ low: 5, likely: 10, high: 20 })
})

test('a curve that dips first shows how deep and when it is back', () => {
  const { cash } = analyse(2027, typical, rates, 0)
  expect(cash.curve.map((point) => point.cumulated.likely)).toEqual([
    -5_000_000, -3_000_000, -1_000_000, 1_000_000, 3_000_000,
  ])
  expect(cash.payback).toEqual({ year: 2030, trough: { year: 2027, cents: -5_000_000 } })
})

test('payback is the year after which the curve stays above zero, not the first touch', () => {
  const at = (year: number, likely: number) => ({ year, cumulated: { low: likely, likely, high: likely } })
  expect(paybackOf([at(1, 5), at(2, -3), at(3, 4)])).toEqual({ year: 3, trough: { year: 2, cents: -3 } })
  expect(paybackOf([at(1, -5), at(2, -1)])).toEqual({ year: null, trough: { year: 1, cents: -5 } })
  expect(paybackOf([at(1, 0), at(2, 4)])).toEqual({ year: 1, trough: null })
})

test('present values are those of a hand calculation', () => {
  const { netPresentValue, benefitCostRatio, presentCost, presentGain } = analyse(2027, typical, rates, 450)
  const gain = 2_000_000 * (1 / 1.045 + 1 / 1.045 ** 2 + 1 / 1.045 ** 3 + 1 / 1.045 ** 4)
  const hours = 32_580 * (1 + 1 / 1.045 + 1 / 1.045 ** 2 + 1 / 1.045 ** 3 + 1 / 1.045 ** 4)
  expect(presentGain.likely).toBeCloseTo(gain, 4)
  expect(presentCost.likely).toBeCloseTo(5_000_000 + hours, 4)
  expect(netPresentValue.likely).toBeCloseTo(gain - 5_000_000 - hours, 4)
  expect(benefitCostRatio).toBeCloseTo(gain / (5_000_000 + hours), 10)
})

test('what has no price weighs nothing: weeks, tonnes, and partners’ hours until they are valued', () => {
  const lines = [
    line({ kind: 'decision_delay' }),
    line({ kind: 'result' }),
    line({ kind: 'partner_hours', likely: 40 }),
  ]
  expect(analyse(2027, lines, rates, 450).netPresentValue.likely).toBe(0)
  expect(analyse(2027, lines, { ...rates, partner: 1_202 }, 450).netPresentValue.likely).toBe(-40 * 1_202)
})

test('the tornado is ordered by how much each line moves the result', () => {
  const swings = tornado(typical, rates, 0)
  expect(swings.map((swing) => swing.label)).toEqual(['cash_saved', 'investment', 'staff_hours'])
  expect(swings[1]).toEqual({
    label: 'investment',
    low: 3_000_000 - 162_900 - 2_000_000,
    high: 3_000_000 - 162_900 + 1_000_000,
  })
})

const anyLine = fc
  .record({
    kind: fc.constantFrom(...lineKindCodes),
    figures: fc.uniqueArray(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 3, maxLength: 3 }),
    firstYear: fc.integer({ min: 1, max: 8 }),
    duration: fc.option(fc.integer({ min: 0, max: 6 })),
  })
  .map(({ kind, figures, firstYear, duration }) => {
    const [low = 0, likely = 0, high = 0] = figures.toSorted((a, b) => a - b)
    const grade = kind === 'staff_hours' || kind === 'staff_hours_freed' ? ('C' as const) : null
    return line({
      kind,
      low,
      likely,
      high,
      grade,
      firstYear,
      lastYear: duration === null ? null : firstYear + duration,
    })
  })
const anyLines = fc.array(anyLine, { minLength: 1, maxLength: 12 })

test('with no discount, the net present value is where the total curve ends, and low ≤ likely ≤ high', () => {
  fc.assert(
    fc.property(anyLines, (lines) => {
      const { netPresentValue, total, years } = analyse(2027, lines, rates, 0)
      expect(total.curve.at(-1)?.cumulated).toEqual(netPresentValue)
      for (const year of years)
        for (const band of [cashOf(year), totalOf(year), netPresentValue]) {
          expect(band.low).toBeLessThanOrEqual(band.likely)
          expect(band.likely).toBeLessThanOrEqual(band.high)
        }
    }),
  )
})

test('the order of the lines changes nothing', () => {
  fc.assert(
    fc.property(anyLines, (lines) => {
      const there = analyse(2027, lines, rates, 320).netPresentValue.likely
      const back = analyse(2027, lines.toReversed(), rates, 320).netPresentValue.likely
      expect(back).toBeCloseTo(there, -1)
    }),
  )
})

test('draws stay within the bands, and the same name gives the same draws', () => {
  fc.assert(
    fc.property(anyLines, fc.string(), (lines, seed) => {
      const analysis = analyse(2027, lines, rates, 320)
      const chance = chanceOfGain(analysis, seed)
      const { low, high } = analysis.netPresentValue
      expect(chance.tenth).toBeGreaterThanOrEqual(Math.floor(low) - 1)
      expect(chance.ninetieth).toBeLessThanOrEqual(Math.ceil(high) + 1)
      expect(chance.tenth).toBeLessThanOrEqual(chance.median)
      expect(chance.probability).toBeGreaterThanOrEqual(0)
      expect(chance.probability).toBeLessThanOrEqual(1)
      expect(chanceOfGain({ ...analysis }, seed)).toEqual(chance)
      expect(chance.histogram.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    }),
    { numRuns: 20 },
  )
})

test('the middle of the draws is near the PERT mean, and certainty is certain', () => {
  const chance = chanceOfGain(
    {
      presentCost: { low: 100, likely: 100, high: 100 },
      presentGain: { low: 0, likely: 600_000, high: 1_200_000 },
    },
    'pert',
  )
  expect(Math.abs(chance.median - 599_900)).toBeLessThan(12_000)
  const certain = chanceOfGain(
    { presentCost: { low: 1, likely: 1, high: 1 }, presentGain: { low: 2, likely: 2, high: 2 } },
    'x',
  )
  expect([certain.probability, certain.tenth, certain.ninetieth]).toEqual([1, 1, 1])
})

test('the discount of a one-off line in year 1 is nothing', () => {
  expect(discountSum({ firstYear: 1, lastYear: null }, 450)).toBe(1)
  expect(discountSum({ firstYear: 2, lastYear: 3 }, 1000)).toBeCloseTo(1 / 1.1 + 1 / 1.21, 12)
  expect(firstYearOf({ startsOn: calendarDate('2027-09-01') })).toBe(2027)
})
