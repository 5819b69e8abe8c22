import { expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { ask, refused } from './ask.testing.ts'
import { evaluate } from './evaluate.rules.ts'

test('a rule that does not exist is refused by its name', () => {
  const found = evaluate('SCIC-99', {}, calendarDate('2026-11-22'))
  expect(found).toEqual({ ok: false, refusal: [{ code: 'unknown_rule', name: 'SCIC-99' }] })
  expect(evaluate('constructor', {}, calendarDate('2026-11-22')).ok).toBe(false)
})

test('wrong facts are refused even on a day without a version', () => {
  expect(refused('SUB-15', '2001-01-01', { received_on: 'today', suspensions: [] })).toEqual(['received_on'])
})

test('missing facts are not asked for on a day without a version', () => {
  expect(ask('SUB-15', '2001-01-01')).toMatchObject({ status: 'not_applicable', missing: [], version: null })
})

test('an answer says where it comes from, and what is to be verified', () => {
  const sourced = ask('SUB-02', '2026-11-22', { cash_year_cents: 1, in_kind_year_cents: 0 })
  expect(sourced).toMatchObject({
    rule: 'SUB-02',
    version: 'SUB-02',
    on: '2026-11-22',
    confidence: 'sourced',
    reviewedOn: '2026-11-22',
  })
  expect(sourced.source).toContain('décret 2001-495')
  expect(sourced.article).toContain('loi 2000-321')
  expect(sourced.toVerify?.fr).toContain('aides en nature')
  expect(ask('FIN-01', '2026-11-22').confidence).toBe('to_verify')
})

test('every step of a computing is shown in order, in both languages', () => {
  const { steps } = ask('SUB-02', '2026-11-22', { cash_year_cents: 2_400_000, in_kind_year_cents: 100_000 })
  expect(steps.map(({ name, value, unit }) => [name, value, unit])).toEqual([
    ['total_year_cents', 2_500_000, 'cents'],
    ['threshold_cents', 2_300_000, 'cents'],
    ['excess_cents', 200_000, 'cents'],
  ])
  expect(steps[0]?.text).toEqual({ fr: 'Total de l’année', en: 'Total of the year' })
})

test('after the last version, the rule no longer applies', () => {
  const bonds = { candidature_on: '2026-01-01', closes_on: '2026-06-01' }
  const after = ask('CROWD-03', '2027-01-01', bonds)
  expect(after).toMatchObject({ status: 'not_applicable', version: null, nextChange: null })
  expect(after.steps).toMatchObject([{ name: 'in_force_to', value: '2026-12-31' }])
  expect(ask('CROWD-03', '2026-06-01', bonds).nextChange).toBe('2027-01-01')
})

test('an answer asked again with other numbers in between stays the same', () => {
  const first = { capital_total_cents: 1000, territorial_public_capital_cents: 600 }
  const other = { capital_total_cents: 1000, territorial_public_capital_cents: 400 }
  const before = ask('SCIC-01', '2026-11-22', first)
  expect(ask('SCIC-01', '2026-11-22', other).status).toBe('allowed')
  expect(ask('SCIC-01', '2026-11-22', first)).toEqual(before)
})
