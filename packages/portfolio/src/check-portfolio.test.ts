import { expect, test } from 'vitest'
import { checkPortfolio } from './check-portfolio.ts'
import type { Problem } from './types.ts'

const problem: Problem = {
  years: [2027, 2028],
  limits: { operating_cents: [100, 50], staff_hours: { A: [0.3] } },
  measures: [
    { id: 'a', value: 0.1, operating_cents: [70, 30, 999], staff_hours: { A: [0.1] }, starts: [2027, 2028] },
    {
      id: 'b',
      value: 0.2,
      operating_cents: [40],
      staff_hours: { A: [0.2] },
      starts: [2027, 2028],
      requires: ['a'],
    },
    { id: 'c', value: 4, excludes: ['a'], mandatory: true },
    { id: 'd', value: 4, forbidden: true },
  ],
  synergies: [{ measures: ['a', 'b'], value: -0.3 }],
}

test('names every sentence that a choice breaks', () => {
  const { broken } = checkPortfolio(problem, { a: 2028, b: 2027, d: 2029, z: 2027 })
  expect(broken).toEqual([
    { kind: 'unknown', measure: 'z' },
    { kind: 'requires', measure: 'b', other: 'a' },
    { kind: 'mandatory', measure: 'c' },
    { kind: 'start', measure: 'd' },
    { kind: 'forbidden', measure: 'd' },
    { kind: 'limit', limit: 'operating_cents', year: 2028, grade: null },
  ])
})

test('a start that is not one of the years spends nothing in them', () => {
  const { broken, total_cents } = checkPortfolio(problem, { a: 2026, c: 2027 })
  expect(broken).toContainEqual({ kind: 'start', measure: 'a' })
  expect(total_cents).toBe(0)
})

test('says exclusion whichever side wrote it', () => {
  expect(checkPortfolio(problem, { a: 2027, c: 2027 }).broken).toEqual([
    { kind: 'excludes', measure: 'c', other: 'a' },
  ])
})

test('adds decimals exactly', () => {
  const { broken, value, balance } = checkPortfolio(problem, { a: 2027, b: 2027 })
  // 0.1 + 0.2 is more than 0.3 in floating point.
  expect(broken).not.toContainEqual({ kind: 'limit', limit: 'staff_hours', year: 2027, grade: 'A' })
  expect(value).toBe(0)
  expect(balance).toContainEqual({ limit: 'staff_hours', year: 2027, grade: 'A', used: 0.3, available: 0.3 })
})

test('one cent too much is too much', () => {
  const dear = { id: 'a', value: 1, operating_cents: [1_000_000_001] }
  const question = { years: [2027], limits: { operating_cents: [1_000_000_000] }, measures: [dear] }
  expect(checkPortfolio(question, { a: 2027 }).broken).toHaveLength(1)
})

test('carries over what is left of money, until a year without limit', () => {
  const spread = { id: 'a', value: 1, operating_cents: [0, 150, 0, 60] }
  const years = [2027, 2028, 2029, 2030]
  const asked = (limits: (number | null)[]): Problem => ({
    years,
    carry_over: true,
    limits: { operating_cents: limits },
    measures: [spread],
  })
  expect(checkPortfolio(asked([100, 50, 50, 50]), { a: 2027 }).broken).toEqual([])
  expect(checkPortfolio(asked([100, 50, null, 50]), { a: 2027 }).broken).toEqual([
    { kind: 'limit', limit: 'operating_cents', year: 2030, grade: null },
  ])
})
