import type { Profile } from './compile-profile.ts'
import { completeGreedily } from './complete-greedily.ts'
import type { Selection, TieBreaker } from './types.ts'

/**
 * The usual rule of towns: the project that gives most satisfaction for its cost first, skipping what does not fit any more.
 *
 * Cost: O(projects × log projects).
 *
 * @example
 * const profile = compileProfile(exampleElection(), 'cost')
 * greedy(profile, breakTies(profile, { by: 'lexicographic' }))
 * // → { selected: [0, 1], ties: [{ round: 2, candidates: [1, 2], chosen: 1, by: 'lexicographic' }] }
 */
export function greedy(profile: Profile, breakTies: TieBreaker): Selection {
  return completeGreedily(profile, { selected: [], ties: [] }, breakTies)
}
