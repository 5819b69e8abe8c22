import type { Highs, ModelData } from 'highs'
import { buildModel, type ModelRow } from './highs-model.ts'
import type { Program, Row } from './program.ts'

interface Draft {
  readonly cost: number[]
  readonly lower: number[]
  readonly upper: number[]
  readonly rows: ModelRow[]
}

/**
 * The program as an integer model in steps: beside its own columns, one for each group and start, "started by then".
 *
 * The relaxation is the same, but HiGHS can now branch on whether a measure is taken at all and on its start being early
 * or late, where branching on one start only moves it to the next; and what requires or excludes is a row of two or three
 * columns. Columns beyond those of the program are the steps.
 */
export function toStepModel(highs: Highs, program: Program, decimals: number): ModelData {
  const count = program.columns.length
  const unit = 10 ** decimals
  const draft: Draft = {
    cost: program.columns.map(({ objective }) => objective / unit),
    lower: new Array<number>(count).fill(0),
    upper: new Array<number>(count).fill(0),
    rows: [],
  }
  const steps = program.groups.map((columns, group) => addSteps(draft, columns, program.mandatory[group]!))
  for (const row of program.rows) {
    const { columns, values } = inSteps(program, steps, row)
    draft.rows.push({ columns, values, lower: Number.NEGATIVE_INFINITY, upper: row.limit })
  }
  return buildModel(highs, true, draft)
}

/** Of each start of a group, the column "started by then". */
function addSteps(draft: Draft, columns: readonly number[], isMandatory: boolean): number[] {
  const steps: number[] = []
  for (const column of columns) {
    draft.upper[column] = 1
    const before = steps.at(-1)
    if (before === undefined) {
      steps.push(column)
      continue
    }
    const step = draft.cost.push(0) - 1
    draft.lower.push(0)
    draft.upper.push(1)
    draft.rows.push({ columns: [step, before, column], values: [1, -1, -1], lower: 0, upper: 0 })
    steps.push(step)
  }
  const last = steps.at(-1)
  if (isMandatory) {
    if (last === undefined) draft.rows.push({ columns: [], values: [], lower: 1, upper: 1 })
    else draft.lower[last] = 1
  }
  // A value that does not depend on the start is that of the last step.
  const [worth] = columns.map((column) => draft.cost[column]!)
  if (last !== undefined && columns.every((column) => draft.cost[column] === worth)) {
    for (const column of columns) draft.cost[column] = 0
    draft.cost[last] = worth!
  }
  return steps
}

/** A row in which the first starts of a group, taken alike, are one step. */
function inSteps(program: Program, steps: readonly (readonly number[])[], row: Row) {
  const columns: number[] = []
  const values: number[] = []
  const weight = new Map(row.columns.map((column, k) => [column, row.values[k]!]))
  const groups = new Set(row.columns.map((column) => program.columns[column]!.group))
  for (const group of groups) {
    const members = program.groups[group]!
    const weights = members.map((column) => weight.get(column) ?? 0)
    const length = weights.findIndex((value) => value !== weights[0])
    const alike = length < 0 ? weights.length : length
    const isPrefix = alike > 1 && weights[0] !== 0 && weights.slice(alike).every((value) => value === 0)
    if (isPrefix) {
      columns.push(steps[group]![alike - 1]!)
      values.push(weights[0]!)
    } else
      members.forEach((column, k) => {
        if (weights[k] === 0) return
        columns.push(column)
        values.push(weights[k]!)
      })
  }
  return { columns, values }
}
