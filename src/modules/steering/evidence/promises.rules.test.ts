import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDate } from '#kernel/calendar-date.ts'
import { alertsOf, allAlerts, gravityOf } from './alerts.rules.ts'
import { faultOf } from './evidence.rules.ts'
import { unitOf } from './fact-form.rules.ts'
import { yearsPassed } from './line-years.rules.ts'
import {
  compare,
  type LineComparison,
  type PromisedCondition,
  type PromisedLine,
  type PromisedMeasure,
  type Tally,
} from './promises.rules.ts'

const day = calendarDate
const start = day('2024-11-01')

const line = (change: Partial<PromisedLine> = {}): PromisedLine => ({
  id: 'l1',
  label: 'Maintenance',
  direction: 'cost',
  family: 'cash',
  unit: 'cents',
  low: 700_000,
  likely: 950_000,
  high: 1_300_000,
  firstYear: 1,
  lastYear: 6,
  ...change,
})
const tally = (quantity: number, change: Partial<Tally> = {}): Tally => ({
  kind: 'cost',
  lineId: 'l1',
  lineLabel: 'Maintenance',
  unit: 'cents',
  quantity,
  facts: 2,
  lastDay: day('2026-10-31'),
  ...change,
})
const measure = (change: Partial<PromisedMeasure> = {}): PromisedMeasure => ({
  id: 'm1',
  code: 'm1',
  title: 'Mesure',
  part: 'I',
  startsOn: start,
  isPromised: true,
  closedOn: null,
  lines: [line()],
  conditions: [],
  tallies: [],
  ...change,
})
const only = (promised: PromisedMeasure, on: string): LineComparison => {
  const [first] = compare(promised, day(on)).lines
  if (!first) throw new Error('one line')
  return first
}

