import { z } from 'zod'

const outlines = z.object({
  features: z.array(
    z.object({
      properties: z.object({ code: z.string() }),
      geometry: z.object({ coordinates: z.array(z.unknown()) }),
    }),
  ),
})

/** Town hall of Poitiers. */
const townHall = { lat: 46.5802, lon: 0.3404 }

/**
 * The register of the reference data with an address and a point for each of its bodies, which it lacks: one in three around the town hall of
 * Poitiers, the others spread over the communes of the outlines. The same points each time.
 */
export function vienneDirectory(register: string, geojson: string): Buffer {
  const [header = '', ...rows] = register.trimEnd().split(/\r?\n/)
  const middles = outlines
    .parse(JSON.parse(geojson))
    .features.map(({ geometry }) => middleOf(geometry.coordinates))
  const placed = rows.map((row, index) => {
    const middle = middles[(index * 97) % middles.length]
    const near = index % 3 === 0 || !middle ? townHall : middle
    const [lat, lon] = [near.lat + spread(index, 37), near.lon + spread(index, 53)]
    return `${row},Lieu ${index + 1},${lat.toFixed(5)},${lon.toFixed(5)}`
  })
  return Buffer.from([`${header},adresse,latitude,longitude`, ...placed].join('\n'))
}

/** Up to a hundredth of a degree to each side; none for the first. */
function spread(index: number, step: number): number {
  return (((index * step) % 41) - (index === 0 ? 0 : 20)) / 2000
}

/** The middle of the first ring, however deep it lies. */
function middleOf(coordinates: readonly unknown[]): { readonly lat: number; readonly lon: number } {
  const ring = z.array(z.tuple([z.number(), z.number()])).safeParse(coordinates)
  if (!ring.success) return middleOf(z.array(z.unknown()).parse(coordinates[0]))
  const mean = (at: 0 | 1) => ring.data.reduce((sum, position) => sum + position[at], 0) / ring.data.length
  return { lat: mean(1), lon: mean(0) }
}
