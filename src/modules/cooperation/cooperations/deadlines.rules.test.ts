import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  type Agreement,
  deadlinesOn,
  endOf,
  firstExit,
  reminderOn,
  termOf,
  termOn,
} from './deadlines.rules.ts'

const day = calendarDate
const nothing = { reviewedOn: null, unconfirmed: [] }

const tacit: Agreement = {
  effectOn: day('2020-01-01'),
  term: 'tacit',
  termMonths: 36,
  renewalMonths: 12,
  mostRenewals: null,
  noticeMonths: 3,
  exitNoticeMonths: null,
  renewedTimes: 0,
  noticeGivenOn: null,
}
const of = (agreement: Agreement, kind: string, on: string) =>
  deadlinesOn(agreement, nothing, day(on)).find((deadline) => deadline.kind === kind)?.on

describe('tacit renewal', () => {
  test('three years then one by one with three months’ notice: the notice follows the current term, for ten years', () => {
    // The case of peers' registers: after a renewal they still count back from the first end.
    const notices = Array.from({ length: 10 }, (_, year) => of(tacit, 'notice', `${2020 + year}-06-15`))
    expect(notices).toEqual([
      '2022-09-30',
      '2022-09-30',
      '2022-09-30',
      '2023-09-30',
      '2024-09-30',
      '2025-09-30',
      '2026-09-30',
      '2027-09-30',
      '2028-09-30',
      '2029-09-30',
    ])
  })

  test('the day after a notice was missed, it is the next term that one may refuse', () => {
    expect(of(tacit, 'notice', '2023-09-30')).toBe('2023-09-30')
    expect(of(tacit, 'notice', '2023-10-01')).toBe('2024-09-30')
    expect(endOf(tacit)).toBeNull()
    expect(endOf({ ...tacit, noticeGivenOn: day('2023-09-30') })).toBe('2023-12-31')
    expect(endOf({ ...tacit, noticeGivenOn: day('2023-10-01') })).toBe('2024-12-31')
  })

  test('two renewals of a year at most: then it ends by itself, and asks no notice', () => {
    const limited = { ...tacit, mostRenewals: 2 }
    expect(endOf(limited)).toBe('2024-12-31')
    expect(of(limited, 'notice', '2023-01-15')).toBe('2023-09-30')
    expect(of(limited, 'notice', '2024-01-15')).toBeUndefined()
    expect(of(limited, 'end', '2024-01-15')).toBe('2024-12-31')
    expect(deadlinesOn(limited, nothing, day('2025-01-01'))).toEqual([])
  })

  test('counted in months, to the last day of a shorter one', () => {
    const from31 = { ...tacit, effectOn: day('2026-08-31'), termMonths: 6, renewalMonths: 6, noticeMonths: 6 }
    expect(termOf(from31, 0)).toMatchObject({ startsOn: '2026-08-31', endsOn: '2027-02-27' })
    // From the first day, not from the 28th: the third term starts on the 31st again.
    expect(termOf(from31, 2)).toMatchObject({ startsOn: '2027-08-31', endsOn: '2028-02-28' })
    const endOfMay = { ...tacit, effectOn: day('2026-06-01'), termMonths: 12, noticeMonths: 3 }
    expect(termOf(endOfMay, 0)).toMatchObject({ endsOn: '2027-05-31', noticeBy: '2027-02-28' })
  })
})

describe('the other terms', () => {
  test('a fixed one ends, whatever is said', () => {
    const fixed = { ...tacit, term: 'fixed', renewalMonths: null } as const
    expect(endOf(fixed)).toBe('2022-12-31')
    expect(deadlinesOn(fixed, nothing, day('2020-02-01')).map(({ kind }) => kind)).toEqual(['review', 'end'])
    expect(firstExit(fixed, day('2020-02-01'))).toBe('2023-01-01')
  })

  test('an express one waits for a yes, term after term', () => {
    const express = { ...tacit, term: 'express' } as const
    expect([endOf(express), of(express, 'renew', '2021-01-01')]).toEqual(['2022-12-31', '2022-09-30'])
    const renewed = { ...express, renewedTimes: 1 }
    expect([endOf(renewed), of(renewed, 'renew', '2023-01-15')]).toEqual(['2023-12-31', '2023-09-30'])
  })

  test('without a term, one leaves with notice, on any day', () => {
    const open = { ...tacit, term: 'open', termMonths: null, renewalMonths: null, noticeMonths: 1 } as const
    expect([endOf(open), firstExit(open, day('2026-01-31'))]).toEqual([null, '2026-02-28'])
    // An informal cooperation: one stops coming.
    expect(firstExit({ ...open, noticeMonths: null }, day('2026-01-31'))).toBe('2026-01-31')
  })

  test('a clause of exit opens before the term', () => {
    expect(firstExit(tacit, day('2020-02-01'))).toBe('2023-01-01')
    expect(firstExit({ ...tacit, exitNoticeMonths: 6 }, day('2020-02-01'))).toBe('2020-08-01')
  })
})

