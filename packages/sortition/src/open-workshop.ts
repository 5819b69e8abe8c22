import type { Highs } from 'highs'
import type { Workshop } from './decompose.ts'
import type { Effort } from './effort.ts'
import { firstPanel, quickPanel } from './first-panel.ts'
import type { SortitionOutcome } from './outcome.ts'
import { panelModel } from './panel-model.ts'
import { panelPool } from './panel-pool.ts'
import type { SortitionProblem } from './problem.ts'
import { relaxQuotas } from './relax-quotas.ts'

/** `open`: at least one panel exists and is in the pool. Otherwise why nothing can be drawn. */
export type OpenedWorkshop =
  | { readonly status: 'open'; readonly workshop: Workshop }
  | Exclude<SortitionOutcome, { readonly status: 'ok' }>

/**
 * Gathers people by kind and finds a first panel, or proves that there is none and how the quotas must move.
 *
 * @throws Error where the problem makes no sense: no seat to draw for, a limit that is no whole number.
 */
export function openWorkshop(highs: Highs, problem: SortitionProblem, effort: Effort): OpenedWorkshop {
  checkNumbers(problem)
  if (problem.people.length === 0) return { status: 'infeasible', relaxation: null }
  const model = panelModel(problem)
  const pool = panelPool()
  const workshop = { highs, model, pool, ...effort }
  const quick = quickPanel(model, effort.random)
  if (quick !== null) {
    pool.add(quick)
    return { status: 'open', workshop }
  }
  const relaxed = relaxQuotas(highs, problem, effort)
  if (relaxed.state === 'none') return { status: 'infeasible', relaxation: null }
  if (relaxed.state === 'proven' && relaxed.relaxation.changes.length > 0) {
    return { status: 'infeasible', relaxation: relaxed.relaxation }
  }
  const first = firstPanel(highs, model, effort.timeLeft)
  if (first === null) return { status: 'undecided' }
  pool.add(first)
  return { status: 'open', workshop }
}

function checkNumbers({ seated, panelSize, quotas, perHousehold }: SortitionProblem): void {
  const isCount = (number: number) => Number.isSafeInteger(number) && number >= 0
  if (!isCount(panelSize) || panelSize <= seated.length) throw new Error('no seat to draw for')
  if (perHousehold !== null && !(isCount(perHousehold) && perHousehold > 0))
    throw new Error('households of nobody')
  for (const { min, max } of quotas) {
    if (!isCount(min) || !isCount(max) || min > max)
      throw new Error('a quota is two whole numbers, min ≤ max')
  }
}
