import type { Problem } from '@faire-commune/portfolio'
import { expect, test } from 'vitest'
import { digestOf } from './scenario-report.ts'
import { longestSolve_ms, noAnswer, type Solution, statusNow, takesOf } from './solution.rules.ts'

const problem: Problem = {
  years: [2027, 2028, 2029],
  measures: [
    {
      id: 'velo',
      value: 1,
      operating_cents: [100, 20, 3],
      investment_cents: [1000],
      staff_hours: { A: [1, 1, 1], C: [0.5, 0.25] },
      starts: [2027, 2028],
    },
  ],
}

test('a measure takes what falls in the years of the scenario, from the year it starts', () => {
  expect(takesOf(problem, 'velo', 2027)).toEqual({ operating: 123, investment: 1000, hours: 3.75 })
  expect(takesOf(problem, 'velo', 2028)).toEqual({ operating: 120, investment: 1000, hours: 2.75 })
  expect(takesOf(problem, 'velo', 2029)).toEqual({ operating: 100, investment: 1000, hours: 1.5 })
})

test('a measure that is gone, or a start outside the years, takes nothing', () => {
  const nothing = { operating: 0, investment: 0, hours: 0 }
  expect(takesOf(problem, 'partie', 2027)).toEqual(nothing)
  expect(takesOf(problem, 'velo', 2026)).toEqual(nothing)
  expect(takesOf(problem, 'velo', 2030)).toEqual(nothing)
})

test('a computation that lasts too long died with its process; one that ended stays what it is', () => {
  const solution: Solution = {
    digest: 'x',
    status: 'solving',
    answer: noAnswer,
    insight: null,
    solvedAt: new Date('2026-11-23T09:00:00Z'),
  }
  const after = (ms: number) => new Date(solution.solvedAt.getTime() + ms)
  expect(statusNow(solution, after(longestSolve_ms))).toBe('solving')
  expect(statusNow(solution, after(longestSolve_ms + 1))).toBe('failed')
  expect(statusNow({ ...solution, status: 'optimal' }, after(longestSolve_ms + 1))).toBe('optimal')
})

test('the same question has the same digest, and any other number another', () => {
  const digest = digestOf(problem)
  expect(digest).toMatch(/^[0-9a-f]{64}$/)
  expect(digestOf(structuredClone(problem))).toBe(digest)
  expect(digestOf({ ...problem, carry_over: true })).not.toBe(digest)
  expect(digestOf({ ...problem, years: [2027, 2028] })).not.toBe(digest)
})
