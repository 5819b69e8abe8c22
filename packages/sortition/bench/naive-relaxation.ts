import type { Highs } from 'highs'
import { loadModel } from '../src/linear-model.ts'
import { quotaTest, type SortitionProblem } from '../src/problem.ts'

/** Cheapest change of the quotas as the textbook has it: one whole-number program with one unknown a person. */
export function naiveRelaxation(highs: Highs, { people, quotas, panelSize }: SortitionProblem): number {
  const n = people.length
  const all = [...people.keys()]
  const rows = quotas.flatMap((quota, i) => {
    const has = quotaTest(quota)
    const columns = all.filter((person) => has(people[person]!))
    const ones = columns.map(() => 1)
    return [
      { columns: [...columns, n + i], values: [...ones, 1], min: quota.min, max: Number.POSITIVE_INFINITY },
      {
        columns: [...columns, n + quotas.length + i],
        values: [...ones, -1],
        min: Number.NEGATIVE_INFINITY,
        max: quota.max,
      },
    ]
  })
  const columns = n + 2 * quotas.length
  return highs.withModel((solver) => {
    loadModel(highs, solver, {
      sense: 'minimise',
      cost: [
        ...all.map(() => 0),
        ...quotas.map(({ min }) => (min === 0 ? 0 : 1 + 2 / min)),
        ...quotas.map(() => 1),
      ],
      lower: new Float64Array(columns),
      upper: [
        ...all.map(() => 1),
        ...quotas.map(({ min }) => min),
        ...quotas.map(({ max }) => Math.max(0, panelSize - max)),
      ],
      rows: [...rows, { columns: all, values: all.map(() => 1), min: panelSize, max: panelSize }],
      whole: true,
    })
    solver.run()
    return solver.getObjectiveValue()
  })
}
