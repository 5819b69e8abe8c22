import { compareIds } from './compare-ids.ts'
import type { Profile } from './compile-profile.ts'
import { sha256 } from './sha256.ts'
import type { TieBreaker } from './types.ts'

/** How projects that are exactly level are told apart. */
export type TieRule =
  | { readonly by: 'lexicographic' }
  | { readonly by: 'votes' }
  | { readonly by: 'cost' }
  | { readonly by: 'seed'; readonly seed: string }

interface Criterion {
  readonly name: string
  /** Negative where project a goes first, 0 where it does not tell them apart. */
  compare(a: number, b: number): number
}

/**
 * Makes the tie-breaker of a count. `lexicographic`: the first id as a text, as the reference implementations; `votes`:
 * most votes, then least cost, then the first id; `cost`: least cost, then most votes, then the first id; `seed`: a lot that
 * anyone can draw again, the least SHA-256 of `seed`, a line end and the id, as hexadecimal text (`printf 'SEED\nID' | sha256sum`).
 *
 * The answer names the criterion that decided. Cost: O(candidates).
 *
 * @example
 * breakTies(compileProfile(exampleElection(), 'cost'), { by: 'votes' })([1, 2]) // → { chosen: 2, by: 'cost' }
 */
export function breakTies(profile: Profile, rule: TieRule): TieBreaker {
  const criteria = criteriaOf(profile, rule)
  return (candidates) => {
    let left = [...candidates]
    for (const { name, compare } of criteria) {
      const first = left.reduce((best, project) => (compare(project, best) < 0 ? project : best))
      left = left.filter((project) => compare(project, first) === 0)
      if (left.length === 1) return { chosen: first, by: name }
    }
    throw new RangeError(
      `ids are unique: ${left.map((project) => profile.election.projects[project]?.id).join(', ')}`,
    )
  }
}

function criteriaOf({ election, votes, cost }: Profile, rule: TieRule): readonly Criterion[] {
  const idOf = (project: number) => election.projects[project]?.id ?? ''
  const first: Criterion = { name: 'lexicographic', compare: (a, b) => compareIds(idOf(a), idOf(b)) }
  const most: Criterion = { name: 'votes', compare: (a, b) => votes[b]! - votes[a]! }
  const cheapest: Criterion = { name: 'cost', compare: (a, b) => cost[a]! - cost[b]! }
  if (rule.by === 'lexicographic') return [first]
  if (rule.by === 'votes') return [most, cheapest, first]
  if (rule.by === 'cost') return [cheapest, most, first]
  const lot = (project: number) => sha256(`${rule.seed}\n${idOf(project)}`)
  return [{ name: `seed:${rule.seed}`, compare: (a, b) => compareIds(lot(a), lot(b)) }]
}
