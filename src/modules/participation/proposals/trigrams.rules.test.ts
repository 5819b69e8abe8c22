import fc from 'fast-check'
import { expect, test } from 'vitest'
import { similarityOf, tellingWords, trigramsOf } from './trigrams.rules.ts'

const near = (one: string, other: string) => similarityOf(trigramsOf(one), trigramsOf(other))

test('a title written otherwise is near, another subject is far', () => {
  expect(near('Des bancs à l’ombre place Carnot', 'Plus de banc a lombre, place Carnot')).toBeGreaterThan(0.5)
  expect(near('Des bancs à l’ombre place Carnot', 'Une piste cyclable rue Pasteur')).toBeLessThan(0.15)
})

test('likeness is between 0 and 1, the same both ways, and whole for the same text', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const value = near(one, other)
      expect(value).toBe(near(other, one))
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(1)
      if (trigramsOf(one).length > 0) expect(near(one, one)).toBe(1)
    }),
  )
})

test('words that every title has are left out', () => {
  expect(tellingWords('Pour la rénovation de l’école, et des vélos')).toEqual([
    'renovation',
    'ecole',
    'velos',
  ])
  expect(trigramsOf('de la')).toEqual([])
})
