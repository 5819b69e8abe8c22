import { describe, expect, test } from 'vitest'
import type { Division } from './find-groups.ts'
import { steadyChoice } from './steady-choice.ts'

const clusters = {
  ids: [],
  centers: { x: new Float64Array(), y: new Float64Array() },
  clusterOf: new Int32Array(),
  rounds: 0,
}
const divisions = [2, 3, 4].map((sought): Division => ({ sought, clusters, silhouette: 0 }))

/** Number of groups chosen, each time another number is the clearest. */
function chosen(start: number | null, patience: number, clearest: readonly number[]) {
  const choose = steadyChoice(start, patience)
  return clearest.map((best) => choose({ divisions, best: divisions[best - 2] ?? null })?.sought)
}

describe('the number of groups', () => {
  test('changes once another was the clearest so many times in a row', () => {
    expect(chosen(2, 3, [3, 3, 3, 3])).toEqual([2, 2, 3, 3])
  })

  test('stays while others take turns', () => {
    expect(chosen(2, 3, [3, 3, 4, 3, 3, 2, 3, 3])).toEqual([2, 2, 2, 2, 2, 2, 2, 2])
  })

  test('is taken at once where there was none', () => {
    expect(chosen(null, 3, [4, 2])).toEqual([4, 4])
  })
})
