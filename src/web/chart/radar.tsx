import { round } from './scale.ts'

export interface RadarAxisValue {
  readonly label: string
  /** From 0 to `max`; null where nobody has answered yet. */
  readonly value: number | null
}

export interface RadarProps {
  readonly axes: readonly RadarAxisValue[]
  readonly max: number
  readonly label: string
}

const width = 344
const height = 276
const radius = 96
const centre = { x: width / 2, y: 148 }

/** Axes from one centre. An axis without an answer has no point: it is not a zero. */
export function Radar({ axes, max, label }: RadarProps) {
  const at = (index: number, share: number) => {
    const angle = (index / axes.length) * 2 * Math.PI - Math.PI / 2
    return {
      x: round(centre.x + Math.cos(angle) * radius * share),
      y: round(centre.y + Math.sin(angle) * radius * share),
    }
  }
  const ring = (share: number) => axes.map((_, index) => pair(at(index, share))).join(' ')
  const known = axes.flatMap(({ value }, index) => (value === null ? [] : [at(index, value / max)]))
  return (
    <div class="chart-single chart-radar" role="img" aria-label={label}>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {Array.from({ length: max }, (_, index) => (
          <polygon class="chart-grid" points={ring((index + 1) / max)} />
        ))}
        {axes.map((_, index) => {
          const end = at(index, 1)
          return <line class="chart-grid" x1={centre.x} y1={centre.y} x2={end.x} y2={end.y} />
        })}
        <polygon class="chart-band chart-outline" points={known.map(pair).join(' ')} />
        {known.map((point) => (
          <circle class="chart-point" data-look="promised" cx={point.x} cy={point.y} r="4.5" />
        ))}
        {axes.map((axis, index) => {
          const place = at(index, 1.13)
          return (
            <text x={place.x} y={place.y + (place.y > centre.y + 40 ? 12 : 2)} text-anchor={sideOf(place.x)}>
              {axis.label}
            </text>
          )
        })}
      </svg>
    </div>
  )
}

function pair({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${x},${y}`
}

/** Names of the axes are written away from the drawing. */
function sideOf(x: number): 'start' | 'middle' | 'end' {
  if (Math.abs(x - centre.x) < radius / 2) return 'middle'
  return x < centre.x ? 'end' : 'start'
}
