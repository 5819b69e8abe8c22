import { commentFlags } from './comment-flags.ts'
import { commentPriority } from './comment-priority.ts'
import { type Agreement, compareMaps } from './compare-maps.ts'
import { completeMap } from './complete-map.ts'
import { groupAt } from './group-at.ts'
import { growingRows, type Row } from './growing-rows.ts'
import { keepGroupIds } from './keep-group-ids.ts'
import { liveCounts } from './live-counts.ts'
import { mapMatrix } from './map-matrix.ts'
import type { OpinionMap } from './opinion-map.ts'
import { pickPoints } from './pick-points.ts'
import { principalComponents } from './principal-components.ts'
import { projectParticipants } from './project-participants.ts'
import { refineComponents } from './refine-components.ts'
import { regroup } from './regroup.ts'
import { rowsInMap } from './rows-in-map.ts'
import { steadyChoice } from './steady-choice.ts'
import type { Id, Vote } from './votes.ts'

/** What one vote changed. */
export interface VoteEffect {
  /** Where its participant stands now, on the axes of the last refresh. */
  readonly x: number
  readonly y: number
  /** Id of the participant's group; null while they voted too little. */
  readonly group: number | null
  /** Of the comment that was voted on, from the counts of all groups with this vote. */
  readonly priority: number
  readonly groupAwareConsensus: number
}

export interface Refreshed {
  readonly map: OpinionMap
  /** How far the axes are from converged, relative to the greatest eigenvalue; 0 is converged. */
  readonly residual: number
  readonly products: number
}

/** A map that follows the votes as they come. */
export interface RunningMap {
  /** Counts a vote at once; axes and groups stay as they are until `refresh`. */
  add(vote: Vote): VoteEffect
  /**
   * Moves axes, places and groups to where the votes are now, from where they were. Group ids stay with their people.
   * Refreshed again and again without new votes, the axes converge to those of a cold computation; groups may stay in
   * another division of about the same clarity.
   */
  refresh(): Refreshed
  /**
   * Computes everything afresh, and tells how far the map that was carried on agreed with it. Group ids stay with their
   * people. For a quiet hour: it costs a cold computation.
   */
  settle(): { readonly map: OpinionMap; readonly agreement: Agreement }
}

export interface RunningLimits {
  /** Products by XᵀX that a refresh may take, at least 4; a cold computation takes 20 to 50. */
  readonly products: number
  /** Residual of the axes below which a refresh stops earlier. */
  readonly residual: number
  /** Refreshes in a row in which another number of groups must be the clearest before it is taken; Polis: 4. */
  readonly patience: number
}

/**
 * Carries a map on as votes come.
 *
 * Cost of a vote: the votes of its participant, and a few figures for each group. Cost of a refresh: `products` passes
 * over the votes and a few rounds of k-means, a fraction of a cold computation.
 *
 * @example
 * const running = runningMap(mapOpinions(votes, choices), { products: 4, residual: 1e-12, patience: 4 })
 * running.add({ participant: 12, comment: 7, value: 1 }).group // 0
 * running.refresh().map.groupIds // [0, 1]
 */
export function runningMap(start: OpinionMap, limits: RunningLimits): RunningMap {
  const { choices } = start
  const rows = growingRows(start.matrix)
  const isOut = new Set<Id>(choices.moderatedOut)
  const isMeta = new Set<Id>(choices.meta)
  let map = start
  let counts = liveCounts(start)
  let choose = steadyChoice(start.groups.best?.sought ?? null, limits.patience)

  const place = ({ columns, values }: Row) => {
    const { center, components } = map.axes
    let [x, y, seen] = [0, 0, commentsOut(map)]
    for (let i = 0; i < columns.length; i++) {
      const j = columns[i]!
      if (isOut.has(rows.comments[j]!)) continue
      seen++
      // A comment that is new since the last refresh has no place on the axes yet.
      if (j >= center.length) continue
      const difference = values[i]! - center[j]!
      x += difference * components[0][j]!
      y += difference * components[1][j]!
    }
    const stretch = Math.sqrt(rows.comments.length / Math.max(seen, 1))
    return { x: stretch * x, y: stretch * y }
  }

  const enters = (row: Row) =>
    row.columns.length >= Math.min(choices.settings.enoughVotes, rows.comments.length)

  const carryOn = (next: OpinionMap) => {
    const groupIds = keepGroupIds(map.groupOf, map.groupIds, next.groupOf, next.groupIds.length)
    map = { ...next, groupIds }
    counts = liveCounts(map)
  }

  return {
    add(vote) {
      const { row, column, before } = rows.add(vote)
      const votes = rows.row(row)
      const point = place(votes)
      let group = counts.groupOf(row)
      if (group >= 0) counts.replace(group, column, before, vote.value)
      else if (enters(votes)) {
        group = groupAt(map, point)
        if (group >= 0) counts.join(row, group, votes)
      }
      const total = counts.total(column)
      return {
        ...point,
        group: group < 0 ? null : map.groupIds[group]!,
        priority: isMeta.has(vote.comment)
          ? choices.settings.metaPriority
          : commentPriority(total, map.extremity[column] ?? 0),
        groupAwareConsensus: counts.groupAwareConsensus(column),
      }
    },
    refresh() {
      const matrix = rows.matrix()
      const flags = commentFlags(matrix, choices.moderatedOut)
      const isFlat = map.axes.components.some((axis) => axis.every((entry) => entry === 0))
      const axes = isFlat
        ? { ...principalComponents(matrix, flags, null), residual: 0 }
        : refineComponents(matrix, flags, map.axes.components, limits)
      const points = projectParticipants(matrix, flags, axes)
      const inMap = rowsInMap(matrix, choices.settings)
      const found = regroup(pickPoints(points, inMap), map.groups, choices.settings)
      const groups = { ...found, best: choose(found) }
      carryOn(completeMap({ matrix, choices, isOut: flags, axes, points, rowsInMap: inMap, groups }))
      return { map, residual: axes.residual, products: axes.products }
    },
    settle() {
      const cold = mapMatrix(rows.matrix(), choices)
      const warm = map
      carryOn(cold)
      choose = steadyChoice(cold.groups.best?.sought ?? null, limits.patience)
      return { map, agreement: compareMaps(warm, cold) }
    },
  }
}

function commentsOut({ isOut }: OpinionMap): number {
  return isOut.reduce((sum, flag) => sum + flag, 0)
}
