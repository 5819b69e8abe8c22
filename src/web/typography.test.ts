import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typeset } from './typography.ts'

test('quotes within quotes, first days, thousands and references as a French printer sets them', () => {
  expect(typeset('Décider « Société « Les Ateliers » », puis « Jardins ».', 'fr')).toBe(
    'Décider «\u00a0Société “Les Ateliers”\u00a0», puis «\u00a0Jardins\u00a0».',
  )
  expect(typeset('depuis le 1 janvier 2016 ; 11 mars ; 1 marsouin', 'fr')).toBe(
    'depuis le 1er janvier 2016\u202f; 11 mars\u202f; 1 marsouin',
  )
  expect(typeset('23 000 € par an, loi n° 2000-321, art. 10', 'fr')).toBe(
    '23\u202f000\u00a0€ par an, loi n°\u00a02000-321, art.\u00a010',
  )
  expect(typeset('the “town” on 1 mars: 23 000', 'en')).toBe('the “town” on 1 mars: 23 000')
})

test('a text set twice is a text set once, and no letter of it is lost', () => {
  const piece = fc.constantFrom('«', '»', ' ', '\u00a0', 'a', '1 mars', '12 000', 'n° 3', ':', '“', '”')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const once = typeset(pieces.join(''), 'fr')
      expect(typeset(once, 'fr')).toBe(once)
      expect(once.replace(/[^a\d]/g, '')).toBe(
        pieces
          .join('')
          .replace(/[^a\d]/g, '')
          .replaceAll('1 mars', '1'),
      )
    }),
  )
})
