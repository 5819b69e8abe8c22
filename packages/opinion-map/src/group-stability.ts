import { mapMatrix } from './map-matrix.ts'
import type { OpinionMap } from './opinion-map.ts'
import { resampleGroups } from './resample-groups.ts'
import { seededRandom } from './seeded-random.ts'
import { shuffleVotes } from './shuffle-votes.ts'

/** What a page may say of the groups: that they are there, that they are likely, or that none is clear. */
export type StabilityVerdict = 'sure' | 'likely' | 'none'

export interface GroupStability extends StabilityChoices {
  readonly verdict: StabilityVerdict
  /** Of how many resamples, as a share, chose so many groups for themselves: entry `[groups, share]`, ascending. */
  readonly groupCounts: readonly (readonly [number, number])[]
  /** Share that chose as many groups as the map has. */
  readonly sameCount: number
  /** By group of the map: mean Jaccard index with what it became in the resamples (0: scattered, 1: the same people). */
  readonly jaccard: readonly number[]
  /** Mean adjusted Rand index of the whole division with the map's. */
  readonly adjustedRandIndex: number
  /** By point of the map: share of the resamples with this participant in which they stayed in their group. */
  readonly staying: Float64Array
  /** Chance of groups as clear as these (silhouette) if no answer said anything of another: (1 + hits) / (1 + shuffles). */
  readonly chance: number
}

export interface StabilityChoices {
  /** Draws of the participants with replacement. */
  readonly resamples: number
  /** Deals of the answers to each comment among its voters; 19 at least to tell a chance of 5 %. */
  readonly shuffles: number
  readonly seed: string
}

/**
 * How far the groups of a map hold when other people of the same kind might have voted: the whole map is computed again
 * for `resamples` draws of the participants with replacement, and for `shuffles` deals of the answers.
 *
 * "Sure" is said where four resamples of five choose the same number of groups and every group keeps three quarters of its
 * people on average; "likely" from one half and 60 %; both only where chance gives groups as clear in one case of twenty
 * or fewer. Else nothing should be built on the groups.
 *
 * Source: bootstrap of clusters and the thresholds 0.75 and 0.6 of Hennig 2007 ("Cluster-wise assessment of cluster
 * stability"); those on the number of groups and on chance are ours. Cost: `resamples` +
 * `shuffles` cold computations.
 *
 * @example groupStability(map, { resamples: 100, shuffles: 99, seed: '2027-03-04' }).verdict // 'sure'
 */
export function groupStability(map: OpinionMap, choices: StabilityChoices): GroupStability {
  const { resamples, shuffles, seed } = choices
  const random = seededRandom(seed)
  const groups = map.groupIds.length
  const own = Int32Array.from(map.rowsInMap, (row) => map.groupOf[row]!)
  const counts = new Map<number, number>()
  const jaccard = map.groupIds.map(() => 0)
  const drawn = new Float64Array(own.length)
  const stayed = new Float64Array(own.length)
  let randIndex = 0
  for (let resample = 0; resample < resamples; resample++) {
    const found = resampleGroups(map, random)
    counts.set(found.chosen, (counts.get(found.chosen) ?? 0) + 1)
    randIndex += found.adjustedRandIndex ?? 0
    jaccardIndices(own, found.groupOf, groups).forEach((index, group) => {
      jaccard[group]! += index
    })
    for (let i = 0; i < own.length; i++) {
      if (found.groupOf[i]! < 0) continue
      drawn[i]!++
      if (found.groupOf[i] === own[i]) stayed[i]!++
    }
  }
  const share = (sum: number) => (resamples === 0 ? 0 : sum / resamples)
  const sameCount = share(counts.get(groups) ?? 0)
  const means = jaccard.map(share)
  const chance = chanceOf(map, shuffles, random)
  return {
    ...choices,
    verdict: verdictOf(groups, sameCount, means, chance),
    chance,
    groupCounts: [...counts].sort(([a], [b]) => a - b).map(([count, times]) => [count, share(times)]),
    sameCount,
    jaccard: means,
    adjustedRandIndex: share(randIndex),
    staying: stayed.map((times, i) => (drawn[i] === 0 ? 0 : times / drawn[i]!)),
  }
}

/** Of each group of the map with the group of the same name in the resample, over those who were drawn. */
function jaccardIndices(own: Int32Array, resampled: Int32Array, groups: number): number[] {
  const both = new Float64Array(groups)
  const either = new Float64Array(groups)
  for (let i = 0; i < own.length; i++) {
    const now = resampled[i]!
    if (now < 0) continue
    either[own[i]!]!++
    if (now === own[i]) both[now]!++
    else if (now < groups) either[now]!++
  }
  return Array.from(both, (count, group) => (either[group] === 0 ? 0 : count / either[group]!))
}

function chanceOf(map: OpinionMap, shuffles: number, random: () => number): number {
  const own = map.groups.best?.silhouette ?? -1
  let hits = 0
  for (let shuffle = 0; shuffle < shuffles; shuffle++) {
    const { groups } = mapMatrix(shuffleVotes(map.matrix, random), map.choices)
    if ((groups.best?.silhouette ?? -1) >= own) hits++
  }
  return (1 + hits) / (1 + shuffles)
}

const SURE = { sameCount: 0.8, jaccard: 0.75 }
const LIKELY = { sameCount: 0.5, jaccard: 0.6 }
const MOST_CHANCE = 0.05

function verdictOf(
  groups: number,
  sameCount: number,
  jaccard: readonly number[],
  chance: number,
): StabilityVerdict {
  if (groups < 2 || chance > MOST_CHANCE) return 'none'
  const lowest = Math.min(...jaccard)
  const reaches = (bar: typeof SURE) => sameCount >= bar.sameCount && lowest >= bar.jaccard
  if (reaches(SURE)) return 'sure'
  return reaches(LIKELY) ? 'likely' : 'none'
}
