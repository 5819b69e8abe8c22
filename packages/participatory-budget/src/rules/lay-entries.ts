import type { Ballots } from '../types.ts'

/** Where the supporters of each project lie, as in `Profile`. */
export interface EntryPlaces {
  readonly groupOf: Int32Array
  readonly groupPoints: Float64Array
  readonly entryOf: Int32Array
}

/**
 * Fills the entries of all groups, within each in the order of `order`, a permutation of the ballots.
 *
 * Cost: O(entries × points given to a project).
 */
export function layEntries(
  ballots: Ballots,
  { groupOf, groupPoints, entryOf }: EntryPlaces,
  order: Int32Array,
  ballot: Int32Array,
  people: Float64Array,
): void {
  const { start, project, points, voters } = ballots
  const next = entryOf.slice()
  for (const index of order)
    for (let at = start[index]!; at < start[index + 1]!; at++) {
      if (points[at] === 0) continue
      let group = groupOf[project[at]!]!
      while (groupPoints[group] !== points[at]) group++
      const entry = next[group]!++
      ballot[entry] = index
      people[entry] = voters[index]!
    }
}
