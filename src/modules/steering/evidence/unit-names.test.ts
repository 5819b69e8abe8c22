import { expect, test } from 'vitest'
import { unitName } from './unit-names.ts'

test('a unit is a word of the page’s language, that agrees with its number', () => {
  expect([unitName('people', 'fr', 1), unitName('people', 'fr', 120), unitName('people', 'en', 1)]).toEqual([
    'personne',
    'personnes',
    'person',
  ])
  expect([
    unitName('percent', 'fr', 60),
    unitName('jobs', 'fr', 1_000_000),
    unitName('cents', 'en', 3),
  ]).toEqual(['%', 'emplois', '€'])
})

test('a unit without a word is shown as the town typed it', () => {
  expect(unitName('repas', 'en', 12)).toBe('repas')
})
