import type { Ring, Shape, Spot } from './plane.rules.ts'

/** Shapes as they are drawn: rings with fewer spots. */
export interface Thinning {
  /** How far, in millionths of a degree of latitude, a drawn border may be from the true one. */
  readonly tolerance: number
  /** How much shorter a degree of longitude is there. */
  readonly narrowing: number
}

/**
 * Shapes with fewer spots (Douglas and Peucker, 1973). Borders are cut where they meet and each piece is thinned once, in one
 * direction, so that neighbours keep the same border: no gap opens between them. Rings too small to be seen are left out.
 */
export function thinShapes(shapes: readonly Shape[], thinning: Thinning): Shape[] {
  const isMeeting = meetingsOf(shapes.flat(2))
  return shapes.map((shape) =>
    shape.flatMap((polygon) => {
      const [around, ...holes] = polygon.map((ring) => thinRing(ring, isMeeting, thinning))
      return around && around.length >= 3 ? [[around, ...holes.filter((hole) => hole.length >= 3)]] : []
    }),
  )
}

const keyOf = ([lon, lat]: Spot) => `${lon} ${lat}`

/** Whether borders meet at a spot: it has more or less than two neighbours, all rings together. */
function meetingsOf(rings: readonly Ring[]): (spot: Spot) => boolean {
  const neighbours = new Map<string, Set<string>>()
  for (const ring of rings) {
    const keys = ring.map(keyOf)
    keys.forEach((key, index) => {
      const known = neighbours.get(key) ?? new Set()
      known.add(keys.at(index - 1) ?? key).add(keys[(index + 1) % keys.length] ?? key)
      neighbours.set(key, known)
    })
  }
  return (spot) => neighbours.get(keyOf(spot))?.size !== 2
}

function thinRing(ring: Ring, isMeeting: (spot: Spot) => boolean, thinning: Thinning): Ring {
  const meeting = ring.findIndex(isMeeting)
  // A ring that meets no other starts at the same spot whoever walks it.
  const start = meeting === -1 ? ring.indexOf(ring.reduce(firstOf)) : meeting
  const walk = [...ring.slice(start), ...ring.slice(0, start + 1)]
  const kept: Spot[] = []
  let from = 0
  walk.forEach((spot, index) => {
    if (index === 0 || (index < walk.length - 1 && !isMeeting(spot))) return
    kept.push(...thinPiece(walk.slice(from, index + 1), thinning).slice(0, -1))
    from = index
  })
  return kept
}

function firstOf(one: Spot, other: Spot): Spot {
  return comesBefore(other, one) ? other : one
}

function comesBefore([x1, y1]: Spot, [x2, y2]: Spot): boolean {
  return x1 < x2 || (x1 === x2 && y1 < y2)
}

/** A piece of border between two meetings, thinned from the end that comes first: both neighbours get the same spots. */
function thinPiece(piece: readonly Spot[], thinning: Thinning): readonly Spot[] {
  const [first, second, beforeLast, last] = [piece[0], piece[1], piece.at(-2), piece.at(-1)]
  if (!first || !second || !beforeLast || !last) return piece
  const isClosed = keyOf(first) === keyOf(last)
  const isBackwards = isClosed ? comesBefore(beforeLast, second) : comesBefore(last, first)
  return isBackwards ? thin(piece.toReversed(), thinning).toReversed() : thin(piece, thinning)
}

function thin(piece: readonly Spot[], { tolerance, narrowing }: Thinning): Spot[] {
  const isKept = new Set([0, piece.length - 1])
  const waiting: [number, number][] = [[0, piece.length - 1]]
  for (let stretch = waiting.pop(); stretch; stretch = waiting.pop()) {
    const [from, to] = stretch
    let [furthest, most] = [0, tolerance ** 2]
    for (let at = from + 1; at < to; at += 1) {
      const away = squareDistance(piece[at], piece[from], piece[to], narrowing)
      if (away > most) [furthest, most] = [at, away]
    }
    if (furthest === 0) continue
    isKept.add(furthest)
    waiting.push([from, furthest], [furthest, to])
  }
  return piece.filter((_spot, index) => isKept.has(index))
}

/** Square of the distance of a spot to the stretch from a to b, in degrees of latitude on the ground. */
function squareDistance(
  spot: Spot | undefined,
  a: Spot | undefined,
  b: Spot | undefined,
  narrowing: number,
): number {
  if (!spot || !a || !b) return 0
  const [x, y] = [(spot[0] - a[0]) * narrowing, spot[1] - a[1]]
  const [dx, dy] = [(b[0] - a[0]) * narrowing, b[1] - a[1]]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / length))
  return (x - along * dx) ** 2 + (y - along * dy) ** 2
}
