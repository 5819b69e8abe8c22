import { expect, test } from 'vitest'
import { explainLeftOut } from './explain-left-out.ts'
import { solveFrontier } from './frontier.ts'
import type { Problem } from './types.ts'

const problem: Problem = {
  years: [2027, 2028],
  limits: { operating_cents: [100, 100], staff_hours: { A: [5, 5] } },
  measures: [
    { id: 'in', value: 9, operating_cents: [80, 20] },
    { id: 'dear', value: 2, operating_cents: [70, 10], staff_hours: { A: [6] }, starts: [2027, 2028] },
    { id: 'rival', value: 2, excludes: ['in'] },
    { id: 'orphan', value: 2, requires: ['dear'] },
    { id: 'banned', value: 2, forbidden: true },
    { id: 'idle', value: 0 },
  ],
}
const nothing = { others: [], lacks: [], start: null, lacks_cents: null }

test('says why each measure is out, and what would let it in', () => {
  expect(explainLeftOut(problem, { in: 2027 })).toEqual([
    {
      measure: 'dear',
      reason: 'limits',
      others: [],
      lacks: [{ limit: 'staff_hours', year: 2028, grade: 'A', amount: 1 }],
      start: 2028,
      lacks_cents: null,
    },
    { ...nothing, measure: 'rival', reason: 'excludes', others: ['in'] },
    { ...nothing, measure: 'orphan', reason: 'requires', others: ['dear'] },
    { ...nothing, measure: 'banned', reason: 'forbidden' },
    { ...nothing, measure: 'idle', reason: 'value' },
  ])
})

test('more budget is not what a measure lacks when it would add nothing; a bonus counts', () => {
  const asked: Problem = {
    years: [2027],
    limits: { operating_cents: [100] },
    measures: [
      { id: 'in', value: 9, operating_cents: [80] },
      { id: 'harmful', value: -1, operating_cents: [50] },
      { id: 'helped', value: -1, operating_cents: [50] },
      { id: 'alone', value: -1, operating_cents: [50] },
    ],
    synergies: [
      { measures: ['in', 'helped'], value: 3 },
      { measures: ['harmful', 'alone'], value: 3 },
    ],
  }
  expect(explainLeftOut(asked, { in: 2027 }).map(({ reason, lacks_cents }) => [reason, lacks_cents])).toEqual(
    [
      ['value', null],
      ['limits', 30],
      ['value', null],
    ],
  )
})

test('with carry-over, money added in a year serves the years after it', () => {
  const asked: Problem = {
    years: [2027, 2028, 2029],
    carry_over: true,
    limits: { operating_cents: [100, 100, 100] },
    measures: [
      { id: 'a', value: 1, operating_cents: [100, 100, 100] },
      { id: 'b', value: 1, operating_cents: [30, -10, 20] },
    ],
  }
  expect(explainLeftOut(asked, { a: 2027 })).toMatchObject([
    {
      lacks: [
        { year: 2027, amount: 30 },
        { year: 2029, amount: 10 },
      ],
      lacks_cents: 40,
    },
  ])
})

test('more budget never buys less', async () => {
  const points = await solveFrontier(problem, [0, 0.5, 1, 2])
  expect(points.map(({ budget_cents }) => budget_cents)).toEqual([0, 100, 200, 400])
  expect(points.map(({ answer }) => answer.value)).toEqual([2, 2, 9, 9])
})
