import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDate,
  daysBetween,
  weekdayOf,
} from '#kernel/calendar-date.ts'
import { municipalWindowOf, nextMunicipalWindow, secondMondayBefore, sixthMonthBefore } from './elections.ts'
import {
  addWorkingDays,
  clearDaysBetween,
  clearMonthsLater,
  lastDayToSend,
  monthsLater,
  putOffToWorkingDay,
} from './periods.ts'
import { easterSunday, isPublicHoliday, isWorkingDay, publicHolidays } from './public-holidays.ts'
import {
  financialYearEnd,
  financialYears,
  isWithin,
  leavesRollingYears,
  rollingYears,
} from './rolling-window.ts'
import { suspendedPeriod } from './silence.ts'

const d = calendarDate
const days = fc.integer({ min: 0, max: 50_000 }).map((n) => addDays(d('1990-01-01'), n))
const regions = fc.constantFrom('general' as const, 'alsace_moselle' as const)

describe('public holidays', () => {
  test('Easter falls on the days that almanacs give', () => {
    expect([2000, 2008, 2011, 2024, 2025, 2026, 2027, 2038, 2285].map(easterSunday)).toEqual([
      '2000-04-23',
      '2008-03-23',
      '2011-04-24',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
      '2285-03-22',
    ])
  })

  test('Easter is a Sunday between 22 March and 25 April', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2999 }), (year) => {
        const easter = easterSunday(year)
        expect(weekdayOf(easter)).toBe(7)
        expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true)
      }),
    )
  })

  test('the country has eleven holidays, Alsace and Moselle thirteen', () => {
    expect(publicHolidays(2026)).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ])
    expect(publicHolidays(2026, 'alsace_moselle').filter((day) => !isPublicHoliday(day))).toEqual([
      '2026-04-03',
      '2026-12-26',
    ])
  })
})

describe('periods', () => {
  test('five clear days stand between Friday the 4th and Thursday the 10th', () => {
    expect(clearDaysBetween(d('2026-12-04'), d('2026-12-10'))).toBe(5)
    expect(clearDaysBetween(d('2026-12-05'), d('2026-12-10'))).toBe(4)
    expect(lastDayToSend(d('2026-12-10'), 5)).toBe('2026-12-04')
  })

  test('the last day to send is the last with enough clear days', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), (meeting, wanted) => {
        const last = lastDayToSend(meeting, wanted)
        expect(clearDaysBetween(last, meeting)).toBe(wanted)
        expect(clearDaysBetween(addDays(last, 1), meeting)).toBeLessThan(wanted)
      }),
    )
  })

  test('months are counted from date to date, clear months one day more', () => {
    expect(monthsLater(d('2026-12-01'), 2)).toBe('2027-02-01')
    expect(monthsLater(d('2026-12-31'), 2)).toBe('2027-02-28')
    expect(clearMonthsLater(d('2026-12-01'), 2)).toBe('2027-02-02')
  })

  test('an end on a day off is put off, one day at a time, to a working day', () => {
    expect(putOffToWorkingDay(d('2026-11-22'))).toBe('2026-11-23')
    expect(putOffToWorkingDay(d('2026-05-14'))).toBe('2026-05-15')
    expect(putOffToWorkingDay(d('2026-12-25'))).toBe('2026-12-28')
    expect(putOffToWorkingDay(d('2025-12-26'))).toBe('2025-12-26')
    expect(putOffToWorkingDay(d('2025-12-26'), 'alsace_moselle')).toBe('2025-12-29')
    fc.assert(
      fc.property(days, regions, (day, region) => {
        const put = putOffToWorkingDay(day, region)
        expect(isWorkingDay(put, region)).toBe(true)
        for (let skipped = day; skipped < put; skipped = addDays(skipped, 1))
          expect(isWorkingDay(skipped, region)).toBe(false)
      }),
    )
  })

  test('working days are counted one by one', () => {
    expect(addWorkingDays(d('2026-05-07'), 1)).toBe('2026-05-11')
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), regions, (start, count, region) => {
        const end = addWorkingDays(start, count, region)
        let counted = 0
        for (let day = addDays(start, 1); day <= end; day = addDays(day, 1))
          if (isWorkingDay(day, region)) counted += 1
        expect(counted).toBe(count)
        expect(isWorkingDay(end, region)).toBe(true)
      }),
    )
  })
})

