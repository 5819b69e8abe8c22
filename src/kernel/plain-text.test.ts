import { expect, test } from 'vitest'
import { segmentOf } from './plain-text.ts'

test.each([
  ['Ressourcerie de l’Élan', 'ressourcerie-de-l-elan'],
  ['Nouvelle', 'mesure-nouvelle'],
  ['…', 'sans-titre'],
])('“%s” has its page at %s', (title, segment) => {
  expect(segmentOf(title, new Set(['nouvelle']), 'mesure', 'sans-titre')).toBe(segment)
})
