import type { CompiledProblem } from './compile-problem.ts'
import { type ColumnUse, columnUses } from './program.ts'

/** What local search needs to know of each measure, so that a move costs only what it touches. */
export interface Neighbourhood {
  readonly compiled: CompiledProblem
  /** Columns of each measure. */
  readonly columns: readonly (readonly number[])[]
  /** What each column takes from the limits. */
  readonly uses: readonly ColumnUse[]
  readonly limits: Float64Array
  /** Units of value of each measure. */
  readonly value: Float64Array
  readonly requiredBy: readonly (readonly number[])[]
  readonly synergiesOf: readonly (readonly number[])[]
  readonly synergyValue: Float64Array
  /** Units of value for which each limit is taken, before it fills up. */
  readonly prices: Float64Array
  /** Price of a measure at its lightest start: the lower beside its value, the sooner it is tried. */
  readonly weight: Float64Array
}

/**
 * `prices` are those of the linear relaxation, in units of value; without them every limit is worth the same in all.
 * Cost: the size of the compiled problem.
 */
export function describeNeighbourhood(compiled: CompiledProblem, prices: Float64Array | null): Neighbourhood {
  const { program, problem, limits: keys } = compiled
  const limits = Float64Array.from(keys, (_, row) => program.rows[row]!.limit)
  const uses = limitUses(compiled)
  const value = Float64Array.from(problem.measures, (_, index) => unitsOf(compiled, index))
  const total = value.reduce((sum, units) => sum + Math.max(0, units), 1)
  const even = limits.map((limit) => total / Math.max(1, Math.abs(limit)) / Math.max(1, limits.length))
  // A limit without price today is still scarce once others are full: a twentieth of an even share keeps it in sight.
  const priced = prices ? limits.map((_, row) => prices[row]! + even[row]! / 20) : even
  const requiredBy: number[][] = problem.measures.map(() => [])
  compiled.requires.forEach((others, index) => {
    for (const other of others) requiredBy[other]!.push(index)
  })
  return {
    compiled,
    columns: program.groups.slice(0, problem.measures.length),
    uses,
    limits,
    value,
    requiredBy,
    synergiesOf: problem.measures.map((_, index) =>
      compiled.synergies.flatMap(({ members }, k) => (members.includes(index) ? [k] : [])),
    ),
    synergyValue: Float64Array.from(compiled.synergies, ({ column }) => program.columns[column]!.objective),
    prices: priced,
    weight: Float64Array.from(problem.measures, (_, index) =>
      Math.min(...program.groups[index]!.map((column) => priceOf(uses[column]!, priced)), Number.MAX_VALUE),
    ),
  }
}

function unitsOf({ program }: CompiledProblem, measure: number): number {
  const [first] = program.groups[measure]!
  return first === undefined ? 0 : program.columns[first]!.objective
}

function limitUses({ program, limits }: CompiledProblem): ColumnUse[] {
  return columnUses({ ...program, rows: program.rows.slice(0, limits.length) })
}

function priceOf({ rows, values }: ColumnUse, prices: Float64Array): number {
  let sum = 0
  for (let k = 0; k < rows.length; k++) sum += Math.max(0, values[k]!) * prices[rows[k]!]!
  return sum
}
