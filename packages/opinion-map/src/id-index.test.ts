import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIdIndex } from './id-index.ts'
import type { Id } from './votes.ts'

const id = fc.oneof<fc.Arbitrary<Id>[]>(
  fc.integer({ min: -2, max: 6 }),
  fc.constantFrom(1023, 1024, 5000, (1 << 22) - 1, 1 << 22, 2 ** 31, 0.5, '0', '7', 'ana', ''),
)

test('names are numbered in the order in which they are first met, all at once as one by one', () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 30 }), (names) => {
      const distinct = [...new Set(names)]
      const expected = names.map((name) => distinct.indexOf(name))
      const one = createIdIndex()
      expect(names.map((name) => one.indexOf(name))).toEqual(expected)
      const all = createIdIndex()
      const numbers = Int32Array.from(names, (name) =>
        typeof name === 'number' && (name | 0) === name && name >= 0 ? name : -1,
      )
      all.replace(numbers, (i) => names[i]!)
      expect([...numbers]).toEqual(expected)
      expect(all.ids).toEqual(distinct)
    }),
    { numRuns: 60 },
  )
})
