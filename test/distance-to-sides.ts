import type { Ring, Spot } from '#modules/partnership/territory/plane.rules.ts'

/** From a spot to the nearest side of a ring, in the unit of its spots. */
export function distanceToSides(ring: Ring, [x, y]: Spot): number {
  return Math.min(
    ...ring.map(([ax, ay], index) => {
      const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay]
      const length = (bx - ax) ** 2 + (by - ay) ** 2
      const along =
        length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
      return Math.hypot(ax + along * (bx - ax) - x, ay + along * (by - ay) - y)
    }),
  )
}
