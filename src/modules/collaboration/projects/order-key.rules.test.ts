import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyBetween, keysAfter } from './order-key.rules.ts'

/** Puts so many cards into a column, each at the place that the number says, and answers their keys in the order of the column. */
function fill(places: readonly number[]): string[] {
  const column: string[] = []
  for (const place of places) {
    const at = place % (column.length + 1)
    column.splice(at, 0, keyBetween(column[at - 1] ?? null, column[at] ?? null))
  }
  return column
}

test('wherever cards are put, their keys sort as the column is read, and none is twice', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { maxLength: 200 }), (places) => {
      const column = fill(places)
      expect([...column].sort()).toEqual(column)
      expect(new Set(column).size).toBe(places.length)
      expect(column.filter((key) => !/^[0-9A-Za-z]{4,200}$/.test(key))).toEqual([])
    }),
  )
})

test('a column that is filled from one end has short keys, however long it is', () => {
  const below = fill(Array.from({ length: 2000 }, () => 0))
  const above = keysAfter(null, 2000)
  expect(Math.max(...[...below, ...above].map((key) => key.length))).toBe(4)
  expect([...above].sort()).toEqual(above)
})

test('of cards put at the very same place, five at least share the length of a key', () => {
  fc.assert(
    fc.property(fc.boolean(), (isBelow) => {
      let [low, high] = [keyBetween(null, null), keyBetween(keyBetween(null, null), null)]
      for (let n = 0; n < 300; n += 1) {
        const middle = keyBetween(low, high)
        expect(low < middle && middle < high).toBe(true)
        if (isBelow) high = middle
        else low = middle
      }
      expect(Math.max(low.length, high.length)).toBeLessThanOrEqual(4 + 300 / 5)
    }),
  )
})

test('two keys in the wrong order are a mistake of the program', () => {
  expect(() => keyBetween('V001', 'V000')).toThrow()
})
