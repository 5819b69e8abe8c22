import type { CompiledProblem } from './compile-problem.ts'

/** What local search needs to know of each measure, so that a move costs only what it touches. */
export interface Neighbourhood {
  readonly compiled: CompiledProblem
  /** Columns of each measure, with what they take from the limits. */
  readonly columns: readonly (readonly number[])[]
  readonly startOf: Int32Array
  readonly uses: readonly { readonly rows: Int32Array; readonly values: Float64Array }[]
  readonly limits: Float64Array
  readonly value: Float64Array
  readonly requires: readonly (readonly number[])[]
  readonly requiredBy: readonly (readonly number[])[]
  readonly rivals: readonly (readonly number[])[]
  readonly synergiesOf: readonly (readonly number[])[]
  readonly synergies: readonly { readonly members: readonly number[]; readonly column: number; readonly value: number }[]
  /** Share of the limits that a measure takes at its lightest start: the lower, the sooner it is tried. */
  readonly weight: Float64Array
  prices?: Float64Array
 avg?: Float64Array
}

/** Cost: the size of the compiled problem. */
export function describeNeighbourhood(compiled: CompiledProblem): Neighbourhood {
  const { program, problem, meanings, limitCount } = compiled
  const count = problem.measures.length
  const indexOf = new Map(problem.measures.map(({ id }, index) => [id, index]))
  const requires = problem.measures.map((measure) => (measure.requires ?? []).map((id) => indexOf.get(id)!))
  const requiredBy: number[][] = problem.measures.map(() => [])
  const rivals = problem.measures.map((measure) => (measure.excludes ?? []).map((id) => indexOf.get(id)!))
  requires.forEach((others, index) => {
    for (const other of others) requiredBy[other]!.push(index)
  })
  problem.measures.forEach((_, index) => {
    for (const other of rivals[index]!) if (!rivals[other]!.includes(index)) rivals[other]!.push(index)
  })
  const synergies = (problem.synergies ?? []).map((synergy, index) => ({
    members: [...new Set(synergy.measures.map((id) => indexOf.get(id)!))],
    column: program.groups[count + index]![0]!,
    value: program.columns[program.groups[count + index]![0]!]!.objective,
  }))
  const uses = columnUses(compiled)
  const limits = Float64Array.from(program.rows.slice(0, limitCount), ({ limit }) => limit)
  return {
    compiled,
    columns: program.groups.slice(0, count),
    startOf: Int32Array.from(meanings, (meaning) => ('measure' in meaning ? meaning.start : -1)),
    uses,
    limits,
    value: Float64Array.from(problem.measures, (_, index) => program.columns[program.groups[index]![0] ?? -1]?.objective ?? 0),
    requires,
    requiredBy,
    rivals,
    synergiesOf: problem.measures.map((_, index) =>
      synergies.flatMap(({ members }, k) => (members.includes(index) ? [k] : [])),
    ),
    synergies,
    weight: Float64Array.from(problem.measures, (_, index) => lightest(program.groups[index]!, uses, limits)),
  }
}

function columnUses({ program, limitCount }: CompiledProblem): Neighbourhood['uses'] {
  const lists = program.columns.map(() => ({ rows: [] as number[], values: [] as number[] }))
  program.rows.slice(0, limitCount).forEach((row, r) => {
    row.columns.forEach((column, k) => {
      lists[column]!.rows.push(r)
      lists[column]!.values.push(row.values[k]!)
    })
  })
  return lists.map(({ rows, values }) => ({ rows: Int32Array.from(rows), values: Float64Array.from(values) }))
}

function lightest(columns: readonly number[], uses: Neighbourhood['uses'], limits: Float64Array): number {
  const weights = columns.map((column) => {
    const { rows, values } = uses[column]!
    return rows.reduce((sum, row, k) => sum + Math.max(0, values[k]!) / Math.max(1, Math.abs(limits[row]!)), 0)
  })
  return Math.min(...weights, Number.POSITIVE_INFINITY)
}
