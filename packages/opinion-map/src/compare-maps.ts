import { adjustedRandIndex } from './adjusted-rand-index.ts'
import type { OpinionMap } from './opinion-map.ts'

/** How far a map that was carried on agrees with one computed afresh. */
export interface Agreement {
  /** |cosine| between the two maps' axes: 1 is the same direction. */
  readonly axes: readonly [number, number]
  readonly groups: { readonly warm: number; readonly cold: number }
  /** Of the groups, over the people in both maps: 1 is the same division. */
  readonly adjustedRandIndex: number
  readonly silhouette: { readonly warm: number | null; readonly cold: number | null }
}

/**
 * Agreement of a map with another of the same comments and participants, or of more of them.
 *
 * Cost: the number of participants and of comments.
 *
 * @example compareMaps(refreshed.map, mapMatrix(refreshed.map.matrix, choices)).adjustedRandIndex // 0.98
 */
export function compareMaps(warm: OpinionMap, cold: OpinionMap): Agreement {
  const cosine = (rank: 0 | 1) =>
    Math.abs(
      warm.axes.components[rank].reduce((sum, entry, j) => sum + entry * cold.axes.components[rank][j]!, 0),
    )
  const inBoth = warm.rowsInMap.filter((row) => (cold.groupOf[row] ?? -1) >= 0)
  return {
    axes: [cosine(0), cosine(1)],
    groups: { warm: warm.groupIds.length, cold: cold.groupIds.length },
    adjustedRandIndex: adjustedRandIndex(
      inBoth.map((row) => warm.groupOf[row]!),
      inBoth.map((row) => cold.groupOf[row]!),
    ),
    silhouette: {
      warm: warm.groups.best?.silhouette ?? null,
      cold: cold.groups.best?.silhouette ?? null,
    },
  }
}
