import { branchAndCut } from './branch-and-cut.ts'
import { compileProblem } from './compile-problem.ts'
import type { Highs } from './highs-solver.ts'
import type { Constraint, LimitKey, Problem } from './types.ts'

/**
 * An irreducible set of constraints of a question that has no portfolio: together they leave none, and without any one
 * of them there is one. Allowed start years are taken as given. Null when `shouldStop` says so before it is found.
 *
 * Method: divide and conquer (Junker, "QuickXplain", AAAI 2004); about k·log(n/k) questions to HiGHS for a set of k.
 */
export function findConflict(highs: Highs, problem: Problem, shouldStop: () => boolean): Constraint[] | null {
  const isPossible = (kept: readonly Constraint[]) => hasPortfolio(highs, problem, kept, shouldStop)
  try {
    return shrink(isPossible, [], false, constraintsOf(problem))
  } catch (error) {
    if (error instanceof Stopped) return null
    throw error
  }
}

class Stopped extends Error {}

/** The part of `candidates` that makes `kept` impossible; `hasGrown`: `kept` was added to since it was last asked. */
function shrink(
  isPossible: (kept: readonly Constraint[]) => boolean,
  kept: readonly Constraint[],
  hasGrown: boolean,
  candidates: readonly Constraint[],
): Constraint[] {
  if (hasGrown && !isPossible(kept)) return []
  if (candidates.length <= 1) return [...candidates]
  const half = Math.floor(candidates.length / 2)
  const [first, second] = [candidates.slice(0, half), candidates.slice(half)]
  const fromSecond = shrink(isPossible, [...kept, ...first], first.length > 0, second)
  const fromFirst = shrink(isPossible, [...kept, ...fromSecond], fromSecond.length > 0, first)
  return [...fromFirst, ...fromSecond]
}

/** Every sentence that could be given up, each exclusion once. */
function constraintsOf(problem: Problem): Constraint[] {
  const { limits } = compileProblem(problem)
  const seen = new Set<string>()
  return [
    ...limits.map((key) => ({ kind: 'limit' as const, ...key })),
    ...problem.measures.flatMap(({ id, mandatory, forbidden, requires = [], excludes = [] }) => [
      ...(forbidden ? [{ kind: 'forbidden' as const, measure: id }] : []),
      ...(mandatory ? [{ kind: 'mandatory' as const, measure: id }] : []),
      ...requires.map((other) => ({ kind: 'requires' as const, measure: id, other })),
      ...excludes.flatMap((other) => {
        const pair = JSON.stringify([id, other].sort())
        if (seen.has(pair)) return []
        seen.add(pair)
        return [{ kind: 'excludes' as const, measure: id, other }]
      }),
    ]),
  ]
}

function hasPortfolio(
  highs: Highs,
  problem: Problem,
  kept: readonly Constraint[],
  shouldStop: () => boolean,
): boolean {
  const compiled = compileProblem(keepSentences(problem, kept))
  const isKept = (key: LimitKey) =>
    kept.some(
      (each) =>
        each.kind === 'limit' &&
        each.limit === key.limit &&
        each.year === key.year &&
        each.grade === key.grade,
    )
  // A limit is given up in the program: without it in the question, carry-over would leave less to the years after it.
  const rows = compiled.program.rows.filter((_, row) => {
    const key = compiled.limits[row]
    return key === undefined || isKept(key)
  })
  const outcome = branchAndCut(highs, { ...compiled.program, rows }, 0, {
    time_s: 3600,
    shouldStop,
    onChosen: () => undefined,
    onBound: () => undefined,
  })
  if (outcome === 'stopped') throw new Stopped()
  return outcome === 'done'
}

/** The question with only the kept sentences, all limits, and nothing to win. */
function keepSentences(problem: Problem, kept: readonly Constraint[]): Problem {
  const has = (kind: Constraint['kind'], measure: string, other?: string) =>
    kept.some(
      (each) =>
        each.kind === kind &&
        'measure' in each &&
        each.measure === measure &&
        (other === undefined || ('other' in each && each.other === other)),
    )
  return {
    ...problem,
    synergies: [],
    measures: problem.measures.map((measure) => ({
      ...measure,
      value: 0,
      mandatory: has('mandatory', measure.id),
      forbidden: has('forbidden', measure.id),
      requires: (measure.requires ?? []).filter((other) => has('requires', measure.id, other)),
      excludes: (measure.excludes ?? []).filter((other) => has('excludes', measure.id, other)),
    })),
  }
}
