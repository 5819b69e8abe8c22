import type { VoteMatrix } from './votes.ts'

/**
 * The same votes on each comment, dealt anew among those who voted on it: what would be seen if the answers to one
 * comment said nothing of the answers to another.
 *
 * Source: permutation test; Fisher–Yates shuffle by column. Cost: the number of votes.
 *
 * @example shuffleVotes(matrix, seededRandom('a seed')).value
 */
export function shuffleVotes(matrix: VoteMatrix, random: () => number): VoteMatrix {
  const value = matrix.value.slice()
  const places: number[][] = matrix.comments.map(() => [])
  for (let at = 0; at < value.length; at++) places[matrix.column[at]!]!.push(at)
  for (const column of places) {
    for (let left = column.length - 1; left > 0; left--) {
      const here = column[left]!
      const there = column[Math.floor(random() * (left + 1))]!
      const kept = value[here]!
      value[here] = value[there]!
      value[there] = kept
    }
  }
  return { ...matrix, value }
}
