import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leadingEigenpairs, type Multiply } from './leading-eigenpairs.ts'

const wanted = { vectors: 2, vectorError: 1e-12, values: 4, valueError: 1e-12 }

function scatterOf(rows: readonly (readonly number[])[], size: number): Multiply {
  return (from, to) => {
    to.fill(0)
    for (const row of rows) {
      let along = 0
      for (let j = 0; j < size; j++) along += row[j]! * from[j]!
      for (let j = 0; j < size; j++) to[j]! += along * row[j]!
    }
  }
}

function diagonal(...entries: number[]): Multiply {
  return (from, to) => {
    for (let j = 0; j < entries.length; j++) to[j] = entries[j]! * from[j]!
  }
}

describe('greatest eigenvalues', () => {
  test('each pair solves its equation, and nothing greater is left out', () => {
    const entry = fc.integer({ min: -3, max: 3 })
    const matrix = fc.array(fc.array(entry, { minLength: 9, maxLength: 9 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(matrix, (rows) => {
        const multiply = scatterOf(rows, 9)
        const { values, vectors } = leadingEigenpairs(multiply, 9, wanted)
        const scale = Math.max(values[0]!, 1)
        vectors.forEach((vector, rank) => {
          const image = new Float64Array(9)
          multiply(vector, image)
          image.forEach((entry, j) => {
            expect(Math.abs(entry - values[rank]! * vector[j]!)).toBeLessThan(1e-9 * scale)
          })
        })
        const trace = rows.flat().reduce((sum, x) => sum + x * x, 0)
        const four = values.reduce((sum, value) => sum + value, 0)
        expect(four).toBeLessThanOrEqual(trace * (1 + 1e-9) + 1e-9)
        if (rows.length <= 4) expect(four).toBeCloseTo(trace, 6)
      }),
      { numRuns: 300 },
    )
  })

  test('the second of two equal eigenvalues is found', () => {
    const { values, vectors } = leadingEigenpairs(diagonal(5, 5, 1, 1, 1, 1), 6, wanted)
    expect(values[0]).toBeCloseTo(5, 12)
    expect(values[1]).toBeCloseTo(5, 12)
    for (const vector of vectors) expect(Math.hypot(vector[0]!, vector[1]!)).toBeCloseTo(1, 10)
  })

  test('a matrix of zeros has zeros', () => {
    expect(leadingEigenpairs(diagonal(0, 0, 0), 3, wanted).values).toEqual([0, 0, 0])
  })

  test('no size, no pairs', () => {
    expect(leadingEigenpairs(diagonal(), 0, wanted)).toEqual({ values: [], vectors: [], products: 0 })
  })
})
