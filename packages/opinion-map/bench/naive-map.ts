import type { Id, MapSettings, Vote } from '../src/index.ts'

type Point = readonly [number, number]
type Cell = number | null

/** What the textbook's way finds: enough to check that the outcome is the same. */
export interface NaiveMap {
  readonly groupOf: ReadonlyMap<Id, number>
  readonly groupAwareConsensus: readonly number[]
}

/**
 * The same map written as a textbook says it: a full table of participants × comments, missing votes filled in, power
 * iteration until an axis stands still, every centre tried in every round, counts by filtering the table.
 */
export function naiveMap(
  votes: readonly Vote[],
  moderatedOut: readonly Id[],
  settings: MapSettings,
): NaiveMap {
  const participants = [...new Set(votes.map(({ participant }) => participant))]
  const comments = [...new Set(votes.map(({ comment }) => comment))]
  const table = participants.map(() => new Array<Cell>(comments.length).fill(null))
  const rowOf = new Map(participants.map((id, row) => [id, row]))
  const columnOf = new Map(comments.map((id, column) => [id, column]))
  for (const { participant, comment, value } of votes)
    table[rowOf.get(participant)!]![columnOf.get(comment)!] = value
  const isOut = comments.map((id) => moderatedOut.includes(id))
  const clean = table.map((row) => row.map((cell, j) => (isOut[j] ? 0 : cell)))
  const means = comments.map((_, j) => mean(clean.map((row) => row[j]!).filter((cell) => cell !== null)))
  const centred = clean.map((row) => row.map((cell, j) => (cell === null ? 0 : cell - means[j]!)))
  const first = powerIteration(centred, null)
  const second = powerIteration(centred, first)
  const points = centred.map((row, i): Point => {
    const seen = clean[i]!.filter((cell) => cell !== null).length
    const stretch = Math.sqrt(comments.length / Math.max(seen, 1))
    return [stretch * dot(row, first), stretch * dot(row, second)]
  })
  const enough = Math.min(settings.enoughVotes, comments.length)
  const inMap = participants
    .map((_, row) => row)
    .filter((row) => table[row]!.filter((cell) => cell !== null).length >= enough)
  const placed = inMap.map((row) => points[row]!)
  const group = findGroups(placed, settings)
  const members = [...new Set(group)].map((g) => table.filter((_, row) => group[inMap.indexOf(row)] === g))
  return {
    groupOf: new Map(inMap.map((row, i) => [participants[row]!, group[i]!])),
    groupAwareConsensus: comments.map((_, j) =>
      members.reduce((product, rows) => {
        const seen = rows.map((row) => row[j]!).filter((cell) => cell !== null)
        return product * ((seen.filter((cell) => cell === 1).length + 1) / (seen.length + 2))
      }, 1),
    ),
  }
}

const MOST_ROUNDS = 3000

function powerIteration(rows: readonly (readonly number[])[], other: readonly number[] | null): number[] {
  let vector = rows[0]!.map(() => 1)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (other !== null) {
      const along = dot(vector, other)
      vector = vector.map((entry, j) => entry - along * other[j]!)
    }
    const next = vector.map(() => 0)
    for (const row of rows) {
      const along = dot(row, vector)
      for (let j = 0; j < next.length; j++) next[j]! += along * row[j]!
    }
    const length = Math.sqrt(dot(next, next))
    const before = vector
    vector = next.map((entry) => entry / length)
    if (vector.every((entry, j) => Math.abs(entry - before[j]!) < 1e-13)) break
  }
  const sign = vector.reduce((sum, entry) => sum + entry, 0) < 0 ? -1 : 1
  return vector.map((entry) => sign * entry)
}

function findGroups(points: readonly Point[], settings: MapSettings): number[] {
  const base = kMeans(
    points,
    points.map(() => 1),
    settings.baseClusters,
    settings.baseRounds,
    settings.stillness,
  )
  const sizes = base.centers.map((_, c) => base.clusterOf.filter((cluster) => cluster === c).length)
  const most = Math.min(
    settings.mostGroups,
    2 + Math.floor(base.centers.length / settings.baseClustersPerGroup),
  )
  let best: number[] = []
  let clearest = -Infinity
  for (let k = 2; k <= most; k++) {
    const { clusterOf } = kMeans(base.centers, sizes, k, settings.groupRounds, settings.stillness)
    const clarity = mean(base.centers.map((_, i) => silhouetteOf(i, base.centers, clusterOf)))
    if (clarity < clearest) continue
    clearest = clarity
    best = clusterOf
  }
  return base.clusterOf.map((cluster) => best[cluster]!)
}

function kMeans(
  points: readonly Point[],
  weights: readonly number[],
  k: number,
  rounds: number,
  stillness: number,
): { centers: Point[]; clusterOf: number[] } {
  const distinct = new Map(points.map((point) => [point.join(), point]))
  let centers = [...distinct.values()].slice(0, k)
  for (let round = 0; ; round++) {
    const nearest = points.map((point) => {
      const distances = centers.map((center) => distance(point, center))
      return distances.lastIndexOf(Math.min(...distances))
    })
    const kept = centers.map((_, c) => c).filter((c) => nearest.includes(c))
    const moved = kept.map((c): Point => {
      let [x, y, total] = [0, 0, 0]
      points.forEach((point, i) => {
        if (nearest[i] !== c) return
        x += weights[i]! * point[0]
        y += weights[i]! * point[1]
        total += weights[i]!
      })
      return [x / total, y / total]
    })
    const before = centers.toSorted(byPlace)
    const after = moved.toSorted(byPlace)
    const isStill = after.every((center, i) => distance(center, before[i]!) < stillness)
    centers = moved
    if (isStill || round >= rounds) return { centers, clusterOf: nearest.map((c) => kept.indexOf(c)) }
  }
}

function silhouetteOf(i: number, points: readonly Point[], clusterOf: readonly number[]): number {
  const own = clusterOf[i]!
  const to = (cluster: number) =>
    points.filter((_, j) => j !== i && clusterOf[j] === cluster).map((point) => distance(point, points[i]!))
  const within = to(own)
  if (within.length === 0) return 0
  const others = [...new Set(clusterOf)].filter((cluster) => cluster !== own)
  const nearest = Math.min(...others.map((cluster) => mean(to(cluster))))
  return (nearest - mean(within)) / Math.max(nearest, mean(within))
}

const byPlace = (a: Point, b: Point) => a[0] - b[0] || a[1] - b[1]

function distance(a: Point, b: Point): number {
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