describe('windows', () => {
  test('a day leaves the rolling three years on the day after its third anniversary', () => {
    expect(leavesRollingYears(d('2023-03-10'), 3)).toBe('2026-03-11')
    expect(leavesRollingYears(d('2024-02-29'), 3)).toBe('2027-03-01')
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 6 }), (day, years) => {
        const out = leavesRollingYears(day, years)
        expect(isWithin(day, rollingYears(out, years))).toBe(false)
        expect(isWithin(day, rollingYears(addDays(out, -1), years))).toBe(true)
      }),
    )
  })

  test('a financial year ends on the next closing day', () => {
    expect(financialYearEnd(d('2014-10-07'), '12-31')).toBe('2014-12-31')
    expect(financialYearEnd(d('2014-10-07'), '06-30')).toBe('2015-06-30')
    expect(financialYearEnd(d('2014-06-30'), '06-30')).toBe('2014-06-30')
    expect(financialYearEnd(d('2023-02-28'), '02-29')).toBe('2023-02-28')
    expect(financialYearEnd(d('2023-03-01'), '02-29')).toBe('2024-02-29')
  })

  test('three financial years begin on the day after a closing day', () => {
    expect(financialYears(d('2014-10-07'), 2, '12-31')).toEqual({ first: '2012-01-01', last: '2014-10-07' })
    expect(financialYears(d('2014-10-07'), 2, '06-30')).toEqual({ first: '2012-07-01', last: '2014-10-07' })
    const closings = fc.constantFrom('12-31', '06-30', '03-31', '09-15')
    fc.assert(
      fc.property(days, closings, fc.integer({ min: 0, max: 3 }), (day, closing, before) => {
        const { first } = financialYears(day, before, closing)
        expect(addDays(first, -1).slice(5)).toBe(closing)
        const elapsed = daysBetween(first, day)
        expect(elapsed).toBeGreaterThanOrEqual(365 * before)
        expect(elapsed).toBeLessThan(366 * (before + 1))
      }),
    )
  })

  test('the municipal window opens six months ahead of the month of the ballot', () => {
    expect(sixthMonthBefore(d('2026-03-15'))).toBe('2025-09-01')
    expect(municipalWindowOf(d('2025-08-31'))).toBeNull()
    expect(municipalWindowOf(d('2025-09-01'))).toEqual({ first: '2025-09-01', last: '2026-03-22' })
    expect(municipalWindowOf(d('2026-03-23'))).toBeNull()
    expect(municipalWindowOf(d('2032-03-31'))).toEqual({ first: '2031-09-01', last: '2032-03-31' })
    expect(municipalWindowOf(d('2032-04-01'))).toBeNull()
    expect(nextMunicipalWindow(d('2026-11-22'))).toBe('2031-09-01')
    expect(nextMunicipalWindow(d('2033-01-01'))).toBeNull()
  })

  test('a campaign opens on the second Monday before the ballot', () => {
    expect(secondMondayBefore(d('2027-02-07'))).toBe('2027-01-25')
    fc.assert(
      fc.property(days, (ballot) => {
        const open = secondMondayBefore(ballot)
        expect(weekdayOf(open)).toBe(1)
        expect(daysBetween(open, ballot)).toBeGreaterThan(7)
        expect(daysBetween(open, ballot)).toBeLessThanOrEqual(14)
      }),
    )
  })
})

describe('silence', () => {
  const suspension = fc
    .tuple(days, fc.integer({ min: 0, max: 90 }))
    .map(([from, length]) => ({ from, to: addDays(from, length) }))

  test('a suspension puts the end off by its days', () => {
    expect(suspendedPeriod(d('2026-09-20'), 2, [])).toEqual({ last: '2026-11-20', suspendedDays: 0 })
    expect(suspendedPeriod(d('2026-09-20'), 2, [{ from: d('2026-09-25'), to: d('2026-10-05') }])).toEqual({
      last: '2026-11-30',
      suspendedDays: 10,
    })
  })

  test('days suspended twice count once; a suspension after the end, or before the receipt, counts for nothing', () => {
    const received = d('2026-09-20')
    const end = (suspensions: { from: CalendarDate; to: CalendarDate }[]) =>
      suspendedPeriod(received, 2, suspensions).last
    expect(
      end([
        { from: d('2026-10-01'), to: d('2026-10-11') },
        { from: d('2026-10-06'), to: d('2026-10-16') },
      ]),
    ).toBe('2026-12-05')
    expect(end([{ from: d('2026-11-21'), to: d('2026-12-21') }])).toBe('2026-11-20')
    expect(end([{ from: d('2026-11-20'), to: d('2026-11-25') }])).toBe('2026-11-25')
    expect(end([{ from: d('2026-09-10'), to: d('2026-09-22') }])).toBe('2026-11-22')
  })

  test('the end is the months plus the suspended days, in whatever order the suspensions are given', () => {
    fc.assert(
      fc.property(days, fc.array(suspension, { maxLength: 5 }), (received, suspensions) => {
        const { last, suspendedDays } = suspendedPeriod(received, 2, suspensions)
        expect(last).toBe(addDays(addMonths(received, 2), suspendedDays))
        expect(suspendedPeriod(received, 2, suspensions.toReversed()).last).toBe(last)
        const total = suspensions.reduce((sum, { from, to }) => sum + daysBetween(from, to), 0)
        expect(suspendedDays).toBeLessThanOrEqual(total)
      }),
    )
  })
})
