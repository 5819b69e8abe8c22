import type { Vote } from '../src/votes.ts'

export interface SyntheticSize {
  readonly participants: number
  readonly comments: number
  /** Mean number of votes of a participant; few vote much, many vote little. */
  readonly votesEach: number
  readonly camps: number
}

/**
 * Votes of people in camps who answer alike, mostly; `random` gives numbers in [0, 1).
 *
 * How much somebody votes is exponential, as in real conversations; somebody's votes follow one another in a run of
 * comments that begins anywhere.
 */
export function syntheticVotes(
  { participants, comments, votesEach, camps }: SyntheticSize,
  random: () => number,
): Vote[] {
  const opinion = Array.from({ length: camps * comments }, () => random() * 2 - 1)
  const votes: Vote[] = []
  for (let participant = 0; participant < participants; participant++) {
    const camp = Math.floor(random() * camps)
    const count = Math.min(comments, 1 + Math.floor(-votesEach * Math.log(1 - random())))
    const first = Math.floor(random() * comments)
    for (let i = 0; i < count; i++) {
      const comment = (first + i) % comments
      const leaning = opinion[camp * comments + comment]! + (random() - 0.5) * 1.5
      const value = leaning > 0.25 ? 1 : leaning < -0.25 ? -1 : 0
      votes.push({ participant, comment, value })
    }
  }
  return votes
}
