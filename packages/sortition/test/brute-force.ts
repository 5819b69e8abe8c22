import type { Highs } from 'highs'
import { loadModel, optimum } from '../src/linear-model.ts'
import { quotaTest, type SortitionProblem } from '../src/problem.ts'

/** All panels (positions of the people drawn) that meet every limit, by trying each subset. For a dozen people. */
export function allPanels(problem: SortitionProblem): number[][] {
  const { people, seated, panelSize } = problem
  const panels: number[][] = []
  const choose = (from: number, chosen: readonly number[]): void => {
    if (chosen.length === panelSize - seated.length) {
      if (isWithinLimits(problem, chosen)) panels.push([...chosen])
      return
    }
    for (let next = from; next < people.length; next++) choose(next + 1, [...chosen, next])
  }
  choose(0, [])
  return panels
}

/** Counts a panel person by person, without any of the library's kinds and limits. */
export function isWithinLimits(problem: SortitionProblem, chosen: readonly number[]): boolean {
  const all = [...problem.seated, ...chosen.map((position) => problem.people[position]!)]
  const meetsQuotas = problem.quotas.every((quota) => {
    const held = all.filter(quotaTest(quota)).length
    return held >= quota.min && held <= quota.max
  })
  const { perHousehold } = problem
  if (!meetsQuotas || perHousehold === null) return meetsQuotas
  return chosen.every((position) => {
    const { household } = problem.people[position]!
    return household === null || all.filter((person) => person.household === household).length <= perHousehold
  })
}

/** What counts as equal when it is decided whether somebody can still rise. */
const EQUAL = 1e-7

/**
 * Leximin by its definition over the list of all panels: raise the lowest chance, find one by one who cannot rise above
 * it, fix them, go on.
 */
export function leximinOverAll(
  highs: Highs,
  panels: readonly (readonly number[])[],
  people: number,
): number[] {
  const fixed = new Map<number, number>()
  while (fixed.size < people) {
    const rising = [...Array(people).keys()].filter((person) => !fixed.has(person))
    const level = bestOver(highs, panels, people, fixed, rising, null)
    for (const person of rising) {
      const floors = new Map([...fixed, ...rising.map((other) => [other, level] as const)])
      if (bestOver(highs, panels, people, floors, [], person) < level + EQUAL) fixed.set(person, level)
    }
  }
  return [...Array(people).keys()].map((person) => fixed.get(person)!)
}

/** Highest lowest chance of `rising`, or highest chance of one person, where the others have at least their floors. */
export function bestOver(
  highs: Highs,
  panels: readonly (readonly number[])[],
  people: number,
  floors: ReadonlyMap<number, number>,
  rising: readonly number[],
  target: number | null,
): number {
  const z = panels.length
  const rows = [...Array(people).keys()].map((person) => {
    const columns = [...panels.keys()].filter((panel) => panels[panel]!.includes(person))
    const isRising = rising.includes(person)
    return {
      columns: isRising || person === target ? [...columns, z] : columns,
      values: [...columns.map(() => 1), ...(isRising || person === target ? [-1] : [])],
      min: isRising || person === target ? 0 : (floors.get(person) ?? 0) - 1e-10,
      max: Number.POSITIVE_INFINITY,
    }
  })
  return highs.withModel((solver) => {
    loadModel(highs, solver, {
      sense: 'maximise',
      cost: [...new Float64Array(z), 1],
      lower: new Float64Array(z + 1),
      upper: [...new Float64Array(z).fill(1), 1],
      rows: [...rows, { columns: [...panels.keys()], values: panels.map(() => 1), min: 1, max: 1 }],
      whole: false,
    })
    return optimum(highs, solver).colValue[z]!
  })
}
