import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DiffPart, diffWords } from './word-diff.rules.ts'

const joined = (parts: readonly DiffPart[], dropped: DiffPart['kind']) =>
  parts
    .filter((part) => part.kind !== dropped)
    .map((part) => part.text)
    .join('')

/** Texts that share words, as two versions do. */
const anyText = fc
  .array(fc.constantFrom('un', 'banc', 'vert', ' ', ', ', '\n', 'école', '🙂'), { maxLength: 60 })
  .map((words) => words.join(''))

describe('differences between two versions', () => {
  test('both texts are found again whole', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string()), fc.oneof(anyText, fc.string()), (before, after) => {
        const parts = diffWords(before, after)
        expect(joined(parts, 'added')).toBe(before)
        expect(joined(parts, 'removed')).toBe(after)
      }),
    )
  })

  test('no two neighbours are of one kind, and a text without changes is one part', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const kinds = diffWords(before, after).map((part) => part.kind)
        expect(kinds.some((kind, index) => kind === kinds[index + 1])).toBe(false)
        expect(diffWords(before, before)).toEqual(before === '' ? [] : [{ kind: 'kept', text: before }])
      }),
    )
  })

  test('a word that was replaced is shown with the words around it kept', () => {
    expect(diffWords('Planter dix arbres ici', 'Planter vingt arbres ici')).toEqual([
      { kind: 'kept', text: 'Planter ' },
      { kind: 'removed', text: 'dix' },
      { kind: 'added', text: 'vingt' },
      { kind: 'kept', text: ' arbres ici' },
    ])
  })

  test('texts too long to compare are shown as replaced, with their common ends kept', () => {
    const [before, after] = ['a '.repeat(3000), 'b '.repeat(3000)].map((middle) => `Début ${middle}fin`)
    const parts = diffWords(before ?? '', after ?? '')
    expect(parts[0]).toEqual({ kind: 'kept', text: 'Début ' })
    expect(joined(parts, 'removed')).toBe(after)
  })
})
