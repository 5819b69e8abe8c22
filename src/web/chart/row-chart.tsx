import { endsOf, linearScale, round } from './scale.ts'

/** How a piece of a bar is drawn: hollow for what is promised, solid for what was measured. */
export type RowLook = 'promised' | 'measured' | 'unfavourable' | 'favourable'

export interface RowPiece {
  readonly from: number
  readonly to: number
  readonly look: RowLook
}

export interface ChartRow {
  readonly label: string
  /** The figures of the row, written out: the bar alone never carries them. */
  readonly value: string
  readonly pieces: readonly RowPiece[]
  /** Band around the end of the bar, drawn as a thin line. */
  readonly band?: { readonly low: number; readonly high: number }
}

export interface RowChartProps {
  readonly rows: readonly ChartRow[]
  /** Value that the pieces are read against, drawn as a line: zero, or the likely result. */
  readonly base?: number
  /** Words above the line of the base. */
  readonly baseLabel?: string
}

const height = 18

/** Bars in rows, with their words as text of the page: they wrap on a phone and grow with the reader's letters. */
export function RowChart({ rows, base = 0, baseLabel }: RowChartProps) {
  const values = rows.flatMap((row) => [
    ...row.pieces.flatMap(({ from, to }) => [from, to]),
    ...(row.band ? [row.band.low, row.band.high] : []),
  ])
  const x = linearScale(endsOf([base, ...values]), [1, 99])
  return (
    <div class="chart-rows">
      {baseLabel ? <p class="chart-base">{baseLabel}</p> : null}
      <ol>
        {rows.map((row) => (
          <li>
            <span class="chart-row-label">{row.label}</span>
            <span class="chart-row-value">{row.value}</span>
            <svg width="100%" height={height} aria-hidden="true">
              {row.pieces.map(({ from, to, look }) => (
                <rect
                  class="chart-bar"
                  data-look={look}
                  x={`${Math.min(x(from), x(to))}%`}
                  width={`${Math.max(0.4, round(Math.abs(x(to) - x(from))))}%`}
                  y="2"
                  height={height - 4}
                />
              ))}
              {row.band ? (
                <line
                  class="chart-whisker"
                  x1={`${x(row.band.low)}%`}
                  x2={`${x(row.band.high)}%`}
                  y1={height / 2}
                  y2={height / 2}
                />
              ) : null}
              <line class="chart-zero" x1={`${x(base)}%`} x2={`${x(base)}%`} y1="0" y2={height} />
            </svg>
          </li>
        ))}
      </ol>
    </div>
  )
}

export interface WaterfallStep {
  readonly label: string
  /** Signed: a cost is below zero. */
  readonly amount: number
  readonly value: string
}

/** Rows that start where the one before ended, then the total, from zero. */
export function waterfallRows(
  steps: readonly WaterfallStep[],
  total: { readonly label: string; readonly value: string },
): ChartRow[] {
  let reached = 0
  const rows = steps.map(({ label, amount, value }): ChartRow => {
    const from = reached
    reached += amount
    return {
      label,
      value,
      pieces: [{ from, to: reached, look: amount < 0 ? 'unfavourable' : 'favourable' }],
    }
  })
  return [...rows, { ...total, pieces: [{ from: 0, to: reached, look: 'promised' }] }]
}
