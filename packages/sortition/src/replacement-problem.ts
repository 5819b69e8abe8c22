import type { SortitionProblem } from './problem.ts'

/**
 * The problem of replacing those who gave up: those who stay sit already, the rest of the pool may be drawn, and the whole
 * panel must keep its quotas and its households.
 *
 * Any method draws the replacements then, as fairly as the first panel; where the pool that is left cannot keep the quotas,
 * the answer is the smallest change. Those who gave up are not drawn again. Cost: number of people.
 *
 * @param drawn ids of the panel as it was drawn. @param leaving ids among them. @throws Error for an id that is neither in
 * the pool nor in the panel, or for nobody leaving.
 * @example
 * const problem = replacementProblem(first, ['p4', 'p9', 'p12'], ['p9'])
 * const outcome = leximin(highs, problem, effort) // one seat; panels of one person
 */
export function replacementProblem(
  problem: SortitionProblem,
  drawn: readonly string[],
  leaving: readonly string[],
): SortitionProblem {
  const panel = new Set(drawn)
  const left = new Set(leaving)
  const known = new Set(problem.people.map(({ id }) => id))
  const strangers = [...drawn.filter((id) => !known.has(id)), ...leaving.filter((id) => !panel.has(id))]
  if (strangers.length > 0) throw new Error(`not in the panel: ${strangers.join(', ')}`)
  if (left.size === 0) throw new Error('nobody leaves, so there is nobody to replace')
  return {
    ...problem,
    people: problem.people.filter(({ id }) => !panel.has(id)),
    seated: [...problem.seated, ...problem.people.filter(({ id }) => panel.has(id) && !left.has(id))],
  }
}
