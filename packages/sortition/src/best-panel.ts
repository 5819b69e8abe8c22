import type { Highs, Model } from 'highs'
import { loadModel } from './linear-model.ts'
import type { PanelModel } from './panel-model.ts'
import type { KindCounts } from './panel-search.ts'
import { relaxationRows } from './relaxation.ts'

/** Answer of an exact search. */
export interface BestPanel {
  /** The best panel found, null where there is none or time ran out before one. */
  readonly counts: KindCounts | null
  /** No panel is worth more: proven, whatever the panel found. */
  readonly bound: number
}

/**
 * Returns the exact search for the panel with the highest total value (by kind). The whole-number program is only handed
 * to `solver` at the first search: most lotteries need none.
 *
 * @param secondsLeft how long the next search may take; past it the bound is what was proven so far.
 */
export function bestPanelSearch(
  highs: Highs,
  solver: Model,
  model: PanelModel,
  secondsLeft: () => number,
): (value: Float64Array) => BestPanel {
  const kinds = model.kinds.length
  const load = once(() =>
    loadModel(highs, solver, {
      sense: 'maximise',
      cost: new Float64Array(kinds),
      lower: new Float64Array(kinds),
      upper: model.kinds.map(({ cap }) => cap),
      rows: relaxationRows({ model, cuts: [], impossible: new Set() }),
      whole: true,
    }),
  )
  return (value) => {
    load()
    solver.changeColsCost({ kind: 'range', from: 0, to: kinds - 1 }, value)
    solver.zeroAllClocks()
    solver.options.set('time_limit', Math.max(0.001, secondsLeft()))
    const { modelStatus } = solver.run()
    if (modelStatus === highs.constants.modelStatus.infeasible)
      return { counts: null, bound: Number.NEGATIVE_INFINITY }
    const found = solver.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible
    return {
      counts: found ? Int32Array.from(solver.getSolution().colValue, Math.round) : null,
      bound: Number(solver.info.get('mip_dual_bound')),
    }
  }
}

function once(act: () => void): () => void {
  let done = false
  return () => {
    if (!done) act()
    done = true
  }
}
