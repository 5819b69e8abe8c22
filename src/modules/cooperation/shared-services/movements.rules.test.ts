import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { type PartyCounts, splitYear } from './keys.rules.ts'
import {
  boundParties,
  countedDays,
  countedParties,
  countedSpan,
  firstDeparture,
  isWithin,
  presenceOn,
  weighedByDays,
} from './movements.rules.ts'

const day = calendarDate
const stays = { joinedOn: null, leavesOn: null }
const service = (movingYear: 'time' | 'next_year') => ({
  startsOn: day('2024-01-01'),
  endedOn: null,
  movingYear,
})

describe('days for which a party counts', () => {
  test('by days, or by whole years: from the year after it joins, to the end of the one it leaves', () => {
    const joins = { joinedOn: day('2025-07-01'), leavesOn: null }
    const leaves = { joinedOn: null, leavesOn: day('2025-03-31') }
    const daysOf = (rule: 'time' | 'next_year', party: typeof joins | typeof leaves) =>
      [2024, 2025, 2026].map((year) => countedDays(service(rule), party, year))
    expect(daysOf('time', joins)).toEqual([0, 184, 365])
    expect(daysOf('next_year', joins)).toEqual([0, 0, 365])
    expect(daysOf('time', leaves)).toEqual([366, 90, 0])
    expect(daysOf('next_year', leaves)).toEqual([366, 365, 0])
    // Whoever joins on the first of January counts for that year.
    const first = { joinedOn: day('2025-01-01'), leavesOn: null }
    expect(countedDays(service('next_year'), first, 2025)).toBe(365)
  })

  test('the service bounds them all', () => {
    const ended = { startsOn: day('2024-03-01'), endedOn: day('2025-06-30'), movingYear: 'time' as const }
    expect([2023, 2024, 2025, 2026].map((year) => countedDays(ended, stays, year))).toEqual([0, 306, 181, 0])
  })

  test('notice given, a party is there until its last day, and gone the day after', () => {
    const party = { joinedOn: day('2025-02-01'), leavesOn: day('2026-06-30') }
    const seen = ['2025-01-31', '2025-02-01', '2026-06-30', '2026-07-01']
    expect(seen.map((each) => presenceOn({ ...party, leavesOn: null }, day(each)))).toEqual([
      'ahead',
      'present',
      'present',
      'present',
    ])
    expect(seen.slice(1).map((each) => presenceOn(party, day(each)))).toEqual(['leaving', 'leaving', 'gone'])
    expect(isWithin(countedSpan(party, 'time'), day('2026-07-01'))).toBe(false)
    expect(isWithin(countedSpan(party, 'next_year'), day('2026-07-01'))).toBe(true)
  })

  test('a notice leads to the last day of a shorter month', () => {
    expect(firstDeparture(day('2026-08-31'), 6)).toBe('2027-02-28')
    expect(firstDeparture(day('2026-08-31'), 0)).toBe('2026-08-31')
  })

  test('a key binds those who are still there in its first year', () => {
    const parties = [stays, { joinedOn: null, leavesOn: day('2026-06-30') }]
    expect([2026, 2027].map((year) => boundParties(parties, year).length)).toEqual([2, 1])
  })
})

const movement = fc.record({
  joinedOn: fc.option(
    fc.integer({ min: 1, max: 12 }).map((month) => day(`2025-${String(month).padStart(2, '0')}-15`)),
  ),
  leavesOn: fc.option(
    fc.integer({ min: 1, max: 12 }).map((month) => day(`2026-${String(month).padStart(2, '0')}-10`)),
  ),
})
const value = fc.integer({ min: 1, max: 9_000_000 }).map((thousandths) => (thousandths / 1000).toFixed(3))
const party = fc.record({ movement, population: value, units: value })

describe('a year in which parties come and go', () => {
  const split = (cents: bigint, counts: readonly PartyCounts[]) => {
    const weights = [
      { name: 'population' as const, weight: '60' },
      { name: 'units' as const, weight: '40' },
    ]
    const result = splitYear(cents, counts, { weights, remainder: 'largest' })
    if (!result.ok) throw new Error(JSON.stringify(result.refusal))
    return new Map(result.value.shares.map((share) => [share.id, share.cents]))
  }

  test('shares add up to the total, whoever moved, and who was not there pays nothing', () => {
    const whole = fc.bigInt({ min: 0n, max: 10_000_000_000n })
    const rule = fc.constantFrom('time' as const, 'next_year' as const)
    const parties = fc.array(party, { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(whole, parties, rule, fc.constantFrom(2025, 2026), (cents, list, movingYear, year) => {
        const named = list.map((each, index) => ({ ...each, ...each.movement, reference: `P${index}` }))
        // Somebody stays: a service without anybody is none.
        named.push({ ...stays, movement: stays, reference: 'H', population: '1', units: '1' })
        const counted = countedParties(service(movingYear), named, year)
        const shares = split(
          cents,
          weighedByDays(
            counted.map((each) => ({
              reference: each.reference,
              days: countedDays(service(movingYear), each, year),
              values: { population: each.population, units: each.units },
            })),
          ),
        )
        expect([...shares.values()].reduce((sum, share) => sum + share, 0n)).toBe(cents)
        const absent = named.filter((each) => countedDays(service(movingYear), each, year) === 0)
        for (const each of absent) expect(shares.has(each.reference)).toBe(false)
      }),
    )
  })

  test('where nobody moves, nothing is multiplied; half a year counts for half a value, units are as used', () => {
    const values = { population: '1000.5', units: '7' }
    const both = [
      { reference: 'A', days: 365, values },
      { reference: 'B', days: 365, values },
    ]
    expect(weighedByDays(both)).toEqual(both.map(({ reference }) => ({ reference, values })))
    const half = weighedByDays([
      both[0] ?? { reference: '', days: 0, values },
      { reference: 'B', days: 73, values },
    ])
    expect(half.map((each) => each.values)).toEqual([
      { population: '365182.5', units: '7' },
      { population: '73036.5', units: '7' },
    ])
    // 1,000 × 365 and 1,000 × 73: five sixths and a sixth of what the population shares; units one half each.
    const shares = split(60_000n, half)
    expect([shares.get('A'), shares.get('B')]).toEqual([42_000n, 18_000n])
  })
})
