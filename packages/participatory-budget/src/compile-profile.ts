import { layEntries } from './rules/lay-entries.ts'
import { measure } from './rules/measure.ts'
import type { Ballots, Election, Satisfaction } from './types.ts'

/**
 * An election seen through one measure of satisfaction, laid out for counting. A supporter of project p is worth
 * `points × worth[p]` when p is funded.
 */
export interface Profile {
  readonly election: Election
  readonly satisfaction: Satisfaction
  /** Whole money units, one a project. */
  readonly cost: Float64Array
  /** What one point for the project is worth: its cost for `cost`, else 1. */
  readonly worth: Float64Array
  /** Supporters. */
  readonly votes: Float64Array
  /** Points of all supporters together. */
  readonly score: Float64Array
  /** People who cast each distinct ballot. */
  readonly voters: Float64Array
  /**
   * Supporters by project, those who gave the same points together: group g of project p, from `groupOf[p]` to
   * `groupOf[p + 1] - 1`, gave `groupPoints[g]` points and holds the entries `entryOf[g]` to `entryOf[g + 1] - 1`.
   */
  readonly groupOf: Int32Array
  readonly groupPoints: Float64Array
  readonly entryOf: Int32Array
  readonly ballot: Int32Array
  /** People who cast that ballot: `voters[ballot]`, beside it for speed. */
  readonly people: Float64Array
}

/**
 * Prepares an election for counting with one measure of satisfaction:
 * `cost`, a funded project is worth its cost to each who approves it; `card`, each is worth 1; `cardinal`, the points
 * given; `borda`, one point less a rank, 0 for the last one listed.
 *
 * Throws a RangeError where the measure does not fit the ballots (cost, card: approval; cardinal: cumulative and scoring; borda:
 * ordinal): `countRules` lists what fits. Cost: O(length of all distinct ballots).
 *
 * @example
 * const profile = compileProfile(exampleElection(), 'cost')
 * [...profile.votes] // → [6, 5, 5, 4]
 */
export function compileProfile(election: Election, satisfaction: Satisfaction): Profile {
  const cost = Float64Array.from(election.projects, (project) => project.cost)
  const supporters = groupSupporters(election)
  const layout = {
    election,
    cost,
    ...totals(supporters, cost.length),
    voters: Float64Array.from(election.ballots.voters),
    ...supporters,
  }
  return { ...layout, ...measure(layout, satisfaction) }
}

type Supporters = Pick<Profile, 'groupOf' | 'groupPoints' | 'entryOf' | 'ballot' | 'people'>

function groupSupporters({ ballots, projects }: Election): Supporters {
  const groups = sizesByPoints(ballots, projects.length).map((sizes) => [...sizes].sort(([a], [b]) => b - a))
  const groupOf = Int32Array.from(startsOf(groups.map(({ length }) => length)))
  const entryOf = Int32Array.from(startsOf(groups.flatMap((sizes) => sizes.map(([, size]) => size))))
  const groupPoints = Float64Array.from(groups.flatMap((sizes) => sizes.map(([points]) => points)))
  const ballot = new Int32Array(entryOf.at(-1) ?? 0)
  const people = new Float64Array(ballot.length)
  const order = Int32Array.from(ballots.voters.keys())
  layEntries(ballots, { groupOf, groupPoints, entryOf }, order, ballot, people)
  return { groupOf, groupPoints, entryOf, ballot, people }
}

/** How many distinct ballots give each project each number of points. */
function sizesByPoints({ project, points }: Ballots, projects: number): Map<number, number>[] {
  const sizes = Array.from({ length: projects }, () => new Map<number, number>())
  // Approval gives one point always.
  const ones = new Int32Array(projects)
  for (let at = 0; at < project.length; at++) {
    const own = project[at]!
    const given = points[at]!
    if (given === 1) ones[own]!++
    else if (given !== 0) sizes[own]!.set(given, (sizes[own]!.get(given) ?? 0) + 1)
  }
  ones.forEach((size, own) => {
    if (size > 0) sizes[own]!.set(1, size)
  })
  return sizes
}

function startsOf(sizes: readonly number[]): number[] {
  let sum = 0
  return [0, ...sizes.map((size) => (sum += size))]
}

function totals(supporters: Supporters, projects: number): Pick<Profile, 'votes' | 'score'> {
  const { groupOf, groupPoints, entryOf, people } = supporters
  const votes = new Float64Array(projects)
  const score = new Float64Array(projects)
  for (let project = 0; project < projects; project++)
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++)
      for (let entry = entryOf[group]!; entry < entryOf[group + 1]!; entry++) {
        votes[project]! += people[entry]!
        score[project]! += people[entry]! * groupPoints[group]!
      }
  return { votes, score }
}
