import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  calendarDate,
  daysBetween,
  parseCalendarDate,
  weekdayOf,
  yearOf,
} from './calendar-date.ts'

const days = fc.integer({ min: 0, max: 80_000 }).map((n) => addDays(calendarDate('1900-01-01'), n))

test('only days that exist are read', () => {
  expect(parseCalendarDate('2028-02-29')).toBe('2028-02-29')
  for (const text of ['2027-02-29', '2027-13-01', '2027-1-1', '01/02/2027', '', '2027-02-30'])
    expect(parseCalendarDate(text)).toBeNull()
})

test('adding then counting days gives the same number back', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -40_000, max: 40_000 }), (day, n) => {
      expect(daysBetween(day, addDays(day, n))).toBe(n)
    }),
  )
})

test('a month later is the same day, or the last day of a shorter month', () => {
  expect(addMonths(calendarDate('2027-01-31'), 1)).toBe('2027-02-28')
  expect(addMonths(calendarDate('2028-01-31'), 1)).toBe('2028-02-29')
  expect(addMonths(calendarDate('2027-03-15'), -4)).toBe('2026-11-15')
  fc.assert(
    fc.property(days, fc.integer({ min: -600, max: 600 }), (day, n) => {
      const later = addMonths(day, n)
      expect(Number(later.slice(8))).toBeLessThanOrEqual(Number(day.slice(8)))
      expect((yearOf(later) - yearOf(day)) * 12 + Number(later.slice(5, 7)) - Number(day.slice(5, 7))).toBe(n)
    }),
  )
})

test('weekdays follow each other', () => {
  expect(weekdayOf(calendarDate('2026-11-23'))).toBe(1)
  fc.assert(
    fc.property(days, (day) => {
      expect(weekdayOf(addDays(day, 1))).toBe((weekdayOf(day) % 7) + 1)
    }),
  )
})
