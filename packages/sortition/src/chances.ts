import type { Lottery } from './lottery.ts'
import type { SortitionProblem } from './problem.ts'

/** Everybody's chance by position in `problem.people`: the tickets of the panels that name them, over all tickets. */
export function chancesOf(problem: SortitionProblem, { panels, totalWeight }: Lottery): Float64Array {
  const positions = new Map(problem.people.map(({ id }, position) => [id, position]))
  const tickets = new Float64Array(problem.people.length)
  for (const { weight, members } of panels) {
    // Whole numbers below 2^53: these sums are exact.
    for (const id of members) tickets[positions.get(id)!]! += weight
  }
  return tickets.map((count) => count / totalWeight)
}
