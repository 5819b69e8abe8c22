/** A place on the map, and whose it is. */
export interface MapPoint {
  readonly x: number
  readonly y: number
  readonly name: string
}

export interface Cluster {
  readonly x: number
  readonly y: number
  readonly count: number
  readonly names: readonly string[]
}

/** Side of a square in which points are drawn as one, in pixels of the map. */
const cell = 14

/** Points that would lie on one another, as one circle at their middle. */
export function clustersOf(points: readonly MapPoint[]): Cluster[] {
  const groups = Map.groupBy(points, ({ x, y }) => `${Math.floor(x / cell)} ${Math.floor(y / cell)}`)
  return [...groups.values()].map((group) => ({
    x: mean(group.map(({ x }) => x)),
    y: mean(group.map(({ y }) => y)),
    count: group.length,
    names: group.map(({ name }) => name),
  }))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

type Contour = readonly (readonly [lon: number, lat: number])[]

/** A frame around points, where a town has no contour yet. */
export function frameAround(
  points: readonly { readonly lat: number; readonly lon: number }[],
): Contour | null {
  if (points.length === 0) return null
  const [lons, lats] = [points.map(({ lon }) => lon), points.map(({ lat }) => lat)]
  const margin = 0.002
  const [west, east] = [Math.min(...lons) - margin, Math.max(...lons) + margin]
  const [south, north] = [Math.min(...lats) - margin, Math.max(...lats) + margin]
  return [
    [west, south],
    [west, north],
    [east, north],
    [east, south],
  ]
}
