import type { Point } from './proposals.rules.ts'

/** Contour of the town: [longitude, latitude] in degrees, in the order of the walk around it. */
export type Outline = readonly (readonly [lon: number, lat: number])[]

/** Side of the map in CSS pixels: a square that a narrow phone shows whole. */
export const mapSide = 288
const margin = 12

/** How the contour lies on the square: degrees to pixels, the same scale both ways on the ground. */
interface Frame {
  readonly west: number
  readonly north: number
  /** Pixels a degree of latitude. */
  readonly scale: number
  /** How much shorter a degree of longitude is there. */
  readonly narrowing: number
  readonly left: number
  readonly top: number
}

function frameOf(outline: Outline): Frame {
  const [lons, lats] = [outline.map(([lon]) => lon), outline.map(([, lat]) => lat)]
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [wide, high] = [(east - west) * narrowing, north - south]
  const scale = (mapSide - 2 * margin) / Math.max(wide, high, 1e-6)
  return {
    west,
    north,
    scale,
    narrowing,
    left: (mapSide - wide * scale) / 2,
    top: (mapSide - high * scale) / 2,
  }
}

/** Where a place is on the map, in pixels from its top left corner. */
export function pixelOf(outline: Outline, { lat, lon }: Point): { readonly x: number; readonly y: number } {
  const { west, north, scale, narrowing, left, top } = frameOf(outline)
  return { x: left + (lon - west) * narrowing * scale, y: top + (north - lat) * scale }
}

/** The place under a pixel of the map, to five decimals (a metre). */
export function pointAt(outline: Outline, x: number, y: number): Point {
  const { west, north, scale, narrowing, left, top } = frameOf(outline)
  const round = (value: number) => Math.round(value * 100_000) / 100_000
  return {
    lat: round(north - (y - top) / scale),
    lon: round(west + (x - left) / (narrowing * scale)),
  }
}

/** The contour as the `d` of an SVG path. */
export function outlinePath(outline: Outline): string {
  const steps = outline.map(([lon, lat], index) => {
    const { x, y } = pixelOf(outline, { lat, lon })
    return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
  })
  return `${steps.join('')}Z`
}

/** Whether the point is inside the contour, by the number of sides that a ray crosses. */
export function isInside(outline: Outline, { lat, lon }: Point): boolean {
  let inside = false
  outline.forEach(([x1, y1], index) => {
    const [x2, y2] = outline[(index + 1) % outline.length] ?? [x1, y1]
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
  })
  return inside
}

/** Degrees as people write them, `46,58` or `46.58123`; null when it is not a number, or is further than `most`. */
export function parseDegrees(text: string, most: number): number | null {
  const compact = text.trim().replace('−', '-').replace(',', '.')
  if (!/^[+-]?\d{1,3}(\.\d{1,10})?$/.test(compact)) return null
  const value = Number(compact)
  return Math.abs(value) <= most ? value : null
}

/** `46,58123`: a metre, as a French form shows it. */
export function formatDegrees(value: number): string {
  return String(Math.round(value * 100_000) / 100_000).replace('.', ',')
}
