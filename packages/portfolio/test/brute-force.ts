import type { Measure, Problem, Starts } from '../src/types.ts'

export interface BruteAnswer {
  readonly value: number
  readonly selected: readonly string[]
  readonly starts: Starts
}

/**
 * The best portfolio by trying them all, written from the words of the file format; null: there is none. Of several of the
 * same value the one that the rule of ties wants, or the one that it wants least.
 */
export function bruteForce(problem: Problem, ties: 'first' | 'last' = 'first'): BruteAnswer | null {
  let best: Counted | null = null
  for (const starts of everyChoice(problem, problem.measures)) {
    const chosen = problem.measures.filter(({ id }) => id in starts)
    if (!isAllowed(problem, starts) || !isWithinLimits(problem, chosen, starts)) continue
    const answer = {
      value: round(worthOf(problem, chosen, starts)),
      cents: centsOf(problem, chosen, starts),
      selected: chosen.map(({ id }) => id).sort(),
      starts,
    }
    if (best === null || isWanted(answer, best, ties)) best = answer
  }
  return best && { value: best.value, selected: best.selected, starts: best.starts }
}

function* everyChoice(
  { years }: Problem,
  [first, ...rest]: readonly Measure[],
): Generator<Record<string, number>> {
  if (first === undefined) {
    yield {}
    return
  }
  for (const tail of everyChoice({ years, measures: [] }, rest)) {
    yield tail
    for (const year of first.starts ?? [years[0]!]) yield { ...tail, [first.id]: year }
  }
}

function isAllowed({ measures }: Problem, starts: Starts): boolean {
  return measures.every(({ id, mandatory, forbidden, requires = [], excludes = [] }) => {
    if (!(id in starts)) return !mandatory
    if (forbidden) return false
    return (
      requires.every((other) => other in starts && starts[other]! <= starts[id]!) &&
      excludes.every((other) => !(other in starts))
    )
  })
}

function isWithinLimits(
  { years, limits = {}, carry_over = false }: Problem,
  chosen: readonly Measure[],
  starts: Starts,
): boolean {
  const accounts: [readonly (number | null)[], (measure: Measure) => readonly number[], boolean][] = [
    [limits.operating_cents ?? [], (measure) => measure.operating_cents ?? [], carry_over],
    [limits.investment_cents ?? [], (measure) => measure.investment_cents ?? [], carry_over],
    ...(['A', 'B', 'C'] as const).map(
      (grade): [readonly (number | null)[], (measure: Measure) => readonly number[], boolean] => [
        limits.staff_hours?.[grade] ?? [],
        (measure) => measure.staff_hours?.[grade] ?? [],
        false,
      ],
    ),
  ]
  return accounts.every(([yearly, vector, carries]) => {
    let left = 0
    return years.every((year, index) => {
      const limit = yearly[index] ?? null
      const use = chosen.reduce((sum, measure) => sum + (vector(measure)[year - starts[measure.id]!] ?? 0), 0)
      const rest = limit === null ? 0 : limit + left - use
      left = carries && limit !== null ? rest : 0
      return rest > -1e-9
    })
  })
}

function worthOf({ synergies = [] }: Problem, chosen: readonly Measure[], starts: Starts): number {
  const own = chosen.reduce((sum, { value }) => sum + value, 0)
  return synergies.reduce(
    (sum, { measures, value }) => (measures.every((id) => id in starts) ? sum + value : sum),
    own,
  )
}

function centsOf({ years }: Problem, chosen: readonly Measure[], starts: Starts): number {
  return chosen.reduce((sum, { id, operating_cents = [], investment_cents = [] }) => {
    const span = years.at(-1)! - starts[id]! + 1
    return [...operating_cents.slice(0, span), ...investment_cents.slice(0, span)].reduce(
      (a, b) => a + b,
      sum,
    )
  }, 0)
}

type Counted = BruteAnswer & { readonly cents: number }

function isWanted(a: Counted, b: Counted, ties: 'first' | 'last'): boolean {
  if (a.value !== b.value) return a.value > b.value
  return ties === 'first' ? comesBefore(a, b) : comesBefore(b, a)
}

function comesBefore(a: Counted, b: Counted): boolean {
  if (a.cents !== b.cents) return a.cents < b.cents
  const bySelection = compareLists(a.selected, b.selected)
  if (bySelection !== 0) return bySelection < 0
  return (
    compareLists(
      a.selected.map((id) => a.starts[id]!),
      b.selected.map((id) => b.starts[id]!),
    ) < 0
  )
}

function compareLists<Item extends string | number>(a: readonly Item[], b: readonly Item[]): number {
  const at = a.findIndex((item, index) => item !== b[index])
  if (at < 0) return a.length - b.length
  if (at >= b.length) return 1
  return a[at]! < b[at]! ? -1 : 1
}

/** Sums of decimals differ in their last binary digits. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
