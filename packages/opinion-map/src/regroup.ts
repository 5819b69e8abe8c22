import type { GroupSettings, Groups } from './find-groups.ts'
import { firstDistinctPoints } from './first-distinct-points.ts'
import { groupsFrom } from './groups-from.ts'
import type { Points } from './project-participants.ts'

/**
 * Groups after people have moved a little or come: sought from the centres before, so that they keep their places and
 * few rounds are needed. People who stand where nobody stood begin a base cluster while there is room for one.
 *
 * Source: Polis (clean-start-clusters). Cost: that of `findGroups` with one or two rounds.
 *
 * @example regroup(points, before.groups, POLIS_SETTINGS)
 */
export function regroup(points: Points, before: Groups, settings: GroupSettings): Groups {
  return groupsFrom(points, null, settings, {
    base: firstDistinctPoints(joined(before.base.centers, points), settings.baseClusters),
    division(bases, sought) {
      const centers = before.divisions.find((division) => division.sought === sought)?.clusters.centers
      return centers?.x.length === sought ? centers : firstDistinctPoints(bases, sought)
    },
  })
}

function joined(a: Points, b: Points): Points {
  const join = (first: Float64Array, second: Float64Array) => {
    const both = new Float64Array(first.length + second.length)
    both.set(first)
    both.set(second, first.length)
    return both
  }
  return { x: join(a.x, b.x), y: join(a.y, b.y) }
}
