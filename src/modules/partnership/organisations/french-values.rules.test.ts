import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatEuros } from '#kernel/cents.ts'
import { readAmount, readDay } from './french-values.rules.ts'

const euros = (text: string) => {
  const reading = readAmount(text)
  return reading.kind === 'read' ? reading.cents : reading.kind
}

describe('amounts', () => {
  test.each([
    ['40 000,00', 4_000_000],
    ['17\u00a0833', 1_783_300],
    ['97 000euros', 9_700_000],
    ['1 465 600 euros', 146_560_000],
    ['33 600,00 €', 3_360_000],
    ['12800.0', 1_280_000],
    ['100000,1', 10_000_010],
    ['22000.80', 2_200_080],
    ['1 234 567,89', 123_456_789],
    ['1.234.567,89', 123_456_789],
    ['1,234,567.89', 123_456_789],
    ['1.234.567', 123_456_700],
    ['1.234', 'ambiguous'],
    ['12,345', 'ambiguous'],
    ['-40', 'negative'],
    ['(1\u00a0234,56)', 'negative'],
    ['12,50-', 'negative'],
    ['€ 12', 1200],
    ['1’234,56', 123_456],
    ['12 15', 'unreadable'],
    ['1 234.567', 'unreadable'],
    ['1,5E+3', 'unreadable'],
    ['', 'missing'],
    [' € ', 'missing'],
    ['NC', 'unreadable'],
    ['ODHLM', 'unreadable'],
    ['12 ou 15', 'unreadable'],
    ['1,2,3', 'unreadable'],
    ['99999999999999999', 'unreadable'],
  ])('%j', (text, expected) => {
    expect(euros(text)).toBe(expected)
  })

  test('whatever our own pages write is read back to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (amount) => {
        expect(euros(formatEuros(amount, 'fr'))).toBe(amount)
      }),
    )
  })
})

describe('days', () => {
  test.each([
    ['2017-11-22', { kind: 'read', day: '2017-11-22', rest: '' }],
    ['22/11/2017', { kind: 'read', day: '2017-11-22', rest: '' }],
    ['5/1/2017', { kind: 'read', day: '2017-01-05', rest: '' }],
    ['22/11/2017\r\nSolde en 2018', { kind: 'read', day: '2017-11-22', rest: 'Solde en 2018' }],
    ['14/04/2017 (avance)', { kind: 'read', day: '2017-04-14', rest: '(avance)' }],
    ['2017-11-16T00:00:00.000Z', { kind: 'read', day: '2017-11-16', rest: '' }],
    ['1er février 2017', { kind: 'read', day: '2017-02-01', rest: '' }],
    ['2017/02/01', { kind: 'read', day: '2017-02-01', rest: '' }],
    ['20170201', { kind: 'read', day: '2017-02-01', rest: '' }],
    ['201702011', { kind: 'unreadable' }],
    ['31/02/2017', { kind: 'unreadable' }],
    ['2017-02-31', { kind: 'unreadable' }],
    ['novembre', { kind: 'unreadable' }],
    ['  ', { kind: 'missing' }],
  ])('%j', (text, expected) => {
    expect(readDay(text)).toEqual(expected)
  })
})
