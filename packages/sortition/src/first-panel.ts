import type { Highs } from 'highs'
import { bestPanelSearch } from './best-panel.ts'
import { wholeFace } from './face.ts'
import { isPanel } from './panel-check.ts'
import type { PanelModel } from './panel-model.ts'
import { type KindCounts, panelSearch } from './panel-search.ts'

/** A pool with easy quotas needs one or two. */
const QUICK_SEARCHES = 10

/** Looks for one panel within every limit; null proves nothing. Cost: a few local searches. */
export function quickPanel(model: PanelModel, random: () => number): KindCounts | null {
  const search = panelSearch(model, wholeFace(model), random)
  for (let i = 0; i < QUICK_SEARCHES; i++) {
    const counts = search(Float64Array.from(model.kinds, random))
    if (counts !== null) return counts
  }
  return null
}

/** Finds one panel where one exists; null when time runs out first. Cost: a whole-number program. */
export function firstPanel(highs: Highs, model: PanelModel, timeLeft: () => number): KindCounts | null {
  return highs.withModel((solver) => {
    const { counts } = bestPanelSearch(highs, solver, model, timeLeft)(new Float64Array(model.kinds.length))
    return counts !== null && isPanel(model, counts) ? counts : null
  })
}