test('the review comes a year after the last one; a council elected since has six months to confirm', () => {
  const unconfirmed = [{ partyId: 'a', electedOn: day('2026-03-22') }]
  const setting = { reviewedOn: day('2026-02-28'), unconfirmed }
  expect(deadlinesOn(tacit, setting, day('2026-04-01'))[0]).toEqual({
    kind: 'reconfirm',
    on: '2026-09-22',
    partyId: 'a',
  })
  expect(deadlinesOn(tacit, setting, day('2026-04-01'))).toContainEqual({
    kind: 'review',
    on: '2027-02-28',
    partyId: null,
  })
})

test('one reminder at ninety days, one at thirty, one once it has passed', () => {
  const on = day('2026-12-31')
  const step = (at: string) => reminderOn({ on }, day(at))
  expect([step('2026-10-01'), step('2026-10-02'), step('2026-12-01'), step('2026-12-31')]).toEqual([
    null,
    'in_90_days',
    'in_30_days',
    'in_30_days',
  ])
  expect(step('2027-01-01')).toBe('late')
})

describe('for any agreement', () => {
  const anyDay = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays(day('2010-01-01'), days))
  const agreements = fc.record({
    effectOn: anyDay,
    term: fc.constantFrom('tacit' as const, 'express' as const),
    termMonths: fc.integer({ min: 1, max: 120 }),
    renewalMonths: fc.integer({ min: 1, max: 60 }),
    mostRenewals: fc.option(fc.integer({ min: 0, max: 5 })),
    noticeMonths: fc.integer({ min: 0, max: 12 }),
    exitNoticeMonths: fc.option(fc.integer({ min: 0, max: 24 })),
    renewedTimes: fc.integer({ min: 0, max: 5 }),
    noticeGivenOn: fc.constant(null),
  })

  test('terms follow each other without a day between, and a day is in one of them', () => {
    fc.assert(
      fc.property(agreements, fc.integer({ min: 0, max: 4000 }), (agreement, later) => {
        const at = addDays(agreement.effectOn, later)
        const term = termOn(agreement, at)
        const end = endOf(agreement)
        // A day without a term is after the end.
        if (term === null) expect(end !== null && end < at).toBe(true)
        else {
          expect(term.startsOn <= at && at <= term.endsOn).toBe(true)
          const next = termOf(agreement, term.number + 1)
          if (next) expect(next.startsOn).toBe(addDays(term.endsOn, 1))
          expect(term.noticeBy).toBe(addMonths(term.endsOn, -agreement.noticeMonths))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('nothing is announced that could no longer be done, and no date goes back as days pass', () => {
    fc.assert(
      fc.property(agreements, anyDay, fc.integer({ min: 0, max: 500 }), (agreement, at, later) => {
        const notice = (on: CalendarDate) =>
          deadlinesOn(agreement, nothing, on).find(({ kind }) => kind === 'notice')?.on
        const [now, then] = [notice(at), notice(addDays(at, later))]
        if (now) expect(now >= at).toBe(true)
        if (now && then) expect(then >= now).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('a notice given in time ends the term; whoever leaves is out no later than the agreement itself', () => {
    fc.assert(
      fc.property(agreements, anyDay, (agreement, at) => {
        const refused = endOf({ ...agreement, noticeGivenOn: at })
        const end = endOf(agreement)
        if (refused && end) expect(refused <= end).toBe(true)
        const exit = firstExit(agreement, at)
        if (exit && end && end >= at) expect(exit <= addDays(end, 1)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
