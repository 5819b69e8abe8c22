import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { countVotes } from '../src/count-votes.ts'
import { formatMap } from '../src/format-map.ts'
import { groupAwareConsensus } from '../src/group-aware-consensus.ts'
import { mapOpinions } from '../src/map-opinions.ts'
import { representativeComments } from '../src/representative-comments.ts'
import { conversationFolders, readConversation, readExpected, readProductionMath } from './conversations.ts'
import { differences } from './differences.ts'

const folders = conversationFolders()

describe.skipIf(folders.length === 0)('real conversations', () => {
  test('there are nine conversations and three of production', () => {
    expect(folders).toHaveLength(12)
  })

  test.each(folders)('$name: the whole map is the expected one', (place) => {
    const { votes, choices } = readConversation(place)
    const found = formatMap(mapOpinions(votes, choices))
    const expected = readExpected(place.folder)
    expect(differences(found, expected, 1e-9)).toEqual([])
  })

  test.each(folders)('$name: twice the same bits', (place) => {
    const { votes, choices } = readConversation(place)
    const once = JSON.stringify(formatMap(mapOpinions(votes, choices)))
    expect(JSON.stringify(formatMap(mapOpinions(votes, choices)))).toBe(once)
  })
})

const counts = z.object({ A: z.number(), D: z.number(), S: z.number() })
const repness = z.object({
  tid: z.number(),
  'n-success': z.number(),
  'n-trials': z.number(),
  'p-success': z.number(),
  'p-test': z.number(),
  repness: z.number(),
  'repness-test': z.number(),
  'repful-for': z.enum(['agree', 'disagree']),
})
const productionMath = z.object({
  'group-clusters': z.array(z.object({ id: z.number(), members: z.array(z.number()) })),
  'base-clusters': z.object({ id: z.array(z.number()), members: z.array(z.array(z.number())) }),
  'group-votes': z.record(z.string(), z.object({ votes: z.record(z.string(), counts) })),
  'group-aware-consensus': z.record(z.string(), z.number()),
  repness: z.record(z.string(), z.array(repness)),
})

const production = folders.filter(({ folder }) => folder.includes('polis-production-math'))

describe.skipIf(production.length === 0)('the engine in production, its groups given', () => {
  test.each(production)('$name: the same counts, consensus and statistics', (place) => {
    const { votes, choices } = readConversation(place)
    const math = productionMath.parse(readProductionMath(place.folder))
    const { matrix, isOut } = mapOpinions(votes, choices)
    const groupOf = groupsOfProduction(math, matrix.participants)
    const groups = math['group-clusters'].length
    const found = countVotes(matrix, groupOf, groups)
    const columnOf = (tid: string | number) => matrix.comments.indexOf(Number(tid))
    for (const [group, { votes: byComment }] of Object.entries(math['group-votes'])) {
      for (const [tid, { A, D, S }] of Object.entries(byComment)) {
        const cell = Number(group) * matrix.comments.length + columnOf(tid)
        expect([found.agree[cell], found.disagree[cell], found.seen[cell]]).toEqual([A, D, S])
      }
    }
    const consensus = groupAwareConsensus(found)
    for (const [tid, value] of Object.entries(math['group-aware-consensus'])) {
      expect(consensus[columnOf(tid)]).toBeCloseTo(value, 12)
    }
    const all = { significantZ: -Infinity, listLength: Infinity }
    const lists = representativeComments(found, isOut, all)
    for (const [group, list] of Object.entries(math.repness)) {
      for (const one of list) {
        const ours = lists[Number(group)]?.find(({ comment }) => comment === columnOf(one.tid))
        expect(ours).toMatchObject({
          successes: one['n-success'],
          trials: one['n-trials'],
          side: one['repful-for'],
        })
        expect(ours?.share).toBeCloseTo(one['p-success'], 9)
        expect(ours?.shareTest).toBeCloseTo(one['p-test'], 9)
        expect(ours?.ratio).toBeCloseTo(one.repness, 9)
        // Production keeps this one in single precision.
        expect(ours?.ratioTest).toBeCloseTo(one['repness-test'], 5)
      }
    }
  })
})

/** By row: the group that production gave, or −1. */
function groupsOfProduction(
  math: z.infer<typeof productionMath>,
  participants: readonly (string | number)[],
) {
  const base = math['base-clusters']
  const groupOf = new Int32Array(participants.length).fill(-1)
  for (const { id, members } of math['group-clusters']) {
    for (const cluster of members) {
      for (const pid of base.members[base.id.indexOf(cluster)] ?? []) groupOf[participants.indexOf(pid)] = id
    }
  }
  return groupOf
}
