import { describe, expect, test } from 'vitest'
import { drawNextComment } from './draw-next-comment.ts'
import { seededRandom } from './seeded-random.ts'

describe('the next comment', () => {
  test('chances follow the priorities (chi-square, 1 %)', () => {
    const priorities = Float64Array.of(1, 2, 3, 4)
    const random = seededRandom('draws')
    const counts = [0, 0, 0, 0]
    for (let draw = 0; draw < 10_000; draw++)
      counts[drawNextComment(priorities, () => false, random()) ?? 0]!++
    const chiSquare = counts.reduce((sum, count, j) => {
      const expected = (10_000 * priorities[j]!) / 10
      return sum + (count - expected) ** 2 / expected
    }, 0)
    expect(chiSquare).toBeLessThan(11.34)
  })

  test('what was seen is never drawn, and nothing is left once all were', () => {
    const priorities = Float64Array.of(5, 1)
    expect(drawNextComment(priorities, (j) => j === 0, 0.999999)).toBe(1)
    expect(drawNextComment(priorities, () => true, 0.5)).toBeNull()
  })
})
