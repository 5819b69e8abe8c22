import type { PanelModel } from './panel-model.ts'
import type { KindCounts } from './panel-search.ts'

/** Whether a panel meets every limit, counted in whole numbers: no panel of a lottery rests on a solver's rounding. */
export function isPanel({ kinds, limits }: PanelModel, counts: KindCounts): boolean {
  const held = new Int32Array(limits.length)
  for (const [kind, count] of counts.entries()) {
    if (count < 0 || count > kinds[kind]!.cap) return false
    for (const limit of kinds[kind]!.limits) held[limit]! += count
  }
  return limits.every(({ min, max }, limit) => held[limit]! >= min && held[limit]! <= max)
}
