import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cents, formatEuros, formatEurosPlain, parseEuros, roundToCents, sumCents } from './cents.ts'

const amounts = fc.integer({ min: -1e12, max: 1e12 }).map(cents)

test('amounts in French and English writing are read exactly', () => {
  const cases: [string, number | null][] = [
    ['1 234,56 €', 123_456],
    ['1\u202f234,5', 123_450],
    ['1234.56', 123_456],
    ['-12', -1200],
    ['0,07', 7],
    ['23000', 2_300_000],
    ['1.234', null],
    ['12,345', null],
    ['', null],
    ['douze', null],
    ['1e5', null],
    ['12 €€', null],
  ]
  for (const [text, expected] of cases) expect(parseEuros(text), text).toBe(expected)
})

test('what is written is read back', () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      expect(parseEuros(formatEurosPlain(amount))).toBe(amount)
      expect(parseEuros(formatEuros(amount, 'fr'))).toBe(amount)
    }),
  )
})

test('a sum does not depend on the order, and never loses a cent', () => {
  fc.assert(
    fc.property(fc.array(amounts), (list) => {
      expect(sumCents(list)).toBe(sumCents([...list].reverse()))
      expect(BigInt(sumCents(list))).toBe(list.reduce((total, amount) => total + BigInt(amount), 0n))
    }),
  )
})

test('half a cent rounds away from zero', () => {
  expect([roundToCents(0.5), roundToCents(-0.5), roundToCents(1.49)]).toEqual([1, -1, 1])
  expect(() => cents(0.5)).toThrow('whole number of cents')
})
