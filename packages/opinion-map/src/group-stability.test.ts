import { describe, expect, test } from 'vitest'
import { groupStability } from './group-stability.ts'
import { mapOpinions } from './map-opinions.ts'
import { POLIS_SETTINGS } from './map-settings.ts'
import { seededRandom } from './seeded-random.ts'
import type { Vote } from './votes.ts'

const choices = { moderatedOut: [], meta: [], settings: POLIS_SETTINGS }
const asked = { resamples: 40, shuffles: 39, seed: 'stability' }

/** `camps` camps who answer alike but for `noise`; one camp and noise 1: everyone answers anyhow. */
function votesOf(camps: number, noise: number): Vote[] {
  const random = seededRandom(`votes ${camps} ${noise}`)
  const opinion = Array.from({ length: camps * 24 }, () => (random() < 0.5 ? 1 : -1))
  return Array.from({ length: 90 * 24 }, (_, i): Vote => {
    const participant = Math.floor(i / 24)
    const own = opinion[(participant % camps) * 24 + (i % 24)]! === 1 ? 1 : -1
    const any = random() < 0.5 ? 1 : -1
    return { participant, comment: i % 24, value: random() < noise ? any : own }
  })
}

describe('stability of the groups', () => {
  test.each([2, 3])('%i clear camps are so many groups, sure', (camps) => {
    const map = mapOpinions(votesOf(camps, 0.15), choices)
    const found = groupStability(map, asked)
    expect(map.groupIds).toHaveLength(camps)
    expect(found.verdict).toBe('sure')
    expect(Math.min(...found.jaccard)).toBeGreaterThan(0.75)
    expect(found.chance).toBe(1 / 40)
  })

  test('answers that say nothing of one another are no clear groups', () => {
    const found = groupStability(mapOpinions(votesOf(1, 1), choices), asked)
    expect(found.verdict).toBe('none')
    expect(found.chance).toBeGreaterThan(0.05)
  })

  test('the same seed gives the same figures, another seed others', () => {
    const map = mapOpinions(votesOf(2, 0.7), choices)
    const once = groupStability(map, asked)
    expect(groupStability(map, asked)).toEqual(once)
    expect(groupStability(map, { ...asked, seed: 'other' }).staying).not.toEqual(once.staying)
  })

  test('shares are shares, and those of the numbers of groups sum to one', () => {
    const { groupCounts, staying, jaccard } = groupStability(mapOpinions(votesOf(2, 0.6), choices), asked)
    const shares = [...jaccard, ...staying, ...groupCounts.map(([, share]) => share)]
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
    expect(groupCounts.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  test('nobody there: nothing is said', () => {
    expect(groupStability(mapOpinions([], choices), asked).verdict).toBe('none')
  })
})
