import type { CompiledProblem } from './compile-problem.ts'

/** A portfolio as the ranking of ties sees it: column of each measure, −1 when it is left out. */
export interface Ranked {
  readonly columns: readonly number[]
  readonly units: number
  readonly cents: number
}

/** Better: more value, then fewer cents, then ids in code-unit order, then earlier starts. */
export function isBetter(compiled: CompiledProblem, order: readonly number[], a: Ranked, b: Ranked): boolean {
  if (a.units !== b.units) return a.units > b.units
  if (a.cents !== b.cents) return a.cents < b.cents
  const bySelection = compareSelection(order, a.columns, b.columns)
  if (bySelection !== 0) return bySelection < 0
  for (const measure of order) {
    const [x, y] = [a.columns[measure]!, b.columns[measure]!]
    if (x !== y) return compiled.columnStart[x]! < compiled.columnStart[y]!
  }
  return false
}

/** Measures in the code-unit order of their ids. */
export function idOrder({ problem: { measures } }: CompiledProblem): number[] {
  return measures.map((_, index) => index).sort((a, b) => (measures[a]!.id < measures[b]!.id ? -1 : 1))
}

/** Negative when the sorted ids of `a` come first; a list comes before the longer ones that begin with it. */
function compareSelection(order: readonly number[], a: readonly number[], b: readonly number[]): number {
  const at = order.findIndex((measure) => a[measure]! < 0 !== b[measure]! < 0)
  if (at < 0) return 0
  const mineHas = a[order[at]!]! >= 0
  const shorter = mineHas ? b : a
  const ends = order.slice(at).every((measure) => shorter[measure]! < 0)
  return mineHas === ends ? 1 : -1
}
