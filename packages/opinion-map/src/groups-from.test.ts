import { expect, test } from 'vitest'
import { clearest } from './groups-from.ts'

test('of two divisions that are equally clear the one with more groups is taken', () => {
  const divisions = [
    { sought: 2, silhouette: 0.5 },
    { sought: 3, silhouette: 0.5 },
    { sought: 4, silhouette: 0.5 - Number.EPSILON },
  ]
  expect(clearest(divisions)?.sought).toBe(3)
  expect(clearest([])).toBeNull()
})
