import fc from 'fast-check'
import type { Measure, Problem } from '../src/types.ts'

interface Shape {
  readonly measures: number
  readonly years: number
  /** Largest number of allowed starts. */
  readonly starts: number
}

/** Small questions with every trait of the format: income, decimals, missing keys, rivals, needs, bonus and malus, carry-over. */
export function arbitraryProblem(most: Shape): fc.Arbitrary<Problem> {
  return fc
    .record({
      count: fc.integer({ min: 1, max: most.measures }),
      span: fc.integer({ min: 1, max: most.years }),
    })
    .chain(({ count, span }) => {
      const years = Array.from({ length: span }, (_, index) => 2027 + index)
      const ids = Array.from({ length: count }, (_, index) => `m${(index * 7) % 16}`)
      const key = { requiredKeys: [] as [] }
      const hours = fc.integer({ min: 0, max: 16 }).map((quarters) => quarters / 4)
      const cents = fc.integer({ min: -3, max: 8 })
      const limit = (amount: fc.Arbitrary<number>) =>
        fc.array(fc.option(amount, { freq: 4 }), { maxLength: span })
      return fc.record(
        {
          years: fc.constant(years),
          measures: fc.tuple(...ids.map((id) => arbitraryMeasure(id, ids, years, most.starts, cents, hours))),
          limits: fc.record(
            {
              operating_cents: limit(fc.integer({ min: -2, max: 14 })),
              investment_cents: limit(fc.integer({ min: 0, max: 14 })),
              staff_hours: fc.record({ A: limit(hours), B: limit(hours) }, key),
            },
            key,
          ),
          synergies: fc.array(
            fc.record({
              measures: fc.subarray(ids, { minLength: 1 }),
              value: fc.integer({ min: -30, max: 30 }).map((tenths) => tenths / 10),
            }),
            { maxLength: 2 },
          ),
          carry_over: fc.boolean(),
        },
        { requiredKeys: ['years', 'measures'] },
      )
    })
}

function arbitraryMeasure(
  id: string,
  ids: readonly string[],
  years: readonly number[],
  mostStarts: number,
  cents: fc.Arbitrary<number>,
  hours: fc.Arbitrary<number>,
): fc.Arbitrary<Measure> {
  const others = ids.filter((other) => other !== id)
  const vector = (amount: fc.Arbitrary<number>) => fc.array(amount, { maxLength: years.length + 1 })
  const seldom = fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0)
  return fc.record(
    {
      id: fc.constant(id),
      value: fc.integer({ min: -10, max: 80 }).map((tenths) => tenths / 10),
      operating_cents: vector(cents),
      investment_cents: vector(fc.integer({ min: 0, max: 8 })),
      staff_hours: fc.record({ A: vector(hours), B: vector(hours) }, { requiredKeys: [] }),
      starts: fc.subarray([...years], { minLength: 1, maxLength: Math.min(mostStarts, years.length) }),
      mandatory: seldom,
      forbidden: seldom,
      requires: fc.subarray(others, { maxLength: Math.min(1, others.length) }),
      excludes: fc.subarray(others, { maxLength: Math.min(1, others.length) }),
    },
    { requiredKeys: ['id', 'value'] },
  )
}
