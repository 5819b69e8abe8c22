/** A place in millionths of a degree (11 cm at most): whole numbers, so that on which side of a line it lies is exact. */
export type Spot = readonly [lon: number, lat: number]

/** A closed line, without its first spot repeated at the end. */
export type Ring = readonly Spot[]

/** Polygons, each a ring around, then its holes. */
export type Shape = readonly (readonly Ring[])[]

/** In millionths of a degree. */
export interface Box {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

export const spotsInDegree = 1_000_000

/**
 * The widest shape, in degrees, for which products of two differences are whole numbers that a number holds exactly
 * (2 × (10⁷)² < 2⁵³). The largest communes of France, in Guyane, measure under two degrees.
 */
export const widest_deg = 10

export function spotOf({ lat, lon }: { readonly lat: number; readonly lon: number }): Spot {
  return [Math.round(lon * spotsInDegree), Math.round(lat * spotsInDegree)]
}

export function boxOf(spots: Iterable<Spot>): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of spots) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return { west, south, east, north }
}

/** The box around boxes; null around none. */
export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null
  return boxOf(
    boxes.flatMap(({ west, south, east, north }): Spot[] => [
      [west, south],
      [east, north],
    ]),
  )
}

export function isInBox({ west, south, east, north }: Box, [lon, lat]: Spot): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}

/** Whether a spot is in a shape; its borders, those of its holes too, are part of it. */
export function isInShape(shape: Shape, spot: Spot): boolean {
  return shape.some(([around, ...holes]) => {
    const side = around ? sideOf(around, spot) : 'outside'
    if (side !== 'inside') return side === 'border'
    return holes.every((hole) => sideOf(hole, spot) !== 'inside')
  })
}

type Side = 'inside' | 'border' | 'outside'

/** Counts the sides of a ring that a ray to the east crosses: inside when they are odd. */
function sideOf(ring: Ring, [x, y]: Spot): Side {
  let isInside = false
  let previous = ring.at(-1)
  for (const corner of ring) {
    const [ax, ay] = previous ?? corner
    const [bx, by] = corner
    previous = corner
    // Above zero when the spot is on the left of the walk from a to b, zero when it is on its line.
    const turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    if (turn === 0 && isBetween(ax, x, bx) && isBetween(ay, y, by)) return 'border'
    if (ay > y !== by > y && turn > 0 === by > ay) isInside = !isInside
  }
  return isInside ? 'inside' : 'outside'
}

function isBetween(one: number, value: number, other: number): boolean {
  return (one <= value && value <= other) || (other <= value && value <= one)
}

/** Twice the surface of a ring, above zero when the walk around it is counter-clockwise. In square millionths of a degree. */
export function doubleSurface(ring: Ring): number {
  const [x0, y0] = ring[0] ?? [0, 0]
  return ring.reduce((sum, [ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay]
    return sum + (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
  }, 0)
}

/** The middle of the largest polygon of a shape: where its name is written. */
export function middleOf(shape: Shape): Spot {
  const rings = shape.flatMap(([around]) => (around ? [around] : []))
  const largest = rings.toSorted(
    (one, other) => Math.abs(doubleSurface(other)) - Math.abs(doubleSurface(one)),
  )[0]
  if (!largest) throw new Error('a shape has a polygon')
  const { west, south, east, north } = boxOf(largest)
  const double = doubleSurface(largest)
  if (double === 0) return [Math.round((west + east) / 2), Math.round((south + north) / 2)]
  const [x0, y0] = largest[0] ?? [0, 0]
  let [x, y] = [0, 0]
  largest.forEach(([ax, ay], index) => {
    const [bx, by] = largest[(index + 1) % largest.length] ?? [ax, ay]
    const part = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
    x += (ax - x0 + (bx - x0)) * part
    y += (ay - y0 + (by - y0)) * part
  })
  return [Math.round(x0 + x / (3 * double)), Math.round(y0 + y / (3 * double))]
}
