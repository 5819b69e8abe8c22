import { expect, test } from 'vitest'
import { addDays, addMonths, calendarDate } from '#kernel/calendar-date.ts'
import { allRules } from './registry.rules.ts'
import { rulesToReview } from './review.rules.ts'
import type { AnyRule, RuleVersion } from './rule.rules.ts'

const read = calendarDate('2026-11-22')

function version(from: string | null, to: string | null, reviewedOn: string): RuleVersion<never> {
  return {
    version: 'X-01',
    statement: { fr: 'x', en: 'x' },
    article: 'x',
    from: from === null ? null : calendarDate(from),
    to: to === null ? null : calendarDate(to),
    sources: ['KNOWLEDGE'],
    confidence: 'sourced',
    reviewedOn: calendarDate(reviewedOn),
    compute: () => ({ status: 'allowed' }),
  }
}

function rule(...versions: RuleVersion<never>[]): AnyRule {
  return { id: 'X-01', theme: 'staff', title: { fr: 'x', en: 'x' }, anchor: 'act', facts: {}, versions }
}

const due = (subject: AnyRule, on: string) => rulesToReview([subject], calendarDate(on))

test('a rule is due the day after a year without reading', () => {
  const old = rule(version(null, null, read))
  expect(due(old, addMonths(read, 12))).toEqual([])
  expect(due(old, addDays(addMonths(read, 12), 1))).toMatchObject([
    { reasons: ['older_than_a_year'], reviewedOn: read, changedOn: null, nextChange: null },
  ])
})

test('a rule is due on the very day of a known change, and not before', () => {
  const changing = rule(version(null, '2027-01-31', read), version('2027-02-01', null, read))
  expect(due(changing, '2027-01-31')).toEqual([])
  expect(due(changing, '2027-02-01')).toMatchObject([
    { reasons: ['changed_since'], changedOn: '2027-02-01', nextChange: null },
  ])
  const ending = rule(version(null, '2027-01-31', read))
  expect(due(ending, '2027-02-01')).toMatchObject([{ reasons: ['changed_since'] }])
})

test('a version that is over needs no reading when another came after it', () => {
  const mended = rule(version(null, '2026-12-31', '2020-01-01'), version('2027-01-01', null, '2027-01-05'))
  expect(due(mended, '2027-02-01')).toEqual([])
  expect(due(mended, '2026-12-31')).toMatchObject([{ reasons: ['older_than_a_year'] }])
})

test('every rule is due once a year has passed since the last reading of all', () => {
  const last = allRules
    .flatMap(({ versions }) => versions.map(({ reviewedOn }) => reviewedOn))
    .sort()
    .at(-1)
  const later = addDays(addMonths(last ?? read, 12), 1)
  expect(rulesToReview(allRules, later)).toHaveLength(allRules.length)
})
