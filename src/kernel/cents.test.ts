import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  cents,
  formatEuros,
  formatEurosPlain,
  formatEurosShort,
  parseEuros,
  roundToCents,
  sumCents,
} from './cents.ts'

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

test('an amount in a sentence has three figures at most, in euros, thousands or millions', () => {
  const cases: [number, string, string][] = [
    [28_680_000, '287\u00a0k€', '€287k'],
    [-28_680_000, '−287\u00a0k€', '−€287k'],
    [4_191_900, '41,9\u00a0k€', '€41.9k'],
    [99_960_000, '1\u00a0M€', '€1m'],
    [125_000_000, '1,25\u00a0M€', '€1.25m'],
    [845_600, '8\u202f460\u00a0€', '€8,460'],
    [999_600, '10\u00a0k€', '€10k'],
    [-40, '0\u00a0€', '€0'],
    [0, '0\u00a0€', '€0'],
  ]
  for (const [amount, french, english] of cases)
    expect([formatEurosShort(amount, 'fr'), formatEurosShort(amount, 'en')]).toEqual([french, english])
})
