import type { CommentVotes } from './comment-priority.ts'
import { countVotes } from './count-votes.ts'
import type { Row } from './growing-rows.ts'
import type { OpinionMap } from './opinion-map.ts'

/** Counts by group and comment that follow the votes. */
export interface LiveCounts {
  /** Position of a row's group; −1 for none. */
  groupOf(row: number): number
  /** A member's vote takes the place of the one before (null: the comment was not seen). */
  replace(group: number, column: number, before: number | null, value: number): void
  /** Somebody who was in no group joins one, with all votes. */
  join(row: number, group: number, votes: Row): void
  /** Votes of all groups on a comment. */
  total(column: number): CommentVotes
  groupAwareConsensus(column: number): number
}

interface Tally {
  agree: number
  disagree: number
  seen: number
}

/**
 * The counts of a map, ready to follow more votes.
 *
 * Cost: a pass over the votes to begin, constant a vote.
 *
 * @example liveCounts(map).total(0) // { agree: 54, disagree: 12, seen: 75 }
 */
export function liveCounts({ matrix, groupOf, groupIds }: OpinionMap): LiveCounts {
  const { agree, disagree, seen, comments } = countVotes(matrix, groupOf, groupIds.length)
  const tallies = groupIds.map((_, group) =>
    Array.from({ length: comments }, (_, j): Tally => {
      const cell = group * comments + j
      return { agree: agree[cell]!, disagree: disagree[cell]!, seen: seen[cell]! }
    }),
  )
  const joined = new Map<number, number>()
  const tallyOf = (group: number, column: number) => {
    tallies[group]![column] ??= { agree: 0, disagree: 0, seen: 0 }
    return tallies[group]![column]!
  }
  return {
    groupOf: (row) => joined.get(row) ?? groupOf[row] ?? -1,
    replace(group, column, before, value) {
      const tally = tallyOf(group, column)
      if (before === null) tally.seen++
      else count(tally, before, -1)
      count(tally, value, 1)
    },
    join(row, group, { columns, values }) {
      joined.set(row, group)
      for (let i = 0; i < columns.length; i++) {
        const tally = tallyOf(group, columns[i]!)
        tally.seen++
        count(tally, values[i]!, 1)
      }
    },
    total(column) {
      const sum: Tally = { agree: 0, disagree: 0, seen: 0 }
      for (let group = 0; group < tallies.length; group++) {
        const tally = tallyOf(group, column)
        sum.agree += tally.agree
        sum.disagree += tally.disagree
        sum.seen += tally.seen
      }
      return sum
    },
    groupAwareConsensus(column) {
      let product = 1
      for (let group = 0; group < tallies.length; group++) {
        const { agree, seen } = tallyOf(group, column)
        product *= (agree + 1) / (seen + 2)
      }
      return product
    },
  }
}

function count(tally: Tally, value: number, by: number): void {
  if (value === 1) tally.agree += by
  else if (value === -1) tally.disagree += by
}
