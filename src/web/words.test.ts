import { expect, test } from 'vitest'
import { catalogue, frenchSpaces } from './words.ts'

test('signs of French never start a line', () => {
  expect(frenchSpaces('Pourquoi ? « Oui » : 64 % !')).toBe(
    'Pourquoi\u202f? «\u00a0Oui\u00a0»\u00a0: 64\u00a0%\u202f!',
  )
})

test('a number of four digits or more is not cut, two numbers may be', () => {
  expect(frenchSpaces('1 234,50, 12 000 000, en 2026 250 000, le 3 12')).toBe(
    '1\u202f234,50, 12\u202f000\u202f000, en 2026 250\u202f000, le 3 12',
  )
})

test('times, addresses and English keep their spaces', () => {
  expect(frenchSpaces('à 10:05, https://exemple.fr/?q=a')).toBe('à 10:05, https://exemple.fr/?q=a')
  const words = catalogue('test-spaces', { fr: { a: 'Combien ?' }, en: { a: 'How many ?' } })
  expect([words('fr')('a'), words('en')('a')]).toEqual(['Combien\u202f?', 'How many ?'])
})

test('a text follows the count that it is given, and the language', () => {
  const texts = {
    rows_zero: 'Rien',
    rows_one: '{{count}} ligne de {{place}}',
    rows_other: '{{count}} lignes de {{place}}',
  }
  const words = catalogue('test-counts', {
    fr: texts,
    en: { ...texts, rows_one: '{{count}} row', rows_other: '{{count}} rows' },
  })
  const read = (locale: 'fr' | 'en', count: number) => words(locale)('rows', { count, place: 'A' })
  expect([0, 1, 1.5, 2, 1_000_000].map((count) => read('fr', count))).toEqual([
    'Rien',
    '1 ligne de A',
    '1.5 ligne de A',
    '2 lignes de A',
    '1000000 lignes de A',
  ])
  expect([1, 1.5].map((count) => read('en', count))).toEqual(['1 row', '1.5 rows'])
})

test('what people wrote is shown as it is, braces and signs of patterns too', () => {
  const words = catalogue('test-values', { fr: { a: '{{x}} et {{x}}' }, en: { a: '{{x}} and {{x}}' } })
  expect(words('fr')('a', { x: '$& {{x}} <b>' })).toBe('$& {{x}} <b> et $& {{x}} <b>')
})
