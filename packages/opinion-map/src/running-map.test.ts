import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMap } from './format-map.ts'
import { mapOpinions } from './map-opinions.ts'
import { POLIS_SETTINGS } from './map-settings.ts'
import type { MapChoices } from './opinion-map.ts'
import { runningMap } from './running-map.ts'
import { seededRandom } from './seeded-random.ts'
import type { Vote } from './votes.ts'

const choices: MapChoices = { moderatedOut: [2], meta: [3], settings: POLIS_SETTINGS }
const limits = { products: 4, residual: 1e-13, patience: 4 }

function camps(people: number, comments: number, seed: string): Vote[] {
  const random = seededRandom(seed)
  return Array.from({ length: people * comments }, (): Vote => {
    const participant = Math.floor(random() * people)
    const comment = Math.floor(random() * comments)
    const isAgree = (participant % 2 === 0) === comment < comments / 2
    return { participant, comment, value: random() < 0.2 ? 0 : isAgree ? 1 : -1 }
  })
}

describe('votes one by one', () => {
  test('the matrix is that of all votes together', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 600 }), (seed, cut) => {
        const votes = camps(30, 20, `${seed}`)
        const running = runningMap(mapOpinions(votes.slice(0, cut), choices), limits)
        votes.slice(cut).forEach((vote, i) => {
          running.add(vote)
          if (i % 150 === 0) running.refresh()
        })
        expect(running.settle().map.matrix).toEqual(mapOpinions(votes, choices).matrix)
      }),
      { numRuns: 30 },
    )
  })

  test('a vote gives the priority, the consensus and the place that its counts give', () => {
    const votes = camps(40, 16, 'effects')
    const running = runningMap(mapOpinions(votes, choices), limits)
    const { map } = running.refresh()
    const row = map.rowsInMap[0]!
    const participant = map.matrix.participants[row]!
    const column = map.matrix.column[map.matrix.rowStart[row]!]!
    const comment = map.matrix.comments[column]!
    const value = map.matrix.value[map.matrix.rowStart[row]!]!
    // The same vote again changes nothing, so that the figures of the map must come back.
    const effect = running.add({ participant, comment, value: value === 1 ? 1 : value === 0 ? 0 : -1 })
    expect(effect.x).toBeCloseTo(map.points.x[row]!, 12)
    expect(effect.y).toBeCloseTo(map.points.y[row]!, 12)
    expect(effect.group).toBe(map.groupIds[map.groupOf[row]!])
    expect(effect.priority).toBeCloseTo(map.priorities[column]!, 12)
    expect(effect.groupAwareConsensus).toBeCloseTo(map.groupAwareConsensus[column]!, 12)
  })

  test('a changed vote moves the counts by one', () => {
    const running = runningMap(mapOpinions(camps(40, 16, 'change'), choices), limits)
    const first = running.add({ participant: 0, comment: 5, value: 1 }).groupAwareConsensus
    const second = running.add({ participant: 0, comment: 5, value: -1 }).groupAwareConsensus
    expect(second).toBeLessThan(first)
    expect(running.add({ participant: 0, comment: 5, value: 1 }).groupAwareConsensus).toBe(first)
  })

  test('somebody new is in no group, until they voted enough', () => {
    const running = runningMap(mapOpinions(camps(40, 16, 'new'), choices), limits)
    const groups = Array.from(
      { length: 9 },
      (_, comment) => running.add({ participant: 'eve', comment, value: 1 }).group,
    )
    expect(groups.slice(0, 6).every((group) => group === null)).toBe(true)
    expect(groups.slice(6).every((group) => group !== null)).toBe(true)
  })

  test('a comment that is new since the last refresh is taken', () => {
    const running = runningMap(mapOpinions(camps(40, 16, 'late'), choices), limits)
    const effect = running.add({ participant: 1, comment: 'late', value: 1 })
    expect([effect.x, effect.y, effect.priority].every(Number.isFinite)).toBe(true)
    expect(running.refresh().map.matrix.comments).toContain('late')
  })
})

describe('refresh', () => {
  test('again and again it comes to the axes of a cold computation', () => {
    const votes = camps(120, 24, 'converge')
    const running = runningMap(mapOpinions(votes.slice(0, 2000), choices), limits)
    for (const vote of votes.slice(2000)) running.add(vote)
    const residuals = Array.from({ length: 40 }, () => running.refresh().residual)
    expect(residuals.at(-1)).toBeLessThan(1e-9)
    const { agreement } = running.settle()
    expect(agreement.axes[0]).toBeCloseTo(1, 9)
    expect(agreement.axes[1]).toBeCloseTo(1, 9)
    expect(agreement.adjustedRandIndex).toBe(1)
  })

  test('one refresh takes no more products than it may', () => {
    const votes = camps(60, 20, 'products')
    const running = runningMap(mapOpinions(votes.slice(0, 900), choices), limits)
    for (const vote of votes.slice(900)) running.add(vote)
    expect(running.refresh().products).toBeLessThanOrEqual(4)
  })

  test('people see their group keep its id', () => {
    const votes = camps(80, 20, 'ids')
    const running = runningMap(mapOpinions(votes.slice(0, 1500), choices), limits)
    const before = running.refresh().map
    for (const vote of votes.slice(1500)) running.add(vote)
    const { map } = running.settle()
    const kept = [...before.rowsInMap].filter(
      (row) => map.groupIds[map.groupOf[row]!] === before.groupIds[before.groupOf[row]!],
    )
    expect(kept.length / before.rowsInMap.length).toBeGreaterThan(0.9)
  })

  test('from nothing, a first vote is a map', () => {
    const running = runningMap(mapOpinions([], choices), limits)
    expect(running.add({ participant: 0, comment: 0, value: 1 }).group).toBeNull()
    expect(formatMap(running.refresh().map)).toMatchObject({ participants: 1, comments: 1, votes: 1 })
  })
})
