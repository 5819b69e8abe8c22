import { endsOf, linearScale, round, roundTicks, type Scale } from './scale.ts'

/** One moment of a curve: what was promised, as a band, and what was measured where it already was. */
export interface CurveMoment {
  readonly label: string
  readonly low: number
  readonly likely: number
  readonly high: number
  readonly measured?: number | null
}

export interface CurveMark {
  /** Index of the moment that the words belong to. */
  readonly at: number
  readonly label: string
  readonly place: 'above' | 'below'
}

export interface LineChartProps {
  readonly moments: readonly CurveMoment[]
  readonly marks?: readonly CurveMark[]
  /** Writes a value of the axis, short: `−200 k€`. */
  readonly tick: (value: number) => string
  /** What the picture shows, for those who do not see it. */
  readonly label: string
}

const height = 264
const top = 18
const bottom = 234
const axisWidth = 64
/** Labels along the curve, on a large screen and on a phone. */
const mostLabels = { wide: 8, narrow: 4 }

/**
 * A curve with its band from low to high. Heights are in pixels and widths in shares of the room there is, so that
 * words keep their size from a phone to a large screen.
 */
export function LineChart({ moments, marks = [], tick, label }: LineChartProps) {
  const ticks = roundTicks(...extentOf(moments))
  const y = linearScale(endsOf(ticks), [bottom, top])
  const across = (index: number) => round(((index + 0.5) / moments.length) * 100)
  const every = Math.ceil(moments.length / mostLabels.wide)
  const isMinor = (index: number) => moments.length > mostLabels.narrow * every && index % (2 * every) !== 0
  return (
    <div class="chart-plot" role="img" aria-label={label}>
      <svg class="chart-axis" width={axisWidth} height={height} aria-hidden="true">
        {ticks.map((value) => (
          <text x={axisWidth - 8} y={y(value) + 4} text-anchor="end">
            {tick(value)}
          </text>
        ))}
      </svg>
      <svg class="chart-area" width="100%" height={height} aria-hidden="true">
        {ticks.map((value) => (
          <line
            class={value === 0 ? 'chart-zero' : 'chart-grid'}
            x1="0"
            x2="100%"
            y1={y(value)}
            y2={y(value)}
          />
        ))}
        <Curves moments={moments} across={across} y={y} />
        <Points moments={moments} across={across} y={y} />
        {moments.map((moment, index) =>
          index % every === 0 ? (
            <text
              class={isMinor(index) ? 'chart-minor' : undefined}
              x={`${across(index)}%`}
              y={height - 8}
              text-anchor="middle"
            >
              {moment.label}
            </text>
          ) : null,
        )}
        {marks.map((mark) => (
          <Mark mark={mark} moments={moments} across={across} y={y} />
        ))}
      </svg>
    </div>
  )
}

interface PlacedProps {
  readonly moments: readonly CurveMoment[]
  readonly across: (index: number) => number
  readonly y: Scale
}

/** Drawn in a square of 100 by the height, stretched to the room there is; strokes keep their width. */
function Curves({ moments, across, y }: PlacedProps) {
  const path = (values: readonly (readonly [number, number])[]) =>
    values.map(([index, value], step) => `${step === 0 ? 'M' : 'L'}${across(index)} ${y(value)}`).join('')
  const upper = moments.map((moment, index) => [index, moment.high] as const)
  const lower = moments.map((moment, index) => [index, moment.low] as const).reverse()
  const likely = moments.map((moment, index) => [index, moment.likely] as const)
  const measured = moments.flatMap((moment, index) =>
    typeof moment.measured === 'number' ? [[index, moment.measured] as const] : [],
  )
  return (
    <svg
      width="100%"
      height={height}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="chart-band" d={`${path([...upper, ...lower])}Z`} />
      <path class="chart-line" data-look="promised" d={path(likely)} />
      {measured.length > 0 ? <path class="chart-line" data-look="measured" d={path(measured)} /> : null}
    </svg>
  )
}

function Points({ moments, across, y }: PlacedProps) {
  return (
    <>
      {moments.map((moment, index) => (
        <circle
          class="chart-point"
          data-look="promised"
          cx={`${across(index)}%`}
          cy={y(moment.likely)}
          r="4.5"
        />
      ))}
      {moments.map((moment, index) =>
        typeof moment.measured === 'number' ? (
          <circle
            class="chart-point"
            data-look="measured"
            cx={`${across(index)}%`}
            cy={y(moment.measured)}
            r="4.5"
          />
        ) : null,
      )}
    </>
  )
}

function Mark({ mark, moments, across, y }: PlacedProps & { readonly mark: CurveMark }) {
  const moment = moments[mark.at]
  if (!moment) return null
  const at = across(mark.at)
  const height = y(moment.likely) + (mark.place === 'above' ? -14 : 24)
  return (
    <text
      class="chart-mark"
      x={`${at}%`}
      y={Math.min(Math.max(height, top - 4), bottom - 6)}
      text-anchor={anchorAt(at)}
    >
      {mark.label}
    </text>
  )
}

/** Words near an edge are written towards the middle, so that none is cut. */
function anchorAt(percent: number): 'start' | 'middle' | 'end' {
  if (percent < 30) return 'start'
  return percent > 70 ? 'end' : 'middle'
}

/** From the lowest to the highest of everything drawn; zero is always shown, since it is what curves are read against. */
function extentOf(moments: readonly CurveMoment[]): [number, number] {
  const values = moments.flatMap(({ low, likely, high, measured }) => [low, likely, high, measured ?? likely])
  return [Math.min(0, ...values), Math.max(0, ...values)]
}
