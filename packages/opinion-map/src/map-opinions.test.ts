import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adjustedRandIndex } from './adjusted-rand-index.ts'
import { formatMap } from './format-map.ts'
import { mapOpinions } from './map-opinions.ts'
import { POLIS_SETTINGS } from './map-settings.ts'
import type { MapChoices } from './opinion-map.ts'
import { seededRandom } from './seeded-random.ts'
import type { Vote } from './votes.ts'

const choices: MapChoices = { moderatedOut: [], meta: [], settings: POLIS_SETTINGS }

const votes = fc.array(
  fc.record({
    participant: fc.nat(30),
    comment: fc.nat(12),
    value: fc.constantFrom(-1 as const, 0 as const, 1 as const),
  }),
  { maxLength: 400 },
)

/** People in camps who answer alike, mostly. */
function camps(people: number, comments: number, seed: string): Vote[] {
  const random = seededRandom(seed)
  return Array.from({ length: people * comments }, (_, i): Vote => {
    const participant = Math.floor(i / comments)
    const comment = i % comments
    const isOdd = random() < 0.15
    const isAgree = (participant % 2 === 0) === (comment % 2 === 0)
    return { participant, comment, value: isOdd ? 0 : isAgree ? 1 : -1 }
  })
}

describe('any votes', () => {
  test('the map is made of finite numbers, and its people are all in a group', () => {
    fc.assert(
      fc.property(votes, (cast) => {
        const map = mapOpinions(cast, choices)
        const numbers = [...map.points.x, ...map.points.y, ...map.priorities, ...map.groupAwareConsensus]
        expect(numbers.every(Number.isFinite)).toBe(true)
        expect([...map.rowsInMap].every((row) => map.groupOf[row]! >= 0)).toBe(true)
        expect(map.matrix.value.length).toBe(
          new Set(cast.map(({ participant, comment }) => `${participant} ${comment}`)).size,
        )
      }),
      { numRuns: 200 },
    )
  })

  test('new names change nothing but names', () => {
    fc.assert(
      fc.property(votes, (cast) => {
        const renamed = cast.map(({ participant, comment, value }) => ({
          participant: `p${participant}`,
          comment: `c${comment}`,
          value,
        }))
        const [one, other] = [mapOpinions(cast, choices), mapOpinions(renamed, choices)]
        expect(other.groupOf).toEqual(one.groupOf)
        expect(other.points).toEqual(one.points)
        expect(other.representative).toEqual(one.representative)
      }),
      { numRuns: 100 },
    )
  })

  test('a vote that is taken back and cast again counts as the last one, wherever the first stood', () => {
    fc.assert(
      fc.property(votes, (cast) => {
        const changed = cast.flatMap((vote): Vote[] => [{ ...vote, value: vote.value === 1 ? -1 : 1 }, vote])
        expect(formatMap(mapOpinions(changed, choices))).toEqual(formatMap(mapOpinions(cast, choices)))
      }),
      { numRuns: 100 },
    )
  })

  test('everyone for and against exchanged mirrors the axes and keeps the groups', () => {
    const cast = camps(60, 14, 'mirror')
    const mirrored = cast.map(
      (vote): Vote => ({ ...vote, value: vote.value === 0 ? 0 : vote.value === 1 ? -1 : 1 }),
    )
    const [one, other] = [mapOpinions(cast, choices), mapOpinions(mirrored, choices)]
    expect(adjustedRandIndex(other.groupOf, one.groupOf)).toBe(1)
    other.axes.center.forEach((mean, j) => {
      expect(mean).toBeCloseTo(-one.axes.center[j]!, 12)
    })
  })
})

describe('order of the votes', () => {
  test('groups depend on who came first, not on the order of comments', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const cast = camps(50, 12, `order ${seed}`)
        const order = shuffled([...Array(12).keys()], seededRandom(`shuffle ${seed}`))
        const byPerson = Map.groupBy(cast, ({ participant }) => participant)
        const reordered = [...byPerson.values()].flatMap((own) => order.map((comment) => own[comment]!))
        const [one, other] = [mapOpinions(cast, choices), mapOpinions(reordered, choices)]
        expect(adjustedRandIndex(other.groupOf, one.groupOf)).toBe(1)
      }),
      { numRuns: 30 },
    )
  })

  function shuffled(items: number[], random: () => number): number[] {
    return items
      .map((item) => ({ item, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item)
  }
})

describe('corner cases', () => {
  test('no votes: an empty map', () => {
    const map = formatMap(mapOpinions([], choices))
    expect(map).toMatchObject({ participants: 0, comments: 0, votes: 0, k: 0, group_of: {} })
  })

  test('everyone agrees: no axis, one group, and a consensus', () => {
    const cast = camps(20, 10, 'same').map((vote): Vote => ({ ...vote, value: 1 }))
    const map = mapOpinions(cast, choices)
    expect(map.groups.best).toBeNull()
    expect([...map.points.x, ...map.points.y].every((place) => place === 0)).toBe(true)
    expect(map.consensus.agree).toHaveLength(5)
  })

  test('one axis only: people are placed on it, not all in the middle', () => {
    const cast = Array.from({ length: 20 }, (_, participant): Vote[] =>
      Array.from(
        { length: 8 },
        (_, comment): Vote => ({ participant, comment, value: participant % 2 ? 1 : -1 }),
      ),
    ).flat()
    const map = mapOpinions(cast, choices)
    expect(map.groupIds).toHaveLength(2)
    expect(Math.abs(map.points.x[0]! - map.points.x[1]!)).toBeGreaterThan(1)
    expect(map.points.y.every((place) => place === 0)).toBe(true)
  })

  test('a comment that is moderated out weighs on nothing and is in no list', () => {
    const cast = camps(40, 10, 'out')
    const map = mapOpinions(cast, { ...choices, moderatedOut: [0, 99] })
    expect(map.axes.components[0][0]).toBe(0)
    expect(map.extremity[0]).toBe(0)
    expect(map.representative.flat().some(({ comment }) => comment === 0)).toBe(false)
  })

  test('a comment about the voter has the priority of the settings', () => {
    const map = mapOpinions(camps(40, 10, 'meta'), { ...choices, meta: [3] })
    expect(map.priorities[map.matrix.comments.indexOf(3)]).toBe(49)
  })

  test('the input is left as it was', () => {
    const cast = camps(20, 10, 'frozen').map((vote) => Object.freeze(vote))
    const copy = structuredClone(cast)
    mapOpinions(Object.freeze(cast), choices)
    expect(cast).toEqual(copy)
  })
})
