import type { CompiledProblem } from './compile-problem.ts'
import { columnUses } from './program.ts'
import type { LimitKey } from './types.ts'

/**
 * The limits that bind a choice: those used to the last cent or hour, and those alone in the way of a measure that is
 * left out and would add value at one of its starts (where every start meets several, those of the start that meets
 * fewest). In the order of the limits. Cost: columns × limits.
 */
export function bindingLimits(compiled: CompiledProblem, columns: readonly number[]): LimitKey[] {
  const { program, limits } = compiled
  const use = useOf(compiled, columns)
  const binding = new Set<number>()
  limits.forEach((_, row) => {
    if (use[row]! > 0 && use[row] === program.rows[row]!.limit) binding.add(row)
  })
  columns.forEach((column, measure) => {
    if (column < 0 && gainOf(compiled, columns, measure) > 0)
      for (const row of fewestInTheWay(compiled, columns, use, measure)) binding.add(row)
  })
  return [...binding].sort((a, b) => a - b).map((row) => limits[row]!)
}

/** What a choice takes from each limit, in the units of the rows. */
export function useOf({ program, limits }: CompiledProblem, columns: readonly number[]): Float64Array {
  const chosen = new Set(columns)
  return Float64Array.from(limits, (_, row) => {
    const { columns: touched, values } = program.rows[row]!
    return touched.reduce((sum, column, k) => (chosen.has(column) ? sum + values[k]! : sum), 0)
  })
}

/** Units of value that a measure would add, with the synergies that it would complete. */
export function gainOf(compiled: CompiledProblem, columns: readonly number[], measure: number): number {
  const { program, synergies } = compiled
  const [first] = program.groups[measure]!
  if (first === undefined) return 0
  return synergies.reduce(
    (sum, { members, column }) =>
      members.includes(measure) && members.every((member) => member === measure || columns[member]! >= 0)
        ? sum + program.columns[column]!.objective
        : sum,
    program.columns[first]!.objective,
  )
}

/** Allowed columns of a measure left out, beside the choice, its limits aside. */
export function suitableColumns(
  { program, excludes, requires, columnStart }: CompiledProblem,
  columns: readonly number[],
  measure: number,
): number[] {
  if (excludes[measure]!.some((other) => columns[other]! >= 0)) return []
  return program.groups[measure]!.filter((column) =>
    requires[measure]!.every((other) => {
      const theirs = columns[other]!
      return theirs >= 0 && columnStart[theirs]! <= columnStart[column]!
    }),
  )
}

function fewestInTheWay(
  compiled: CompiledProblem,
  columns: readonly number[],
  use: Float64Array,
  measure: number,
): number[] {
  const { program, limits } = compiled
  const uses = columnUses({ ...program, rows: program.rows.slice(0, limits.length) })
  const met = suitableColumns(compiled, columns, measure).map((column) => {
    const { rows, values } = uses[column]!
    return [...rows].filter((row, k) => use[row]! + values[k]! > program.rows[row]!.limit)
  })
  const fewest = Math.min(...met.map((rows) => rows.length))
  return met.filter((rows) => rows.length === fewest).flat()
}
