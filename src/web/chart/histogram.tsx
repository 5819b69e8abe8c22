import { linearScale, round } from './scale.ts'

export interface HistogramProps {
  /** Lowest and highest result. */
  readonly from: number
  readonly to: number
  /** Share of the results in each slice of equal width, from the lowest. */
  readonly shares: readonly number[]
  /** Range within which eight results out of ten are. */
  readonly within: { readonly low: number; readonly high: number }
  readonly tick: (value: number) => string
  readonly label: string
}

const height = 190
const bottom = 150
const top = 12

/** Where the results fall; what is within the band is tinted, and zero is marked when it is on the way. */
export function Histogram({ from, to, shares, within, tick, label }: HistogramProps) {
  const x = linearScale([from, to], [1, 99])
  const y = linearScale([0, Math.max(...shares)], [bottom, top])
  const width = 98 / shares.length
  const hasZero = from < 0 && to > 0
  return (
    <div class="chart-single" role="img" aria-label={label}>
      <svg class="chart-area" width="100%" height={height} aria-hidden="true">
        {shares.map((share, index) => {
          const middle = from + ((index + 0.5) / shares.length) * (to - from)
          return (
            <rect
              class="chart-bar"
              data-look={middle >= within.low && middle <= within.high ? 'within' : 'outside'}
              x={`${round(1 + index * width)}%`}
              width={`${round(width * 0.86)}%`}
              y={y(share)}
              height={round(bottom - y(share))}
            />
          )
        })}
        <line class="chart-grid" x1="0" x2="100%" y1={bottom} y2={bottom} />
        {hasZero ? (
          <>
            <line class="chart-zero" x1={`${x(0)}%`} x2={`${x(0)}%`} y1={top - 8} y2={bottom + 6} />
            <text
              class="chart-mark"
              x={`${x(0)}%`}
              y={top}
              dx={x(0) > 70 ? -6 : 6}
              text-anchor={x(0) > 70 ? 'end' : 'start'}
            >
              {tick(0)}
            </text>
          </>
        ) : null}
        <line
          class="chart-whisker"
          x1={`${x(within.low)}%`}
          x2={`${x(within.high)}%`}
          y1={bottom + 12}
          y2={bottom + 12}
        />
        {/* Written away from each other, unless the edge is near. */}
        <text x={`${x(within.low)}%`} y={height - 6} text-anchor={x(within.low) < 25 ? 'start' : 'end'}>
          {tick(within.low)}
        </text>
        <text x={`${x(within.high)}%`} y={height - 6} text-anchor={x(within.high) > 75 ? 'end' : 'start'}>
          {tick(within.high)}
        </text>
      </svg>
    </div>
  )
}
