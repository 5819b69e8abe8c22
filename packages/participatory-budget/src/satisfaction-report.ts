import type { Election, Grouping } from './types.ts'

export interface Satisfied {
  readonly voters: number
  /** With at least one funded project among those they supported. */
  readonly withProject: number
  /** Funded projects among those they supported, on average. */
  readonly meanProjects: number
  /** Part of the money spent on the projects they supported, each project's cost shared equally by its supporters: currency a voter. */
  readonly meanShare: number
}

export interface SatisfactionReport {
  readonly all: Satisfied
  /** Voters without any funded project among those they supported, over all voters. */
  readonly exclusionRatio: number
  /** Voters by how many of the projects they supported are funded: 0, 1, 2… */
  readonly histogram: readonly number[]
  /** Gini index of the shares: 0, all alike; near 1, few have everything. */
  readonly gini: number
  /** By each column that the ballots were read with. `withheld` people belong to groups too small to be shown. */
  readonly groups: readonly {
    readonly column: string
    readonly rows: readonly (Satisfied & { readonly label: string })[]
    readonly withheld: number
  }[]
}

/**
 * What an outcome gives to the voters, and to each group of them: how many have a project, how many projects, and which part of the money.
 *
 * @param smallestGroup groups with fewer people are withheld, so that nobody's ballot can be read off a row.
 *
 * Source: fair shares as in Maly et al., "Fairness in Participatory Budgeting via Equality of Resources" (2023).
 * Cost: O(entries + distinct ballots × log).
 *
 * @example
 * const { all, exclusionRatio, histogram } = satisfactionReport(exampleElection(), [0, 1], 5)
 * [all.withProject, exclusionRatio, histogram] // → [7, 2 / 9, [2, 3, 4]]
 */
export function satisfactionReport(
  election: Election,
  selected: readonly number[],
  smallestGroup: number,
): SatisfactionReport {
  const gains = gainsOf(election, selected)
  const { voters } = election.ballots
  const all = summarise(gains, voters)
  return {
    all,
    exclusionRatio: all.voters === 0 ? 0 : (all.voters - all.withProject) / all.voters,
    histogram: histogramOf(gains.projects, voters),
    gini: giniOf(gains.share, voters),
    groups: election.groupings.map((grouping) => reportGroup(grouping, gains, smallestGroup)),
  }
}

interface Gains {
  readonly projects: Float64Array
  readonly share: Float64Array
}

function gainsOf({ ballots, projects, decimals }: Election, selected: readonly number[]): Gains {
  const { start, project, points, voters } = ballots
  const supporters = new Float64Array(projects.length)
  for (let ballot = 0; ballot < voters.length; ballot++)
    for (let at = start[ballot]!; at < start[ballot + 1]!; at++)
      if (points[at]! > 0) supporters[project[at]!]! += voters[ballot]!
  const taken = new Set(selected)
  const gains = { projects: new Float64Array(voters.length), share: new Float64Array(voters.length) }
  for (let ballot = 0; ballot < voters.length; ballot++)
    for (let at = start[ballot]!; at < start[ballot + 1]!; at++) {
      const own = project[at]!
      if (points[at] === 0 || !taken.has(own)) continue
      gains.projects[ballot]!++
      gains.share[ballot]! += projects[own]!.cost / supporters[own]! / 10 ** decimals
    }
  return gains
}

function summarise({ projects, share }: Gains, people: ArrayLike<number>): Satisfied {
  let [voters, withProject, count, money] = [0, 0, 0, 0]
  for (let ballot = 0; ballot < projects.length; ballot++) {
    const weight = people[ballot]!
    voters += weight
    if (projects[ballot]! > 0) withProject += weight
    count += weight * projects[ballot]!
    money += weight * share[ballot]!
  }
  const mean = (sum: number) => (voters === 0 ? 0 : sum / voters)
  return { voters, withProject, meanProjects: mean(count), meanShare: mean(money) }
}

function histogramOf(projects: Float64Array, voters: ArrayLike<number>): number[] {
  const counts: number[] = []
  for (let ballot = 0; ballot < projects.length; ballot++) {
    const count = projects[ballot]!
    while (counts.length <= count) counts.push(0)
    counts[count]! += voters[ballot]!
  }
  return counts
}

function giniOf(share: Float64Array, voters: ArrayLike<number>): number {
  const sorted = Array.from(share, (gain, ballot) => ({ gain, people: voters[ballot]! })).sort(
    (a, b) => a.gain - b.gain,
  )
  let [people, money, area] = [0, 0, 0]
  for (const { gain, people: more } of sorted) {
    area += more * (2 * money + more * gain)
    people += more
    money += more * gain
  }
  return money === 0 ? 0 : 1 - area / (people * money)
}

function reportGroup({ column, labels, counts }: Grouping, gains: Gains, smallest: number) {
  const rows = labels.map((label, index) => {
    const people = new Float64Array(gains.projects.length)
    for (const count of counts) if (count.label === index) people[count.ballot]! += count.voters
    return { label, ...summarise(gains, people) }
  })
  const shown = rows.filter(({ voters }) => voters >= smallest)
  const withheld = rows.filter(({ voters }) => voters < smallest).reduce((sum, { voters }) => sum + voters, 0)
  // One group alone could be worked out from the total: the smallest shown one is withheld with it.
  if (withheld === 0 || withheld >= smallest || shown.length === 0) return { column, rows: shown, withheld }
  const least = shown.reduce((small, row) => (row.voters < small.voters ? row : small))
  return { column, rows: shown.filter((row) => row !== least), withheld: withheld + least.voters }
}
