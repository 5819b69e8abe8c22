import { expect, test } from 'vitest'
import { catalogue, frenchSpaces } from './words.ts'

test('signs of French never start a line', () => {
  expect(frenchSpaces('Pourquoi ? « Oui » : 64 % !')).toBe(
    'Pourquoi\u202f? «\u00a0Oui\u00a0»\u00a0: 64\u00a0%\u202f!',
  )
})

test('times, addresses and English keep their spaces', () => {
  expect(frenchSpaces('à 10:05, https://exemple.fr/?q=a')).toBe('à 10:05, https://exemple.fr/?q=a')
  const words = catalogue('test-spaces', { fr: { a: 'Combien ?' }, en: { a: 'How many ?' } })
  expect([words('fr')('a'), words('en')('a')]).toEqual(['Combien\u202f?', 'How many ?'])
})
