import { adjustedRandIndex } from './adjusted-rand-index.ts'
import { type Division, findGroups, type Groups } from './find-groups.ts'
import { keepGroupIds } from './keep-group-ids.ts'
import type { OpinionMap } from './opinion-map.ts'
import { pickPoints } from './pick-points.ts'
import { principalComponents } from './principal-components.ts'
import { projectParticipants } from './project-participants.ts'

/** The groups of one resample, against those of the map. */
export interface ResampledGroups {
  /** How many groups the resample chose for itself; 1 where it found none. */
  readonly chosen: number
  /**
   * With as many groups as the map has, by point of the map: the position of the group of the map that the point falls
   * in; −1 for whoever was not drawn, or where the resample allowed no such division.
   */
  readonly groupOf: Int32Array
  /** Of this division with the map's, over those drawn; null where there is none. */
  readonly adjustedRandIndex: number | null
}

/**
 * Draws as many participants as there are, with replacement, and maps them anew: axes, places, groups.
 *
 * Source: the bootstrap (Efron 1979). Cost: that of a cold computation.
 *
 * @example resampleGroups(map, seededRandom('a seed')).chosen // 2
 */
export function resampleGroups(map: OpinionMap, random: () => number): ResampledGroups {
  const { matrix, isOut, rowsInMap, groups, choices } = map
  const weight = drawWeights(matrix.participants.length, random)
  const axes = principalComponents(matrix, isOut, weight)
  const points = projectParticipants(matrix, isOut, axes)
  const drawn = rowsInMap.filter((row) => weight[row]! > 0)
  const found = findGroups(pickPoints(points, drawn), pick(weight, drawn), choices.settings)
  const chosen = found.best?.clusters.ids.length ?? 1
  const same = found.divisions.find(({ sought }) => sought === groups.best?.sought)
  const groupOf = new Int32Array(rowsInMap.length).fill(-1)
  if (same === undefined) return { chosen, groupOf, adjustedRandIndex: null }
  const members = membersOf(found, same)
  const mapGroups = Int32Array.from(drawn, (row) => map.groupOf[row]!)
  const positions = map.groupIds.map((_, position) => position)
  const names = keepGroupIds(mapGroups, positions, members, same.clusters.ids.length)
  const nameOf = new Map<number, number>()
  drawn.forEach((row, i) => {
    nameOf.set(row, names[members[i]!]!)
  })
  rowsInMap.forEach((row, i) => {
    groupOf[i] = nameOf.get(row) ?? -1
  })
  return { chosen, groupOf, adjustedRandIndex: adjustedRandIndex(mapGroups, members) }
}

/** How often each participant is drawn. */
function drawWeights(participants: number, random: () => number): Float64Array {
  const weight = new Float64Array(participants)
  for (let draw = 0; draw < participants; draw++) weight[Math.floor(random() * participants)]!++
  return weight
}

function pick(weight: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => weight[row]!)
}

/** By point: the position of its group in a division. */
function membersOf({ base }: Groups, { clusters }: Division): Int32Array {
  return base.clusterOf.map((cluster) => clusters.clusterOf[cluster]!)
}
