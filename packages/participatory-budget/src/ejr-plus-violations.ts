import type { Profile } from './compile-profile.ts'

/** A group that deserved a project: `voters` of its supporters, none of whom got as much as the group's part of the budget would pay. */
export interface EjrPlusViolation {
  readonly project: number
  readonly voters: number
}

/**
 * The projects that break EJR+ up to one project, with cost satisfaction: some t supporters of an unfunded project hold together
 * t/n of the budget, and that would pay what any of them already got *and* the project. Empty: the outcome is proportional in this
 * strong sense, and anyone can check it. Equal shares with cost satisfaction never breaks it.
 *
 * For each such project the largest group is named. Source: Brill and Peters, "Robust and Verifiable Proportionality Axioms" (2023), carried to
 * costs. Whole numbers only. Cost: O(entries × log entries).
 *
 * @example
 * const profile = compileProfile(exampleElection(), 'cost')
 * ejrPlusViolations(profile, [0, 1]) // → []
 * ejrPlusViolations(profile, []).map(({ project }) => project) // → [0, 1, 2]
 */
export function ejrPlusViolations(profile: Profile, selected: readonly number[]): EjrPlusViolation[] {
  const gains = gainByBallot(profile, new Set(selected))
  const taken = new Set(selected)
  const found: EjrPlusViolation[] = []
  for (let project = 0; project < profile.cost.length; project++) {
    if (taken.has(project)) continue
    const voters = deservingVoters(profile, project, gains)
    if (voters > 0) found.push({ project, voters })
  }
  return found
}

/** Cost of the funded projects that each ballot supports. */
function gainByBallot({ election, cost }: Profile, selected: ReadonlySet<number>): Float64Array {
  const { start, project, points } = election.ballots
  const gains = new Float64Array(start.length - 1)
  for (let ballot = 0; ballot < gains.length; ballot++)
    for (let at = start[ballot]!; at < start[ballot + 1]!; at++)
      if (points[at]! > 0 && selected.has(project[at]!)) gains[ballot]! += cost[project[at]!]!
  return gains
}

/** Size of the largest deserving group of supporters; 0 where there is none. */
function deservingVoters(profile: Profile, project: number, gains: Float64Array): number {
  const { groupOf, entryOf, ballot, people, cost, election } = profile
  const supporters = Array.from(
    ballot.subarray(entryOf[groupOf[project]!]!, entryOf[groupOf[project + 1]!]!),
    (index, at) => ({ gain: gains[index]!, people: people[entryOf[groupOf[project]!]! + at]! }),
  ).sort((a, b) => a.gain - b.gain)
  let together = 0
  let largest = 0
  for (const { gain, people: more } of supporters) {
    together += more
    if (isAtLeast(together, election.budget, gain + cost[project]!, election.voters)) largest = together
  }
  return largest
}

/** a × b ≥ c × d, exactly. */
function isAtLeast(a: number, b: number, c: number, d: number): boolean {
  const [left, right] = [a * b, c * d]
  if (left <= Number.MAX_SAFE_INTEGER && right <= Number.MAX_SAFE_INTEGER) return left >= right
  return BigInt(a) * BigInt(b) >= BigInt(c) * BigInt(d)
}
