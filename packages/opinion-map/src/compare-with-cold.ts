import { adjustedRandIndex } from './adjusted-rand-index.ts'
import { mapMatrix } from './map-matrix.ts'
import type { OpinionMap } from './opinion-map.ts'

/** How far a map that was carried on agrees with one computed afresh from the same votes. */
export interface Agreement {
  /** |cosine| between the two maps' axes: 1 is the same direction. */
  readonly axes: readonly [number, number]
  readonly groups: { readonly warm: number; readonly cold: number }
  /** Of the groups, over the people in the map: 1 is the same division. */
  readonly adjustedRandIndex: number
  readonly silhouette: { readonly warm: number | null; readonly cold: number | null }
}

/**
 * Agreement of a running map with a cold computation of the same votes. It costs that cold computation: ask for it from
 * time to time, not at each vote.
 *
 * @example compareWithCold(running.refresh().map).adjustedRandIndex // 0.98
 */
export function compareWithCold(warm: OpinionMap): Agreement {
  const cold = mapMatrix(warm.matrix, warm.choices)
  const cosine = (rank: 0 | 1) =>
    Math.abs(
      warm.axes.components[rank].reduce((sum, entry, j) => sum + entry * cold.axes.components[rank][j]!, 0),
    )
  const members = (map: OpinionMap) => Array.from(map.rowsInMap, (row) => map.groupOf[row]!)
  return {
    axes: [cosine(0), cosine(1)],
    groups: { warm: warm.groupIds.length, cold: cold.groupIds.length },
    adjustedRandIndex: adjustedRandIndex(members(warm), members(cold)),
    silhouette: {
      warm: warm.groups.best?.silhouette ?? null,
      cold: cold.groups.best?.silhouette ?? null,
    },
  }
}
