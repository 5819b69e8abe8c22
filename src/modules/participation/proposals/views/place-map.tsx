import { mapSide, type Outline, outlinePath, pixelOf } from '../outline.rules.ts'
import type { Point } from '../proposals.rules.ts'

interface PlaceMapProps {
  readonly outline: Outline
  readonly point: Point | null
  readonly label: string
}

/** The contour of the town with the place on it. */
export function PlaceMap({ outline, point, label }: PlaceMapProps) {
  const at = point && pixelOf(outline, point)
  return (
    <svg
      class="place-map"
      viewBox={`0 0 ${mapSide} ${mapSide}`}
      width={mapSide}
      height={mapSide}
      role="img"
      aria-label={label}
    >
      <path class="place-town" d={outlinePath(outline)} />
      {at ? (
        <>
          <circle class="place-ring" cx={at.x.toFixed(1)} cy={at.y.toFixed(1)} r="14" />
          <circle class="place-point" cx={at.x.toFixed(1)} cy={at.y.toFixed(1)} r="6" />
        </>
      ) : null}
    </svg>
  )
}

/** The same picture as a file, for the field that people press: it has colours of its own, no page is around it. */
export function mapFile(outline: Outline, point: Point | null, colour: string): string {
  const at = point && pixelOf(outline, point)
  const mark = at
    ? `<circle cx="${at.x.toFixed(1)}" cy="${at.y.toFixed(1)}" r="14" fill="none" stroke="#b3261e" stroke-width="3"/><circle cx="${at.x.toFixed(1)}" cy="${at.y.toFixed(1)}" r="6" fill="#b3261e"/>`
    : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${mapSide} ${mapSide}" width="${mapSide}" height="${mapSide}"><rect width="${mapSide}" height="${mapSide}" fill="#f4f1ea"/><path d="${outlinePath(outline)}" fill="#fff" stroke="${colour}" stroke-width="3" stroke-linejoin="round"/>${mark}</svg>`
}
