import { type Lottery, TOTAL_WEIGHT } from './lottery.ts'
import type { WeightedPanel } from './people-lottery.ts'
import type { SortitionProblem } from './problem.ts'

/** Names the people of a lottery and gathers equal panels, in the order of their first appearance. */
export function publishLottery(problem: SortitionProblem, panels: readonly WeightedPanel[]): Lottery {
  const weights = new Map<string, { weight: number; people: readonly number[] }>()
  for (const { weight, people } of panels) {
    const key = people.join()
    const same = weights.get(key)
    if (same === undefined) weights.set(key, { weight, people })
    else same.weight += weight
  }
  return {
    seats: problem.panelSize - problem.seated.length,
    totalWeight: TOTAL_WEIGHT,
    panels: [...weights.values()].map(({ weight, people }) => ({
      weight,
      members: people.map((position) => problem.people[position]!.id),
    })),
  }
}
