import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  baseOf,
  type Cell,
  cellsOf,
  compareWithTown,
  hideSmall,
  leastShown,
  wilson,
} from './who-took-part.rules.ts'

const cellsFrom = (counts: readonly number[]): Cell[] =>
  counts.map((people, index) => ({ category: `c${index}`, people }))
const shownOf = (counts: readonly number[]) => hideSmall(cellsFrom(counts)).map(({ people }) => people)

describe('what is hidden', () => {
  test.each([
    ['nothing to hide', [12, 30, 5], [12, 30, 5]],
    ['a small one takes the next smallest with it', [2, 30, 7], [null, 30, null]],
    ['two that are as large as small ones may be take a third', [4, 4, 30, 9], [null, null, 30, null]],
    ['two that are alike are hidden together', [5, 5, 3, 9], [null, null, null, 9]],
    ['two small ones hide each other', [2, 30, 3], [null, 30, null]],
    ['two that make fewer than five take a third', [1, 30, 3, 8], [null, 30, null, null]],
    ['empty ones are not written, and hide nobody', [0, 30, 40], [null, 30, 40]],
    ['nothing is shown where nothing else will do', [3, 0], [null, null]],
  ])('%s', (_, counts, expected) => {
    expect(shownOf(counts)).toEqual(expected)
  })

  /** Every list of that many counts with that sum. */
  function* partitions(length: number, sum: number): Generator<number[]> {
    if (length === 1) yield [sum]
    else
      for (let first = 0; first <= sum; first += 1)
        for (const rest of partitions(length - 1, sum - first)) yield [first, ...rest]
  }

  /**
   * Somebody who knows the total, every cell shown and this very program tries all the tables that would look the same. No
   * cell that holds one to four people may have the same count in all of them.
   */
  test('whoever knows the total, the cells shown and the method cannot tell a small cell', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 5 })), {
          minLength: 2,
          maxLength: 4,
        }),
        (counts) => {
          const total = counts.reduce((sum, people) => sum + people, 0)
          // A total below five is not published, nor anything with it; above twenty there are too many tables to try.
          if (total < leastShown || total > 20) return
          const seen = shownOf(counts)
          expect(seen.filter((people) => people !== null && people < leastShown)).toEqual([])
          const alike = [...partitions(counts.length, total)].filter(
            (table) => `${shownOf(table)}` === `${seen}`,
          )
          for (const [index, people] of counts.entries())
            if (people > 0 && people < leastShown)
              expect(new Set(alike.map((table) => table[index])).size).toBeGreaterThan(1)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('shares are never of a number that gives away how many said nothing', () => {
    const shown = hideSmall([
      { category: 'woman', people: 40 },
      { category: 'man', people: 30 },
      { category: null, people: 3 },
    ])
    expect(baseOf(shown, 73)).toBe(73)
    expect(
      baseOf(
        [
          { category: 'woman', people: 40 },
          { category: null, people: 9 },
        ],
        49,
      ),
    ).toBe(40)
  })
})

describe('the interval', () => {
  test('is the one of the books', () => {
    // Wilson, 15 of 50 at 95 %: 0.1910 to 0.4375.
    const found = wilson(15, 50)
    expect(found?.share).toBe(0.3)
    expect(found?.low).toBeCloseTo(0.191, 3)
    expect(found?.high).toBeCloseTo(0.4375, 4)
    expect(wilson(0, 10)?.low).toBe(0)
    expect(wilson(10, 10)?.high).toBe(1)
    expect(wilson(0, 0)).toBeNull()
  })

  test('holds the share, stays between 0 and 1, and narrows as people come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, part) => {
          const count = Math.round(total * part)
          const [few, many] = [wilson(count, total), wilson(count * 4, total * 4)]
          if (!few || !many) throw new Error('people came')
          expect(few.low).toBeGreaterThanOrEqual(0)
          expect(few.high).toBeLessThanOrEqual(1)
          expect(few.low).toBeLessThanOrEqual(few.share)
          expect(few.high).toBeGreaterThanOrEqual(few.share)
          expect(many.high - many.low).toBeLessThan(few.high - few.low)
        },
      ),
    )
  })
})

test('over and under are only said where chance does not explain the difference', () => {
  const shown = [
    { category: '15_29', people: 10 },
    { category: '60_74', people: 60 },
    { category: '45_59', people: 30 },
    { category: '0_14', people: null },
  ]
  const town = new Map([
    ['15_29', 300],
    ['60_74', 300],
    ['45_59', 250],
    ['0_14', 150],
  ])
  expect(compareWithTown(shown, 100, town).map(({ verdict }) => verdict)).toEqual([
    'under',
    'over',
    'alike',
    null,
  ])
})

test('cells add up to the people counted, whatever they gave', () => {
  const counts = [
    { channel: 'paper', districtId: 'a', ageBand: null, gender: 'woman', people: 7 },
    { channel: 'online', districtId: null, ageBand: '15_29', gender: null, people: 9 },
    { channel: 'online', districtId: 'a', ageBand: '15_29', gender: 'man', people: -2 },
  ] as const
  expect(cellsOf(counts, 'district', ['a', 'b']).map(({ people }) => people)).toEqual([5, 0, 9])
  expect(cellsOf(counts, 'channel', []).map(({ people }) => people)).toEqual([7, 7, 0])
  for (const dimension of ['channel', 'district', 'age', 'gender'] as const)
    expect([
      dimension,
      cellsOf(counts, dimension, ['a', 'b']).reduce((sum, { people }) => sum + people, 0),
    ]).toEqual([dimension, 14])
})
