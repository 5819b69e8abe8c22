import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatOpeningHours,
  type HoursRule,
  holidays,
  parseOpeningHours,
  spansOn,
  weekdays,
} from './opening-hours.rules.ts'

function read(text: string) {
  const parsed = parseOpeningHours(text)
  if (!parsed.ok) throw new Error(parsed.refusal.found)
  return parsed.value
}

describe('opening hours of OpenStreetMap', () => {
  test('days, two spans a day, a later rule that replaces, a closing', () => {
    const hours = read('Mo-Fr 09:00-12:00, 14:00-18:30; We 14:00-18:00; PH off')
    expect(spansOn(hours, 'Mo', 5)).toEqual([
      { from: 540, to: 720 },
      { from: 840, to: 1110 },
    ])
    expect(spansOn(hours, 'We', 5)).toEqual([{ from: 840, to: 1080 }])
    expect(spansOn(hours, 'Sa', 5)).toBeNull()
    expect(spansOn(hours, 'PH', 5)).toEqual([])
  })

  test('months, nights, ranges over the end of the week and of the year, 24/7, a comment', () => {
    const hours = read('Nov-Feb Fr-Su 20:00-02:00; Jul-Aug off')
    expect(hours[0]).toMatchObject({ months: [1, 2, 11, 12], days: ['Fr', 'Sa', 'Su'] })
    expect(spansOn(hours, 'Sa', 12)).toEqual([{ from: 1200, to: 1560 }])
    expect(spansOn(hours, 'Sa', 7)).toEqual([])
    expect(spansOn(hours, 'Sa', 5)).toBeNull()
    expect(read('Sa-Mo 10:00-12:00')[0]?.days).toEqual(['Mo', 'Sa', 'Su'])
    expect(spansOn(read('24/7'), 'Su', 1)).toEqual([{ from: 0, to: 1440 }])
    expect(read('Mo "sur rendez-vous ; sonner"')[0]?.comment).toBe('sur rendez-vous ; sonner')
  })

  test.each([
    'lundi 9h-12h',
    'Mo 9-12',
    'Mo 25:00-26:00',
    'Mo 10:61-12:00',
    'Mo',
    'Mo-Xx 09:00-12:00',
    'Mo 09:00-09:00',
  ])('%s is refused, with what was not understood', (text) => {
    expect(parseOpeningHours(text)).toMatchObject({ ok: false, refusal: { found: expect.any(String) } })
  })

  test('what is written back reads the same', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 700 }))
      .map(([from, length]) => ({ from, to: Math.min(from + length, 1440) }))
    const rule: fc.Arbitrary<HoursRule> = fc.record({
      months: fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
      days: fc.subarray([...weekdays, ...holidays]),
      spans: fc.array(span, { minLength: 1, maxLength: 3 }),
      comment: fc.constantFrom('', 'sur rendez-vous'),
    })
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), (hours) => {
        expect(read(formatOpeningHours(hours))).toEqual(hours)
      }),
    )
  })
})