describe('what was promised by a day', () => {
  test('pro rata of the days passed, anniversaries counted from the start', () => {
    expect(yearsPassed(start, line(), day('2024-10-31'))).toBe(0)
    expect(yearsPassed(start, line(), day('2024-11-01'))).toBeCloseTo(1 / 365)
    expect(yearsPassed(start, line(), day('2025-10-31'))).toBe(1)
    expect(yearsPassed(start, line({ firstYear: 3, lastYear: 4 }), day('2026-10-31'))).toBe(0)
    expect(yearsPassed(start, line(), day('2040-01-01'))).toBe(6)
    expect(yearsPassed(start, line({ firstYear: 2, lastYear: null }), day('2040-01-01'))).toBe(1)
  })

  test('two years and half a year: likely pro rata, low for finished years, high for begun ones', () => {
    const half = only(measure(), '2027-05-01')
    expect(half.promised).toEqual({
      low: 1_400_000,
      likely: Math.round(950_000 * (2 + 182 / 365)),
      high: 3_900_000,
    })
    expect(half.horizon.promised).toEqual({ low: 4_200_000, likely: 5_700_000, high: 7_800_000 })
    expect(half.horizon.on).toBe('2030-10-31')
  })

  test('days passed never take a promise back, and end at the whole of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400, max: 5000 }),
        fc.nat(400),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 5 }),
        (offset, later, firstYear, more) => {
          const years = { firstYear, lastYear: firstYear + more }
          const on = addDays(start, offset)
          const before = yearsPassed(start, years, on)
          const after = yearsPassed(start, years, addDays(on, later))
          expect(before).toBeGreaterThanOrEqual(0)
          expect(after).toBeGreaterThanOrEqual(before)
          expect(after).toBeLessThanOrEqual(more + 1)
          expect(yearsPassed(start, years, addDays(start, 366 * 15))).toBe(more + 1)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('how a line reads', () => {
  const readings = (promised: PromisedMeasure, on = '2026-11-23') => {
    const compared = only(promised, on)
    return [compared.reading, compared.horizon.reading]
  }

  test('a cost above the band is bad and a gain above it good, and the other way round below', () => {
    const at = (direction: 'cost' | 'gain', quantity: number) =>
      only(
        measure({ lines: [line({ direction })], tallies: [tally(quantity, { kind: direction })] }),
        '2026-11-23',
      ).reading
    expect([
      at('cost', 3_900_001),
      at('cost', 3_900_000),
      at('cost', 1_400_000),
      at('cost', 1_399_999),
    ]).toEqual(['worse', 'as_promised', 'as_promised', 'better'])
    expect([at('gain', 3_900_001), at('gain', 1_399_999)]).toEqual(['better', 'worse'])
  })

  test('nothing recorded is awaited during the first year, then somebody owes a figure', () => {
    expect(readings(measure(), '2025-10-30')).toEqual(['awaited', 'awaited'])
    expect(readings(measure(), '2025-10-31')).toEqual(['silent', 'silent'])
    expect(readings(measure({ lines: [line({ low: 0, likely: 0 })] }), '2026-01-01')[0]).toBe('awaited')
  })

  test('within the band today, but leaving it at the pace measured', () => {
    const fast = measure({ tallies: [tally(3_000_000)] })
    const compared = only(fast, '2026-11-23')
    expect([compared.reading, compared.horizon.reading, compared.horizon.basis]).toEqual([
      'as_promised',
      'worse',
      'pace',
    ])
    expect(compared.horizon.projected).toBe(Math.round((3_000_000 * 6) / (2 + 23 / 365)))
  })

  test('before a year is measured the promise holds for what is left', () => {
    const compared = only(measure({ tallies: [tally(100_000)] }), '2025-04-30')
    expect(compared.horizon.basis).toBe('promise')
    expect(compared.horizon.projected).toBe(Math.round(100_000 + 950_000 * (6 - 181 / 365)))
  })

  test('what comes once is not a pace: paid early, it is not multiplied', () => {
    const once = line({ firstYear: 1, lastYear: null })
    const early = only(measure({ lines: [once], tallies: [tally(1_000_000)] }), '2024-12-01')
    expect([early.reading, early.horizon.projected, early.horizon.basis]).toEqual([
      'as_promised',
      1_000_000,
      'promise',
    ])
    expect(only(measure({ lines: [once], tallies: [tally(1_300_001)] }), '2024-12-01').reading).toBe('worse')
  })

  test('a closed measure is final: nothing more was promised after its last day', () => {
    const closed = measure({ closedOn: day('2026-10-31'), tallies: [tally(2_000_000)] })
    const compared = only(closed, '2029-01-01')
    expect(compared.promised.likely).toBe(1_900_000)
    expect(compared.horizon).toMatchObject({ projected: 2_000_000, basis: 'final' })
  })

  test('a fact on a rewritten line is found by its label; a reversed one counts for nothing', () => {
    expect(only(measure({ tallies: [tally(2_000_000, { lineId: null })] }), '2026-11-23').measured).toBe(
      2_000_000,
    )
    const reversed = compare(measure({ tallies: [tally(0, { facts: 0 })] }), day('2026-11-23'))
    expect(reversed.lines.map((each) => each.reading)).toEqual(['silent'])
  })

  test('what nobody promised is a line of its own, wholly a gap', () => {
    const extra = compare(
      measure({ tallies: [tally(50_000, { lineId: null, lineLabel: 'Huissier' })] }),
      day('2025-01-01'),
    ).lines[1]
    expect(extra).toMatchObject({ label: 'Huissier', lineId: null, gap: 50_000, reading: 'worse' })
  })

  test('the gap of a total is the sum of the gaps of its lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ likely: fc.nat(1e7), measured: fc.nat(2e7), once: fc.boolean() }), {
          maxLength: 12,
        }),
        fc.nat(3000),
        (entries, offset) => {
          const lines = entries.map(({ likely, once }, index) =>
            line({
              id: `l${index}`,
              label: `L${index}`,
              low: 0,
              likely,
              high: 2 * likely,
              lastYear: once ? null : 6,
            }),
          )
          const tallies = entries.map(({ measured }, index) =>
            tally(measured, { lineId: `l${index}`, lineLabel: `L${index}` }),
          )
          const { lines: compared, totals } = compare(measure({ lines, tallies }), addDays(start, offset))
          const sum = compared.reduce((total, each) => total + each.gap, 0)
          expect(totals[0]?.gap ?? 0).toBe(sum)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('hours and money never meet in one total, nor cash and costs avoided', () => {
    const { totals } = compare(
      measure({
        lines: [
          line(),
          line({ id: 'l2', label: 'Heures', family: 'time', unit: 'hours' }),
          line({ id: 'l3', label: 'Évité', direction: 'gain', family: 'other' }),
          line({ id: 'l4', label: 'Tonnes', direction: 'gain', family: 'other', unit: 'tonnes' }),
        ],
      }),
      day('2026-11-23'),
    )
    expect(totals.map((total) => `${total.direction} ${total.family} ${total.unit}`)).toEqual([
      'cost cash cents',
      'cost time hours',
      'gain other cents',
    ])
  })
})

describe('alerts', () => {
  const condition = (state: PromisedCondition['state'], blocking = false): PromisedCondition => ({
    statement: `condition ${state}`,
    indicator: 'x',
    unit: 'x',
    comparison: 'at_least',
    threshold: 1,
    dueOn: day('2025-01-01'),
    owner: '',
    blocking,
    state,
    reading: null,
  })
  const kinds = (promised: PromisedMeasure) =>
    alertsOf(promised, compare(promised, day('2026-11-23'))).map((alert) => gravityOf(alert))

  test('a condition late or not met, a line out of its band; the gravest first', () => {
    const troubled = measure({
      tallies: [tally(4_000_000)],
      conditions: [condition('met'), condition('pending'), condition('unmet'), condition('late', true)],
    })
    expect(kinds(troubled)).toEqual([0, 1, 2])
  })

  test('nothing to look at in a measure that is closed, undecided, or as promised', () => {
    const troubled = { tallies: [tally(4_000_000)], conditions: [condition('late')] }
    expect(kinds(measure({ ...troubled, closedOn: day('2026-10-31') }))).toEqual([])
    expect(kinds(measure({ ...troubled, isPromised: false }))).toEqual([])
    expect(kinds(measure({ tallies: [tally(1_950_000)] }))).toEqual([])
  })

  test('good news come last, measures keep their order', () => {
    const alerts = allAlerts(
      [
        measure({ code: 'a', tallies: [tally(1)] }),
        measure({ code: 'b', tallies: [tally(4_000_000)] }),
        measure({ code: 'c', tallies: [tally(4_000_000)] }),
      ],
      day('2026-11-23'),
    )
    expect(alerts.map(({ measure: { code } }) => code)).toEqual(['b', 'c', 'a'])
  })
})

describe('what a fact may be', () => {
  const fact = {
    day: day('2026-11-23'),
    about: { kind: 'cost', line: 'x' },
    quantity: 100,
    unit: 'cents',
  } as const
  const today = day('2026-11-23')

  test('not in the future, not negative, in whole cents or three decimals', () => {
    expect(faultOf(fact, today)).toBeNull()
    expect(faultOf({ ...fact, day: day('2026-11-24') }, today)).toBe('day_in_the_future')
    expect(faultOf({ ...fact, quantity: -1 }, today)).toBe('quantity_negative')
    expect(faultOf({ ...fact, quantity: 1.5 }, today)).toBe('quantity_decimals')
    expect(faultOf({ ...fact, quantity: 1.125, unit: 'tonnes' }, today)).toBeNull()
    expect(faultOf({ ...fact, quantity: 1.1255, unit: 'tonnes' }, today)).toBe('quantity_decimals')
    expect(faultOf({ ...fact, quantity: Number.NaN, unit: 'tonnes' }, today)).toBe('quantity_decimals')
    expect(faultOf({ ...fact, about: { kind: 'gain', unplanned: '' } }, today)).toBe('subject_missing')
  })

  test('an indicator may be below zero, and has a code', () => {
    const indicator = { ...fact, unit: 'percent', about: { kind: 'indicator', indicator: 'solde' } } as const
    expect(faultOf({ ...indicator, quantity: -3 }, today)).toBeNull()
    expect(faultOf({ ...indicator, about: { kind: 'indicator', indicator: 'Été' } }, today)).toBe(
      'indicator_code',
    )
  })

  test('euros are kept as cents, and cents are not a unit that people write', () => {
    expect(['Euros', '€', 'heures', 'h', 'tonnes', ' tCO2e ', 'cents', ''].map(unitOf)).toEqual([
      'cents',
      'cents',
      'hours',
      'hours',
      'tonnes',
      'tCO2e',
      null,
      null,
    ])
  })
})
