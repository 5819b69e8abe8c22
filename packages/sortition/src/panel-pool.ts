import { faceOf } from './face.ts'
import type { PanelModel } from './panel-model.ts'
import { type KindCounts, panelSearch } from './panel-search.ts'

/** Distinct panels, in the order found. */
export interface PanelPool {
  readonly panels: readonly KindCounts[]
  /** @returns whether it was new. */
  add(panel: KindCounts): boolean
}

export function panelPool(): PanelPool {
  const panels: KindCounts[] = []
  const seen = new Set<string>()
  return {
    panels,
    add(panel) {
      const key = panel.join()
      if (seen.has(key)) return false
      seen.add(key)
      panels.push(panel)
      return true
    },
  }
}

/** Searches in a row without a new panel after which more are not worth the wait. */
const PATIENCE = 50

/**
 * Adds panels whose average follows the expected numbers: each search wishes for the kinds that the panels before it left
 * short. The average then differs from the expectation by some 1/n, and enough of them surround it.
 */
export function gatherPanels(
  pool: PanelPool,
  model: PanelModel,
  expected: Float64Array,
  howMany: number,
  random: () => number,
  timeLeft: () => number,
): void {
  const search = panelSearch(model, faceOf(model, expected), random)
  const owed = expected.slice()
  let idle = 0
  for (let found = 0; found < howMany && idle < PATIENCE && timeLeft() > 0; ) {
    const panel = search(owed)
    if (panel !== null && pool.add(panel)) {
      found++
      idle = 0
    } else idle++
    for (const [kind, share] of expected.entries()) owed[kind]! += panel === null ? 0 : share - panel[kind]!
    if (panel === null) for (const kind of owed.keys()) owed[kind]! += (random() - 0.5) * expected[kind]!
  }
}
