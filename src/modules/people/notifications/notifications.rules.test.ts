import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDate, calendarDate, weekdayOf } from '#kernel/calendar-date.ts'
import { isDigestDue, type Rhythm } from './notifications.rules.ts'

const tuesday = calendarDate('2026-11-24')
const at = (day: CalendarDate, hour: number) => ({ day, hour })

describe('when a digest goes out', () => {
  test('daily: in the morning, once', () => {
    expect(isDigestDue('daily', at(tuesday, 6), null)).toBe(false)
    expect(isDigestDue('daily', at(tuesday, 7), null)).toBe(true)
    expect(isDigestDue('daily', at(tuesday, 23), tuesday)).toBe(false)
    expect(isDigestDue('daily', at(addDays(tuesday, 1), 7), tuesday)).toBe(true)
  })

  test('weekly: on Monday, or on the first day that the server woke up', () => {
    const lastWeek = addDays(tuesday, -7)
    expect(isDigestDue('weekly', at(tuesday, 8), lastWeek)).toBe(true)
    expect(isDigestDue('weekly', at(tuesday, 8), addDays(tuesday, -1))).toBe(false)
    expect(isDigestDue('weekly', at(calendarDate('2026-11-29'), 8), tuesday)).toBe(false)
    expect(isDigestDue('weekly', at(calendarDate('2026-11-30'), 8), tuesday)).toBe(true)
  })

  test('never is never, at once is always', () => {
    expect(isDigestDue('never', at(tuesday, 12), null)).toBe(false)
    expect(isDigestDue('at_once', at(tuesday, 3), tuesday)).toBe(true)
  })

  test('looked at every hour of some weeks, nobody gets more than one a day, or one a week', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Rhythm>('daily', 'weekly'),
        fc.integer({ min: 0, max: 400 }),
        (rhythm, shift) => {
          const sent: CalendarDate[] = []
          for (let hour = 0; hour < 24 * 28; hour += 1) {
            const day = addDays(tuesday, shift + Math.floor(hour / 24))
            if (isDigestDue(rhythm, at(day, hour % 24), sent.at(-1) ?? null)) sent.push(day)
          }
          const mondayOf = (day: CalendarDate) => addDays(day, 1 - weekdayOf(day))
          const boxes = rhythm === 'daily' ? sent : sent.map(mondayOf)
          expect(new Set(boxes).size).toBe(sent.length)
          expect(sent.length).toBeGreaterThanOrEqual(rhythm === 'daily' ? 28 : 4)
        },
      ),
      { numRuns: 40 },
    )
  })
})
